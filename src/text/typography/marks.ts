import { beginsEllipsis, isLineStart, type Kind, kindOf } from './characters.js';
import { NARROW_NO_BREAK } from './styles.js';
import type { Token } from './tokens.js';

/** A quote mark or apostrophe, with what stands around it. Marks that touch have the same neighbours. */
export interface Mark {
  readonly isDouble: boolean;
  readonly start: number;
  readonly end: number;
  readonly before: Kind;
  readonly after: Kind;
  /** True of a mark that touches no other. */
  readonly isAlone: boolean;
  /** True of the first of those that touch. */
  readonly isFirst: boolean;
}

/** The marks among the tokens of the text. */
export function marksOf(text: string, tokens: readonly Token[]): readonly Mark[] {
  const quotes = tokens.filter(({ kind }) => kind === 'double' || kind === 'single');
  const marks: Mark[] = [];
  for (let first = 0; first < quotes.length; ) {
    let last = first;
    while (last + 1 < quotes.length && touch(text, quotes[last] as Token, quotes[last + 1] as Token)) last += 1;
    const { before, after } = neighboursOf(text, quotes[first] as Token, quotes[last] as Token);
    for (let index = first; index <= last; index += 1) {
      const { kind, start, end } = quotes[index] as Token;
      marks.push({
        isDouble: kind === 'double',
        start,
        end,
        before,
        after,
        isAlone: first === last,
        isFirst: index === first,
      });
    }
    first = last + 1;
  }
  return marks;
}

// The narrow space inside of a guillemet belongs to the mark.
const outerStart = (text: string, start: number): number =>
  text[start] === '»' && text[start - 1] === NARROW_NO_BREAK ? start - 1 : start;
const outerEnd = (text: string, end: number): number =>
  text[end - 1] === '«' && text[end] === NARROW_NO_BREAK ? end + 1 : end;

const touch = (text: string, one: Token, other: Token): boolean =>
  outerEnd(text, one.end) === outerStart(text, other.start) || outerEnd(text, one.end) === other.start;

function neighboursOf(text: string, first: Token, last: Token): Pick<Mark, 'before' | 'after'> {
  const start = outerStart(text, first.start);
  const end = outerEnd(text, last.end);
  const before = beginsLine(text, start) ? 'space' : kindOf(text[start - 1]);
  const after = kindOf(text[end]);
  // Dots of silence after an opening mark are what is said.
  const isSilence = after === 'close' && before !== 'word' && before !== 'close' && beginsEllipsis(text, end);
  return { before, after: isSilence ? 'word' : after };
}

/** True behind the dash of a dialogue: what follows it begins the line. */
function beginsLine(text: string, index: number): boolean {
  let start = index;
  while (start > 0 && index - start < 8 && '-–—'.includes(text[start - 1] as string)) start -= 1;
  return start < index && isLineStart(text, start);
}

/** True where a word or an opening mark may begin after the mark's left neighbour. */
export const mayBegin = ({ before }: Mark): boolean => before !== 'word' && before !== 'close';

/** True where a word or a sentence may have ended before the mark's right neighbour. */
export const mayEnd = ({ after }: Mark): boolean => after !== 'word' && after !== 'open';
