import type { Book, PageLanguage, ThemeName } from '../../../model/book.js';
import { slug } from '../../../text/slug.js';
import { STYLESHEET } from '../paths.js';
import { anthology } from './anthology.js';
import { classic } from './classic.js';
import { type Frame, frameOf } from './frame.js';
import { modern } from './modern.js';
import { plain } from './plain.js';
import { structure } from './structure.js';

const THEMES: Readonly<Record<ThemeName, (frame: Frame) => string>> = { classic, modern, plain };

/** The book's style sheet: what its markup means, in the clothes of its theme. */
export const stylesheet = (book: Book): string => themed(book, frameOf(book));

function themed({ theme, documents }: Book, frame: Frame): string {
  const isAnthology = documents.some((page) => page.kind === 'section' && page.titling !== undefined);
  return `${structure(frame)}\n${THEMES[theme](frame)}${isAnthology ? `\n${anthology(frame)}` : ''}`;
}

export interface Stylesheet {
  readonly href: string;
  readonly css: string;
}

/** The book's style sheet, and one for each language of its pages whose lines or letters ask for another. */
export const stylesheetsOf = (book: Book): readonly Stylesheet[] => [...sheetsByLanguage(book).own.values()];

/** The style sheet of a page in the language, relative to the package document. */
export const stylesheetFor = (book: Book, { tag }: PageLanguage): string =>
  sheetsByLanguage(book).byTag.get(tag)?.href ?? STYLESHEET;

interface Sheets {
  readonly byTag: ReadonlyMap<string, Stylesheet>;
  /** By their addresses. */
  readonly own: ReadonlyMap<string, Stylesheet>;
}

const sheets = new WeakMap<Book, Sheets>();

function sheetsByLanguage(book: Book): Sheets {
  const known = sheets.get(book);
  if (known) return known;
  const main: Stylesheet = { href: STYLESHEET, css: stylesheet(book) };
  const byTag = new Map([[book.language, main]]);
  for (const { language } of book.documents) {
    if (language === undefined || byTag.has(language.tag)) continue;
    const css = themed(book, frameOf({ ...language, language: language.tag }));
    byTag.set(language.tag, css === main.css ? main : { href: `styles/book-${slug(language.tag)}.css`, css });
  }
  const made = { byTag, own: new Map([...byTag.values()].map((sheet) => [sheet.href, sheet])) };
  sheets.set(book, made);
  return made;
}
