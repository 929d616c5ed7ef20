import type { Book, ThemeName } from '../../../model/book.js';
import { classic } from './classic.js';
import { type Frame, frameOf } from './frame.js';
import { modern } from './modern.js';
import { plain } from './plain.js';
import { structure } from './structure.js';

const THEMES: Readonly<Record<ThemeName, (frame: Frame) => string>> = { classic, modern, plain };

/** The book's style sheet: what its markup means, in the clothes of its theme. */
export function stylesheet(book: Book): string {
  const frame = frameOf(book);
  return `${structure(frame)}\n${THEMES[book.theme](frame)}`;
}
