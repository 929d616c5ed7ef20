import { createHash } from 'node:crypto';
import { foldName, portablePart } from '../../collection/book-names.js';
import { joinPath } from '../device-files.js';
import type { Target } from '../target.js';

/** What of a target decides how its files are called. */
export type NamedTarget = Pick<Target, 'profile' | 'folder'>;

// Calibre’s Kobo driver: a longer path leaves no room for the suffix of the cover’s file.
const KOBO_LONGEST_PATH = 185;
/** FAT32 and exFAT take names of 255 UTF-16 units; paths longer than this trouble Windows. */
const LONGEST_PATH = 240;
/** What a part has in bytes of UTF-8, so that Linux takes it too (255) with a mark and an extension. */
const LONGEST_PART = 180;
/** Less of a name than this says nothing: then the folders give way. */
const SHORTEST_NAME = 24;

const EXTENSION = /(?:\.kepub)?\.[A-Za-z0-9]{1,5}$/iu;
/** A folder that is called so would be taken for a book, or for what a Kindle keeps of one. */
const FILE_LIKE = /\.(?:epub|azw3|sdr)$/iu;

/**
 * Where a book shall lie, below the device’s root: each part a name that FAT takes and that no reader stumbles over
 * (Nook: `#`, `%`), the whole no longer than the device allows.
 */
export function devicePath(target: NamedTarget, name: string): string {
  const extension = extensionOf(name);
  const parts = name
    .slice(0, name.length - extension.length)
    .split('/')
    .map(devicePart);
  const stem = parts.pop() || 'book';
  const folders = parts.filter((part) => part !== '').map((part) => part.replace(FILE_LIKE, '$&-'));
  const path = joinPath(target.folder, ...folders, stem + extension);
  return path.length <= longestPath(target) ? path : shortened(target, folders, stem, markOf(path) + extension);
}

/** `.epub`, `.kepub.epub`; empty where the name has none. */
export const extensionOf = (name: string): string => EXTENSION.exec(name)?.[0] ?? '';

const longestPath = ({ profile }: NamedTarget): number =>
  profile.family === 'kobo' ? KOBO_LONGEST_PATH : LONGEST_PATH;

/** One part of a path. A leading dot would hide it: Kobo imports nothing that is hidden. */
const devicePart = (part: string): string => {
  const plain = portablePart(beginningOf(part.normalize('NFC').replace(/[#%+]/gu, '-'), LONGEST_PART, bytesOf));
  return plain.normalize('NFC');
};

/** The name gives way first, then the folders between; the tail bears a mark that keeps apart what was cut alike. */
function shortened(target: NamedTarget, folders: readonly string[], stem: string, tail: string): string {
  const roomIn = (folder: string): number => longestPath(target) - joinPath(folder, tail).length;
  const whole = joinPath(target.folder, ...folders);
  const folder = roomIn(whole) >= Math.min(SHORTEST_NAME, stem.length) ? whole : target.folder;
  const short = beginningOf(stem, Math.max(roomIn(folder), 1), ({ length }) => length).replace(/[\s.]+$/u, '');
  return joinPath(folder, `${short}${tail}`.trimStart());
}

const bytesOf = (text: string): number => Buffer.byteLength(text);
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** As much of the text’s beginning as measures no more, in characters as readers count them: no emoji is cut in half. */
function beginningOf(text: string, most: number, measure: (text: string) => number): string {
  if (measure(text) <= most) return text;
  let kept = '';
  for (const { segment } of graphemes.segment(text)) {
    if (measure(kept + segment) > most) break;
    kept += segment;
  }
  return kept;
}

const markOf = (text: string): string => ` [${createHash('sha256').update(text).digest('hex').slice(0, 8)}]`;

/** A book that wants a place. */
export interface Wish {
  readonly key: string;
  readonly path: string;
}

/**
 * A path for each, by key. Where two differ by case alone, or another’s book lies there, the later by key bears a mark made
 * of its key: the same books get the same paths in whatever order they come. `taken` are folded already.
 */
export function assignPaths(
  target: NamedTarget,
  wishes: readonly Wish[],
  taken: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const used = new Set(taken);
  const paths = new Map<string, string>();
  for (const { key, path } of [...wishes].sort((a, b) => (a.key < b.key ? -1 : 1))) {
    let free = path;
    for (let turn = 0; used.has(foldName(free)); turn += 1) free = markedPath(target, path, key, turn);
    used.add(foldName(free));
    paths.set(key, free);
  }
  return paths;
}

/** `Rain.kepub.epub` → `Rain [1f3a9c0d].kepub.epub`; another mark for each turn. */
export function markedPath(target: NamedTarget, path: string, key: string, turn: number): string {
  const extension = extensionOf(path);
  const tail = markOf(turn === 0 ? key : `${key}\n${turn}`) + extension;
  const stem = path.slice(0, path.length - extension.length);
  if (stem.length + tail.length <= longestPath(target)) return stem + tail;
  const parts = stem
    .slice(target.folder.length)
    .split('/')
    .filter((part) => part !== '');
  const name = parts.pop() ?? '';
  return shortened(target, parts, name, tail);
}
