import type { Element, ElementContent, Root } from 'hast';
import { classesOf, textOf } from '../hast/attributes.js';
import { isElement } from '../hast/nesting.js';

/** A paragraph between the chapters' own elements, with how it looks. */
export interface ParagraphLine {
  readonly element: Element;
  /** Its place among the tree's elements. */
  readonly at: number;
  readonly text: string;
  readonly isCentred: boolean;
  readonly isBold: boolean;
  readonly isItalic: boolean;
  readonly isLarge: boolean;
  readonly isCapitals: boolean;
  readonly opensPage: boolean;
  /** Empty paragraphs before it: 0, 1, or 2 for more. */
  readonly blanks: number;
}

const LONGEST_LINE = 160;

/** The tree's own blocks. */
export const blocksOf = (root: Root): readonly Element[] => root.children.filter(isElement);

/** How each block looks that is a paragraph. Long ones have no look of their own: they are text. */
export function linesOfTree(root: Root): readonly (ParagraphLine | undefined)[] {
  return blocksOf(root).map((element, at) => (element.tagName === 'p' ? lineOf(element, at) : undefined));
}

function lineOf(element: Element, at: number): ParagraphLine {
  const classes = classesOf(element);
  const text = lineText(element);
  const isShort = text.length <= LONGEST_LINE;
  const letters = isShort ? text.replace(/[^\p{L}]/gu, '') : '';
  return {
    element,
    at,
    text,
    isCentred: classes.includes('center'),
    isBold: isShort && isWithin(element, 'strong'),
    isItalic: isShort && isWithin(element, 'em'),
    isLarge: classes.includes('large'),
    isCapitals: letters.length > 1 && letters === letters.toUpperCase() && letters !== letters.toLowerCase(),
    opensPage: classes.includes('page'),
    blanks: classes.includes('blank2') ? 2 : Number(classes.includes('blank1')),
  };
}

/** The element's text in one line. */
export const lineText = (element: Element): string =>
  textOf({ ...element, children: element.children.map(withoutBreaks) })
    .replace(/\s+/gu, ' ')
    .trim();

/** The content with spaces for its breaks. */
export function withoutBreaks(child: ElementContent): ElementContent {
  if (!isElement(child)) return child;
  if (child.tagName === 'br') return { type: 'text', value: ' ' };
  return { ...child, children: child.children.map(withoutBreaks) };
}

/** Whether all of the text stands within elements of that name. */
export function isWithin(element: Element, name: string): boolean {
  let hasText = false;
  const isAll = element.children.every((child): boolean => {
    if (child.type === 'text') return child.value.trim() === '';
    if (!isElement(child)) return true;
    if (textOf(child).trim() === '') return true;
    hasText = true;
    return child.tagName === name || isWithin(child, name);
  });
  return isAll && hasText;
}

/** Whether the line stands out from text. */
export const isSetOff = (line: ParagraphLine): boolean =>
  line.isCentred || line.isBold || line.isLarge || line.isCapitals || line.opensPage;

/** The content without elements of that name; what they hold stays. */
export function unwrap(children: readonly ElementContent[], name: string): ElementContent[] {
  return children.flatMap((child): ElementContent[] => {
    if (!isElement(child)) return [child];
    const inner = unwrap(child.children, name);
    return child.tagName === name ? inner : [{ ...child, children: inner }];
  });
}

/** Makes the paragraph, in place, a heading: bold as headings are. */
export function raise(element: Element, level: number): void {
  element.tagName = `h${Math.min(6, Math.max(1, level))}`;
  element.children = unwrap(element.children, 'strong');
}

/** Makes the lower block's text, in place, a line of the upper one; the lower block itself is the caller's to take out. */
export function joinBelow(upper: Element, lower: Element): void {
  const br: Element = { type: 'element', tagName: 'br', properties: {}, children: [] };
  upper.children = [...upper.children, br, ...unwrap(lower.children, 'strong')];
}

/** Takes blocks out of the tree. */
export function removeBlocks(root: Root, blocks: Iterable<Element>): void {
  const removed = new Set<unknown>(blocks);
  if (removed.size > 0) root.children = root.children.filter((child) => !removed.has(child));
}
