import { createHash } from 'node:crypto';
import { authorNames } from '../model/creators.js';
import type { Metadata } from '../model/story.js';

/** The namespace of storybind's identifiers: UUIDv5 of `storybind.book` in the DNS namespace of RFC 9562. */
const NAMESPACE = uuid5(Buffer.from('6ba7b8109dad11d180b400c04fd430c8', 'hex'), 'storybind.book');

/**
 * The book's identifier, `urn:uuid:…`: a UUIDv5 of the pinned id, else the source's URL, else creators and title. Never
 * of the content: a revised story is the same book. EPUB 3.3 #sec-opf-dcidentifier.
 */
export function bookIdentifier({ pinnedId, source, creators, title }: Metadata): string {
  if (pinnedId !== undefined) return urn(`id:${pinnedId.trim()}`);
  if (source !== undefined) return urn(`source:${canonical(source)}`);
  const names = authorNames({ creators }).map(fold);
  return urn(`story:${[...names, fold(title ?? '')].join('\n')}`);
}

const urn = (name: string): string => `urn:uuid:${format(uuid5(Buffer.from(NAMESPACE), name))}`;

/** One address in one form: https, the host in small letters without `www`, no fragment, no slash at the end. */
function canonical(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url) return address.trim();
  return `https://${url.host.replace(/^www\./, '')}${withoutLastSlashes(url.pathname + url.search)}`;
}

function withoutLastSlashes(path: string): string {
  let end = path.length;
  while (path[end - 1] === '/') end -= 1;
  return path.slice(0, end);
}

/**
 * Spelling that does not make another book: case, spaces, curly or straight marks. Vowel signs do, for they are all that
 * tells many Hindi or Thai words apart; and so does a title that is nothing but marks.
 */
function fold(words: string): string {
  const plain = words.normalize('NFKC').toLowerCase();
  return plain.replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ').trim() || plain.trim();
}

/** RFC 9562 #section-5.5. */
function uuid5(namespace: Buffer, name: string): Buffer {
  const bytes = createHash('sha1').update(namespace).update(name, 'utf8').digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes;
}

const format = (bytes: Buffer): string =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
