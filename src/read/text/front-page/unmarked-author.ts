import { nameLikeness } from '../person-name.js';
import { isCapitals, titleText } from '../title-line.js';
import type { Draft } from './draft.js';

/** Lines shorter than this are headings, bylines and the like. */
const SHORTEST_PROSE = 40;
/** As many lines as a long novel has. */
const MOST_LINES = 20_000;

/**
 * How sure a line without a `by` is its author's name: 0 where the story is about who bears it, or has one of its words
 * in lower case.
 */
export function authorLikeness(draft: Draft, at: number): number {
  const text = titleText(draft.line(at).text);
  const likeness = nameLikeness(text, true);
  if (likeness === 0) return 0;
  const prose = proseOf(draft);
  const words = text.split(/[\s,]+/u).filter((word) => word.length > 2);
  const isCommon = words.some((word) => hasWord(prose, word.toLowerCase()));
  return isCommon || hasWord(prose.toLowerCase(), text.toLowerCase()) ? 0 : likeness;
}

/**
 * Two or three words right below a title in capitals, right above the first heading, which the story never says again:
 * the name that a title page has there.
 */
export function isBetweenTitleAndStory(draft: Draft, at: number): boolean {
  const text = titleText(draft.line(at).text);
  const words = text.split(/\s+/u);
  if (draft.titleAt !== at - 1 || !isCapitals(draft.line(at - 1).text) || isCapitals(text)) return false;
  const isLast = draft.untaken().every((one) => one <= at) && draft.endsAtHeading;
  const prose = proseOf(draft).toLowerCase();
  const isKind = words.some((word) => KINDS.has(word.toLowerCase()));
  return isLast && !isKind && !words.some((word) => hasWord(prose, word.toLowerCase()));
}

/** What subtitles say a book is. */
const KINDS: ReadonlySet<string> = new Set(
  `draft edition fiction fanfiction fantasy romance mystery horror drama comedy tragedy adventure adventures saga series trilogy
  collection collected complete selected stories works poems verse verses letters chapters notes version revised uncut
  unabridged illustrated first second third final new old short science fan star episode season act scene year years days
  one two three four five six seven eight nine ten january february march april may june july august september october
  november december spring summer autumn winter university school college press books publishing project`.split(/\s+/u),
);

const proseOf = ({ lines, end }: Draft): string =>
  lines
    .slice(end, end + MOST_LINES)
    .filter((line) => line.text.length >= SHORTEST_PROSE)
    .map((line) => line.text)
    .join(' ');

/** Whether the words occur between other than letters. */
function hasWord(text: string, words: string): boolean {
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    const sides = `${text[at - 1] ?? ' '}${text[at + words.length] ?? ' '}`;
    if (!/\p{L}/u.test(sides)) return true;
  }
  return false;
}
