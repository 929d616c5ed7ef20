import type { Element } from 'hast';
import type { Report } from '../../diagnostics/report.js';
import type { AuthorNote, Receipt } from '../../model/story.js';
import { blocksText } from '../../model/visit.js';
import { countWords } from '../../text/word-count.js';
import { attribute, semanticsOf, textOf } from '../hast/attributes.js';
import type { MetadataBuilder } from '../metadata-builder.js';
import { afterwordNotes, isArchiveAfterword, takeArchiveNotes } from './archive-notes.js';
import { elementsOf } from './book-links.js';
import type { Contents } from './contents.js';
import { blocksOfNodes } from './fragments.js';
import { innerPages, judgePage } from './judge-page.js';
import { readLabelledPage } from './labelled-page.js';
import type { PageKind } from './page-kinds.js';
import type { SpineDocument } from './spine.js';
import { essenceOf } from './words.js';

/** A document that goes into the story, with what was taken out of it. */
export interface StoryPage {
  readonly document: SpineDocument;
  readonly kind: PageKind;
  readonly notesBefore: readonly AuthorNote[];
  readonly notesAfter: readonly AuthorNote[];
}

export interface Pages {
  /** In reading order. */
  readonly pages: readonly StoryPage[];
  /** Notes on the whole story, from pages of metadata. */
  readonly notesBefore: readonly AuthorNote[];
  readonly notesAfter: readonly AuthorNote[];
}

interface PagesContext {
  readonly contents: Contents;
  readonly metadata: MetadataBuilder;
  readonly report: Report;
  readonly receiptOf: (element: Element) => Receipt;
}

const SET_ASIDE: ReadonlySet<PageKind> = new Set([
  ...(['cover', 'title page', 'contents', 'copyright page', 'advertisement', 'log'] as const),
]);

/** A page of metadata stands among the first ones. */
const FIRST_PAGES = 4;
const LONGEST_METADATA_PAGE = 4000;
/** As many fields make a page one of metadata. */
const FEWEST_FIELDS = 2;

/** Tells the pages of the story from those that a book has besides, and reads these into the metadata. */
export function sortPages(documents: readonly SpineDocument[], context: PagesContext): Pages {
  const sorter = new PageSorter(documents, context);
  documents.forEach((document, index) => {
    sorter.add(document, index);
  });
  return sorter.result;
}

class PageSorter {
  readonly #documents: readonly SpineDocument[];
  readonly #context: PagesContext;
  readonly #labels: ReadonlyMap<string, string>;
  readonly #noted: ReadonlySet<string>;
  readonly #pages: StoryPage[] = [];
  readonly #before: AuthorNote[] = [];
  readonly #after: AuthorNote[] = [];
  readonly #hasLinear: boolean;
  /** Whether the page before was one of metadata: tools cut it into several. */
  #isBelowMetadata = false;

  constructor(documents: readonly SpineDocument[], context: PagesContext) {
    this.#documents = documents;
    this.#context = context;
    this.#labels = labelsOf(context.contents);
    this.#noted = noteTargets(documents);
    this.#hasLinear = documents.some(({ isLinear }) => isLinear);
  }

  add(document: SpineDocument, index: number): void {
    const { report } = this.#context;
    if (index < FIRST_PAGES && this.#documents.length > 1 && document.words <= LONGEST_METADATA_PAGE) {
      const isContinued = this.#isBelowMetadata && !this.#labels.has(document.path);
      const labelled = readLabelledPage(document.body, this.#context, isContinued ? 1 : FEWEST_FIELDS);
      this.#isBelowMetadata = labelled !== undefined;
      if (labelled) {
        this.#before.push(...labelled.notes);
        return;
      }
    }
    if (isArchiveAfterword(document.body)) {
      this.#after.push(...afterwordNotes(document.body, report));
      return;
    }
    const kind = this.#kindOf(document, index);
    if (kind === undefined) return;
    if (kind === 'dedication' && this.#takeDedication(document.body)) return;
    if (SET_ASIDE.has(kind)) {
      this.#setAside(document, kind);
      return;
    }
    for (const page of innerPages(document.body)) this.#takeInner(page.element, page.kind, document);
    const notes = takeArchiveNotes(document.body, report);
    this.#pages.push({ document, kind, notesBefore: notes.before, notesAfter: notes.after });
  }

  get result(): Pages {
    return { pages: this.#pages, notesBefore: this.#before, notesAfter: this.#after };
  }

  /** Undefined for what is no part of the reading order: only notes are read from there. */
  #kindOf(document: SpineDocument, index: number): PageKind | undefined {
    const label = this.#labels.get(document.path);
    const kind = judgePage(document, {
      landmarks: this.#context.contents.typesOf.get(document.path) ?? [],
      names: namesIn(this.#context.metadata),
      position: this.#documents.length < 2 ? 0.5 : index / (this.#documents.length - 1),
      ...(label !== undefined && { label }),
    });
    if (this.#documents.length === 1 && SET_ASIDE.has(kind)) return 'story';
    if (document.isLinear || !this.#hasLinear) return kind;
    return kind === 'notes' || holdsAny(document.body, this.#noted) ? 'notes' : undefined;
  }

  /** What a title page holds besides names: a dedication, an epigraph. */
  #setAside(document: SpineDocument, kind: PageKind): void {
    const { report } = this.#context;
    if (kind === 'title page' || kind === 'copyright page') {
      for (const inner of innerPages(document.body)) {
        if (inner.kind === 'dedication') this.#takeDedication(inner.element);
      }
    }
    if (document.words === 0) return;
    const code = kind === 'contents' ? 'contents-list-dropped' : 'boilerplate-dropped';
    report.add(code, `The page \`${document.path}\` (${kind}) was left out: a book has its own.`);
  }

  #takeInner(element: Element, kind: PageKind, document: SpineDocument): void {
    const share = countWords(textOf(element)) / Math.max(1, document.words);
    if (kind === 'dedication' && this.#takeDedication(element)) element.children = [];
    if (!SET_ASIDE.has(kind) || share > 0.5) return;
    const inside = innerPages(element);
    for (const { element: inner, kind: innerKind } of inside) {
      if (innerKind === 'dedication') this.#takeDedication(inner);
    }
    element.children = inside.filter((inner) => inner.kind === 'epigraph').map((inner) => inner.element);
  }

  #takeDedication(element: Element): boolean {
    const { metadata, report, receiptOf } = this.#context;
    const blocks = blocksOfNodes(element.children, report).filter(
      ({ type }) => type !== 'heading' && type !== 'figure',
    );
    if (blocks.length === 0 || countWords(blocksText(blocks)) > LONGEST_DEDICATION) return false;
    return metadata.set('dedication', blocks, receiptOf(element));
  }
}

const namesIn = ({ metadata: { title = '', creators } }: MetadataBuilder): readonly string[] =>
  [title, ...creators.map(({ name }) => name)].map(essenceOf);

const LONGEST_DEDICATION = 120;

/** What the table of contents calls each document. */
function labelsOf({ entries }: Contents): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  for (const { address, label } of entries) {
    if (address && !labels.has(address.path)) labels.set(address.path, label);
  }
  return labels;
}

/** The ids that references to notes lead to. */
function noteTargets(documents: readonly SpineDocument[]): ReadonlySet<string> {
  const targets = new Set<string>();
  for (const { body } of documents) {
    for (const element of elementsOf(body)) {
      const isReference = element.tagName === 'a' && semanticsOf(element).some((type) => /noteref$/.test(type));
      if (isReference) targets.add(attribute(element, 'href').slice(1));
    }
  }
  return targets;
}

function holdsAny(body: Element, ids: ReadonlySet<string>): boolean {
  if (ids.size === 0) return false;
  for (const element of elementsOf(body)) if (ids.has(attribute(element, 'id'))) return true;
  return false;
}
