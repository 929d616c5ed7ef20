import { tokensOf } from '../../container/markup-tokens.js';
import { resolveReference } from '../../container/reference.js';

/** The new paths of files, by their old ones. */
export type Renames = ReadonlyMap<string, string>;

/** kepubify#87: where a page’s file name has spaces, Kobo shows neither its chapter nor how far one has read in it. */
export function spacelessNames(pages: Iterable<string>, isTaken: (path: string) => boolean): Renames {
  const renames = new Map<string, string>();
  const given = new Set<string>();
  for (const path of pages) {
    const start = path.lastIndexOf('/') + 1;
    const name = path.slice(start).replace(/\s+/g, '_');
    if (name === path.slice(start)) continue;
    let wanted = path.slice(0, start) + name;
    while (isTaken(wanted) || given.has(wanted)) wanted = `${path.slice(0, start)}_${wanted.slice(start)}`;
    given.add(wanted);
    renames.set(path, wanted);
  }
  return renames;
}

const URLS = /(\s(?:xlink:)?(?:href|src)\s*=\s*)("[^"]*"|'[^']*')/g;

/** The XML document at `path` with its links led to the new names. */
export function withRenames(document: string, path: string, renames: Renames): string {
  if (renames.size === 0) return document;
  return tokensOf(document)
    .map((token) =>
      token.kind === 'start'
        ? token.raw.replace(URLS, (_, before: string, value: string) => before + renamed(value, path, renames))
        : token.raw,
    )
    .join('');
}

function renamed(quoted: string, base: string, renames: Renames): string {
  const url = quoted.slice(1, -1);
  const file = /^[^#?]*/.exec(url)?.[0] ?? '';
  if (file === '') return quoted;
  // A space that is not encoded is what the fault is about, and no reason not to mend it.
  const reference = resolveReference(base, file.trim().replaceAll(' ', '%20').replaceAll('&amp;', '&'));
  const path = reference.kind === 'local' ? renames.get(reference.path) : undefined;
  if (path === undefined) return quoted;
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  const name = encodeURIComponent(path.slice(path.lastIndexOf('/') + 1)).replaceAll("'", '%27');
  return `${quoted[0]}${folder}${name}${url.slice(file.length)}${quoted[0]}`;
}
