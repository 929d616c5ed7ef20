import { createHash } from 'node:crypto';
import { foldText } from './fold.js';

/** How the wording of two texts differs. */
export interface WordingDifference {
  /** In the longer of the two texts. */
  readonly sentences: number;
  /** Those that only one of the two has. */
  readonly differing: number;
  /** The first sentence in which they part, from shortly before they do; empty where a text has come to its end. */
  readonly first: { readonly fullest: string; readonly copy: string };
}

/** Compares two texts sentence by sentence, by their folded words; undefined when they do not differ. */
export function compareWording(fullest: string, copy: string): WordingDifference | undefined {
  const [ours, theirs] = [sentencesOf(fullest), sentencesOf(copy)];
  const length = Math.max(ours.length, theirs.length);
  let at = 0;
  while (at < length && ours[at]?.hash === theirs[at]?.hash) at += 1;
  if (at === length) return undefined;
  return {
    sentences: length,
    // The same sentences in another order differ at the one place where the order does.
    differing: Math.max(1, length - inCommon(ours, theirs)),
    first: partingOf(ours[at]?.words ?? '', theirs[at]?.words ?? ''),
  };
}

interface Sentence {
  readonly words: string;
  readonly hash: string;
}

const SENTENCE = /[^.!?…。！？؟।\n]+[.!?…。！？؟।]*/gu;

function sentencesOf(text: string): readonly Sentence[] {
  const sentences: Sentence[] = [];
  for (const [found] of text.matchAll(SENTENCE)) {
    const { codes } = foldText(found);
    if (codes.length === 0) continue;
    sentences.push({
      words: found.trim(),
      hash: createHash('sha1').update(codes).digest('base64'),
    });
  }
  return sentences;
}

/** How many sentences both have, each as often as it is in both. */
function inCommon(ours: readonly Sentence[], theirs: readonly Sentence[]): number {
  const counts = new Map<string, number>();
  for (const { hash } of ours) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  let common = 0;
  for (const { hash } of theirs) {
    const count = counts.get(hash) ?? 0;
    if (count > 0) common += 1;
    counts.set(hash, count - 1);
  }
  return common;
}

const LONGEST_SHOWN = 140;
/** How many words that both have are shown before those that differ. */
const SHOWN_BEFORE = 4;

/** Where two sentences part: the same number of words is left out before it. */
function partingOf(fullest: string, copy: string): WordingDifference['first'] {
  const [ours, theirs] = [fullest.split(/\s+/), copy.split(/\s+/)];
  let same = 0;
  while (same < ours.length && same < theirs.length && isSameWord(ours[same] ?? '', theirs[same] ?? '')) same += 1;
  const start = Math.max(0, same - SHOWN_BEFORE);
  return { fullest: excerptOf(ours, start), copy: excerptOf(theirs, start) };
}

const isSameWord = (one: string, other: string): boolean => {
  const [ours, theirs] = [foldText(one).words, foldText(other).words];
  return ours.length === theirs.length && ours.every((hash, at) => hash === theirs[at]);
};

function excerptOf(words: readonly string[], start: number): string {
  const excerpt = (start > 0 ? '… ' : '') + words.slice(start).join(' ');
  return excerpt.length > LONGEST_SHOWN ? `${excerpt.slice(0, LONGEST_SHOWN - 1)}…` : excerpt;
}
