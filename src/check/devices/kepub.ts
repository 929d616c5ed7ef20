import type { Publication } from '../../container/publication.js';
import { documentsOf, XHTML_TYPE } from '../content.js';

/** Whether the pages bear Kobo’s marks. The book’s trees look through them; their text still has them. */
export function isKepub(book: Publication): boolean {
  const known = byBook.get(book);
  if (known !== undefined) return known;
  const isMarked = documentsOf(book, XHTML_TYPE, 'all').some(({ document }) => MARK.test(document.text));
  byBook.set(book, isMarked);
  return isMarked;
}

const byBook = new WeakMap<Publication, boolean>();

const MARK = /\sclass\s*=\s*["']koboSpan["']/;
