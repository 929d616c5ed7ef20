import { placeOf } from '../container/xml-query.js';
import type { XmlDocument, XmlElement } from '../container/xml-tree.js';
import type { Code } from '../diagnostics/codes.js';
import { type Diagnostic, diagnostic } from '../diagnostics/report.js';

/** What a finding is about: an element, an offset in a document, a member's path, or the book as a whole. */
export type Spot = XmlElement | { readonly document: XmlDocument; readonly offset: number } | string | undefined;

const MOST_PER_CODE_AND_FILE = 20;
const MOST = 2_000;

/** Collects what the rules find, in bounded memory: a book with a million faults is described by its first ones. */
export class Findings {
  readonly #diagnostics: Diagnostic[] = [];
  readonly #countsByFile = new Map<string, number>();
  readonly #counts = new Map<Code, number>();
  readonly #book: string | undefined;

  /** `book` is what diagnostics call the book; members are named below it. */
  constructor(book?: string) {
    this.#book = book;
  }

  /** Adds a finding. The message states the fact, quotes the value, and offers a way out. */
  add(code: Code, message: string, spot?: Spot): void {
    const path = pathOf(spot);
    const key = `${code} ${path ?? ''}`;
    const count = (this.#countsByFile.get(key) ?? 0) + 1;
    this.#countsByFile.set(key, count);
    this.#counts.set(code, (this.#counts.get(code) ?? 0) + 1);
    if (count > MOST_PER_CODE_AND_FILE || this.#diagnostics.length >= MOST) return;
    const file = [this.#book, path].filter((part) => part !== undefined).join('/');
    const place = typeof spot === 'object' ? placeOf(spot.document, spot.offset) : {};
    this.#diagnostics.push(diagnostic(code, message, { ...(file !== '' && { file }), ...place }));
  }

  /** How often each code was found, said or not. */
  get counts(): ReadonlyMap<Code, number> {
    return this.#counts;
  }

  get diagnostics(): readonly Diagnostic[] {
    return this.#diagnostics;
  }
}

function pathOf(spot: Spot): string | undefined {
  return typeof spot === 'object' ? spot.document.path : spot;
}
