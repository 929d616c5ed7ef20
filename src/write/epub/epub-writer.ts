import { type ContainerFile, packContainer } from '../../container/ocf.js';
import type { Book, BookOrigin } from '../../model/book.js';
import { OWN_IMAGES, OWN_RECORD } from '../../model/own-record.js';
import type { Writer } from '../writer.js';
import { containerXml } from './container-xml.js';
import { navigationDocument } from './nav.js';
import { ncxDocument } from './ncx.js';
import { ownRecord } from './own-record.js';
import { packageDocument } from './package-document.js';
import { renderDocument } from './pages.js';
import { NAVIGATION, NCX, PACKAGE_DOCUMENT, PACKAGE_FOLDER } from './paths.js';
import { stylesheetsOf } from './themes/stylesheet.js';

/** EPUB 3.3, which EPUB 2 readers open too. */
export const epubWriter: Writer = {
  name: 'epub',
  extension: 'epub',
  mediaType: 'application/epub+zip',
  write: (book) => packContainer(epubFiles(book)),
};

/** The files of the book's container, but for `mimetype`: what describes the book first, then what it shows, in spine order; made one by one. */
export function* epubFiles(book: Book): Generator<ContainerFile, void> {
  const { cover, origin } = book;
  yield file('META-INF/container.xml', containerXml());
  if (origin) yield* ownFiles(book, origin);
  yield file(PACKAGE_DOCUMENT, packageDocument(book));
  yield inPackage(NAVIGATION, navigationDocument(book));
  yield inPackage(NCX, ncxDocument(book));
  for (const { href, css } of stylesheetsOf(book)) yield inPackage(href, css);
  for (const document of book.documents) yield inPackage(document.href, renderDocument(book, document));
  for (const { href, bytes } of book.resources) yield inPackage(href, bytes);
  // Last: it may still be drawn while the others are packed.
  if (cover) yield inPackage(cover.href, cover.bytes);
}

/** What the book is read back by. */
const ownFiles = (book: Book, origin: BookOrigin): readonly ContainerFile[] => [
  file(OWN_RECORD, ownRecord(book, origin)),
  ...origin.unshown.map(({ href, bytes }) => file(`${OWN_IMAGES}/${href}`, bytes)),
];

const utf8 = new TextEncoder();

type Content = string | ContainerFile['bytes'];

const file = (path: string, content: Content): ContainerFile => ({
  path,
  bytes: typeof content === 'string' ? utf8.encode(content) : content,
});

const inPackage = (href: string, content: Content): ContainerFile => file(`${PACKAGE_FOLDER}/${href}`, content);
