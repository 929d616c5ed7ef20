import { attribute } from '../container/xml-query.js';
import type { XmlDocument, XmlElement } from '../container/xml-tree.js';
import { tokensFrom } from '../write/kepub/tokens.js';

/** A passage of a text and what stands there instead. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text with the edits made; of two that overlap, the first stands. */
export function edited(text: string, edits: readonly Edit[]): string {
  let written = '';
  let at = 0;
  for (const { start, end, text: inserted } of edits.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (start < at) continue;
    written += text.slice(at, start) + inserted;
    at = end;
  }
  return written + text.slice(at);
}

const utf8 = new TextEncoder();

/** The document with the edits made, in UTF-8, as its declaration then has to say. */
export function editedDocument({ text }: Pick<XmlDocument, 'text'>, edits: readonly Edit[]): Uint8Array {
  return utf8.encode(inUtf8(edited(text, edits)));
}

/** A declaration of another encoding would be wrong now, in XML’s way or in HTML’s. */
const inUtf8 = (text: string): string =>
  text
    .replace(/^(<\?xml[^>]*?\bencoding\s*=\s*)(["'])(?!utf-?8\2)[^"']*\2/i, '$1$2utf-8$2')
    .replace(/<meta\s[^>]*>/giu, (tag) => tag.replace(/(\bcharset\s*=\s*["']?)(?!utf-?8\b)[\w.:-]+/iu, '$1utf-8'));

/** The element’s start tag, as written. */
export function startTag({ document, offset }: XmlElement): string {
  const { value: token } = tokensFrom(document.text, offset).next();
  return token?.raw ?? '';
}

/** The passage from the element’s `<` to the `>` of its end tag; undefined where that cannot be found. */
export function passageOf(element: XmlElement): { readonly start: number; readonly end: number } | undefined {
  const start = element.offset;
  let depth = 0;
  let at = start;
  for (const token of tokensFrom(element.document.text, start)) {
    at += token.raw.length;
    if (token.kind === 'start' && !token.isClosed) depth += 1;
    if (token.kind === 'end') depth -= 1;
    if (depth === 0 && token.kind !== 'text') return { start, end: at };
  }
  return undefined;
}

/** The start tag with the attribute set, or without it where there is no value. */
export function withAttribute(element: XmlElement, name: string, value: string | undefined): Edit {
  const tag = startTag(element);
  const { offset: start } = element;
  const end = start + tag.length;
  if (value === undefined) return { start, end, text: withWritten(tag, name, '') };
  const written = ` ${name}="${escapedAttribute(value)}"`;
  if (attribute(element, name) !== undefined) return { start, end, text: withWritten(tag, name, written) };
  const close = /\s*\/?>$/u.exec(tag)?.index ?? tag.length - 1;
  return { start, end, text: `${tag.slice(0, close)}${written}${tag.slice(close)}` };
}

/** Attributes are passed one by one: a value may hold what looks like another. */
const withWritten = (tag: string, name: string, written: string): string =>
  tag.replace(/\s+([^\s=/>"']+)\s*=\s*(?:"[^"]*"|'[^']*')/gu, (whole, own: string) => (own === name ? written : whole));

/** Markup right before the element’s end tag; undefined where it has none. */
export function beforeEnd(element: XmlElement, markup: string): Edit | undefined {
  const passage = passageOf(element);
  if (!passage || startTag(element).endsWith('/>')) return undefined;
  const at = element.document.text.lastIndexOf('</', passage.end - 1);
  return { start: at, end: at, text: markup };
}

/** The prefix that the element is written with, colon and all. */
export const prefixOf = (element: XmlElement): string => /^<([^:\s/>]+:)/u.exec(startTag(element))?.[1] ?? '';

export const escapedAttribute = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

export const escapedText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The elements among the spots, by their documents. */
export function elementsIn(spots: readonly unknown[]): ReadonlyMap<XmlDocument, readonly XmlElement[]> {
  const known = new Map<XmlDocument, XmlElement[]>();
  for (const spot of spots) {
    if (!isElement(spot)) continue;
    known.set(spot.document, [...(known.get(spot.document) ?? []), spot]);
  }
  return known;
}

const isElement = (spot: unknown): spot is XmlElement =>
  typeof spot === 'object' && spot !== null && 'attributes' in spot && 'children' in spot;

/** New bytes of each document, by the edits that its elements ask for. */
export function editedByElement(
  spots: readonly unknown[],
  editOf: (element: XmlElement) => Edit | undefined,
): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  for (const [document, elements] of elementsIn(spots)) {
    const edits = elements.flatMap((element) => editOf(element) ?? []);
    if (edits.length > 0) files.set(document.path, editedDocument(document, edits));
  }
  return files;
}
