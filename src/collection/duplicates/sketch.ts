import { type FoldedText, mix } from './fold.js';

/** Words in a shingle. Five in a row are seldom shared by chance, and a changed word spoils no more than five. */
const SHINGLE_WORDS = 5;
/** The same where each character is a word: ten make about as much of a phrase. */
const SHINGLE_CHARACTERS = 10;

/** Of a short story's shingles one in 4 is kept, of others one in 32: the same ones of the same text, wherever it stands. */
const FINE_LIMIT = 2 ** 32 / 4;
export const COARSE_LIMIT = 2 ** 32 / 32;

/** The hashes below `FINE_LIMIT` of the text's shingles, in order, each once: a fixed sample of what is said in it. */
export function sketchOf({ words, unspaced }: FoldedText): Uint32Array {
  const width = unspaced * 2 > words.length ? SHINGLE_CHARACTERS : SHINGLE_WORDS;
  const kept: number[] = [];
  const last = Math.max(0, words.length - width);
  for (let start = 0; start <= last; start += 1) {
    const hash = shingleAt(words, start, Math.min(words.length, start + width));
    if (hash < FINE_LIMIT) kept.push(hash);
  }
  return distinct(Uint32Array.from(kept).sort());
}

/** Those of a sketch's hashes that a coarse one keeps. */
export function coarsened(sketch: Uint32Array): Uint32Array {
  let length = 0;
  while (length < sketch.length && (sketch[length] as number) < COARSE_LIMIT) length += 1;
  return sketch.slice(0, length);
}

function shingleAt(words: Uint32Array, start: number, end: number): number {
  let hash = 0;
  for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ (words[at] as number), 0x9e3779b1) ^ (hash >>> 15);
  return mix(hash);
}

function distinct(sorted: Uint32Array): Uint32Array {
  let length = 0;
  for (let at = 0; at < sorted.length; at += 1) {
    if (at > 0 && sorted[at] === sorted[at - 1]) continue;
    sorted[length] = sorted[at] as number;
    length += 1;
  }
  return sorted.slice(0, length);
}
