/** What a character is to the marks beside it. */
export type Kind = 'edge' | 'space' | 'open' | 'close' | 'dash' | 'word';

const SPACES = ' \t\n\r\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000';
const OPENING = '([{¿¡';
const CLOSING = ')]}.,;:!?…%、。！？؟،؛।';
/** They join as well as they part, so the other side decides. */
const JOINING = '-–—―‒‐‑/*_~=|';

const KINDS: ReadonlyMap<string, Kind> = new Map(
  Object.entries({ space: SPACES, open: OPENING, close: CLOSING, dash: JOINING }).flatMap(([kind, characters]) =>
    [...characters].map((character) => [character, kind as Kind]),
  ),
);

/** The kind of a character; `edge` beyond the ends of the text. Letters, digits and all the rest are `word`. */
export const kindOf = (character: string | undefined): Kind =>
  character === undefined ? 'edge' : (KINDS.get(character) ?? 'word');

/** True of a letter (half of a pair of surrogates counts). */
export const isLetter = (character: string | undefined): boolean =>
  character !== undefined && ((character >= 'a' && character <= 'z') || /[\p{L}\p{M}\ud800-\udfff]/u.test(character));

export const isDigit = (character: string | undefined): boolean =>
  character !== undefined &&
  ((character >= '0' && character <= '9') || (character > '\u02ff' && /\p{Nd}/u.test(character)));

/** True of a mark that quotes, typed or set. */
export const isQuoteMark = (character: string | undefined): boolean =>
  character !== undefined && character !== '' && '"\'`´“”„‟«»‘’‚‛‹›'.includes(character);

/** True where dots begin that stand for silence: `…`, `...`, `. . .`. */
export function beginsEllipsis(text: string, index: number): boolean {
  if (text[index] === '…') return true;
  return text[index] === '.' && (text[index + 1] === '.' || (text[index + 1] === ' ' && text[index + 2] === '.'));
}

/** The index after the last of the spaces that begin at `index`; line ends are no such spaces. */
export function skipSpaces(text: string, index: number): number {
  let end = index;
  while (end < text.length && text[end] !== '\n' && kindOf(text[end]) === 'space') end += 1;
  return end;
}

/** The index of the first of the spaces that end before `index`. */
export function skipSpacesBack(text: string, index: number): number {
  let start = index;
  while (start > 0 && text[start - 1] !== '\n' && kindOf(text[start - 1]) === 'space') start -= 1;
  return start;
}

/** True where only spaces stand between the index and the beginning of its line. */
export function isLineStart(text: string, index: number): boolean {
  const start = skipSpacesBack(text, index);
  return start === 0 || text[start - 1] === '\n';
}

/** The letters and digits that begin at the index, in lower case; no more than a word of a table can have. */
export const wordAt = (text: string, index: number): string =>
  (/^[\p{L}\p{N}]{1,12}/u.exec(text.slice(index, index + 14))?.[0] ?? '').toLowerCase();

/** The letters and digits that end before the index, likewise. */
export const wordBefore = (text: string, index: number): string =>
  (/[\p{L}\p{N}]{1,12}$/u.exec(text.slice(Math.max(0, index - 12), index))?.[0] ?? '').toLowerCase();
