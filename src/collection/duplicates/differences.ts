import type { ChapterPrint, StoryPrint } from './fingerprints.js';
import { SAME_CHAPTER, sketchSet } from './overlap.js';
import { COARSE_LIMIT } from './sketch.js';

/** What sets a copy apart from the fullest one, as far as the fingerprints tell. */
export interface Difference {
  readonly copy: StoryPrint;
  readonly relation: Relation;
  /** Chapters of the fullest copy whose text this one has nowhere. */
  readonly missing: readonly ChapterPrint[];
  /** Chapters of this copy whose text the fullest one has nowhere. */
  readonly extra: readonly ChapterPrint[];
  /** Chapters that both have and that are not the same, as indices: in the fullest copy, in this one. */
  readonly changed: readonly (readonly [number, number])[];
  /** True when the text is parted into chapters in another way; `changed` is then empty. */
  readonly isPartedOtherwise: boolean;
  readonly facts: readonly FactDifference[];
}

/**
 * `same text`: only format, typography and what the file says of itself differ. `shorter`: chapters are missing, the
 * others are the same. `edited`: the wording differs.
 */
type Relation = 'same text' | 'shorter' | 'edited';

interface FactDifference {
  readonly field: string;
  /** Empty where the fullest copy does not say. */
  readonly fullest: string;
  /** Empty where this copy does not say. */
  readonly copy: string;
}

/** How the copy differs from the fullest one of its family. */
export function differenceBetween(fullest: StoryPrint, copy: StoryPrint): Difference {
  const facts = factDifferences(fullest, copy);
  const same = { copy, missing: [], extra: [], changed: [], facts };
  const isParted = fullest.chapters.length !== copy.chapters.length;
  if (fullest.textHash === copy.textHash) return { ...same, relation: 'same text', isPartedOtherwise: isParted };
  const limit = fullest.isFine && copy.isFine ? 2 ** 32 : COARSE_LIMIT;
  const { pairs, left, leftInCopy } = alignChapters(fullest.chapters, copy.chapters, limit);
  const [all, allOfCopy] = [sketchSet(fullest), sketchSet(copy)];
  const missing = left.filter((chapter) => !isFound(chapter, allOfCopy, limit));
  const extra = leftInCopy.filter((chapter) => !isFound(chapter, all, limit));
  // A chapter that has no partner although its text is there stands in the middle of another.
  const isPartedOtherwise = missing.length < left.length || extra.length < leftInCopy.length;
  const changed = pairs.filter(([one, other]) => fullest.chapters[one]?.textHash !== copy.chapters[other]?.textHash);
  const isOnlyShorter = changed.length === 0 && !isPartedOtherwise && extra.length === 0;
  return {
    copy,
    relation: isOnlyShorter ? 'shorter' : 'edited',
    missing,
    extra,
    changed: isPartedOtherwise ? [] : changed,
    isPartedOtherwise,
    facts,
  };
}

interface Alignment {
  readonly pairs: readonly (readonly [number, number])[];
  readonly left: readonly ChapterPrint[];
  readonly leftInCopy: readonly ChapterPrint[];
}

/** The chapters of the very same words first, then those most alike. */
function alignChapters(ours: readonly ChapterPrint[], theirs: readonly ChapterPrint[], limit: number): Alignment {
  const partners = new Map<number, number>();
  const byHash = new Map<string, number[]>();
  theirs.forEach(({ textHash }, index) => {
    const same = byHash.get(textHash);
    if (same) same.push(index);
    else byHash.set(textHash, [index]);
  });
  ours.forEach(({ textHash }, index) => {
    const partner = byHash.get(textHash)?.shift();
    if (partner !== undefined) partners.set(index, partner);
  });
  const taken = new Set(partners.values());
  const free = new Set([...theirs.keys()].filter((index) => !taken.has(index)));
  const holders = holdersOf(theirs, free, limit);
  ours.forEach((chapter, index) => {
    if (partners.has(index)) return;
    const partner = mostAlike(chapter, theirs, free, holders, limit);
    if (partner === undefined) return;
    partners.set(index, partner);
    free.delete(partner);
  });
  return {
    pairs: [...partners].sort(([a], [b]) => a - b),
    left: ours.filter((_, index) => !partners.has(index)),
    leftInCopy: theirs.filter((_, index) => free.has(index)),
  };
}

/** Which of the chapters hold each shingle. */
function holdersOf(chapters: readonly ChapterPrint[], among: ReadonlySet<number>, limit: number) {
  const holders = new Map<number, number[]>();
  for (const index of among) {
    for (const hash of chapters[index]?.sketch ?? []) {
      if (hash >= limit) break;
      const known = holders.get(hash);
      if (known) known.push(index);
      else holders.set(hash, [index]);
    }
  }
  return holders;
}

/** The chapter that shares the most shingles, if those are enough of both: a part of a longer chapter is no partner. */
function mostAlike(
  { sketch }: ChapterPrint,
  theirs: readonly ChapterPrint[],
  free: ReadonlySet<number>,
  holders: ReadonlyMap<number, readonly number[]>,
  limit: number,
): number | undefined {
  const shared = new Map<number, number>();
  for (const hash of sketch) {
    if (hash >= limit) break;
    for (const index of holders.get(hash) ?? []) if (free.has(index)) shared.set(index, (shared.get(index) ?? 0) + 1);
  }
  let best: number | undefined;
  let most = 0;
  for (const [index, count] of shared) {
    const size = Math.max(sizeWithin(sketch, limit), sizeWithin(theirs[index]?.sketch ?? sketch, limit));
    if (count <= most || count < size * SAME_CHAPTER) continue;
    best = index;
    most = count;
  }
  return best;
}

/** How many of a sketch's hashes, which are in order, are below the limit. */
function sizeWithin(sketch: Uint32Array, limit: number): number {
  let low = 0;
  let high = sketch.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sketch[middle] as number) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether the chapter's text is somewhere in the other story; one without a shingle in the sketch is not known to be. */
function isFound({ sketch }: ChapterPrint, within: ReadonlySet<number>, limit: number): boolean {
  const size = sizeWithin(sketch, limit);
  let shared = 0;
  for (let at = 0; at < size; at += 1) if (within.has(sketch[at] as number)) shared += 1;
  return size > 0 && shared >= size * SAME_CHAPTER;
}

function factDifferences({ facts }: StoryPrint, copy: StoryPrint): readonly FactDifference[] {
  const fields = new Set([...Object.keys(facts), ...Object.keys(copy.facts)]);
  return [...fields]
    .filter((field) => facts[field]?.hash !== copy.facts[field]?.hash)
    .map((field) => ({ field, fullest: facts[field]?.value ?? '', copy: copy.facts[field]?.value ?? '' }));
}
