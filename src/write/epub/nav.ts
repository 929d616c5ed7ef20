import type { Book, ContentsEntry } from '../../model/book.js';
import { contentDocument } from './content-document.js';
import { landmarksOf } from './landmarks.js';
import { NAVIGATION, relativePath } from './paths.js';
import { element, type XmlElement } from './xml.js';

/**
 * The navigation document: the contents, which are also a page of the book, and the landmarks, which are hidden by
 * attribute and by style (readers show them otherwise). EPUB 3.3 #sec-nav.
 */
export function navigationDocument(book: Book): string {
  const contents = element('nav', { id: 'toc', 'epub:type': 'toc', role: 'doc-toc', 'aria-labelledby': 'toc-title' }, [
    element('h1', { id: 'toc-title' }, [book.words.contents]),
    entryList(book.contents),
  ]);
  const landmarks = element(
    'nav',
    { id: 'landmarks', 'epub:type': 'landmarks', 'aria-label': book.words.landmarks, hidden: 'hidden' },
    [
      element(
        'ol',
        {},
        landmarksOf(book).map(({ type, label, href }) =>
          element('li', {}, [element('a', { 'epub:type': type, href: relativePath(NAVIGATION, href) }, [label])]),
        ),
      ),
    ],
  );
  return contentDocument(book, {
    href: NAVIGATION,
    title: book.words.contents,
    partition: 'frontmatter',
    children: [contents, landmarks],
  });
}

function entryList(entries: readonly ContentsEntry[]): XmlElement {
  return element(
    'ol',
    {},
    entries.map(({ label, href, entries: nested }) =>
      element('li', {}, [
        element('a', { href: relativePath(NAVIGATION, href) }, [label]),
        ...(nested.length > 0 ? [entryList(nested)] : []),
      ]),
    ),
  );
}
