import type { Element, Nodes, Parents, Root } from 'hast';
import { type NoteId, noteId } from '../../model/story.js';
import { slug } from '../../text/slug.js';
import { attribute, textOf } from './attributes.js';
import { isNoteLink } from './inline-handlers.js';
import { isElement } from './nesting.js';

/** What has to be known of a whole tree before its parts are read. */
export interface Survey {
  readonly images: readonly Element[];
  /** The note that a link to the address refers to. */
  readonly noteFor: (href: string) => NoteId | undefined;
  /** The elements that hold a note's text. */
  readonly noteBodies: ReadonlyMap<Element, NoteId>;
  /** Marked links to notes whose text is not in the tree. */
  readonly lostNotes: readonly Element[];
  /** Links from a note back to where it was referred to. */
  readonly isBackLink: (link: Element) => boolean;
}

interface Anchor {
  readonly element: Element;
  /** The nearest block around it. */
  readonly block: Element | undefined;
}

/** The blocks that a note may be. */
const NOTE_BLOCKS: ReadonlySet<string> = new Set(['li', 'p', 'aside', 'dd', 'div', 'section', 'td']);

/** Looks once over the tree: images, notes and what leads to them. */
export function survey(root: Root): Survey {
  const images: Element[] = [];
  const anchors = new Map<string, Anchor>();
  const links: { readonly link: Element; readonly block: Element | undefined; readonly isRaised: boolean }[] = [];
  walk(root, (element, block, isRaised) => {
    if (element.tagName === 'img') images.push(element);
    for (const id of [attribute(element, 'id'), element.tagName === 'a' ? attribute(element, 'name') : '']) {
      if (id !== '' && !anchors.has(id))
        anchors.set(id, { element, block: NOTE_BLOCKS.has(element.tagName) ? element : block });
    }
    if (element.tagName === 'a' && attribute(element, 'href').startsWith('#'))
      links.push({ link: element, block, isRaised });
  });
  const references = links.filter(({ link, isRaised }) => isNoteLink(link) || (isRaised && isMark(link)));
  const noteIds = new Map<string, NoteId>();
  const noteBodies = new Map<Element, NoteId>();
  const taken = new Map<string, number>();
  const lostNotes: Element[] = [];
  for (const { link, block } of references) {
    const target = targetOf(link, anchors);
    if (noteIds.has(target)) continue;
    const body = anchors.get(target)?.block;
    if (body && body !== block && !noteBodies.has(body)) {
      const id = freshId(target, taken);
      noteIds.set(target, id);
      noteBodies.set(body, id);
    } else if (!body && isNoteLink(link)) lostNotes.push(link);
  }
  const origins = new Set(
    references.flatMap(({ link }) => [attribute(link, 'id'), attribute(link, 'name')]).filter(Boolean),
  );
  const isBackLink = (link: Element): boolean =>
    'dataFootnoteBackref' in link.properties ||
    /(?:footnote-back|reversefootnote|doc-backlink)/.test(
      `${attribute(link, 'className')} ${attribute(link, 'role')}`,
    ) ||
    (origins.has(targetOf(link, anchors)) && isMark(link));
  const noteFor = (href: string): NoteId | undefined =>
    noteIds.get(href.slice(1)) ?? noteIds.get(decode(href.slice(1)));
  return { images, noteFor, noteBodies, lostNotes, isBackLink };
}

/** Visits every element in order, with the nearest block that may be a note, and whether it is raised. */
function walk(root: Root, visit: (element: Element, block: Element | undefined, isRaised: boolean) => void): void {
  interface Step {
    readonly node: Nodes;
    readonly block: Element | undefined;
    readonly isRaised: boolean;
  }
  const waiting: Step[] = [{ node: root, block: undefined, isRaised: false }];
  for (let step = waiting.pop(); step; step = waiting.pop()) {
    const { node } = step;
    let { block, isRaised } = step;
    if (isElement(node)) {
      visit(node, block, isRaised || node.children.some((child) => isElement(child) && child.tagName === 'sup'));
      if (NOTE_BLOCKS.has(node.tagName)) block = node;
      isRaised ||= node.tagName === 'sup';
    }
    const { children } = node as Partial<Parents>;
    for (let index = (children?.length ?? 0) - 1; index >= 0; index -= 1) {
      waiting.push({ node: children?.[index] as Nodes, block, isRaised });
    }
  }
}

/** Whether a link's text is only a mark: `1`, `[2]`, `*`, `↩`. */
const isMark = (link: Element): boolean => /^(?:[\s\d[\]().*†‡§^↑↩]|\ufe0e|\ufe0f){1,8}$/.test(textOf(link));

/** The id that a link names. Tools differ in whether the id itself is encoded as the address is. */
function targetOf(link: Element, anchors: ReadonlyMap<string, Anchor>): string {
  const fragment = attribute(link, 'href').slice(1);
  return anchors.has(fragment) ? fragment : decode(fragment);
}

function decode(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

function freshId(target: string, taken: Map<string, number>): NoteId {
  const stem = slug(target.replace(/^user-content-/, '').replace(/^fn-/, '')) || 'note';
  let ordinal = (taken.get(stem) ?? 0) + 1;
  while (ordinal > 1 && taken.has(`${stem}-${ordinal}`)) ordinal += 1;
  const id = ordinal === 1 ? stem : `${stem}-${ordinal}`;
  taken.set(stem, ordinal);
  if (ordinal > 1) taken.set(id, 1);
  return noteId(id);
}
