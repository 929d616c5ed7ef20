import { mapAttributes } from './markup-edits.js';
import { type Token, tokensOf } from './markup-tokens.js';
import { resolveReference } from './reference.js';

/** The new paths of files, by their old ones. */
export type Renames = ReadonlyMap<string, string>;

/** A text that stands in the file at `path`, with its URLs led to the new names of files. */
type Lead = (text: string, path: string, renames: Renames) => string;

/** The XML document at `path` with its links, and those of the styles in it, led to the new names. */
export const ledDocument: Lead = (text, path, renames) => {
  if (renames.size === 0) return text;
  let isStyle = false;
  return tokensOf(text)
    .map((token) => {
      if (token.kind === 'start') isStyle = !token.isClosed && /(?:^|:)style$/u.test(token.name);
      if (token.kind === 'end') isStyle = false;
      return ledToken(token, isStyle, path, renames);
    })
    .join('');
};

function ledToken({ kind, raw }: Token, isStyle: boolean, path: string, renames: Renames): string {
  switch (kind) {
    case 'text':
    case 'cdata':
      return isStyle ? ledStyles(raw, path, renames) : raw;
    case 'instruction':
      return ledTag(raw, path, renames);
    case 'start':
      return ledStyleUrls(ledTag(raw, path, renames), path, renames);
    case 'end':
    case 'comment':
    case 'doctype':
      return raw;
    default:
      return kind satisfies never;
  }
}

const LINKS = /^(?:xlink:|epub:)?(?:href|src|poster|data|textref)$/u;

const ledTag: Lead = (tag, path, renames) =>
  mapAttributes(tag, (name, quoted) => {
    if (LINKS.test(name)) return ledQuoted(quoted, path, renames);
    return name === 'srcset' ? ledSet(quoted, path, renames) : quoted;
  });

/** `a.png 1x, b.png 2x`: each candidate’s URL. */
const ledSet: Lead = (set, path, renames) =>
  set.replace(/(^["']\s*|,\s+)([^\s,"']+)/gu, (_, before: string, url: string) => before + ledUrl(url, path, renames));

/** The style sheet at `path`, or in the page there, with its URLs led to the new names. */
export const ledStyles: Lead = (css, path, renames) =>
  ledStyleUrls(css, path, renames).replace(
    IMPORTS,
    (_, before: string, url: string) => before + ledQuoted(url, path, renames),
  );

const IMPORTS = /(@import\s+)("[^"]*"|'[^']*')/giu;
const STYLE_URLS = /(url\(\s*)("[^"]*"|'[^']*'|[^"')\s]+)(\s*\))/giu;

const ledStyleUrls: Lead = (css, path, renames) =>
  css.replace(
    STYLE_URLS,
    (_, before: string, url: string, after: string) => before + ledQuoted(url, path, renames) + after,
  );

/** The URL in its quotes, where it has any. */
const ledQuoted: Lead = (written, path, renames) => {
  const quote = /^["']/u.exec(written)?.[0] ?? '';
  return quote + ledUrl(quote === '' ? written : written.slice(1, -1), path, renames) + quote;
};

/** The URL as it has to be now that its document and what it leads to may be called otherwise: its folder stays, where it can. */
const ledUrl: Lead = (url, base, renames) => {
  const [file = ''] = /^[^#?]*/u.exec(url) ?? [];
  const path = file === '' ? undefined : pathOf(base, file);
  if (path === undefined) return url;
  const from = renames.get(base) ?? base;
  const to = renames.get(path) ?? path;
  const kept = file.slice(0, file.lastIndexOf('/') + 1) + encodedPart(to.slice(to.lastIndexOf('/') + 1));
  const led = [file, kept].find((one) => pathOf(from, one) === to) ?? relativeUrl(from, to);
  return led + url.slice(file.length);
};

/** What the URL leads to in the book. A space that is not encoded may be what the new name is for, and is no fault here. */
function pathOf(base: string, url: string): string | undefined {
  const reference = resolveReference(base, url.trim().replaceAll(' ', '%20').replaceAll('&amp;', '&'));
  return reference.kind === 'local' ? reference.path : undefined;
}

/** The URL that leads from the one file of the book to the other. */
export function relativeUrl(from: string, to: string): string {
  const [here, there] = [from.split('/').slice(0, -1), to.split('/')];
  let same = 0;
  while (same < here.length && same < there.length - 1 && here[same] === there[same]) same++;
  const up = here.slice(same).map(() => '..');
  return [...up, ...there.slice(same).map(encodedPart)].join('/');
}

const encodedPart = (part: string): string => encodeURIComponent(part).replaceAll("'", '%27');
