import type { Book, ContentsEntry } from '../../model/book.js';
import { BETWEEN } from './nav.js';
import { element, type XmlElement, xmlDocument } from './xml.js';

/**
 * The contents again, for readers of EPUB 2: RMSDK and MuPDF know no other. OPF 2.0.1 §2.4.1. It lies beside the
 * package document, so hrefs are the book's own.
 */
export function ncxDocument(book: Book): string {
  return xmlDocument(
    element('ncx', { xmlns: 'http://www.daisy.org/z3986/2005/ncx/', version: '2005-1', 'xml:lang': book.language }, [
      element('head', {}, [
        meta('dtb:uid', book.identifier),
        meta('dtb:depth', String(depthOf(book.contents))),
        meta('dtb:totalPageCount', '0'),
        meta('dtb:maxPageNumber', '0'),
      ]),
      element('docTitle', {}, [label(book.title)]),
      element('navMap', {}, points(book.contents, new Map())),
    ]),
  );
}

const meta = (name: string, content: string): XmlElement => element('meta', { name, content });
const label = (value: string): XmlElement => element('text', {}, [value]);

function depthOf(entries: readonly ContentsEntry[]): number {
  return entries.reduce((deepest, entry) => Math.max(deepest, 1 + depthOf(entry.entries)), 0);
}

/** The entries numbered in reading order; entries that lead to one place share its number, as the NCX demands. */
function points(entries: readonly ContentsEntry[], places: Map<string, number>, path = 'point'): readonly XmlElement[] {
  return entries.map((entry, index) => {
    const id = `${path}-${index + 1}`;
    const playOrder = places.get(entry.href) ?? places.size + 1;
    places.set(entry.href, playOrder);
    return element('navPoint', { id, playOrder: String(playOrder) }, [
      element('navLabel', {}, [label(entry.by === undefined ? entry.label : entry.label + BETWEEN + entry.by)]),
      element('content', { src: entry.href }),
      ...points(entry.entries, places, id),
    ]);
  });
}
