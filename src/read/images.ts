import type { Report } from '../diagnostics/report.js';
import {
  type ImageMediaType,
  type Place,
  type Resource,
  type ResourceId,
  resourceId,
  type StoryFiles,
} from '../model/story.js';
import { slug } from '../text/slug.js';
import type { Source } from './reader.js';

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
  | { readonly kind: 'remote' | 'outside' | 'unreadable' };

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
 * Fetches the images that lie beside the story or inside its markup, each once. What cannot be had is said, with
 * its place; whoever asks for it then finds nothing and keeps the image's text.
 */
export async function loadImages(
  requests: readonly ImageRequest[],
  source: Source,
  report: Report,
  signal?: AbortSignal,
): Promise<ImageShelf> {
  const shelf = new ShelfBuilder();
  for (const { address, place } of requests) {
    if (shelf.knows(address)) continue;
    signal?.throwIfAborted();
    const located = locate(address);
    const bytes = await fetchBytes(located, source);
    const kind = bytes && recognise(bytes);
    if (bytes && kind?.mediaType) {
      shelf.put(address, located.kind === 'path' ? located.path : 'embedded', bytes, kind.mediaType);
      continue;
    }
    shelf.miss(address);
    complain(address, located, kind?.kind, bytes !== undefined, place, report);
  }
  return shelf;
}

/** The media type and the common name of an image, by its first bytes. */
export function recognise(
  bytes: Uint8Array,
): { readonly kind: string; readonly mediaType?: ImageMediaType } | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 256));
  return SIGNATURES.find(({ pattern }) => pattern.test(head));
}

async function fetchBytes(located: Located, source: Source): Promise<Uint8Array | undefined> {
  if (located.kind === 'data') return located.bytes;
  return located.kind === 'path' ? await source.sibling?.(located.path) : undefined;
}

/** Where the address leads. A path is relative to the story's folder and stays within it. */
function locate(address: string): Located {
  const trimmed = address.trim();
  if (/^data:/i.test(trimmed)) return dataBytes(trimmed);
  if (/^(?:https?|ftp):/i.test(trimmed) || trimmed.startsWith('//')) return { kind: 'remote' };
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

function complain(
  address: string,
  located: Located,
  kind: string | undefined,
  wasFound: boolean,
  place: Place,
  report: Report,
): void {
  const name = `\`${address.length > 120 ? `${address.slice(0, 117)}…` : address}\``;
  if (located.kind === 'remote') {
    report.add(
      'image-remote',
      `The image ${name} lies on a server, and books hold their images; its text was kept. Save it beside the story and name it by its path.`,
      place,
    );
  } else if (located.kind === 'outside') {
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
  put(address: string, name: string, bytes: Uint8Array, mediaType: ImageMediaType): void {
    const key = name === 'embedded' ? address : name;
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
