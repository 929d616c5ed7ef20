import type { Book, BookDocument } from '../../model/book.js';
import { renderColophon } from './colophon.js';
import { type Content, contentDocument } from './content-document.js';
import { renderCoverPage } from './cover-page.js';
import { renderIndexPage } from './index-page.js';
import { renderNotesPage } from './notes-page.js';
import { renderSectionPage } from './section-page.js';
import { renderTitlePage } from './title-page.js';

/** A page of the book as its content document. */
export function renderDocument(book: Book, document: BookDocument): string {
  const content = render(book, document);
  return contentDocument(book, document.language ? { ...content, language: document.language } : content);
}

function render(book: Book, document: BookDocument): Content {
  switch (document.kind) {
    case 'cover':
      return renderCoverPage(document);
    case 'titlePage':
      return renderTitlePage(book, document);
    case 'section':
      return renderSectionPage(book, document);
    case 'notes':
      return renderNotesPage(book, document);
    case 'index':
      return renderIndexPage(book, document);
    case 'colophon':
      return renderColophon(book, document);
    default:
      return document satisfies never;
  }
}
