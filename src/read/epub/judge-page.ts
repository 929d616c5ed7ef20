import type { Element } from 'hast';
import { countWords } from '../../text/word-count.js';
import { attribute, semanticsOf, textOf } from '../hast/attributes.js';
import { isElement } from '../hast/nesting.js';
import { parseHeading } from '../vocabulary/headings.js';
import { elementsOf } from './book-links.js';
import { KIND_OF_TYPE, kindOfFile, kindOfHeading, type PageKind } from './page-kinds.js';
import type { SpineDocument } from './spine.js';
import { essenceOf } from './words.js';

/** What is known of a document from outside of it. */
export interface PageHints {
  /** What landmarks and guide say that it is. */
  readonly landmarks: readonly string[];
  /** What the table of contents calls it. */
  readonly label?: string;
  /** The book's title and its creators' names, in letters and digits only. */
  readonly names: readonly string[];
  /** Its place among the documents, from 0 to 1. */
  readonly position: number;
}

/** More words than these are text, whatever the page is called. */
const MOST_WORDS: Readonly<Partial<Record<PageKind, number>>> = {
  cover: 60,
  'title page': 250,
  'copyright page': 4000,
  contents: 20_000,
  advertisement: 1500,
  dedication: 400,
  epigraph: 400,
  log: 100_000,
};

/** What the document is to the story: as it says itself, else by its name, its heading and its content. */
export function judgePage(document: SpineDocument, hints: PageHints): PageKind {
  if (document.isNavigation && isMostlyLinks(document)) return 'contents';
  const said = kindOfTypes([...document.types, ...hints.landmarks]);
  if (said !== undefined && fits(said, document)) return said;
  const heading = firstHeading(document.body);
  if (tellsStory(heading) || tellsStory(hints.label)) return 'story';
  const named =
    kindOfHeading(heading ?? '') ??
    kindOfHeading(hints.label ?? '') ??
    (heading === undefined || document.words < 1500 ? kindOfFile(document.path) : undefined);
  if (named !== undefined && fits(named, document)) return named;
  return kindByContent(document, hints) ?? weakKind(document, heading) ?? 'story';
}

/** The kind that the types say; `frontmatter` and `cover` together are a cover. */
function kindOfTypes(types: readonly string[]): PageKind | undefined {
  const kinds = types.flatMap((type) => KIND_OF_TYPE.get(type) ?? []);
  return kinds.find((kind) => kind !== 'story') ?? kinds[0];
}

function fits(kind: PageKind, { words }: SpineDocument): boolean {
  return words <= (MOST_WORDS[kind] ?? Number.POSITIVE_INFINITY);
}

/** `Chapter 3`, `Prologue`. */
function tellsStory(words: string | undefined): boolean {
  const parts = words === undefined ? undefined : parseHeading(words);
  return parts !== undefined && ['chapter', 'prologue', 'epilogue', 'interlude', 'part'].includes(parts.role);
}

const RIGHTS =
  /(?:©|\(c\)\s?\d{4}|copyright\s(?:©|\d{4}|by)|all rights reserved|alle rechte vorbehalten|tous droits réservés|\bISBN\b)/iu;

function kindByContent(document: SpineDocument, { position, names }: PageHints): PageKind | undefined {
  const text = textOf(document.body);
  const isEdge = position < 0.25 || position > 0.75;
  if (document.words === 0) return holdsImage(document.body) && position === 0 ? 'cover' : undefined;
  if (isEdge && document.words < 600 && (text.match(new RegExp(RIGHTS, 'giu')) ?? []).length >= 2)
    return 'copyright page';
  if (isEdge && linkCount(document.body) >= 3 && isMostlyLinks(document)) return 'contents';
  return position < 0.25 && isOnlyNames(document, names) ? 'title page' : undefined;
}

const LONGEST_TITLE_PAGE = 60;

/** A title page has the title, the names, and few words besides: no sentence of a story. */
function isOnlyNames({ body, words }: SpineDocument, names: readonly string[]): boolean {
  const [title = ''] = names;
  const shown = essenceOf(textOf(body));
  if (words === 0 || words > LONGEST_TITLE_PAGE || title === '' || !shown.includes(title)) return false;
  const rest = names.filter(Boolean).reduce((left, name) => left.replaceAll(name, ''), shown);
  return (
    rest.length <= Math.max(60, shown.length * 0.5) &&
    !/[.!?…]["”’»]?\s+["“‘«]?\p{Lu}\p{Ll}+\s\p{Ll}/u.test(textOf(body))
  );
}

/** What stands before or after the story, when only that is said. */
function weakKind({ types }: SpineDocument, heading: string | undefined): PageKind | undefined {
  if (types.includes('frontmatter')) return heading === undefined ? undefined : 'foreword';
  return types.includes('backmatter') ? 'afterword' : undefined;
}

export function firstHeading(body: Element): string | undefined {
  for (const element of elementsOf(body)) {
    if (!/^h[1-6]$/.test(element.tagName)) continue;
    const words = textOf(element).replace(/\s+/gu, ' ').trim();
    if (words !== '') return words;
  }
  return undefined;
}

export function holdsImage(body: Element): boolean {
  for (const element of elementsOf(body)) if (element.tagName === 'img' || element.tagName === 'svg') return true;
  return false;
}

function linkCount(body: Element): number {
  let count = 0;
  for (const element of elementsOf(body)) {
    if (element.tagName === 'a' && attribute(element, 'href').startsWith('#')) count += 1;
  }
  return count;
}

/** Whether most words of the document are links into the book: it is a list of contents. */
function isMostlyLinks({ body, words }: SpineDocument): boolean {
  let linked = 0;
  for (const element of elementsOf(body)) {
    const isLink = element.tagName === 'a' && attribute(element, 'href').startsWith('#');
    if (isLink && !semanticsOf(element).includes('noteref')) linked += countWords(textOf(element));
  }
  return linked >= words * 0.6;
}

/** The elements inside of a story's document that are a page of another kind: a title page in the book's only file. */
export function innerPages(body: Element): readonly { readonly element: Element; readonly kind: PageKind }[] {
  const found: { readonly element: Element; readonly kind: PageKind }[] = [];
  const visit = (element: Element): void => {
    for (const child of element.children) {
      if (!isElement(child)) continue;
      const kind = /^(?:section|div|aside|p|article|header)$/.test(child.tagName)
        ? kindOfTypes(semanticsOf(child).map((type) => type.replace(/^doc-/, '')))
        : undefined;
      if (kind === undefined || kind === 'story') visit(child);
      else found.push({ element: child, kind });
    }
  };
  visit(body);
  return found;
}
