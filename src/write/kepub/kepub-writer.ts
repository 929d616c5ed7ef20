import { type ContainerFile, packContainer } from '../../container/ocf.js';
import type { Book } from '../../model/book.js';
import { epubFiles } from '../epub/epub-writer.js';
import { NAVIGATION, NCX, PACKAGE_DOCUMENT, PACKAGE_FOLDER } from '../epub/paths.js';
import type { Writer } from '../writer.js';
import { kepubDocument } from './kepub-document.js';
import { inKepubOrder } from './member-order.js';

/** An EPUB that Kobo’s readers open with Kobo’s own program, for which its name must end in `.kepub.epub`. */
export const kepubWriter: Writer = {
  name: 'kepub',
  extension: 'kepub.epub',
  mediaType: 'application/epub+zip',
  write: (book) => packContainer(kepubFiles(book)),
};

function kepubFiles(book: Book): readonly ContainerFile[] {
  const files = new Map([...epubFiles(book)].map((file) => [file.path, file]));
  const inPackage = (href: string): string => `${PACKAGE_FOLDER}/${href}`;
  const order = inKepubOrder([...files.keys()], {
    package: PACKAGE_DOCUMENT,
    navigation: [NAVIGATION, NCX].map(inPackage),
    spine: book.documents.map(({ href }) => inPackage(href)),
  });
  return order.flatMap((path) => {
    const file = files.get(path);
    return file ? [path.endsWith('.xhtml') ? withMarks(file, book.language) : file] : [];
  });
}

function withMarks({ path, bytes }: ContainerFile, language: string): ContainerFile {
  if (!(bytes instanceof Uint8Array)) return { path, bytes };
  return { path, bytes: new TextEncoder().encode(kepubDocument(new TextDecoder().decode(bytes), language)) };
}
