import { parseHeading } from '../vocabulary/headings.js';
import { firstWordWidth, isParagraphIndent, type Layout } from './layout-class.js';
import { endsSentence, type Line, widthOf } from './lines.js';

/** Lines that belong together: a paragraph, a stanza, an address, a heading. */
export interface Unit {
  readonly lines: readonly Line[];
  /** How many blank lines stand before it. */
  readonly gap: number;
  /** True when the breaks between its lines are the author's: verse, addresses, lists. */
  readonly keepsBreaks: boolean;
  readonly opensPage: boolean;
}

/** The lines grouped as the layout writes paragraphs. Every line is in one unit. */
export function groupParagraphs(lines: readonly Line[], layout: Layout): readonly Unit[] {
  const groups: Line[][] = [];
  const starts = layout.isVerse && layout.kind !== 'line' ? isApart : STARTS[layout.kind];
  for (const [at, line] of lines.entries()) {
    const group = groups.at(-1);
    if (!group || starts(line, lines[at - 1] as Line, group, layout)) groups.push([line]);
    else group.push(line);
  }
  return groups.map((group) => unitOf(group, keepsBreaks(group, layout)));
}

/** The double-spaced lines as they would be with single spacing. */
export const squeeze = (lines: readonly Line[]): readonly Line[] =>
  lines.map((line) => (line.gap > 0 ? { ...line, gap: line.gap - 1 } : line));

export function unitOf(lines: readonly Line[], keeps: boolean): Unit {
  const first = lines[0] as Line;
  return { lines, gap: first.gap, keepsBreaks: keeps, opensPage: first.opensPage };
}

/** The unit's lines as one. */
export const textOf = (unit: Unit): string => unit.lines.map((line) => line.text).join(' ');

type Starts = (line: Line, before: Line, group: readonly Line[], layout: Layout) => boolean;

/** Whether a line begins a new unit, by how the file writes paragraphs. */
const STARTS: Readonly<Record<Layout['kind'], Starts>> = {
  line: (line, before, _group, layout) => !isSameBlock(line, before, layout),
  blank: (line, before, group, layout) => isApart(line, before) || changesIndent(line, group, layout),
  indent: (line, before, _group, layout) => isApart(line, before) || isFirstLine(line, before, layout),
  double: isApart,
};

/** A page that began in the middle of a sentence is no gap; one that begins with a heading needs none. */
function isApart(line: Line, before: Line): boolean {
  if (line.gap === 0) return line.opensParagraph || (line.opensPage && opensWithHeading(line));
  return !(line.opensPage && /^\p{Ll}/u.test(line.text) && !endsSentence(before.text));
}

function opensWithHeading({ text }: Line): boolean {
  const heading = parseHeading(text);
  return heading !== undefined && (!heading.isBare || heading.title === undefined);
}

/** Widest line of a stanza or an address in a file that does not wrap its lines. */
const WIDEST_SHORT = 64;

/** In a file of one line a paragraph, short lines without the usual gap between, or indented ones, are a block of their own. */
function isSameBlock(line: Line, before: Line, layout: Layout): boolean {
  if (
    line.gap > 0 ||
    line.opensParagraph ||
    line.opensPage ||
    widthOf(line.text) > WIDEST_SHORT ||
    widthOf(before.text) > WIDEST_SHORT
  )
    return false;
  if (startsSpeech(line) || startsSpeech(before)) return false;
  if (layout.gap > 0) return true;
  return line.indent >= layout.base + 2 && before.indent >= layout.base + 2;
}

const startsSpeech = (line: Line): boolean => /^(?:["“„«‘「『`]|[-–—]\s)/u.test(line.text);

/** An indented line opens a paragraph or an inset; the line after an inset's lines opens what follows it. */
function changesIndent(line: Line, group: readonly Line[], layout: Layout): boolean {
  const before = group.at(-1) as Line;
  if (line.indent >= layout.base + 2 && before.indent <= layout.base + 1) return true;
  return line.indent <= layout.base + 1 && group.length > 1 && before.indent >= layout.base + 2;
}

/** Lines that are indented deeper than a paragraph's first line are an inset: they stay together. */
function isFirstLine(line: Line, before: Line, layout: Layout): boolean {
  const columns = line.indent - layout.base;
  if (columns < 2)
    return before.indent - layout.base > layout.indent + 1 && !isParagraphIndent(before.indent - layout.base);
  const isInset = columns > layout.indent + 1 && Math.abs(line.indent - before.indent) <= 4;
  return !isInset || before.indent - layout.base <= layout.indent + 1;
}

/** The share of a group's line breaks that a break must be of to decide for the group. */
const MOST = 0.8;
/** Text this narrow was wrapped narrowly, or it is verse. */
const NARROW = 55;

/**
 * Whether a group's line breaks are the author's. A wrapped line breaks where the next word would not have fitted;
 * verse, addresses and lists break earlier, and begin their lines with capitals.
 */
function keepsBreaks(group: readonly Line[], layout: Layout): boolean {
  if (group.length < 2) return false;
  if (layout.kind === 'line' || layout.isVerse) return true;
  const free = shareOfFreeBreaks(group, layout.width - 1);
  const capitals = shareOfCapitals(group);
  if (layout.width < NARROW) return group.length > 2 && capitals >= MOST && !isFilled(group);
  if (free < MOST) return false;
  if (group.length === 2) return capitals === 1 && !endsLate(group, layout.width);
  const isInset = group.every((line) => line.indent >= layout.base + 2);
  const isShort = group.every((line) => widthOf(line.text) < 40);
  return capitals >= 0.6 || ((isInset || isShort) && !isFilled(group));
}

/** The share of the breaks before which the next line's first word would have fitted. */
function shareOfFreeBreaks(group: readonly Line[], width: number): number {
  let free = 0;
  for (let at = 1; at < group.length; at++) {
    const before = group[at - 1] as Line;
    const end = before.indent + widthOf(before.text);
    if (end + 1 + firstWordWidth((group[at] as Line).text) <= width) free++;
  }
  return free / (group.length - 1);
}

/** All lines but the last reach the group's own right margin. */
function isFilled(group: readonly Line[]): boolean {
  const widest = group.slice(0, -1).reduce((width, line) => Math.max(width, line.indent + widthOf(line.text)), 0);
  return shareOfFreeBreaks(group, widest) < 0.2;
}

const endsLate = (group: readonly Line[], width: number): boolean =>
  widthOf((group[0] as Line).text) + (group[0] as Line).indent > width * 0.75;

function shareOfCapitals(group: readonly Line[]): number {
  const capitals = group.filter((line) => !/^[^\p{L}]{0,3}\p{Ll}/u.test(line.text)).length;
  return capitals / group.length;
}
