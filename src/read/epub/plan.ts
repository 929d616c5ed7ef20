import type { Element } from 'hast';
import { semanticsOf, textOf } from '../hast/attributes.js';
import { isElement } from '../hast/nesting.js';
import { parseHeading } from '../vocabulary/headings.js';
import { type BookLinks, elementsOf } from './book-links.js';
import type { Contents } from './contents.js';
import { firstHeading } from './judge-page.js';
import { KIND_OF_TYPE, kindOfHeading, type PageKind } from './page-kinds.js';
import type { StoryPage } from './pages.js';
import type { SpineDocument } from './spine.js';
import { essenceOf } from './words.js';

/** A place where a section begins, in lines of all documents one below the other. */
export interface Boundary {
  readonly line: number;
  readonly column: number;
  readonly document: SpineDocument;
  /** What the table of contents calls the section. */
  readonly label?: string;
  /** 1 for the topmost. */
  readonly level: number;
  /** What the page, or the element there, is. */
  readonly kind: PageKind;
  /** The `epub:type` of what begins here. */
  readonly types: readonly string[];
}

/** Where the sections of the book begin, in reading order; undefined when only the headings of its text can say. */
export function planOf(
  pages: readonly StoryPage[],
  contents: Contents,
  links: BookLinks,
): readonly Boundary[] | undefined {
  const planner = new Planner(pages);
  planner.addEntries(contents, links);
  planner.addSemantics();
  if (planner.listed === 0 && pages.some(({ document, kind }) => kind === 'story' && firstHeading(document.body))) {
    return planner.hasChapters ? planner.boundaries : undefined;
  }
  planner.addPages();
  const chapters = planner.boundaries.filter(({ kind }) => kind === 'story');
  return chapters.length > 1 || planner.hasChapters ? planner.boundaries : undefined;
}

/** More chapters than any book has. */
const MOST_ENTRIES = 10_000;

class Planner {
  readonly #pages: readonly StoryPage[];
  readonly #kinds: ReadonlyMap<SpineDocument, PageKind>;
  readonly #boundaries: Boundary[] = [];
  /** By line and column, which differ from document to document. */
  readonly #levelsAt = new Map<string, Set<number>>();
  /** How many entries of the contents lead into the story. */
  listed = 0;
  /** Whether the documents themselves say what their chapters are. */
  hasChapters = false;

  constructor(pages: readonly StoryPage[]) {
    this.#pages = pages;
    this.#kinds = new Map(pages.map(({ document, kind }) => [document, kind]));
  }

  get boundaries(): readonly Boundary[] {
    return [...this.#boundaries].sort((a, b) => a.line - b.line || a.column - b.column || a.level - b.level);
  }

  addEntries({ entries }: Contents, links: BookLinks): void {
    for (const [index, entry] of entries.slice(0, MOST_ENTRIES).entries()) {
      const next = entries[index + 1];
      // An entry without an address heads those below it: it begins where the first of them does.
      const address = entry.address ?? (next && next.level > entry.level ? next.address : undefined);
      const target = address && links.targetOf(address.path, address.fragment);
      const kind = target && this.#kinds.get(target.document);
      if (!target || kind === undefined) continue;
      const start = startOf(target.element, target.document, entry.label);
      const types = typesAt(target.element, target.document);
      if (
        this.#add({
          ...start,
          document: target.document,
          label: entry.label,
          level: entry.level,
          types,
          kind: namedAside(entry.label) ?? kindAt(types, kind),
        })
      ) {
        if (kind === 'story') this.listed += 1;
      }
    }
  }

  /** `<section epub:type="chapter">`, where the contents say nothing of the document, or of no more than its start. */
  addSemantics(): void {
    for (const { document, kind } of this.#pages) {
      const typed = typedSections(document.body);
      const chapters = typed.filter(({ types }) => types.some((type) => SECTIONS.has(type)));
      const own = this.#of(document);
      this.hasChapters ||=
        kind === 'story' && (chapters.length > 0 || document.types.some((type) => SECTIONS.has(type)));
      for (const { element, types, level } of typed) {
        const isMatter = !types.some((type) => SECTIONS.has(type));
        const isListed = own.length > 1 || (own.length === 1 && chapters.length < 2);
        if (!isMatter && isListed) continue;
        const base = own[0]?.level ?? 1;
        const heading = firstHeading(element);
        const label = isMatter && heading !== undefined ? { label: heading } : {};
        this.#add({
          ...startOf(element, document),
          document,
          level: base + level,
          types,
          kind: kindAt(types, kind),
          ...label,
        });
      }
    }
  }

  /** Documents of which the contents say nothing: pages beside the story, and chapters that show it by their heading. */
  addPages(): void {
    const usual = this.#usualHeading();
    const hasLabels = this.listed > 0;
    for (const { document, kind } of this.#pages) {
      const own = this.#of(document);
      if (own.some(({ column }) => column === 0)) continue;
      const opening = openingHeading(document.body);
      const isMatter = kind !== 'story' && kind !== 'epigraph';
      if (!isMatter && own.length > 0) continue;
      if (!isMatter && (hasLabels ? !opensChapter(opening, usual) : isSplit(document))) continue;
      const label = isMatter ? (firstHeading(document.body) ?? document.title) : undefined;
      const level = isMatter ? 1 : this.#levelBefore(document);
      this.#add({
        ...startOf(document.body, document),
        document,
        level,
        kind,
        types: document.types,
        ...(label !== undefined && label !== '' && { label }),
      });
    }
  }

  /** False for what begins where another does already: of one level, or a page beside the story. */
  #add(boundary: Boundary): boolean {
    const place = `${boundary.line}:${boundary.column}`;
    const known = this.#levelsAt.get(place) ?? new Set();
    if (known.has(boundary.level) || (boundary.kind !== 'story' && known.size > 0)) return false;
    this.#levelsAt.set(place, known.add(boundary.level));
    this.#boundaries.push(boundary);
    return true;
  }

  #of(document: SpineDocument): readonly Boundary[] {
    return this.#boundaries.filter((boundary) => boundary.document === document);
  }

  #levelBefore({ lineOffset }: SpineDocument): number {
    return this.boundaries.findLast(({ line, kind }) => line <= lineOffset && kind === 'story')?.level ?? 1;
  }

  /** The rank of the headings that listed documents open with, most often. */
  #usualHeading(): number {
    const counts = new Map<number, number>();
    for (const { document } of this.#pages) {
      const opening = this.#of(document).length > 0 ? openingHeading(document.body) : undefined;
      if (opening) counts.set(opening.rank, (counts.get(opening.rank) ?? 0) + 1);
    }
    return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0] ?? 0;
  }
}

/** What begins a section of the story by its type. */
const SECTIONS: ReadonlySet<string> = new Set(['chapter', 'part', 'volume', 'prologue', 'epilogue', 'subchapter']);

function kindAt(types: readonly string[], page: PageKind): PageKind {
  if (page !== 'story') return page;
  const kinds = types.flatMap((type) => KIND_OF_TYPE.get(type) ?? []);
  const kind = kinds.find((one) => one === 'story') ?? kinds[0];
  return kind !== undefined && BESIDE.has(kind) ? kind : 'story';
}

/** What the contents list within a story's document that is none of the story: another list of contents, a licence. */
function namedAside(label: string): PageKind | undefined {
  const kind = kindOfHeading(label);
  return kind === 'contents' || kind === 'copyright page' || kind === 'advertisement' ? kind : undefined;
}

const BESIDE: ReadonlySet<PageKind> = new Set(['foreword', 'afterword', 'appendix', 'notes']);

/** `index_split_003.html`: a tool cut a document where it grew too long. */
const isSplit = ({ path }: SpineDocument): boolean => /_split_?0*[1-9]\d*\./i.test(path);

interface Opening {
  readonly rank: number;
  readonly words: string;
}

/** The heading that stands before all other text of the document. */
function openingHeading(body: Element): Opening | undefined {
  for (const element of elementsOf(body)) {
    if (/^h[1-6]$/.test(element.tagName)) {
      const words = textOf(element).trim();
      if (words !== '') return { rank: Number(element.tagName.slice(1)), words };
    }
    if (element.children.some((child) => child.type === 'text' && child.value.trim() !== '')) return undefined;
  }
  return undefined;
}

function opensChapter(opening: Opening | undefined, usual: number): boolean {
  if (!opening) return false;
  return opening.rank <= usual || (parseHeading(opening.words)?.isBare ?? true) === false;
}

interface TypedSection {
  readonly element: Element;
  readonly types: readonly string[];
  /** How many typed sections it stands in. */
  readonly level: number;
}

function typedSections(body: Element): readonly TypedSection[] {
  const found: TypedSection[] = [];
  const visit = (element: Element, level: number): void => {
    for (const child of element.children) {
      if (!isElement(child)) continue;
      const types = /^(?:section|div|article)$/.test(child.tagName) ? typesOf(child) : [];
      const isSection = types.some((type) => SECTIONS.has(type) || BESIDE.has(KIND_OF_TYPE.get(type) ?? 'story'));
      if (isSection) found.push({ element: child, types, level });
      visit(child, isSection ? level + 1 : level);
    }
  };
  visit(body, 0);
  return found.filter(({ types }) => !types.includes('subchapter'));
}

const typesOf = (element: Element): readonly string[] => semanticsOf(element).map((type) => type.replace(/^doc-/, ''));

/** The types of the element, or of the section that it opens. */
function typesAt(element: Element, document: SpineDocument): readonly string[] {
  if (element === document.body) return document.types;
  const around = parentsOf(document.body, element).findLast((one) => /^(?:section|article)$/.test(one.tagName));
  const own = typesOf(element);
  if (own.length > 0 || !around) return own;
  return firstContent(around) === element ? typesOf(around) : [];
}

const firstContent = (element: Element): Element | undefined => element.children.find(isElement);

/** Where the section begins whose address leads to the element: at the first thing in its block, or at its heading. */
function startOf(element: Element, document: SpineDocument, label?: string): Pick<Boundary, 'line' | 'column'> {
  const parents = parentsOf(document.body, element);
  let start = element;
  for (let parent = parents.pop(); parent; parent = parents.pop()) {
    const before = parent.children.slice(0, parent.children.indexOf(start));
    if (before.some((one) => (one.type === 'text' ? one.value.trim() !== '' : holdsContent(one)))) {
      const heading = before.findLast(isElement);
      if (label !== undefined && heading && /^h[1-6]$/.test(heading.tagName)) {
        const words = essenceOf(textOf(heading));
        if (words !== '' && essenceOf(label).includes(words)) start = heading;
      }
      break;
    }
    start = parent;
  }
  const at = start === document.body ? undefined : start.position?.start;
  return at ? { line: at.line, column: at.column } : { line: document.lineOffset + 1, column: 0 };
}

function holdsContent(node: Element['children'][number]): boolean {
  if (!isElement(node)) return false;
  if (textOf(node).trim() !== '') return true;
  for (const element of elementsOf(node)) if (['img', 'svg', 'hr', 'table'].includes(element.tagName)) return true;
  return false;
}

const parentMaps = new WeakMap<Element, Map<Element, Element>>();

/** The elements around an element, the outermost first. */
function parentsOf(root: Element, element: Element): Element[] {
  const known = parentMaps.get(root);
  const parents = known ?? new Map<Element, Element>();
  if (!known) {
    for (const one of elementsOf(root)) for (const child of one.children) if (isElement(child)) parents.set(child, one);
    parentMaps.set(root, parents);
  }
  const path: Element[] = [];
  for (let parent = parents.get(element); parent; parent = parents.get(parent)) path.unshift(parent);
  return path;
}
