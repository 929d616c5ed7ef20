import type { Book, IndexEntry, IndexGroup, IndexPage } from '../../model/book.js';
import type { Content } from './content-document.js';
import { languageAttributes, listSeparator } from './language.js';
import { relativePath } from './paths.js';
import { element, type XmlElement, type XmlNode } from './xml.js';

/** An index of an anthology: each term with the way to its stories. EPUB Indexes 1.0 names the parts. */
export function renderIndexPage(book: Book, page: IndexPage): Content {
  const { id, href, title, heading, groups } = page;
  const headingId = `${id}-title`;
  const section = element(
    'section',
    { class: 'index', 'epub:type': 'index', role: 'doc-index', 'aria-labelledby': headingId },
    [
      element('h1', { id: headingId }, [heading]),
      ...groups.map((group, index) => renderGroup(group, `${id}-${index + 1}`, page, book)),
    ],
  );
  return { href, title, partition: 'backmatter', children: [section] };
}

function renderGroup({ letter, entries }: IndexGroup, id: string, page: IndexPage, book: Book): XmlElement {
  const list = element(
    'ul',
    { class: 'entries', 'epub:type': 'index-entry-list' },
    entries.map((entry) => renderEntry(entry, page, book)),
  );
  if (letter === undefined) return list;
  return element('section', { class: 'letter-group', 'epub:type': 'index-group', 'aria-labelledby': id }, [
    element('h2', { id }, [letter]),
    list,
  ]);
}

function renderEntry({ term, places }: IndexEntry, page: IndexPage, book: Book): XmlElement {
  const separator = listSeparator(book.language);
  const links = places.flatMap(({ text, href, language }, index): readonly XmlNode[] => {
    const own = language === undefined ? {} : languageAttributes(language, book.direction);
    const link = element('a', { href: relativePath(page.href, href), 'epub:type': 'index-locator', ...own }, [text]);
    return index === 0 ? [link] : [separator, link];
  });
  return element('li', { 'epub:type': 'index-entry' }, [
    element('span', { class: 'term', 'epub:type': 'index-term' }, [term]),
    ' ',
    element('span', { class: 'places' }, links),
  ]);
}
