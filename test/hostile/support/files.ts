import { type Member, packZip } from '../../support/zip.js';

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

const CONTAINER =
  '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>';

export interface EpubParts {
  /** What stands in the page's body. */
  readonly body?: string;
  readonly head?: string;
  /** Stands before the root of a document. */
  readonly doctype?: Readonly<Partial<Record<'container' | 'package' | 'page' | 'ncx', string>>>;
  /** More items of the manifest. */
  readonly items?: string;
  readonly meta?: string;
  readonly members?: readonly Member[];
}

/** The members of an EPUB of one page. */
export function epubMembers(parts: EpubParts = {}): readonly Member[] {
  const { body = '<h1>Rain</h1><p>It rained on the lock.</p>', head = '', doctype = {}, items = '', meta = '' } = parts;
  const pack = `${doctype.package ?? ''}<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:x:1</dc:identifier><dc:title>Rain</dc:title><dc:language>en</dc:language>${meta}</metadata><manifest><item id="page" href="page.xhtml" media-type="application/xhtml+xml"/><item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>${items}</manifest><spine toc="ncx"><itemref idref="page"/></spine></package>`;
  const page = `${doctype.page ?? ''}<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Rain</title>${head}</head><body>${body}</body></html>`;
  const ncx = `${doctype.ncx ?? ''}<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1"><navMap><navPoint id="a"><navLabel><text>Rain</text></navLabel><content src="page.xhtml"/></navPoint></navMap></ncx>`;
  return [
    { path: 'mimetype', bytes: bytesOf('application/epub+zip'), isStored: true },
    { path: 'META-INF/container.xml', bytes: bytesOf((doctype.container ?? '') + CONTAINER) },
    { path: 'book.opf', bytes: bytesOf(pack) },
    { path: 'page.xhtml', bytes: bytesOf(page) },
    { path: 'toc.ncx', bytes: bytesOf(ncx) },
    ...(parts.members ?? []),
  ];
}

export const epub = (parts: EpubParts = {}): Uint8Array => packZip(epubMembers(parts));

const WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The members of a DOCX with this in its body. */
export function docxMembers(body: string, doctype = '', more: readonly Member[] = []): readonly Member[] {
  const root = `<Relationships xmlns="${RELATIONSHIPS}"><Relationship Id="a" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`;
  return [
    { path: '[Content_Types].xml', bytes: bytesOf('<Types/>') },
    { path: '_rels/.rels', bytes: bytesOf(root) },
    {
      path: 'word/document.xml',
      bytes: bytesOf(`${doctype}<w:document ${WORD}><w:body>${body}</w:body></w:document>`),
    },
    ...more,
  ];
}

export const docx = (body: string, doctype = '', more: readonly Member[] = []): Uint8Array =>
  packZip(docxMembers(body, doctype, more));

export const wordParagraph = (text: string): string => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;

const OPEN_DOCUMENT = ['office', 'text', 'table']
  .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .join(' ');

/** The members of an ODT with this as its text. */
export function odtMembers(text: string, doctype = '', more: readonly Member[] = []): readonly Member[] {
  const content = `${doctype}<office:document-content ${OPEN_DOCUMENT}><office:body><office:text>${text}</office:text></office:body></office:document-content>`;
  return [
    { path: 'mimetype', bytes: bytesOf('application/vnd.oasis.opendocument.text'), isStored: true },
    { path: 'content.xml', bytes: bytesOf(content) },
    ...more,
  ];
}

export const odt = (text: string, doctype = '', more: readonly Member[] = []): Uint8Array =>
  packZip(odtMembers(text, doctype, more));

/** A FictionBook with this as its section. */
export const fb2 = (section: string, doctype = ''): string =>
  `<?xml version="1.0" encoding="utf-8"?>${doctype}<FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0" xmlns:l="http://www.w3.org/1999/xlink"><description><title-info><book-title>Rain</book-title><lang>en</lang></title-info></description><body><section>${section}</section></body></FictionBook>`;

/** The container formats and FictionBook: a story of one paragraph in each, as XML. */
export const XML_STORIES: readonly {
  readonly name: string;
  readonly file: string;
  readonly of: (text: string, doctype?: string) => string | Uint8Array;
}[] = [
  { name: 'DOCX', file: 'rain.docx', of: (text, doctype) => docx(wordParagraph(text), doctype) },
  { name: 'ODT', file: 'rain.odt', of: (text, doctype) => odt(`<text:p>${text}</text:p>`, doctype) },
  { name: 'FictionBook', file: 'rain.fb2', of: (text, doctype) => fb2(`<p>${text}</p>`, doctype) },
  {
    name: 'EPUB',
    file: 'rain.epub',
    of: (text, doctype = '') => epub({ body: `<p>${text}</p>`, doctype: { page: doctype } }),
  },
];
