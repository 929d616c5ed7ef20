import { expect } from 'vitest';
import { readPublication } from '../../../src/container/publication.js';
import { textOf } from '../../../src/container/xml-query.js';
import { parseXml, type XmlElement } from '../../../src/container/xml-tree.js';
import { convert } from '../../../src/convert.js';
import { StoryError } from '../../../src/diagnostics/report.js';
import type { BindOptions } from '../../../src/options.js';
import type { Source } from '../../../src/read/reader.js';

export interface Outcome {
  /** Of the refusal; undefined when there is a book. */
  readonly refusal: string | undefined;
  /** The message of the refusal. */
  readonly message: string;
  readonly codes: readonly string[];
  /** All that the book's pages say, white space as one space. */
  readonly text: string;
  readonly bytes: Uint8Array;
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Binds a story from memory, without a cover. Whatever is neither a book nor a refusal fails the test. */
export async function bind(
  name: string,
  content: string | Uint8Array,
  options: BindOptions = {},
  sibling?: Source['sibling'],
): Promise<Outcome> {
  const bytes = typeof content === 'string' ? encode(content) : content;
  try {
    const bound = await convert({ name, bytes, ...(sibling && { sibling }) }, { cover: false, ...options });
    expect(bound.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    const codes = bound.diagnostics.map(({ code }) => code);
    return { refusal: undefined, message: '', codes, text: harmlessText(bound.bytes), bytes: bound.bytes };
  } catch (error) {
    if (!(error instanceof StoryError)) throw error;
    const { code, message } = error.diagnostic;
    return { refusal: code, message, codes: [code], text: '', bytes: new Uint8Array() };
  }
}

const FORBIDDEN_ELEMENTS =
  /^(?:script|iframe|frame|object|embed|applet|form|input|button|base|template|noscript|foreignObject|svg|math|animate|set|audio|video)$/i;
/** A browser drops white space and control characters before it looks for the scheme. */
const FORBIDDEN_ADDRESS = /^(?:javascript|vbscript|file|data|blob|about|livescript|mocha):/i;

/** The text of the book, once it is sure that no page of it can run, fetch or leak anything. */
export function harmlessText(bytes: Uint8Array): string {
  const book = readPublication(bytes);
  const texts: string[] = [];
  for (const [path] of book.files) {
    if (/\.css$/.test(path)) {
      expect(new TextDecoder().decode(book.bytesOf(path))).not.toMatch(/@import|url\(|expression\(|javascript:/i);
    }
    if (!/\.(?:xhtml|opf|ncx|xml)$/.test(path)) continue;
    const document = parseXml(book.bytesOf(path) ?? new Uint8Array(), path);
    expect(document.fault, path).toBeUndefined();
    expect(document.doctype ?? '', path).not.toContain('ENTITY');
    for (const element of document.elements) checkElement(element, path);
    if (path.endsWith('.xhtml') && document.root) texts.push(textOf(document.root));
  }
  return texts.join(' ').replace(/\s+/g, ' ');
}

function checkElement(element: XmlElement, path: string): void {
  const where = `${path}: ${element.name}`;
  expect(element.name, where).not.toMatch(FORBIDDEN_ELEMENTS);
  for (const { local, name, value } of element.attributes) {
    expect(name, where).not.toMatch(/^(?:on|formaction|srcdoc|http-equiv|ping|background|dynsrc|lowsrc)/i);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what browsers drop from addresses
    const address = value.replace(/[\u0000-\u0020]/g, '');
    if (/^(?:href|src|action|data|poster|srcset|cite|longdesc)$/i.test(local)) {
      expect(address, where).not.toMatch(FORBIDDEN_ADDRESS);
    }
    if (local === 'src') expect(address, where).not.toMatch(/^(?:[a-z]+:|\/\/)/i);
    if (local === 'style') expect(value, where).not.toMatch(/url\(|expression|@import|behavior|-moz-binding/i);
  }
}
