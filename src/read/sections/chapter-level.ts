import { type Head, isWordedChapter, isWordedPart } from './heads.js';

/** A heading among the story's others, with what stands below it before the next one. */
export interface RankedHead {
  readonly head: Head;
  /** Words between this heading and the next. */
  readonly words: number;
}

const level = ({ head }: RankedHead): number => head.piece.level;

/**
 * The level whose headings are chapters: the one where most headings say so, else the one where numbers run on, else
 * the topmost that holds text of its own. Higher headings are parts, deeper ones stand inside a chapter.
 */
export function chapterLevel(heads: readonly RankedHead[]): number {
  return wordedLevel(heads) ?? numberedLevel(heads) ?? textLevel(heads);
}

function wordedLevel(heads: readonly RankedHead[]): number | undefined {
  const worded = heads.filter(({ head }) => isWordedChapter(head));
  const best = mostCommon(worded.map(level));
  if (best === undefined) return undefined;
  const isSingle = worded.length === 1 && heads.filter((one) => level(one) < best && isOrdinary(one)).length > 1;
  return isSingle ? undefined : best;
}

/** Numbers that start over below each of several titles count something inside the chapters. */
function numberedLevel(heads: readonly RankedHead[]): number | undefined {
  const numbered = heads.filter(({ head }) => head.parts?.isBare);
  const best = mostCommon(numbered.map(level));
  const same = numbered.filter((one) => level(one) === best).map(({ head }) => head.parts?.number ?? 0);
  if (best === undefined || same.length < 2) return undefined;
  const startsOver = same.some((number, index) => index > 0 && number <= (same[index - 1] ?? 0));
  const titles = heads.filter((one) => level(one) < best && isOrdinary(one));
  return startsOver && titles.length > 1 ? undefined : best;
}

function textLevel(heads: readonly RankedHead[]): number {
  const ordinary = heads.filter(isOrdinary);
  const ranked = ordinary.length > 0 ? ordinary : heads;
  const levels = [...new Set(ranked.map(level))].sort((a, b) => a - b);
  for (const [index, top] of levels.entries()) {
    const below = levels[index + 1];
    if (below === undefined || !standsAbove(ranked, top, below)) return top;
  }
  return levels.at(-1) ?? 1;
}

/** Whether the headings of a level mostly have nothing of their own but deeper headings. */
function standsAbove(heads: readonly RankedHead[], top: number, below: number): boolean {
  const lower = heads.filter((one) => level(one) === below);
  if (lower.length < 2) return false;
  const upper = heads.flatMap((one, index) => (level(one) === top ? [{ one, next: heads[index + 1] }] : []));
  const empty = upper.filter(({ one, next }) => one.words <= 40 && next !== undefined && level(next) > top);
  return empty.length >= upper.length * 0.6;
}

/** Neither part by its words, nor note, nor front or back matter. */
function isOrdinary({ head }: RankedHead): boolean {
  return !isWordedPart(head) && !head.isNote && !head.isMatter;
}

function mostCommon(levels: readonly number[]): number | undefined {
  const counts = new Map<number, number>();
  for (const one of levels) counts.set(one, (counts.get(one) ?? 0) + 1);
  return [...counts].sort(([a, countA], [b, countB]) => countB - countA || a - b)[0]?.[0];
}

/**
 * The numbers at the chapters' own level that count something inside them: `ADVENTURE I.` over `I.`, `II.`, `III.`.
 * Where a number goes on from the chapter before (`ADVENTURE VI.`, `VII.`), it is the next chapter.
 */
export function innerNumbers(heads: readonly Head[]): ReadonlySet<Head> {
  const inner = new Set<Head>();
  let chapter: number | undefined;
  let run: number | undefined;
  for (const head of heads) {
    const number = head.parts?.number;
    if (isWordedChapter(head)) {
      chapter = number ?? chapter ?? 0;
      run = undefined;
    } else if (head.parts?.isBare && number !== undefined && chapter !== undefined) {
      if (number === 1 || number === (run ?? Number.NaN) + 1) {
        inner.add(head);
        run = number;
      } else {
        chapter = number;
        run = undefined;
      }
    }
  }
  return inner;
}
