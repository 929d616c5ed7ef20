import type { Renames } from '../../container/renames.js';

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
