import { NCX_TYPE, SMIL_TYPE, SVG_TYPE, XHTML_TYPE } from '../check/content.js';
import { stylesOf } from '../check/css/book-styles.js';
import { STUMBLING } from '../check/devices/names.js';
import type { Publication } from '../container/publication.js';
import { ledDocument, ledStyles, type Renames } from '../container/renames.js';
import type { Changes, Mender } from './mender.js';

/** Files are called in letters, digits, `.`, `_` and `-`; what leads to them, leads to their new names. */
export const plainNames: Mender = {
  code: 'preflight-name',
  done: 'files have names that every device finds',
  mend: ({ book, devices, spots }) => {
    const isStumbling = (path: string): boolean => devices.some(({ family }) => STUMBLING[family]?.test(path));
    const renames = new Map<string, string>();
    const taken = new Set([...book.files.keys()].map((path) => path.toLowerCase()));
    for (const path of spots) {
      // Fonts that are obfuscated are named in encryption.xml, too: they keep their names.
      if (typeof path !== 'string' || !isStumbling(path) || book.encryptedPaths.has(path)) continue;
      const free = freeName(plainPath(path), (name) => taken.has(name.toLowerCase()));
      taken.add(free.toLowerCase());
      renames.set(path, free);
    }
    return renamed(book, renames);
  },
};

const plainPath = (path: string): string =>
  path
    .split('/')
    .map((part) => plainPart(part) || 'file')
    .join('/');

const plainPart = (part: string): string =>
  part
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9._-]+/gu, '_');

/** The name, or the first of `name-2.ext`, `name-3.ext` … that is free. */
export function freeName(name: string, isTaken: (name: string) => boolean): string {
  if (!isTaken(name)) return name;
  const dot = name.lastIndexOf('.');
  const [stem, extension] = dot > name.lastIndexOf('/') ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  for (let ordinal = 2; ; ordinal++) {
    const wanted = `${stem}-${ordinal}${extension}`;
    if (!isTaken(wanted)) return wanted;
  }
}

/** The book’s documents with their links led to the new names. */
export function renamed(book: Publication, renames: Renames): Changes {
  if (renames.size === 0) return { files: new Map() };
  const files = new Map<string, Uint8Array>();
  const utf8 = new TextEncoder();
  for (const [path, kind] of linkingFiles(book)) {
    const text = kind === 'css' ? stylesOf(book, path)?.text : book.documentOf(path)?.text;
    if (text === undefined) continue;
    const led = (kind === 'css' ? ledStyles : ledDocument)(text, path, renames);
    if (led !== text) files.set(path, utf8.encode(led));
  }
  return { files, renames };
}

const XML_TYPES: ReadonlySet<string> = new Set([XHTML_TYPE, NCX_TYPE, SVG_TYPE, SMIL_TYPE]);

function linkingFiles(book: Publication): ReadonlyMap<string, 'xml' | 'css'> {
  const files = new Map<string, 'xml' | 'css'>(book.packages.map(({ path }) => [path, 'xml']));
  for (const { path, mediaType } of book.packages.flatMap(({ manifest }) => manifest)) {
    if (path === undefined || book.encryptedPaths.has(path)) continue;
    if (XML_TYPES.has(mediaType)) files.set(path, 'xml');
    if (mediaType === 'text/css') files.set(path, 'css');
  }
  return files;
}
