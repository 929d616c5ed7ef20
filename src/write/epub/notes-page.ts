import type { Book, NotesPage } from '../../model/book.js';
import { renderAuthorNotes } from './author-notes.js';
import type { Content } from './content-document.js';
import { renderFootnotes } from './footnotes.js';
import { openPage } from './page.js';
import { relativePath } from './paths.js';
import { element } from './xml.js';

/** All the author's notes, each under the chapter that it speaks of. */
export function renderNotesPage(book: Book, document: NotesPage): Content {
  const { footnotes = [] } = document;
  const page = openPage(book, document, 1, footnotes);
  const headingId = `${document.id}-title`;
  const entries = document.entries.map(({ of, href, notes }, index) => {
    const id = `${document.id}-of-${index + 1}`;
    const chapter = element('a', { href: relativePath(document.href, href) }, [of]);
    return element('section', { class: 'notes-of', 'aria-labelledby': id }, [
      element('h2', { id }, [chapter]),
      ...renderAuthorNotes(notes, notePlace(index), page),
    ]);
  });
  const section = element('section', { class: 'notes', 'aria-labelledby': headingId }, [
    element('h1', { id: headingId }, [document.heading]),
    ...entries,
    ...renderFootnotes(footnotes, page),
  ]);
  return { href: document.href, title: document.title, partition: 'backmatter', children: [section] };
}

/** The place of the notes of an entry, as their ids name it. */
export const notePlace = (entry: number): string => `note-${entry + 1}`;
