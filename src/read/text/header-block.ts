import { parseHeading } from '../vocabulary/headings.js';
import { judgeSceneBreak } from '../vocabulary/scene-breaks.js';
import { isContentsTitle } from './contents-list.js';
import { continueField, type FieldLine, PROSE_MEANINGS, readFieldLine } from './field-lines.js';
import { firstWordWidth, type Layout } from './layout-class.js';
import { endsSentence, type Line, widthOf } from './lines.js';

export interface HeaderBlock {
  /** The lines before the first label: a title, a byline, a banner. */
  readonly before: readonly Line[];
  readonly fields: readonly FieldLine[];
  /** Lines between labels that belong to none: the title again, a byline. */
  readonly loose: readonly Line[];
  readonly after: readonly Line[];
}

/** No archive writes half as many. */
const MOST_FIELDS = 200;
/** The first label stands within so many lines of the file's first. */
const FIRST_LABEL_WITHIN = 12;
/** A paragraph longer than this is prose. */
const LONG = 200;
/** A value that stands alone below its label is no longer. */
const LONGEST_VALUE = 80;
/** The next label stands within so many lines of the last. */
const NEXT_LABEL_WITHIN = 8;

/** The lines with labels at a file's beginning, and what stands around them; undefined when there are none. */
export function findHeaderBlock(lines: readonly Line[], layout: Layout): HeaderBlock | undefined {
  const start = firstLabel(lines);
  if (start === undefined) return undefined;
  const fields: FieldLine[] = [];
  const loose: Line[] = [];
  let at = start;
  while (at < lines.length && fields.length < MOST_FIELDS) {
    const line = lines[at] as Line;
    const found = readFieldLine(line);
    const field = fields.at(-1);
    if (found.length > 0) fields.push(...found);
    else if (field && field.paragraphs.length > 0 && isFirstNumber(lines, at)) break;
    else if (isStatistics(lines[at + 1])) fields.push(summaryOf(line));
    else if (field && continues(lines, at, field, layout)) {
      fields.push(continueField(fields.pop() as FieldLine, line.text, line.gap > 0 || layout.kind === 'line'));
    } else if (!isSentence(line.text) && hasLabelAhead(lines, at)) loose.push(line);
    else break;
    at++;
  }
  return { before: lines.slice(0, start), fields, loose, after: lines.slice(at) };
}

function firstLabel(lines: readonly Line[]): number | undefined {
  for (const [at, line] of lines.slice(0, FIRST_LABEL_WITHIN).entries()) {
    if (isHeading(line)) return undefined;
    if (isLabelled(line)) return isBelowStory(lines, at) ? undefined : at;
    if (line.text.length > LONG || paragraphLength(lines, at) > LONG) return undefined;
  }
  return undefined;
}

const isLabelled = (line: Line): boolean => readFieldLine(line).length > 0;
const isRule = (line: Line): boolean => judgeSceneBreak(line.text) === 'break';

function isHeading(line: Line): boolean {
  if (isLabelled(line)) return false;
  const heading = parseHeading(line.text);
  return heading !== undefined && !heading.isBare;
}

/** `I. Incoming` or `1` between blank lines: the story's first heading, though a note's label may follow. */
function isFirstNumber(lines: readonly Line[], at: number): boolean {
  const line = lines[at] as Line;
  const isApart = line.gap > 0 && (lines[at + 1]?.gap ?? 0) > 0;
  return isApart && line.text.length < 80 && parseHeading(line.text)?.number === 1;
}

/** How long the paragraph is that begins at the line, as far as no blank line, label or indentation ends it. */
function paragraphLength(lines: readonly Line[], from: number): number {
  let length = 0;
  for (let at = from; at < lines.length && length <= LONG; at++) {
    const line = lines[at] as Line;
    if (at > from && (line.gap > 0 || isLabelled(line))) break;
    length += line.text.length + 1;
  }
  return length;
}

/** The line of numbers that FanFiction.net puts below a story's summary. */
const isStatistics = (line: Line | undefined): boolean =>
  line !== undefined && line.gap <= 1 && /^Rated:.{1,200}\b(?:Words|Chapters|Published):/u.test(line.text);

const summaryOf = (line: Line): FieldLine => ({
  label: 'Summary',
  match: { meaning: 'summary', confidence: 0.9 },
  paragraphs: [line.text],
  line: line.number,
  column: line.column,
});

/** Whether an unlabelled line is more of the field's value. */
function continues(lines: readonly Line[], at: number, field: FieldLine, layout: Layout): boolean {
  const line = lines[at] as Line;
  if (isHeading(line) || isRule(line) || isContentsTitle(line.text)) return false;
  const isProse = PROSE_MEANINGS.has(field.match.meaning);
  if (field.paragraphs.length === 0) {
    if (line.gap > 0 && !isProse && isNoValue(line.text) && !hasLabelAhead(lines, at)) return false;
    return line.gap <= 1 && (isProse || line.text.length <= LONG);
  }
  if (line.gap > 0) return isProse && line.gap === 1 && endsBeforeStory(lines, at, layout);
  if (layout.kind === 'line') return isProse && hasLabelAhead(lines, at);
  return isProse || isWrapped(lines, at, layout);
}

/** `Series:` with nothing behind it stands above the story as often as above its value: a sentence is the story's. */
const isNoValue = (text: string): boolean => text.length > LONGEST_VALUE || /[.…]["”’»]?$/u.test(text);

/** A value's second line: it is indented below its label, or the first was full. */
function isWrapped(lines: readonly Line[], at: number, layout: Layout): boolean {
  const line = lines[at] as Line;
  const before = lines[at - 1] as Line;
  if (line.indent >= before.indent + 2 && line.indent <= 24) return true;
  const end = before.indent + widthOf(before.text);
  return end + 1 + firstWordWidth(line.text) > Math.min(layout.width, 78) - 4;
}

/** A paragraph after a summary is more of it when a label follows, or a wider gap and then a heading. */
function endsBeforeStory(lines: readonly Line[], at: number, layout: Layout): boolean {
  if (hasLabelAhead(lines, at)) return true;
  const limit = Math.min(lines.length, at + (layout.kind === 'line' ? 4 : 40));
  for (let next = at + 1; next < limit; next++) {
    const line = lines[next] as Line;
    if (line.gap > 1 || isHeading(line)) return isHeading(line) || isContentsTitle(line.text);
  }
  return false;
}

/** A line of the story's own, between labels that frame the story. */
const isSentence = (text: string): boolean => text.length > 60 && endsSentence(text);

/** Labels below the last line of the story are its trailer's. */
const hasProseAfter = (lines: readonly Line[], at: number): boolean =>
  lines.slice(at + 1, at + 60).some((line) => line.text.length > 40 && !isLabelled(line));

/** In a story of a paragraph or two, the labels of its trailer stand as near the top as a header's. */
const isBelowStory = (lines: readonly Line[], at: number): boolean =>
  lines.slice(0, at).some((line) => isSentence(line.text)) && !hasProseAfter(lines, at);

/** Whether a label follows before a second long paragraph, a heading or a list of contents. */
function hasLabelAhead(lines: readonly Line[], from: number): boolean {
  let long = 0;
  let paragraphs = 0;
  for (let at = from; at < lines.length && paragraphs <= NEXT_LABEL_WITHIN; at++) {
    const line = lines[at] as Line;
    if (at > from && isLabelled(line)) return hasProseAfter(lines, at);
    if (isHeading(line) || isContentsTitle(line.text)) return false;
    const opens = at === from || line.gap > 0 || line.text.length > LONG;
    if (opens) paragraphs++;
    if (opens && paragraphLength(lines, at) > LONG) long++;
    if (long > 1 || at - from > 40) return false;
  }
  return false;
}
