import { readPublication } from '../../src/container/publication.js';
import { attribute, childNamed } from '../../src/container/xml-query.js';
import { parseXml, type XmlElement } from '../../src/container/xml-tree.js';

/** Every word of the book’s pages in the order of the manifest, with those that an image without a source says. */
export function wordsOf(bytes: Uint8Array): readonly string[] {
  const book = readPublication(bytes);
  const pages = (book.package?.manifest ?? []).filter(({ mediaType }) => mediaType === 'application/xhtml+xml');
  return pages.flatMap(({ path }) => {
    const text = new TextDecoder().decode(path === undefined ? undefined : book.bytesOf(path));
    // Comments are no text, and may be what keeps a page from being read.
    const page = parseXml(new TextEncoder().encode(text.replace(/<!--[\s\S]*?-->/g, '')), path ?? '');
    const body = childNamed(page.root, 'body');
    return body ? textIn(body).split(/\s+/u).filter(Boolean) : [];
  });
}

const BLOCKS: ReadonlySet<string> = new Set('p div h1 h2 h3 h4 li td th dt dd blockquote section br hr'.split(' '));

function textIn(element: XmlElement): string {
  if (element.name === 'img' && !attribute(element, 'src')?.trim()) return attribute(element, 'alt') ?? '';
  const text = element.children.map((child) => (typeof child === 'string' ? child : textIn(child))).join('');
  return BLOCKS.has(element.name) ? ` ${text} ` : text;
}
