import type { Book, ContentsEntry } from '../../model/book.js';
import { contentDocument } from './content-document.js';
import { landmarksOf } from './landmarks.js';
import { languageAttributes } from './language.js';
import { NAVIGATION, relativePath } from './paths.js';
import { element, type XmlElement } from './xml.js';

/** Between a story's title and its author, in the contents. */
export const BETWEEN = ' · ';

/**
 * The navigation document: the contents, which are also a page of the book, and the landmarks, which are hidden by
 * attribute and by style (readers show them otherwise). EPUB 3.3 #sec-nav.
 */
export function navigationDocument(book: Book): string {
  const contents = element('nav', { id: 'toc', 'epub:type': 'toc', role: 'doc-toc', 'aria-labelledby': 'toc-title' }, [
    element('h1', { id: 'toc-title' }, [book.words.contents]),
    entryList(book.contents, book),
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

function entryList(entries: readonly ContentsEntry[], book: Book): XmlElement {
  return element(
    'ol',
    {},
    entries.map((entry) =>
      element('li', {}, [
        renderEntry(entry, book),
        ...(entry.entries.length > 0 ? [entryList(entry.entries, book)] : []),
      ]),
    ),
  );
}

/** The title, in an anthology with its author: both are one link, and the title alone is in the story's language. */
function renderEntry({ label, by, href, language }: ContentsEntry, book: Book): XmlElement {
  const own = language === undefined ? {} : languageAttributes(language, book.direction);
  const address = { href: relativePath(NAVIGATION, href) };
  if (by === undefined) return element('a', { ...address, ...own }, [label]);
  const title = language === undefined ? label : element('span', own, [label]);
  return element('a', address, [title, element('span', { class: 'by' }, [BETWEEN + by])]);
}
