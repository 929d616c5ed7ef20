import { imageSignature } from '../container/image-signature.js';
import type { Report } from '../diagnostics/report.js';
import {
  type ImageMediaType,
  type Place,
  type Resource,
  type ResourceId,
  resourceId,
  type StoryFiles,
} from '../model/story.js';
import { pictureFacts } from '../pictures/picture-facts.js';
import { slug } from '../text/slug.js';
import { DEFAULT_LIMITS, sizeInWords } from './limits.js';
import type { ReadOptions, Source } from './reader.js';
import { type Fetched, orRefusal, withoutFragment } from './remote-images.js';

/** An image that a story refers to, as its markup names it. */
export interface ImageRequest {
  /** The `src` as written. */
  readonly address: string;
  readonly place: Place;
}

/** The images that could be had, by the address that the markup gives. */
export interface ImageShelf {
  readonly resourceOf: (address: string) => ResourceId | undefined;
  readonly resources: Readonly<Record<ResourceId, Resource>>;
  readonly files: StoryFiles;
}

type Located =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'data'; readonly bytes: Uint8Array }
  | { readonly kind: 'remote'; readonly url: string }
  | { readonly kind: 'outside' | 'unreadable' };

/** What the first bytes of an image say, in Latin-1. Only some kinds may stand in a book. */
const SIGNATURES: readonly { readonly pattern: RegExp; readonly kind: string; readonly mediaType?: ImageMediaType }[] =
  [
    { pattern: /^\xff\xd8\xff/, kind: 'JPEG', mediaType: 'image/jpeg' },
    { pattern: /^\x89PNG\r\n/, kind: 'PNG', mediaType: 'image/png' },
    { pattern: /^GIF8[79]a/, kind: 'GIF', mediaType: 'image/gif' },
    { pattern: /^RIFF[\s\S]{4}WEBP/, kind: 'WebP', mediaType: 'image/webp' },
    { pattern: /^\s*(?:\xef\xbb\xbf)?\s*<(?:\?xml|!--|!DOCTYPE svg|svg)/i, kind: 'SVG, which can hold scripts' },
    { pattern: /^BM/, kind: 'BMP' },
    { pattern: /^(?:II\*\0|MM\0\*)/, kind: 'TIFF' },
    { pattern: /^[\s\S]{4}ftyp(?:avif|avis|mif1|heic)/, kind: 'AVIF or HEIC' },
  ];

/**
 * Fetches the images that lie beside the story, inside its markup or, where the source says how, on servers, each
 * once. What cannot be had is said, with its place; whoever asks for it then finds nothing and keeps the image's text.
 */
export async function loadImages(
  requests: readonly ImageRequest[],
  source: Source,
  report: Report,
  { signal, limits = DEFAULT_LIMITS }: ReadOptions = {},
): Promise<ImageShelf> {
  const shelf = new ShelfBuilder();
  let left = limits.images;
  const remote = await fetchAll(requests, source, signal);
  for (const { address, place } of requests) {
    if (shelf.knows(address)) continue;
    signal?.throwIfAborted();
    const located = locate(address);
    const fetched = located.kind === 'remote' ? remote.get(located.url) : await fetchBytes(located, source);
    const bytes = fetched instanceof Uint8Array ? fetched : undefined;
    const kind = bytes && recognise(bytes, limits.pixels);
    if (bytes && kind && (kind.isTooLarge || bytes.length > left)) {
      shelf.miss(address);
      sayTooLarge(address, kind.isTooLarge ? sizeOf(bytes) : sizeInWords(bytes.length), place, report);
      continue;
    }
    if (bytes && kind?.mediaType) {
      left -= bytes.length;
      shelf.put(address, originOf(located, address), bytes, kind.mediaType);
      continue;
    }
    shelf.miss(address);
    if (located.kind === 'remote' && kind === undefined) sayRemote(address, fetched, source, place, report);
    else complain(address, located, kind?.kind, bytes !== undefined, place, report);
  }
  return shelf;
}

/** What the servers hold of the images, by URL; nothing where the source does not fetch. */
async function fetchAll(
  requests: readonly ImageRequest[],
  { fetchRemote }: Source,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, Fetched>> {
  if (!fetchRemote) return new Map();
  const located = requests.map(({ address }) => locate(address));
  const urls = new Set(located.flatMap((one) => (one.kind === 'remote' ? [one.url] : [])));
  return new Map(
    await Promise.all([...urls].map(async (url) => [url, await orRefusal(fetchRemote(url, signal), signal)] as const)),
  );
}

interface Recognised {
  readonly kind: string;
  /** Left out for what no book may hold. */
  readonly mediaType?: ImageMediaType;
  /** True for an image that unpacks to more pixels than a screen's memory holds. */
  readonly isTooLarge?: true;
}

/** The media type and the common name of an image, by its first bytes. */
export function recognise(bytes: Uint8Array, pixels = DEFAULT_LIMITS.pixels): Recognised | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 256));
  const known = SIGNATURES.find(({ pattern }) => pattern.test(head));
  const { width, height } = (known?.mediaType && pictureFacts(bytes)) || { width: 0, height: 0 };
  if (known && width * height > pixels) return { kind: known.kind, isTooLarge: true };
  const isCutOff = known?.mediaType !== undefined && !imageSignature(bytes)?.isWhole;
  return isCutOff ? { kind: `a ${known.kind} that is cut off` } : known;
}

function sizeOf(bytes: Uint8Array): string {
  const { width, height } = pictureFacts(bytes) ?? { width: 0, height: 0 };
  return `${width} × ${height} pixels`;
}

function sayTooLarge(address: string, size: string, place: Place, report: Report): void {
  const message = `The image ${quoted(address)} has ${size}, and that is more than is taken into a book; its text was kept. Make it smaller, or allow more memory with \`--memory\`.`;
  report.add('image-too-large', message, place);
}

const quoted = (address: string): string => `\`${address.length > 120 ? `${address.slice(0, 117)}…` : address}\``;

/** What tells the image from others, and what its file is called. */
interface Origin {
  readonly key: string;
  readonly name: string;
}

function originOf(located: Located, address: string): Origin {
  if (located.kind === 'path') return { key: located.path, name: located.path };
  if (located.kind !== 'remote') return { key: address, name: 'embedded' };
  const lastStep = located.url.replace(/\?.*$/s, '').replace(/^.*\//s, '');
  return { key: located.url, name: unescaped(lastStep) };
}

async function fetchBytes(located: Located, source: Source): Promise<Uint8Array | undefined> {
  if (located.kind === 'data') return located.bytes;
  return located.kind === 'path' ? await source.sibling?.(located.path) : undefined;
}

/** Where the address leads. A path is relative to the story's folder and stays within it. */
function locate(address: string): Located {
  const trimmed = address.trim();
  if (/^data:/i.test(trimmed)) return dataBytes(trimmed);
  if (/^(?:https?|ftp):/i.test(trimmed)) return { kind: 'remote', url: withoutFragment(trimmed) };
  if (trimmed.startsWith('//')) return { kind: 'remote', url: withoutFragment(`https:${trimmed}`) };
  if (/^[a-z][a-z\d+.-]+:/i.test(trimmed) || /^(?:[/\\~]|[a-z]:)/i.test(trimmed)) return { kind: 'outside' };
  const path = normalise(unescaped(trimmed.replace(/[?#].*$/s, '')));
  if (path === undefined) return { kind: 'outside' };
  return path === '' ? { kind: 'unreadable' } : { kind: 'path', path };
}

function unescaped(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function normalise(path: string): string | undefined {
  const steps: string[] = [];
  for (const step of path.split(/[/\\]+/)) {
    if (step === '..' && steps.pop() === undefined) return undefined;
    if (step !== '' && step !== '.' && step !== '..') steps.push(step);
  }
  return steps.join('/').includes('\0') ? undefined : steps.join('/');
}

function dataBytes(address: string): Located {
  const comma = address.indexOf(',');
  const isBase64 = /;base64$/i.test(address.slice(0, Math.max(comma, 0)));
  if (comma < 0 || !isBase64) return { kind: 'unreadable' };
  return { kind: 'data', bytes: new Uint8Array(Buffer.from(address.slice(comma + 1), 'base64')) };
}

function sayRemote(address: string, fetched: Fetched, source: Source, place: Place, report: Report): void {
  const name = quoted(address);
  if (!source.fetchRemote) {
    report.add(
      'image-remote',
      `The image ${name} lies on a server, and books hold their images; its text was kept. Let it be fetched with \`--fetch-images\`, or save it beside the story and name it by its path.`,
      place,
    );
    return;
  }
  const reason = fetched instanceof Uint8Array ? 'what its server sent is no image' : fetched?.refusal;
  report.add(
    'image-unfetched',
    `The image ${name} could not be fetched: ${reason ?? 'it is not to be had'}; its text was kept. Save it beside the story and name it by its path.`,
    place,
  );
}

function complain(
  address: string,
  located: Located,
  kind: string | undefined,
  wasFound: boolean,
  place: Place,
  report: Report,
): void {
  const name = quoted(address);
  if (located.kind === 'outside') {
    report.add(
      'image-outside',
      `The image ${name} is not within the story’s own folder; its text was kept. Copy it beside the story.`,
      place,
    );
  } else if (wasFound || located.kind === 'unreadable') {
    report.add(
      'image-format',
      `The image ${name} is ${kind ?? 'of no kind that storybind knows'}; its text was kept. Save it as JPEG, PNG, GIF or WebP.`,
      place,
    );
  } else {
    report.add(
      'image-missing',
      `The image ${name} is not beside the story, so it is left out and its text was kept. Put it next to the story file.`,
      place,
    );
  }
}

class ShelfBuilder implements ImageShelf {
  readonly #byAddress = new Map<string, ResourceId | undefined>();
  readonly #byName = new Map<string, ResourceId>();
  readonly resources: Record<ResourceId, Resource> = {};
  readonly files = new Map<ResourceId, Uint8Array>();

  readonly resourceOf = (address: string): ResourceId | undefined => this.#byAddress.get(address);

  knows(address: string): boolean {
    return this.#byAddress.has(address);
  }

  miss(address: string): void {
    this.#byAddress.set(address, undefined);
  }

  /** Two addresses of one file (`a.png`, `./a.png`) share a resource. */
  put(address: string, { key, name }: Origin, bytes: Uint8Array, mediaType: ImageMediaType): void {
    const id = this.#byName.get(key) ?? this.#freshId(name);
    this.#byName.set(key, id);
    this.#byAddress.set(address, id);
    this.resources[id] = { id, name, mediaType };
    this.files.set(id, bytes);
  }

  #freshId(name: string): ResourceId {
    const stem = slug(name.replace(/\.[^./]*$/, '')) || 'image';
    let id = resourceId(stem);
    for (let ordinal = 2; Object.hasOwn(this.resources, id); ordinal += 1) id = resourceId(`${stem}-${ordinal}`);
    return id;
  }
}
