import type { Element } from 'hast';
import { attribute, semanticsOf, textOf } from '../hast/attributes.js';
import { isElement } from '../hast/nesting.js';

const MARK = /^[\s[({]*(?:\d{1,4}|[*†‡§¶]{1,4}|[a-z]|[ivxlc]{1,6}|(?:foot)?n(?:ote)?\.?\s?\d{1,4})[\s\])}.:]*$/iu;

const BLOCKS: ReadonlySet<string> = new Set([
  ...['p', 'li', 'div', 'aside', 'dd', 'dt', 'td', 'section', 'body', 'blockquote'],
]);

interface Link {
  readonly element: Element;
  readonly target: string;
  /** The ids that lead to it: its own and those of what it stands in, up to its block. */
  readonly ids: readonly string[];
  readonly block: Element;
  /** True when no text stands before it in its block. */
  readonly opensBlock: boolean;
}

/**
 * Marks the links that lead to a note from which a link leads back, as many books mark neither. Of two that lead to
 * each other, the one that stands in running text is the reference.
 */
export function markNoteReferences(bodies: readonly Element[]): void {
  const book = new LinkFinder();
  for (const body of bodies) book.visit(body, { block: body, ids: [], read: nothingRead() });
  for (const link of book.links) {
    const block = book.blocksById.get(link.target);
    const isMark = MARK.test(textOf(link.element)) && !semanticsOf(link.element).some((type) => /backlink/.test(type));
    if (!isMark || !block || block === link.block) continue;
    const back = (book.linksByBlock.get(block) ?? []).find(({ target }) => link.ids.includes(target));
    const isReference = back !== undefined && (!link.opensBlock || !MARK.test(textOf(back.element)));
    if (isReference) link.element.properties['epub:type'] = 'noteref';
  }
}

interface Position {
  readonly block: Element;
  readonly ids: readonly string[];
  /** What was read of the block so far. */
  readonly read: { hasText: boolean; anchors: string[] };
}

const nothingRead = (): Position['read'] => ({ hasText: false, anchors: [] });

class LinkFinder {
  readonly links: Link[] = [];
  readonly blocksById = new Map<string, Element>();
  readonly linksByBlock = new Map<Element, Link[]>();

  /** The tree is no deeper than `flattenDeep` leaves it. */
  visit(element: Element, outer: Position): void {
    const isBlock = BLOCKS.has(element.tagName);
    const own = [attribute(element, 'id'), element.tagName === 'a' ? attribute(element, 'name') : ''].filter(Boolean);
    const position: Position = isBlock
      ? { block: element, ids: own, read: nothingRead() }
      : { ...outer, ids: [...outer.ids, ...own] };
    // `<a id="r1"></a><a href="#n1">1</a>`: old books put the id of a mark into an anchor before it.
    if (!isBlock && element.children.length === 0 && own.length > 0) outer.read.anchors = own;
    for (const id of own) if (!this.blocksById.has(id)) this.blocksById.set(id, position.block);
    if (element.tagName === 'a' && attribute(element, 'href').startsWith('#')) this.#add(element, position);
    for (const child of element.children) {
      if (child.type === 'text') this.#addText(child.value, position);
      else if (isElement(child)) this.visit(child, position);
    }
    if (!isBlock || position.block === outer.block) return;
    outer.read.hasText ||= position.read.hasText;
    const inner = this.linksByBlock.get(element) ?? [];
    // A note may be a list item with paragraphs: what leads back stands in one of them.
    if (element.tagName === 'p' && /^(?:li|aside|dd|div)$/.test(outer.block.tagName) && inner.length > 0) {
      for (const link of inner) this.#addTo(outer.block, link);
    }
  }

  #add(element: Element, { block, ids, read }: Position): void {
    const link: Link = {
      element,
      target: attribute(element, 'href').slice(1),
      ids: [...ids, ...read.anchors],
      block,
      opensBlock: !read.hasText,
    };
    this.links.push(link);
    this.#addTo(block, link);
  }

  #addTo(block: Element, link: Link): void {
    const links = this.linksByBlock.get(block);
    if (links) links.push(link);
    else this.linksByBlock.set(block, [link]);
  }

  #addText(words: string, { read }: Position): void {
    if (!/\S/.test(words)) return;
    read.hasText = true;
    read.anchors = [];
  }
}
