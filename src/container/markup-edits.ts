import { tokensFrom } from './markup-tokens.js';
import { attribute } from './xml-query.js';
import type { XmlDocument, XmlElement } from './xml-tree.js';

/** A passage of a text and what stands there instead. */
export interface Edit extends Passage {
  readonly text: string;
}

/** From there to before there, in UTF-16 code units. */
interface Passage {
  readonly start: number;
  readonly end: number;
}

/** The text with the edits made; of two that overlap, the first stands. An insertion at the start of a passage does not overlap it. */
export function edited(text: string, edits: readonly Edit[]): string {
  let written = '';
  let at = 0;
  for (const { start, end, text: inserted } of edits.toSorted(byPlace)) {
    if (start < at) continue;
    written += text.slice(at, start) + inserted;
    at = end;
  }
  return written + text.slice(at);
}

const byPlace = (one: Edit, other: Edit): number =>
  one.start - other.start || Number(isInsertion(other)) - Number(isInsertion(one)) || other.end - one.end;

const isInsertion = ({ start, end }: Passage): boolean => start === end;

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
export function passageOf(element: XmlElement): Passage | undefined {
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

/** Takes the element out, with all that is in it; undefined where its end cannot be found. */
export function without(element: XmlElement): Edit | undefined {
  const passage = passageOf(element);
  return passage && { ...passage, text: '' };
}

/** The start tag with the attribute set, or without it where there is no value. */
export function withAttribute(element: XmlElement, name: string, value: string | undefined): Edit {
  const tag = startTag(element);
  const { offset: start } = element;
  const end = start + tag.length;
  const quoted = value === undefined ? undefined : `"${escapedAttribute(value)}"`;
  if (quoted === undefined || attribute(element, name) !== undefined) {
    return { start, end, text: mapAttributes(tag, (own, written) => (own === name ? quoted : written)) };
  }
  const close = tag.replace(/\/?>$/u, '').trimEnd().length;
  return { start, end, text: `${tag.slice(0, close)} ${name}=${quoted}${tag.slice(close)}` };
}

// The lookbehind keeps a tag full of white space from taking time that goes with its square.
const ATTRIBUTE = /((?<!\s)\s+([^\s=/>"']+)\s*=\s*)("[^"]*"|'[^']*')/gu;

/**
 * The tag with the values that its attributes shall have, in their quotes; an attribute without one is left out. Attributes
 * are passed one by one: a value may hold what looks like another.
 */
export const mapAttributes = (tag: string, change: (name: string, quoted: string) => string | undefined): string =>
  tag.replace(ATTRIBUTE, (_, before: string, name: string, quoted: string) => {
    const value = change(name, quoted);
    return value === undefined ? '' : before + value;
  });

/** Markup right behind the element’s start tag. */
export function afterStart(element: XmlElement, markup: string): Edit {
  const at = element.offset + startTag(element).length;
  return { start: at, end: at, text: markup };
}

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
