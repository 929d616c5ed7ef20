import type { StoryPrint } from './fingerprints.js';
import { COARSE_LIMIT } from './sketch.js';

/** How much of the shorter of two stories is found in the longer. */
export interface Overlap {
  readonly shorter: StoryPrint;
  readonly longer: StoryPrint;
  /** Of the shorter story's words, those in chapters that the longer has too, 0 to 1. */
  readonly found: number;
  /** Of the longer story's words, as many as were found, 0 to 1. */
  readonly covered: number;
}

/**
 * From which share of its shingles on a chapter is taken for an edit of the same: every sixth word changed leaves two in
 * five of the shingles of five words. Chapters that have nothing to do with one another share one in a hundred.
 */
export const SAME_CHAPTER = 0.33;

/** Fewer shingles in common than this are no evidence: the sample is too small. */
const FEWEST_SHARED = 4;

/** Shingles of more stories than this are boilerplate: a disclaimer, a licence. */
export const MOST_STORIES = 8;
/** A story is judged without its boilerplate when this much of it is left; one that is all of it, by all of it. */
const FEWEST_RARE = 0.2;

/** How much the stories have in common; `common` are the shingles that many stories have. */
export function overlapOf(one: StoryPrint, other: StoryPrint, common: ReadonlySet<number>): Overlap {
  const [shorter, longer] = byLength(one, other);
  const limit = shorter.isFine && longer.isFine ? 2 ** 32 : COARSE_LIMIT;
  const theirs = sketchSet(longer);
  const isRareOnly = rareShare(shorter, common, limit) >= FEWEST_RARE;
  let judged = 0;
  let found = 0;
  let evidence = 0;
  for (const { sketch, length } of shorter.chapters) {
    let all = 0;
    let shared = 0;
    for (const hash of sketch) {
      if (hash >= limit || (isRareOnly && common.has(hash))) continue;
      all += 1;
      if (theirs.has(hash)) shared += 1;
    }
    if (all === 0) continue;
    judged += length;
    evidence += shared;
    if (shared >= all * SAME_CHAPTER) found += length;
  }
  const share = evidence < FEWEST_SHARED ? 0 : found / judged;
  return { shorter, longer, found: share, covered: Math.min(1, (share * shorter.length) / longer.length) };
}

/** The shorter first; of two of a length, the one whose path is first, so that the order of asking says nothing. */
function byLength(one: StoryPrint, other: StoryPrint): readonly [StoryPrint, StoryPrint] {
  const isFirst = one.length === other.length ? one.key < other.key : one.length < other.length;
  return isFirst ? [one, other] : [other, one];
}

/** Every hash of the story's sketches. */
export function sketchSet({ chapters }: StoryPrint): ReadonlySet<number> {
  const all = new Set<number>();
  for (const { sketch } of chapters) for (const hash of sketch) all.add(hash);
  return all;
}

function rareShare({ chapters }: StoryPrint, common: ReadonlySet<number>, limit: number): number {
  let all = 0;
  let rare = 0;
  for (const { sketch } of chapters) {
    for (const hash of sketch) {
      if (hash >= limit) continue;
      all += 1;
      if (!common.has(hash)) rare += 1;
    }
  }
  return all === 0 ? 0 : rare / all;
}
