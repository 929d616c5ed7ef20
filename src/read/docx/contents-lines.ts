import type { Element, Root } from 'hast';
import type { Report } from '../../diagnostics/report.js';
import { parseHeading } from '../vocabulary/headings.js';
import {
  blocksOf,
  isSetOff,
  isWithin,
  linesOfTree,
  lineText,
  type ParagraphLine,
  removeBlocks,
} from './paragraph-line.js';

/** Lines in a row that are needed to be sure; fewer where each is a link. */
const FEWEST_LINES = 3;
const FEWEST_LINKS = 2;
const LONGEST_ENTRY = 160;
/** A list of contents stands before the story. */
const LAST_START = 60;

/**
 * Drops a list of contents that was written by hand or by another tool: short paragraphs in a row, each with the words
 * of what heads a chapter further down.
 */
export function dropContentsLines(root: Root, report: Report): void {
  const blocks = blocksOf(root);
  const lines = linesOfTree(root);
  const keys = blocks.map((block) => (isShort(block) ? keyOf(lineText(block)) : ''));
  const lastHead = new Map<string, number>();
  blocks.forEach((block, at) => {
    if (keys[at] !== '' && isHead(block, lines[at])) lastHead.set(keys[at] ?? '', at);
  });
  const isEntry = (at: number): boolean => lines[at] !== undefined && (lastHead.get(keys[at] ?? '') ?? -1) > at;
  for (let first = 0; first < Math.min(blocks.length, LAST_START); first += 1) {
    let end = first;
    while (isEntry(end)) end += 1;
    const list = blocks.slice(first, end);
    const fewest = list.every((block) => isWithin(block, 'a')) ? FEWEST_LINKS : FEWEST_LINES;
    const leadsOn = list.every((_block, index) => (lastHead.get(keys[first + index] ?? '') ?? -1) >= end);
    if (list.length >= fewest && leadsOn) {
      const message = 'A list of contents was left out: the book has its own, made from the headings.';
      report.add('contents-list-dropped', message, { line: list[0]?.position?.start.line ?? 1, column: 1 });
      removeBlocks(root, list);
      return;
    }
  }
}

const isShort = (block: Element): boolean => lineText(block).length <= LONGEST_ENTRY;

/** The words without the number of the page. */
const keyOf = (text: string): string =>
  text
    .replace(/(?:[\s.…_·]{2,}|\s)\d{1,4}$/u, (page) => (/^[\s.…_·]{2,}/u.test(page) ? '' : page))
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Whether the block heads a chapter, or may. */
function isHead(block: Element, line: ParagraphLine | undefined): boolean {
  if (/^h[1-6]$/.test(block.tagName)) return true;
  return line !== undefined && (isSetOff(line) || parseHeading(line.text)?.isBare === false);
}
