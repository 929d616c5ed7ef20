import type { Book, BookDocument, BookResource, NumberedFootnote, PageLanguage } from '../../model/book.js';
import type { NoteId, ResourceId } from '../../model/story.js';

/** One page while it is being written: what its blocks need to know of the book and of each other. */
export interface Page {
  readonly book: Book;
  readonly id: string;
  readonly href: string;
  readonly language: PageLanguage;
  readonly images: ReadonlyMap<ResourceId, BookResource>;
  readonly notes: NoteMarks;
  readonly headings: HeadingLevels;
}

/** A page whose main heading is at `level`. */
export function openPage(
  book: Book,
  document: BookDocument,
  level = 1,
  footnotes: readonly NumberedFootnote[] = [],
): Page {
  return {
    book,
    id: document.id,
    href: document.href,
    language: languageOf(book, document),
    images: imagesOf(book),
    notes: new NoteMarks(document.id, footnotes),
    headings: new HeadingLevels(level),
  };
}

/** The language of the page: its own, else the book's. */
export const languageOf = (book: Book, { language }: Pick<BookDocument, 'language'>): PageLanguage =>
  language ?? { tag: book.language, direction: book.direction, isVertical: book.isVertical, words: book.words };

const images = new WeakMap<Book, ReadonlyMap<ResourceId, BookResource>>();

function imagesOf(book: Book): ReadonlyMap<ResourceId, BookResource> {
  const known = images.get(book);
  if (known) return known;
  const made = new Map(book.resources.map((resource) => [resource.id, resource]));
  images.set(book, made);
  return made;
}

/** Where a reference to a footnote leads, and what it is called. */
interface NoteMark {
  readonly number: number;
  /** The footnote's own id. */
  readonly target: string;
  /** The reference's id, which the footnote leads back to; only the first reference has one. */
  readonly anchor?: string;
}

/** The marks of a page's footnotes. Ids are unique in the book: Kindle joins its files into one. */
class NoteMarks {
  readonly #prefix: string;
  readonly #numbers: ReadonlyMap<NoteId, number>;
  readonly #referred = new Set<NoteId>();

  constructor(pageId: string, footnotes: readonly NumberedFootnote[]) {
    this.#prefix = pageId;
    this.#numbers = new Map(footnotes.map(({ id, number }) => [id, number]));
  }

  /** The mark of one more reference to the note; undefined when the page has no such footnote. */
  refer(note: NoteId): NoteMark | undefined {
    const number = this.#numbers.get(note);
    if (number === undefined) return undefined;
    const target = this.targetOf(number);
    if (this.#referred.has(note)) return { number, target };
    this.#referred.add(note);
    return { number, target, anchor: this.anchorOf(number) };
  }

  isReferred(note: NoteId): boolean {
    return this.#referred.has(note);
  }

  targetOf(number: number): string {
    return footnoteId(this.#prefix, number);
  }

  anchorOf(number: number): string {
    return `${this.#prefix}-noteref-${number}`;
  }
}

/** The id of a page's footnote. */
export const footnoteId = (pageId: string, number: number): string => `${pageId}-note-${number}`;

/** The levels of a page's headings, without skips: a depth that the source leaves out is closed up. */
class HeadingLevels {
  readonly #top: number;
  #last: number;

  constructor(top: number) {
    this.#top = top;
    this.#last = top;
  }

  /** True when the level alone does not say the depth, for it was closed up. */
  isClosedUp(level: number, depth: number): boolean {
    return level !== this.#top + depth;
  }

  /** The level of the next heading, `depth` below the page's main one. */
  next(depth: number): number {
    this.#last = Math.min(this.#top + depth, this.#last + 1, 6);
    return this.#last;
  }
}
