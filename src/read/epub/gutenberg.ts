import type { Element } from 'hast';
import type { Report } from '../../diagnostics/report.js';
import { textOf } from '../hast/attributes.js';
import { isElement } from '../hast/nesting.js';
import { elementsOf } from './book-links.js';

const START = /\*{3}\s?START OF (?:THE|THIS) PROJECT GUTENBERG[^\n]{0,200}?(?:\*{3}|\n|$)/iu;
const END = /(?:\*{3}\s?END OF (?:THE|THIS) PROJECT GUTENBERG|(?:^|\n)\s*End of (?:the )?Project Gutenberg)/iu;
const CREDIT =
  /^\s*(?:produced by|e-?text prepared by|transcribed (?:from|by)|this e-?text was (?:prepared|produced))\b/iu;
const LONGEST_CREDIT = 400;
/** The mark at the start stands near it; a story that quotes it does not. */
const FURTHEST = 80;

/**
 * Takes away, in place, Project Gutenberg's header and licence, where older books set them as text: all before the mark
 * of the start and all behind the mark of the end.
 */
export function dropGutenberg(bodies: readonly Element[], report: Report): void {
  const blocks = bodies.flatMap(textBlocks);
  const start = blocks.slice(0, FURTHEST).findIndex((block) => START.test(textOf(block)));
  const end = blocks.findLastIndex((block) => END.test(textOf(block)));
  if (start < 0 && end < 0) return;
  report.add('boilerplate-dropped', 'Project Gutenberg’s header and licence were set aside.');
  const last = end < start ? undefined : blocks[end];
  if (last && end !== start) keep(last, textOf(last).split(END)[0] ?? '');
  for (const block of end > start ? blocks.slice(end + 1) : []) block.children = [];
  for (const block of blocks.slice(0, Math.max(start, 0))) block.children = [];
  const first = blocks[start];
  if (!first) return;
  const below = textOf(first).split(START).slice(1).join('');
  keep(first, isCredit(below) ? '' : below);
  const next = blocks[start + 1];
  if (below.trim() === '' && next && isCredit(textOf(next))) next.children = [];
}

const isCredit = (words: string): boolean => CREDIT.test(words) && words.trim().length <= LONGEST_CREDIT;

function keep(block: Element, words: string): void {
  block.children = words.trim() === '' ? [] : [{ type: 'text', value: words }];
}

/** The elements that hold text, and no other such element. */
function textBlocks(body: Element): readonly Element[] {
  const blocks: Element[] = [];
  for (const element of elementsOf(body)) {
    const holdsBlocks = element.children.some((child) => isElement(child) && BLOCK.test(child.tagName));
    if (BLOCK.test(element.tagName) && !holdsBlocks) blocks.push(element);
  }
  return blocks;
}

const BLOCK = /^(?:p|pre|h[1-6]|div|li|td|blockquote|section)$/;
