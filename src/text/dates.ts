import { monthNumber } from './month-names.js';

export type DateReading =
  | { readonly kind: 'date'; readonly iso: string; readonly confidence: number }
  /** Two readings are possible (`3/4/98`): the source's text is kept, no field is filled. */
  | { readonly kind: 'ambiguous' }
  | { readonly kind: 'none' };

/** What a shape makes of the text: a reading when the text has the shape (even of an impossible date), else nothing. */
type Shape = (text: string) => DateReading | undefined;

const NONE: DateReading = { kind: 'none' };
const AMBIGUOUS: DateReading = { kind: 'ambiguous' };
/** Longer values are prose; a date stands at their beginning or not at all. */
const LONGEST = 200;
const EARLIEST_YEAR = 1000;
const LATEST_YEAR = 2199;

/** In this order: the first shape that the text has decides, so that `2008-13-45` is not read as the year 2008. */
const SHAPES: readonly Shape[] = [eastAsianDate, yearFirst, yearLast, namedMonth, compactDate, bareYear];

/** The date that the text states, as precise as it states it: `6/29/08` → `2008-06-29`, `[1898]` → `1898`. */
export function readDate(text: string): DateReading {
  const start = text.slice(0, LONGEST).normalize('NFKC').trim();
  for (const shape of SHAPES) {
    const reading = shape(start);
    if (reading) return reading;
  }
  return NONE;
}

/** Whether the text has no words besides those of a date: months, weekdays, times of day, `released`. */
export function saysOnlyDate(text: string): boolean {
  if (text.length > LONGEST) return false;
  const words = text.match(/\p{L}[\p{L}\p{M}]*/gu) ?? [];
  return words.every(
    (word) =>
      monthNumber(word) !== undefined || isWeekday(word) || FILLERS.has(word.toLowerCase()) || DATE_WORDS.test(word),
  );
}

const DATE_WORDS =
  /^(?:[ap]m?|m|at|on|in|t|z|[A-Z]{3,4}|released|posted|complete|completed|finished|年|月|日|년|월|일|г|года)$/iu;

/** `2023年6月5日`, `2023년 6월`. */
function eastAsianDate(text: string): DateReading | undefined {
  const match = /(\d{4})\s?[年년](?:\s?(\d{1,2})\s?[月월](?:\s?(\d{1,2})\s?[日일])?)?/u.exec(text);
  return match ? dateOf(numberOf(match[1]), numberOf(match[2]), numberOf(match[3]), 1) : undefined;
}

/** `2008-06-29`, `2008/6/29`, `2008.06`, with a time or without. */
function yearFirst(text: string): DateReading | undefined {
  const match = /(?<![\d.,/-])(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?(?!\d)/u.exec(text);
  return match ? dateOf(numberOf(match[1]), numberOf(match[3]), numberOf(match[4]), 1) : undefined;
}

/** `6/29/08`, `29-06-2008`, `1.5.92`: the order follows from the numbers, or from the full stops of D.M.Y. */
function yearLast(text: string): DateReading | undefined {
  const match = /(?<![\d.,/-])(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?['’]?(\d{4}|\d{2})(?!\d)/u.exec(text);
  if (!match) return undefined;
  const [first, second, last] = [Number(match[1]), Number(match[3]), match[4] ?? ''];
  if (first > 31) return last.length === 2 ? dateOf(fullYear(String(first)), second, Number(last), 0.8) : NONE;
  const year = fullYear(last);
  const confidence = last.length === 4 ? 1 : 0.95;
  if (second > 12) return dateOf(year, first, second, confidence);
  if (first > 12 || match[2] === '.' || first === second) return dateOf(year, second, first, confidence);
  return dateOf(year, second, first, confidence).kind === 'date' ? AMBIGUOUS : NONE;
}

/** `29 June 2008`, `Nov 06, 2007 08:29`, `Thu Jul  6 13:49:45 1989`, `27 Jan 90 07:32 GMT`, `March 2005`, `5 de mayo de 1999`. */
function namedMonth(text: string): DateReading | undefined {
  const tokens = datePartsOf(text);
  for (const [index, token] of tokens.entries()) {
    const month = monthNumber(token);
    if (month === undefined) continue;
    const before = dayOf(tokens[index - 1]);
    const after = dayOf(tokens[index + 1]);
    if (before !== undefined && isYear(tokens[index + 1])) {
      return dateOf(fullYear(tokens[index + 1] ?? ''), month, before, 1);
    }
    if (after !== undefined && isYear(tokens[index + 2])) {
      return dateOf(fullYear(tokens[index + 2] ?? ''), month, after, 1);
    }
    if (tokens[index + 1]?.length === 4 && isYear(tokens[index + 1])) {
      return dateOf(Number(tokens[index + 1]), month, undefined, 1);
    }
    if (tokens[index - 1]?.length === 4 && isYear(tokens[index - 1])) {
      return dateOf(Number(tokens[index - 1]), month, after, 0.9);
    }
  }
  return undefined;
}

const FILLERS: ReadonlySet<string> = new Set([
  'of',
  'the',
  'de',
  'del',
  'den',
  'le',
  'el',
  'il',
  'st',
  'nd',
  'rd',
  'th',
  'er',
  'o',
  'a',
  'г',
]);

/** The words and numbers of a text, without times of day, zones' offsets and the words that join a date's parts. */
function datePartsOf(text: string): readonly string[] {
  const timeless = text.replace(/\b\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s?[ap]\.?m\b\.?)?|(?<=\s)[+-]\d{4}\b/giu, ' ');
  const parts = timeless.match(/\p{L}[\p{L}\p{M}]*|\d+/gu) ?? [];
  return parts.filter((part) => !FILLERS.has(part.toLowerCase()) && !isWeekday(part));
}

function isWeekday(word: string): boolean {
  return /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}$/iu.test(word) && monthNumber(word) === undefined;
}

function dayOf(token: string | undefined): number | undefined {
  return token !== undefined && /^\d{1,2}$/u.test(token) ? Number(token) : undefined;
}

function isYear(token: string | undefined): boolean {
  return token !== undefined && /^(?:\d{2}|\d{4})$/u.test(token);
}

/** `940510` (YYMMDD) and `20080629`, when the text is nothing else. */
function compactDate(text: string): DateReading | undefined {
  const match = /^[[(]?(\d{4}|\d{2})(\d{2})(\d{2})[\])]?$/u.exec(text);
  if (!match) return undefined;
  return dateOf(fullYear(match[1] ?? ''), Number(match[2]), Number(match[3]), match[1]?.length === 4 ? 0.9 : 0.8);
}

/** `[1898]`, `1902`, `© 1994 by …`: sure when the text says nothing else. */
function bareYear(text: string): DateReading | undefined {
  const match = /(?<![\d.,:/$#-])(\d{4})(?![\d:/%-]|[.,]\d)/u.exec(text);
  const year = numberOf(match?.[1]);
  if (year === undefined || year < 1400 || year > LATEST_YEAR) return undefined;
  const isAlone = /^[^\p{L}\p{N}]*\d{4}[^\p{L}\p{N}]*$/u.test(text);
  return dateOf(year, undefined, undefined, isAlone ? 1 : 0.6);
}

/** `08` → 2008, `92` → 1992, `1898` → 1898. */
function fullYear(digits: string): number {
  const value = Number(digits);
  if (digits.length > 2) return value;
  return value < 70 ? 2000 + value : 1900 + value;
}

function numberOf(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits);
}

/** The date, or none when the calendar has no such day. Years before 1000 are placeholders (`0101-01-01`). */
function dateOf(
  year: number | undefined,
  month: number | undefined,
  day: number | undefined,
  confidence: number,
): DateReading {
  if (year === undefined || year < EARLIEST_YEAR || year > LATEST_YEAR) return NONE;
  if (month === undefined) return { kind: 'date', iso: String(year), confidence };
  if (month < 1 || month > 12) return NONE;
  const yearAndMonth = `${year}-${String(month).padStart(2, '0')}`;
  if (day === undefined) return { kind: 'date', iso: yearAndMonth, confidence };
  if (day < 1 || day > daysIn(year, month)) return NONE;
  return { kind: 'date', iso: `${yearAndMonth}-${String(day).padStart(2, '0')}`, confidence };
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
