import type { Element, ElementContent, Properties, Root, Text } from 'hast';
import { placeOf } from '../container/xml-query.js';
import type { XmlDocument, XmlElement } from '../container/xml-tree.js';
import { type Report, StoryError } from '../diagnostics/report.js';
import type { Place } from '../model/story.js';
import { flattenDeep } from './hast/nesting.js';

/** What a format's own XML becomes. */
export type Content = readonly ElementContent[];

/** An element of the HTML tree, at the place where the source says it. */
export function html(tagName: string, children: Content, properties: Properties = {}, place?: Place): Element {
  const element: Element = { type: 'element', tagName, properties, children: [...children] };
  if (!place) return element;
  const point = { line: place.line, column: place.column };
  return { ...element, position: { start: point, end: point } };
}

export const words = (value: string): Text => ({ type: 'text', value });

/** XML’s white space as one space: in text, its line ends mean nothing. */
export const collapsed = (text: string): string =>
  /[\t\n\r]| {2}/.test(text) ? text.replace(/[ \t\r\n]+/g, ' ') : text;

/** Where elements of a document stand. Counts the lines once. */
export function placesOf(document: XmlDocument): (element: XmlElement) => Place {
  const { text } = document;
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return ({ offset }) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}

/** The tree of these contents, no deeper than the funnel can read it. */
export function rootOf(children: Content, report: Report): Root {
  const root: Root = { type: 'root', children: [...children] };
  if (flattenDeep(root)) {
    report.add('input-too-deep', 'Markup is nested deeper than any story needs; it was kept as text from there on.');
  }
  return root;
}

/** Refuses a document that breaks off at a fault: what stands behind it was not read. `wayOut` is a sentence. */
export function refuseFault(document: XmlDocument, about: Place & { readonly file: string }, wayOut: string): never {
  const what = `The XML breaks off at line ${about.line}, column ${about.column}`;
  const where = document.path === about.file ? '' : ` of \`${document.path}\``;
  const reason = document.fault?.message ?? 'it holds no element';
  throw new StoryError('input-damaged', `${what}${where}: ${reason}. ${wayOut}`, about);
}

/** The place of a document’s fault. */
export const faultPlace = (document: XmlDocument): { readonly line: number; readonly column: number } =>
  placeOf(document, document.fault?.offset ?? 0);
