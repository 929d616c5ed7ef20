import type { Element, Root } from 'hast';
import { readDate } from '../../text/dates.js';
import { isEnding } from '../vocabulary/endings.js';
import { type HeadingParts, parseHeading } from '../vocabulary/headings.js';
import { judgeSceneBreak } from '../vocabulary/scene-breaks.js';
import {
  blocksOf,
  isSetOff,
  joinBelow,
  linesOfTree,
  type ParagraphLine,
  raise,
  removeBlocks,
} from './paragraph-line.js';

const LONGEST_HEADING = 120;
const LONGEST_TITLE = 80;
const LEVEL = { part: 2, chapter: 3, inner: 4 } as const;

/**
 * Makes headings of the paragraphs that are chapters' headings by their words or by how they are set, in a document
 * whose writer used no styles for them: `Chapter One`, numbers in a row, titles at the tops of pages.
 */
export function raiseChapterLines(root: Root): void {
  const blocks = blocksOf(root);
  const styled = blocks.filter(({ tagName }) => /^h[1-6]$/.test(tagName)).length;
  const hasTitle = blocks.some(({ tagName }) => tagName === 'h1');
  if (styled > (hasTitle ? 1 : 0)) return;
  const lines = linesOfTree(root);
  const worded = wordedLines(lines);
  const numbered = numberedLines(lines);
  const titled = titleLines(lines, worded);
  const chapters = new Map<ParagraphLine, number>();
  for (const line of titled) chapters.set(line, LEVEL.chapter);
  for (const line of numbered) chapters.set(line, worded.size > 0 ? LEVEL.inner : LEVEL.chapter);
  for (const [line, parts] of worded) chapters.set(line, parts.role === 'part' ? LEVEL.part : LEVEL.chapter);
  const subtitles: Element[] = [];
  for (const [line, level] of chapters) {
    const below = lines[line.at + 1];
    const isSubtitled = below && !chapters.has(below) && isSubtitle(line, below, lines[line.at + 2]);
    raise(line.element, level);
    if (!isSubtitled) continue;
    joinBelow(line.element, below.element);
    subtitles.push(below.element);
  }
  removeBlocks(root, subtitles);
}

type Lines = readonly (ParagraphLine | undefined)[];

/** `Chapter One`, `Prologue`: with a number, or set off from the text. */
function wordedLines(lines: Lines): ReadonlyMap<ParagraphLine, HeadingParts> {
  const found = new Map<ParagraphLine, HeadingParts>();
  for (const line of lines) {
    if (!line || line.text === '' || line.text.length > LONGEST_HEADING) continue;
    const parts = parseHeading(line.text);
    if (!parts || parts.isBare) continue;
    const isNumberedLine = parts.number !== undefined && !/[,;]$|\p{Ll}\.$/u.test(line.text);
    if (isSetOff(line) || (isNumberedLine && (parts.title === undefined || line.blanks > 0))) found.set(line, parts);
  }
  return found;
}

/** `1`, `IV`, `Three. The Storm`: set off, and counting up from the first. */
function numberedLines(lines: Lines): readonly ParagraphLine[] {
  const found: ParagraphLine[] = [];
  const numbers: number[] = [];
  for (const line of lines) {
    if (!line || line.text === '' || line.text.length > LONGEST_TITLE || !(isSetOff(line) || line.blanks > 0)) continue;
    const parts = parseHeading(line.text);
    if (!parts?.isBare || parts.number === undefined) continue;
    if (parts.title !== undefined && !(line.isCentred || line.isBold || line.isLarge)) continue;
    found.push(line);
    numbers.push(parts.number);
  }
  const inOrder = numbers.filter((number, index) => number === (numbers[index - 1] ?? 0) + 1 || number === 1).length;
  return found.length > 1 && inOrder >= found.length * 0.8 ? found : [];
}

/** Short lines at the tops of pages, or in large letters, that look alike and stand over text. */
function titleLines(lines: Lines, worded: ReadonlyMap<ParagraphLine, HeadingParts>): readonly ParagraphLine[] {
  const groups = new Map<string, ParagraphLine[]>();
  for (const line of lines) {
    if (!line || worded.has(line) || !isTitleShaped(line) || !standsOverText(line, lines)) continue;
    const isOfPage = line.opensPage && (line.isCentred || line.isBold || line.isLarge || line.isCapitals);
    if (!isOfPage && !(line.isLarge && (line.isBold || line.isCentred))) continue;
    const look = [line.isCentred, line.isBold, line.isLarge].join(' ');
    groups.set(look, [...(groups.get(look) ?? []), line]);
  }
  const likeWorded = new Set([...worded.keys()].map((line) => [line.isCentred, line.isBold, line.isLarge].join(' ')));
  return [...groups].flatMap(([look, group]) => (group.length > 1 || likeWorded.has(look) ? group : []));
}

function isTitleShaped({ text }: ParagraphLine): boolean {
  if (text === '' || text.length > LONGEST_TITLE || !/\p{L}/u.test(text)) return false;
  if (/[.,;:]["”’]?$/u.test(text) || /^["“„«—–]/u.test(text)) return false;
  return isEnding(text) === undefined && judgeSceneBreak(text) !== 'break' && parseHeading(text)?.isBare !== true;
}

/** Whether text follows, after one more line at most. */
function standsOverText(line: ParagraphLine, lines: Lines): boolean {
  const below = [lines[line.at + 1], lines[line.at + 2]];
  return below.some((one) => one !== undefined && !isSetOff(one) && one.text.length > LONGEST_TITLE);
}

/** The title of a chapter below its number: set as the number is, with text below it. */
function isSubtitle(heading: ParagraphLine, line: ParagraphLine, next: ParagraphLine | undefined): boolean {
  if (parseHeading(heading.text)?.title !== undefined || !parseHeading(heading.text)) return false;
  if (!isTitleShaped(line) || line.opensPage || line.isItalic || parseHeading(line.text)) return false;
  if (readDate(line.text).kind === 'date') return false;
  const isAlike =
    (heading.isCentred && line.isCentred) || (heading.isBold && line.isBold) || (heading.isLarge && line.isLarge);
  return isAlike && next !== undefined && !isSetOff(next);
}
