import { StoryError } from '../../diagnostics/report.js';

/** A line that has text. Blank lines are not kept: each line counts those before it. */
export interface Line {
  /** In the file, from 1. */
  readonly number: number;
  /** Where the text begins in the file's line, from 1, in UTF-16 code units. */
  readonly column: number;
  /** How many columns the text is indented: a tab reaches the next multiple of eight, a wide space takes two. */
  readonly indent: number;
  /** Without spaces on either side. */
  readonly text: string;
  /** How many blank lines stand before it. */
  readonly gap: number;
  /** Indented by a wide space, as Chinese and Japanese paragraphs open. */
  readonly opensParagraph: boolean;
  /** A form feed stands before it: the writer began a new page. */
  readonly opensPage: boolean;
}

/** Text longer than any book's; one object a line would not fit into memory. */
const MOST_LINES = 2_000_000;

/** The lines of the text that have text. */
export function splitLines(text: string, file: string): readonly Line[] {
  const lines: Line[] = [];
  let gap = 0;
  let opensPage = false;
  let number = 0;
  for (let start = 0; start <= text.length; ) {
    const feed = text.indexOf('\n', start);
    const end = feed < 0 ? text.length : feed;
    const raw = text.slice(start, end);
    start = end + 1;
    number++;
    const trimmed = raw.trim();
    opensPage ||= raw.includes('\f');
    if (trimmed === '') {
      gap++;
      continue;
    }
    if (lines.length === MOST_LINES) {
      throw new StoryError('input-too-large', `The text has more than ${MOST_LINES} lines. Split it.`, {
        file,
        line: number,
      });
    }
    const before = raw.slice(0, raw.indexOf(trimmed[0] as string));
    const opensParagraph = before.includes('\u3000');
    lines.push({
      number,
      column: before.length + 1,
      indent: indentOf(before),
      text: trimmed.replaceAll('\f', ' '),
      gap,
      opensParagraph,
      opensPage,
    });
    gap = 0;
    opensPage = false;
  }
  return lines;
}

const TAB = 8;

function indentOf(spaces: string): number {
  let column = 0;
  for (const space of spaces) {
    if (space === '\t') column += TAB - (column % TAB);
    else if (space === '\f') column = 0;
    else column += space === '\u3000' ? 2 : 1;
  }
  return column;
}

/** How many columns the text takes: two for an ideograph or kana, one for any other character. */
export function widthOf(text: string): number {
  let width = text.length;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0x1100 && isWide(code)) width++;
  }
  return width;
}

const isWide = (code: number): boolean =>
  code <= 0x115f ||
  (code >= 0x2e80 && code <= 0xa4cf) ||
  (code >= 0xac00 && code <= 0xd7a3) ||
  (code >= 0xf900 && code <= 0xfaff) ||
  (code >= 0xff00 && code <= 0xff60);

/** The line with a blank line before it at least: what stood above it was taken away. */
export const setApart = (line: Line): Line => (line.gap > 0 ? line : { ...line, gap: 1 });

/** The value below which the share of the values lies; 0 of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** The commonest value; 0 of none. */
export function mode(values: Iterable<number>): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let best = 0;
  let most = 0;
  for (const [value, count] of counts) {
    if (count > most) {
      best = value;
      most = count;
    }
  }
  return best;
}

/** A line's text ends a sentence. */
export const endsSentence = (text: string): boolean => /[.!?…:。！？;]["'”’»)\]」』*_~]*$/u.test(text.slice(-6));
