import type { Publication } from '../../container/publication.js';
import { readStyles, type StyleFacts } from './style-sheet.js';

/** A style sheet of a book: its text, and what it says. */
export interface BookStyles {
  readonly text: string;
  readonly facts: StyleFacts;
  readonly encoding: 'utf-8' | 'utf-16' | 'other';
}

/** The style sheet at that path; undefined when it is missing or encrypted. Read once. */
export function stylesOf(book: Publication, path: string): BookStyles | undefined {
  const known = byBook.get(book) ?? new Map<string, BookStyles | undefined>();
  byBook.set(book, known);
  if (known.has(path)) return known.get(path);
  const bytes = book.encryptedPaths.has(path) ? undefined : book.bytesOf(path);
  const styles = bytes && readSheet(bytes);
  known.set(path, styles);
  return styles;
}

const byBook = new WeakMap<Publication, Map<string, BookStyles | undefined>>();

function readSheet(bytes: Uint8Array): BookStyles {
  const { text, encoding } = decodeSheet(bytes);
  return { text, encoding, facts: factsOf(text) };
}

/** What the sheets read last say: the books of a run mostly share theirs. */
const lately = new Map<string, StyleFacts>();
const MOST_REMEMBERED = 8;
/** In characters: longer sheets are read each time, so that what is remembered stays small. */
const LONGEST_REMEMBERED = 2 ** 16;

function factsOf(text: string): StyleFacts {
  const facts = lately.get(text) ?? readStyles(text, 'sheet');
  if (text.length > LONGEST_REMEMBERED) return facts;
  lately.delete(text);
  lately.set(text, facts);
  const [eldest] = lately.keys();
  if (lately.size > MOST_REMEMBERED && eldest !== undefined) lately.delete(eldest);
  return facts;
}

function decodeSheet(bytes: Uint8Array): { readonly text: string; readonly encoding: BookStyles['encoding'] } {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return { text: new TextDecoder(first === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes), encoding: 'utf-16' };
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    return { text: new TextDecoder('utf-8').decode(bytes), encoding: 'other' };
  }
}
