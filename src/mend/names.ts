import { NCX_TYPE, SMIL_TYPE, SVG_TYPE, XHTML_TYPE } from '../check/content.js';
import { stylesOf } from '../check/css/book-styles.js';
import { STUMBLING } from '../check/devices/names.js';
import { tokensOf } from '../container/markup-tokens.js';
import type { Publication } from '../container/publication.js';
import { resolveReference } from '../container/reference.js';
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
export function renamed(book: Publication, renames: ReadonlyMap<string, string>): Changes {
  if (renames.size === 0) return { files: new Map() };
  const files = new Map<string, Uint8Array>();
  const utf8 = new TextEncoder();
  for (const [path, kind] of linkingFiles(book)) {
    const text = kind === 'css' ? stylesOf(book, path)?.text : book.documentOf(path)?.text;
    if (text === undefined) continue;
    const led = kind === 'css' ? ledStyles(book, path, renames) : ledDocument(text, path, renames);
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

const URLS = /(\s(?:xlink:|epub:)?(?:href|src|poster|data|textref)\s*=\s*)("[^"]*"|'[^']*')/gu;
const SOURCE_SETS = /(\ssrcset\s*=\s*)("[^"]*"|'[^']*')/gu;
const STYLE_URLS = /(url\(\s*)("[^"]*"|'[^']*'|[^"')\s]+)(\s*\))/giu;

function ledDocument(text: string, path: string, renames: ReadonlyMap<string, string>): string {
  let isStyle = false;
  return tokensOf(text)
    .map((token) => {
      const { kind, raw } = token;
      if (token.kind === 'start' || token.kind === 'end') {
        isStyle = token.kind === 'start' && !token.isClosed && /(?:^|:)style$/u.test(token.name);
      }
      if (isStyle && (kind === 'text' || kind === 'cdata'))
        return ledImports(ledUrls(raw, path, renames), path, renames);
      if (kind === 'instruction')
        return raw.replace(URLS, (_, before: string, url: string) => before + ledQuoted(url, path, renames));
      if (kind !== 'start') return raw;
      const linked = raw
        .replace(URLS, (_, before: string, url: string) => before + ledQuoted(url, path, renames))
        .replace(SOURCE_SETS, (_, before: string, set: string) => before + ledSet(set, path, renames));
      return linked.includes('url(') ? ledUrls(linked, path, renames) : linked;
    })
    .join('');
}

const IMPORTS = /(@import\s+)("[^"]*"|'[^']*')/giu;

const ledImports = (css: string, path: string, renames: ReadonlyMap<string, string>): string =>
  css.replace(IMPORTS, (_, before: string, url: string) => before + ledQuoted(url, path, renames));

const ledUrls = (css: string, path: string, renames: ReadonlyMap<string, string>): string =>
  css.replace(
    STYLE_URLS,
    (_, before: string, url: string, after: string) => before + ledQuoted(url, path, renames) + after,
  );

/** `a.png 1x, b.png 2x`: each candidate’s URL. */
const ledSet = (set: string, path: string, renames: ReadonlyMap<string, string>): string =>
  set.replace(/(^["']\s*|,\s+)([^\s,"']+)/gu, (_, before: string, url: string) => before + ledUrl(url, path, renames));

const ledStyles = (book: Publication, path: string, renames: ReadonlyMap<string, string>): string =>
  ledImports(ledUrls(stylesOf(book, path)?.text ?? '', path, renames), path, renames);

function ledQuoted(written: string, path: string, renames: ReadonlyMap<string, string>): string {
  const quote = /^["']/u.exec(written)?.[0] ?? '';
  return quote + ledUrl(quote === '' ? written : written.slice(1, -1), path, renames) + quote;
}

/** The URL as it has to be now that its document and what it leads to may be called otherwise. */
function ledUrl(url: string, base: string, renames: ReadonlyMap<string, string>): string {
  const [file = ''] = /^[^#?]*/u.exec(url) ?? [];
  if (file === '') return url;
  const reference = resolveReference(base, file.trim().replaceAll(' ', '%20').replaceAll('&amp;', '&'));
  if (reference.kind !== 'local') return url;
  const from = renames.get(base) ?? base;
  const to = renames.get(reference.path) ?? reference.path;
  if (from === base && to === reference.path) return url;
  return relativeUrl(from, to) + url.slice(file.length);
}

/** The URL that leads from the one file of the book to the other. */
export function relativeUrl(from: string, to: string): string {
  const [here, there] = [from.split('/').slice(0, -1), to.split('/')];
  let same = 0;
  while (same < here.length && same < there.length - 1 && here[same] === there[same]) same++;
  const up = here.slice(same).map(() => '..');
  const down = there.slice(same).map((part) => encodeURIComponent(part).replaceAll("'", '%27'));
  return [...up, ...down].join('/');
}
