import type { Element, ElementContent, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { attribute, classesOf } from '../hast/attributes.js';
import { flattenDeep, isElement } from '../hast/nesting.js';
import { blocksOf, isWithin, unwrap } from './paragraph-line.js';

export interface DocumentTree {
  readonly root: Root;
  /** True when markup that nests deeper than any story needs was flattened to its text. */
  readonly wasFlattened: boolean;
}

/** The tree of the converted document. A DOCX has no lines: the places in it count its blocks. */
export function parseTree(html: string): DocumentTree {
  const root = fromHtml(html, { fragment: true });
  const wasFlattened = flattenDeep(root);
  blocksOf(root).forEach((block, index) => {
    placeAll(block, index + 1);
  });
  dropRepeatedNotes(root);
  return { root, wasFlattened };
}

function placeAll(element: Element, line: number): void {
  const point = { line, column: 1 };
  element.position = { start: point, end: point };
  for (const child of element.children) {
    if (isElement(child)) placeAll(child, line);
    else child.position = { start: point, end: point };
  }
}

/** A note that is referred to twice stands twice in the list of notes. */
function dropRepeatedNotes(root: Root): void {
  const list = blocksOf(root).at(-1);
  if (list?.tagName !== 'ol') return;
  const seen = new Set<string>();
  list.children = list.children.filter((item) => {
    const id = isElement(item) ? attribute(item, 'id') : '';
    if (id === '' || !seen.has(id)) {
      seen.add(id);
      return true;
    }
    return false;
  });
}

/** The classes that say how a paragraph is set. Others mean something to a story. */
const LOOKS: ReadonlySet<string> = new Set([
  ...['center', 'end', 'page', 'blank1', 'blank2', 'large', 'title', 'subtitle', 'author', 'date'],
]);

/** Turns, in place, looks that stay into what they are in HTML, and takes away those that have been read. */
export function settleLooks(root: Root): void {
  for (const block of blocksOf(root)) settleElement(block);
}

function settleElement(element: Element): void {
  const classes = classesOf(element);
  const isHeading = /^h[1-6]$/.test(element.tagName);
  if (isHeading) element.children = plainHeading(element);
  else if (classes.includes('center') || classes.includes('subtitle')) element.properties['align'] = 'center';
  else if (classes.includes('end')) element.properties['align'] = 'right';
  const kept = classes.filter((name) => !LOOKS.has(name));
  if (kept.length === 0) delete element.properties['className'];
  else element.properties['className'] = kept;
  for (const child of element.children) if (isElement(child)) settleElement(child);
}

/** A heading is bold as it is; slanted or underlined as a whole says nothing either. */
function plainHeading(element: Element): ElementContent[] {
  const names = ['em', 'u'].filter((name) => isWithin(element, name));
  return ['strong', ...names].reduce((children, name) => unwrap(children, name), element.children);
}
