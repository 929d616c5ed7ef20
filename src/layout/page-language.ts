import type { PageLanguage } from '../model/book.js';
import { directionOf } from '../text/scripts.js';
import { wordsFor } from './words/index.js';

const VERTICAL: ReadonlySet<string> = new Set(['ja', 'zh']);

/** True where the language is set vertically when its reader wishes it. */
export const canBeVertical = (language: string): boolean => VERTICAL.has(language.split('-')[0] ?? '');

/** The language of pages that are not in the book's. They are set vertically only in a book that is. */
export const pageLanguage = (tag: string, isVerticalBook: boolean): PageLanguage => ({
  tag,
  direction: directionOf(tag),
  isVertical: isVerticalBook && canBeVertical(tag),
  words: wordsFor(tag),
});
