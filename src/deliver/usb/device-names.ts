import { createHash } from 'node:crypto';
import { foldName, marked, portablePart } from '../../collection/book-names.js';
import { joinPath } from '../device-files.js';
import type { Target } from '../target.js';

// Calibre’s Kobo driver: a longer path leaves no room for the suffix of the cover’s file.
const KOBO_LONGEST_PATH = 185;
/** FAT32 and exFAT take names of 255 UTF-16 units; paths longer than this trouble Windows. */
const LONGEST_PATH = 240;
const LONGEST_EXTENSION = /(?:\.kepub)?\.[A-Za-z0-9]{1,5}$/u;

/**
 * Where a book shall lie, below the device’s root: each part a name that FAT takes and that no reader stumbles over
 * (Nook: `#`, `%`), the whole no longer than the device allows.
 */
export function devicePath({ profile, folder }: Pick<Target, 'profile' | 'folder'>, name: string): string {
  const parts = name
    .split('/')
    .map(devicePart)
    .filter((part) => part !== '');
  const path = joinPath(folder, ...(parts.length > 0 ? parts : ['book.epub']));
  const longest = profile.family === 'kobo' ? KOBO_LONGEST_PATH : LONGEST_PATH;
  return path.length <= longest ? path : shortened(path, folder, longest);
}

/** One part of a path. A leading dot would hide it: Kobo imports nothing that is hidden. */
const devicePart = (part: string): string => portablePart(part.replace(/[#%+]/gu, '-')).trim();

/** The folders between give way first, then the name; a mark made of the whole keeps what was cut apart. */
function shortened(path: string, folder: string, longest: number): string {
  const extension = LONGEST_EXTENSION.exec(path)?.[0] ?? '';
  const mark = ` [${createHash('sha256').update(path).digest('hex').slice(0, 8)}]`;
  const name = path.slice(path.lastIndexOf('/') + 1, path.length - extension.length);
  const room = Math.max(longest - folder.length - 1 - mark.length - extension.length, 8);
  const short = [...name].reduce(
    (kept, character) => (kept.length + character.length <= room ? kept + character : kept),
    '',
  );
  return joinPath(folder, `${short.trimEnd()}${mark}${extension}`);
}

/** A book that wants a place. */
export interface Wish {
  readonly key: string;
  readonly path: string;
}

/**
 * A path for each, by key. Where two differ by case alone, or another’s book lies there, the later by key bears a mark made
 * of its key: the same books get the same paths each time. `taken` are folded already.
 */
export function assignPaths(wishes: readonly Wish[], taken: ReadonlySet<string>): ReadonlyMap<string, string> {
  const used = new Set(taken);
  const paths = new Map<string, string>();
  for (const { key, path } of [...wishes].sort((a, b) => (a.key < b.key ? -1 : 1))) {
    const free = used.has(foldName(path)) ? markedPath(path, key) : path;
    used.add(foldName(free));
    paths.set(key, free);
  }
  return paths;
}

/** `Rain.kepub.epub` → `Rain [1f3a9c0d].kepub.epub`. */
export function markedPath(path: string, key: string): string {
  const extension = LONGEST_EXTENSION.exec(path)?.[0] ?? '';
  const mark = marked('x.y', key).slice(1, -2);
  return `${path.slice(0, path.length - extension.length)}${mark}${extension}`;
}
