import { type LeadingApostrophes, TRAILING_APOSTROPHES } from './apostrophes.js';
import { isLetter, wordAt, wordBefore } from './characters.js';
import { type Mark, mayBegin, mayEnd } from './marks.js';

/** Whether a single mark further on can only close a quote (`certain`), may close one (`possible`), or neither. */
export type Closing = 'certain' | 'possible' | 'none';

/**
 * For each mark, whether the next single one of the same stretch of speech closes a quote. Speech in double quotes is a
 * stretch of its own: a quote that begins in it ends in it. One walk backwards, so that it costs no more than the length.
 */
export function closingsAhead(text: string, marks: readonly Mark[], leading: LeadingApostrophes): readonly Closing[] {
  const ahead: Closing[] = new Array(marks.length).fill('none');
  let inside: Closing = 'none';
  let outside: Closing = 'none';
  let doubles = marks.reduce((count, mark) => count + (mark.isDouble ? 1 : 0), 0);
  for (let index = marks.length - 1; index >= 0; index -= 1) {
    const mark = marks[index] as Mark;
    if (mark.isDouble) {
      doubles -= 1;
      inside = 'none';
      continue;
    }
    const isInside = doubles % 2 === 1;
    ahead[index] = isInside ? inside : outside;
    const own = ownClosing(text, mark, leading);
    if (own === undefined) continue;
    if (isInside) inside = own;
    else outside = own;
  }
  return ahead;
}

/** What a mark by itself closes; `none` where it opens, undefined where it is an apostrophe. */
function ownClosing(text: string, mark: Mark, leading: LeadingApostrophes): Closing | undefined {
  const begins = mayBegin(mark);
  const ends = mayEnd(mark);
  if (begins && !ends) return leading.always.has(wordAt(text, mark.end)) ? undefined : 'none';
  if (!ends || begins) return undefined;
  if (!isLetter(text[mark.start - 1]) || mark.after !== 'space') return 'certain';
  const word = wordBefore(text, mark.start);
  if (TRAILING_APOSTROPHES.has(word) || (word.length > 3 && word.endsWith('in'))) return undefined;
  return word.endsWith('s') ? 'possible' : 'certain';
}
