import type { Element } from 'hast';
import type { Report } from '../../diagnostics/report.js';
import type { AuthorNote } from '../../model/story.js';
import { attribute, classesOf, textOf } from '../hast/attributes.js';
import { isElement } from '../hast/nesting.js';
import { elementsOf } from './book-links.js';
import { blocksOfNodes } from './fragments.js';
import { quotesUnderLabels } from './labelled-page.js';

export interface PageNotes {
  readonly before: readonly AuthorNote[];
  readonly after: readonly AuthorNote[];
}

/**
 * Takes the notes out of a chapter's page, in place, where the archive sets them apart: labelled quotations in a block
 * that holds nothing else but a heading. What only leads to them goes, too.
 */
export function takeArchiveNotes(body: Element, report: Report): PageNotes {
  const before: AuthorNote[] = [];
  const after: AuthorNote[] = [];
  const quotes = quotesUnderLabels(body);
  const blocks = new Set(quotes.map(({ parent }) => parent).filter(holdsOnlyNotes));
  for (const { label, element, quote, parent } of quotes) {
    if (!blocks.has(parent)) continue;
    const note = { label, blocks: blocksOfNodes(quote.children, report) };
    if (note.blocks.length > 0) (/end notes/iu.test(label) ? after : before).push(note);
    parent.children = parent.children.filter((child) => child !== element && child !== quote);
  }
  if (quotes.length === 0) return { before, after };
  for (const element of elementsOf(body)) {
    element.children = element.children.filter((child) => !(isElement(child) && isNoteLink(child)));
  }
  return { before, after };
}

/** Headings, labelled quotations, links to more notes: a block beside the text, and none of it. */
function holdsOnlyNotes({ children }: Element): boolean {
  return children.every((child, index) => {
    if (!isElement(child)) return child.type !== 'text' || child.value.trim() === '';
    if (/^(?:h[1-6]|blockquote)$/.test(child.tagName) || isNoteLink(child)) return true;
    const next = children.slice(index + 1).find(isElement);
    return textOf(child).trim() === '' || (child.tagName === 'p' && next?.tagName === 'blockquote');
  });
}

const isNoteLink = (element: Element): boolean => classesOf(element).includes('endnote-link');

/** The archive's own last page: the author's notes at the end, and an invitation to comment. */
export function isArchiveAfterword(body: Element): boolean {
  const elements = [...elementsOf(body)];
  const isMarked = elements.some((element) => attribute(element, 'id').startsWith('afterword'));
  return isMarked && elements.some((element) => /archiveofourown\.org/.test(attribute(element, 'href')));
}

/** The notes on that page, which stand beside nothing. */
export function afterwordNotes(body: Element, report: Report): readonly AuthorNote[] {
  return quotesUnderLabels(body).flatMap(({ label, quote }) => {
    const blocks = blocksOfNodes(quote.children, report);
    return blocks.length > 0 ? [{ label, blocks }] : [];
  });
}
