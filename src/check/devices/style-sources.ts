import type { Publication } from '../../container/publication.js';
import { attribute, ownText } from '../../container/xml-query.js';
import type { XmlDocument, XmlElement } from '../../container/xml-tree.js';
import { documentsOf, XHTML_TYPE } from '../content.js';
import { stylesOf } from '../css/book-styles.js';
import { readStyles, type StyleFacts } from '../css/style-sheet.js';
import type { Spot } from '../findings.js';

/** Styles of a book, wherever they stand. */
export interface StyleSource {
  readonly kind: 'sheet' | 'element' | 'attribute';
  readonly path: string;
  readonly facts: StyleFacts;
  /** What the offset of a fact is shown as: the element, for what stands in a page. */
  readonly spotAt: (offset: number) => Spot;
}

/** The style sheets of the manifest, then the `style` elements and attributes of the pages. Collected once. */
export function styleSourcesOf(book: Publication): readonly StyleSource[] {
  const known = byBook.get(book);
  if (known) return known;
  const sources = [...sheetsOf(book), ...inlineOf(book)];
  byBook.set(book, sources);
  return sources;
}

const byBook = new WeakMap<Publication, readonly StyleSource[]>();

function sheetsOf(book: Publication): readonly StyleSource[] {
  const items = book.packages.flatMap(({ manifest }) => manifest.filter(({ mediaType }) => mediaType === 'text/css'));
  const paths = new Set(items.flatMap(({ path }) => (path === undefined ? [] : [path])));
  return [...paths].flatMap((path): readonly StyleSource[] => {
    const styles = stylesOf(book, path);
    if (!styles) return [];
    const { text, facts } = styles;
    const document: XmlDocument = { path, text, encoding: 'utf-8', hasBom: false, elements: [], instructions: [] };
    return [{ kind: 'sheet', path, facts, spotAt: (offset) => ({ document, offset }) }];
  });
}

function inlineOf(book: Publication): readonly StyleSource[] {
  const sources: StyleSource[] = [];
  const take = (kind: 'element' | 'attribute', element: XmlElement, facts: StyleFacts): void => {
    sources.push({ kind, path: element.document.path, facts, spotAt: () => element });
  };
  for (const { document } of documentsOf(book, XHTML_TYPE)) {
    for (const element of document.elements) {
      if (element.name === 'style') take('element', element, readStyles(ownText(element), 'sheet'));
      const inline = attribute(element, 'style');
      if (inline !== undefined) take('attribute', element, readStyles(inline, 'declarations'));
    }
  }
  return sources;
}
