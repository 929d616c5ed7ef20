import { parseHeading } from '../../vocabulary/headings.js';
import { isContentsTitle } from '../contents-list.js';
import { isFirstCounted } from '../counted-headings.js';
import type { Layout } from '../layout-class.js';
import { type Line, widthOf } from '../lines.js';
import { isCapitals, isCentred } from '../title-line.js';
import { isStatement } from './forms.js';

/** A front page has so many lines at most. */
const MOST_LINES = 24;
const LONGEST_LINE = 90;
const LONGEST_GROUP = 240;

/** How many lines stand before the first that is a heading, a list of contents or prose. */
export function frontPageEnd(lines: readonly Line[], layout: Layout): number {
  let at = 0;
  while (at < Math.min(lines.length, MOST_LINES)) {
    const length = isLineParagraph(layout) ? 1 : groupLength(lines, at);
    const group = lines.slice(at, at + length);
    if (opensStory(lines, at) || isProse(group, layout)) break;
    const later = group.findIndex((line, index) => index > 0 && isWordedHeading(line));
    if (later > 0) return at + later;
    at += length;
  }
  return Math.min(at, MOST_LINES);
}

/** Whether the line is a heading or a list of contents: below a front page, not on it. */
export function opensStory(lines: readonly Line[], at: number): boolean {
  const line = lines[at];
  if (!line) return false;
  if (isContentsTitle(line.text)) return true;
  const heading = parseHeading(line.text);
  if (!heading) return at > 0 && (/^#{1,6}\s/u.test(line.text) || isFirstCounted(lines, at));
  return !heading.isBare || ((lines[at + 1]?.gap ?? 1) > 0 && !/^\d{4}$/u.test(line.text));
}

/** Without blank lines between paragraphs each line stands for itself. */
const isLineParagraph = ({ kind, gap }: Layout): boolean => kind === 'line' && gap === 0;

function groupLength(lines: readonly Line[], from: number): number {
  let to = from + 1;
  while (to < lines.length && (lines[to] as Line).gap === 0 && to - from < MOST_LINES) to++;
  return to - from;
}

function isWordedHeading(line: Line): boolean {
  const heading = parseHeading(line.text);
  return heading !== undefined && !heading.isBare;
}

/** Sentences, or stanzas: what a title page has not. */
function isProse(group: readonly Line[], layout: Layout): boolean {
  const [first] = group as readonly [Line];
  if (group.every((line) => isCentred(line, layout) && widthOf(line.text) < 60)) return group.length > 12;
  if (group.length === 1) return widthOf(first.text) > LONGEST_LINE || isSentence(first.text);
  if (isStatement(first.text)) return false;
  const length = group.reduce((sum, line) => sum + widthOf(line.text) + 1, 0);
  const full = group.filter((line) => line.indent + widthOf(line.text) > layout.width * 0.8).length;
  if (length > LONGEST_GROUP || full * 2 > group.length || group.length > 5 || tells(group)) return true;
  return isSentence((group.at(-1) as Line).text) && !group.some((line) => isStatement(line.text));
}

/** Two sentences or more, or speech. */
function tells(group: readonly Line[]): boolean {
  if (group.some((line) => isStatement(line.text) || isCapitals(line.text))) return false;
  const text = group.map((line) => line.text).join(' ');
  return (text.match(/\p{Ll}{2}[.!?…]["”’»]*(?=\s|$)/gu)?.length ?? 0) > 1 && text.split(' ').length > 10;
}

const isSentence = (text: string): boolean =>
  !isStatement(text) && !isCapitals(text) && /[.!?…]["”’»]*$/u.test(text) && text.split(' ').length > 7;
