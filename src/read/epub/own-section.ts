import { attribute, childElements, childNamed, descendants, textOf } from '../../container/xml-query.js';
import type { XmlElement } from '../../container/xml-tree.js';
import type { OwnSection } from '../../model/own-record.js';
import type { Block, Section } from '../../model/story.js';
import { blocksOf } from './own-blocks.js';
import { inlinesOf } from './own-inlines.js';
import { hasClass, isElement, isSpace, type OwnNode, type OwnPageReading } from './own-page.js';

/** What a page says, taken apart. */
export interface OwnPageContent {
  readonly heading: Pick<Section, 'label' | 'title' | 'byline'>;
  readonly blocks: readonly Block[];
  /** The author's notes, by the ids of their labels. */
  readonly notes: ReadonlyMap<string, OwnShownNote>;
  /** The footnotes, by the ids of their elements. */
  readonly footnotes: ReadonlyMap<string, readonly Block[]>;
}

export interface OwnShownNote {
  readonly label: string;
  readonly blocks: readonly Block[];
  readonly isBefore: boolean;
}

/** The page of a section, or of all the author's notes, in the order of its markup. */
export function readOwnPage(body: XmlElement, record: Partial<OwnSection>, page: OwnPageReading): OwnPageContent {
  const notes = new Map<string, OwnShownNote>();
  const footnotes = new Map<string, readonly Block[]>();
  const blocks: Block[] = [];
  let heading: OwnPageContent['heading'] | undefined;
  let text: OwnNode[] = [];
  const endText = (): void => {
    blocks.push(...blocksOf(text, page));
    text = [];
  };
  for (const node of contentOf(body)) {
    if (isElement(node) && isSpecial(node)) endText();
    if (!isElement(node)) text.push(node);
    else if (hasClass(node, 'author-note')) addNote(node, notes, page);
    else if (hasClass(node, 'footnotes')) addFootnotes(node, footnotes, page);
    else if (!heading && blocks.length === 0 && text.every(isSpace) && isHeading(node)) {
      heading = headingOf(node, record, page);
    } else text.push(node);
  }
  endText();
  return { heading: heading ?? {}, blocks, notes, footnotes };
}

/** The children of the body, and of the sections that are the page's frame. */
function contentOf(body: XmlElement): readonly OwnNode[] {
  return body.children.flatMap((node) => {
    if (!isElement(node) || node.name !== 'section' || hasClass(node, 'footnotes')) return [node];
    return node.children.flatMap((child) =>
      isElement(child) && hasClass(child, 'notes-of') ? child.children.filter((one) => !isSpace(one)) : [child],
    );
  });
}

const isSpecial = (element: XmlElement): boolean => hasClass(element, 'author-note') || hasClass(element, 'footnotes');

const isHeading = ({ name }: XmlElement): boolean => name === 'hgroup' || /^h[1-6]$/.test(name);

function headingOf(element: XmlElement, record: Partial<OwnSection>, page: OwnPageReading): OwnPageContent['heading'] {
  const heading = element.name === 'hgroup' ? childElements(element).find(isHeading) : element;
  const line = childElements(element).find((child) => hasClass(child, 'byline'));
  const byline = line && element.name === 'hgroup' ? { byline: textOf(line) } : {};
  if (!heading || hasClass(heading, 'hidden-heading')) return { ...record.unseen, ...byline };
  return { ...record.unseen, ...partsOf(heading, record, page), ...byline };
}

function partsOf(heading: XmlElement, { isLabelOnly }: Partial<OwnSection>, page: OwnPageReading) {
  const label = childElements(heading).find((child) => hasClass(child, 'label'));
  const title = childElements(heading).find((child) => hasClass(child, 'title'));
  if (label && title) return { label: textOf(label), title: inlinesOf(title.children, page) };
  return isLabelOnly ? { label: textOf(heading) } : { title: inlinesOf(heading.children, page) };
}

function addNote(element: XmlElement, notes: Map<string, OwnShownNote>, page: OwnPageReading): void {
  const label = childElements(element).find((child) => hasClass(child, 'note-label'));
  const id = (label && attribute(label, 'id')) ?? attribute(element, 'aria-labelledby') ?? `note ${notes.size + 1}`;
  const words = element.children.filter((child) => child !== label);
  const isBefore = hasClass(element, 'before');
  notes.set(id, { label: label ? textOf(label) : '', blocks: blocksOf(words, page), isBefore });
}

/** The ids of a page's footnotes. */
export function footnoteIdsOf(body: XmlElement): readonly string[] {
  return [...descendants(body)].flatMap((element) => {
    const id = isFootnote(element) ? attribute(element, 'id') : undefined;
    return id ? [id] : [];
  });
}

const isFootnote = (element: XmlElement): boolean => element.name === 'aside' && hasClass(element, 'footnote');

function addFootnotes(group: XmlElement, footnotes: Map<string, readonly Block[]>, page: OwnPageReading): void {
  for (const element of childElements(group)) {
    const id = isFootnote(element) ? attribute(element, 'id') : undefined;
    if (id) footnotes.set(id, footnoteOf(element, page));
  }
}

/** The footnote's blocks, without the number that its first line opens with. */
function footnoteOf(element: XmlElement, page: OwnPageReading): readonly Block[] {
  const first = childElements(element)[0];
  const blocks = blocksOf(element.children, page);
  const [line, ...rest] = blocks;
  if (first?.name !== 'p' || line?.type !== 'paragraph') return blocks;
  const [opening, ...others] = line.children;
  const hasLink = childNamed(first, 'a') !== undefined && first.children[0] === childNamed(first, 'a');
  const number = hasLink ? /^ / : /^\d+ /;
  if (opening?.type !== 'text') return line.children.length === 0 ? rest : blocks;
  const value = opening.value.replace(number, '');
  const children = value === '' ? others : [{ ...opening, value }, ...others];
  return children.length === 0 ? rest : [{ ...line, children }, ...rest];
}
