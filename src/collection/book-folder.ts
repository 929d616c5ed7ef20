import { isFolderFile } from '../read/folder/describe.js';
import { isSummary } from '../read/folder/outline.js';

/** How files of chapters are called: `Chapter 3`, `ch-03`, `Kapitel 12 Regen`, `part_2`. */
const CHAPTER_NAME =
  /^(?:chapter|chap|ch|part|pt|kapitel|kap|chapitre|capitulo|cap[ií]tulo|capitolo|hoofdstuk|rozdzia[lł]|глава|part)[\s._-]*\d+/iu;
const NUMBERED_NAME = /^[\s._#-]*(\d{1,4})(?:\D|$)/u;
const NUMBER_ALONE = /^\d{1,4}$/u;

/** An archive that numbers its stories skips more of its numbers than the chapters of a novel do. */
const MOST_SKIPPED = 0.1;

export interface FolderNames {
  /** Of its story files, and of those that say what a folder is. */
  readonly files: readonly string[];
  /** Of the folders in it that hold such files. */
  readonly folders: readonly string[];
}

/**
 * Whether what a folder holds, by the names alone, are the chapters of one story rather than a story each: a file says
 * what the folder is (`story.yaml`, `SUMMARY.md`), or all are called chapters, or they number on from 0 or 1. In a folder
 * that was only come across, a number before a name is not enough: archives number their stories too.
 */
export function isBookFolder({ files, folders }: FolderNames, isGiven: boolean): boolean {
  if (files.some((name) => isFolderFile(name) || isSummary(name))) return true;
  const stems = files.map((name) => name.replace(/\.[^.]+$/, ''));
  const all = stems.length > 1 ? stems : [...stems, ...folders];
  if (all.length < 2) return false;
  if (all.every((stem) => CHAPTER_NAME.test(stem) || NUMBER_ALONE.test(stem))) return true;
  return isGiven && areCounted(all);
}

/** Most bear a number, each another, from 0 or 1 on with few gaps. */
function areCounted(stems: readonly string[]): boolean {
  const numbers = stems.flatMap((stem) => NUMBERED_NAME.exec(stem)?.[1] ?? []).map(Number);
  const distinct = new Set(numbers);
  if (numbers.length < stems.length * 0.6 || distinct.size < numbers.length) return false;
  const first = Math.min(...numbers);
  const last = Math.max(...numbers);
  return first <= 1 && last - first + 1 - distinct.size <= distinct.size * MOST_SKIPPED;
}
