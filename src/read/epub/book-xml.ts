import type { Publication } from '../../container/publication.js';
import { NAMESPACES, parseXml, type XmlDocument } from '../../container/xml-tree.js';
import { mendXml } from '../fb2/mend-xml.js';
import { decodeContent } from './xhtml-text.js';

/** The namespaces whose prefixes tools use without declaring them. */
const PREFIXES: Readonly<Record<string, string>> = {
  opf: NAMESPACES.opf,
  dc: NAMESPACES.dc,
  epub: NAMESPACES.ops,
  xlink: NAMESPACES.xlink,
  dcterms: 'http://purl.org/dc/terms/',
  calibre: 'http://calibre.kovidgoyal.net/2009/metadata',
  xsi: 'http://www.w3.org/2001/XMLSchema-instance',
};

/** The tree of one of the book's own lists: its package, its contents. Mended where a flaw takes nothing from it. */
export function bookDocument(publication: Publication, path: string): XmlDocument | undefined {
  const document = publication.documentOf(path);
  const bytes = document?.fault && publication.bytesOf(path);
  if (!bytes) return document;
  const mended = parseXml(new TextEncoder().encode(withPrefixes(mendXml(decodeContent(bytes)).trimStart())), path);
  return mended.elements.length > document.elements.length || !mended.fault ? mended : document;
}

function withPrefixes(text: string): string {
  const used = Object.entries(PREFIXES).filter(
    ([prefix]) => new RegExp(`[<\\s]${prefix}:[\\w-]+`).test(text) && !text.includes(`xmlns:${prefix}=`),
  );
  const declarations = used.map(([prefix, namespace]) => ` xmlns:${prefix}="${namespace}"`).join('');
  return text.replace(/<(?:package|html|ncx)(?=[\s>])/, (start) => `${start}${declarations}`);
}
