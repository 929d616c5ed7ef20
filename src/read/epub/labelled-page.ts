import type { Element, ElementContent } from 'hast';
import type { Report } from '../../diagnostics/report.js';
import { type AuthorNote, type Block, paragraph, type Receipt } from '../../model/story.js';
import { countWords } from '../../text/word-count.js';
import { attribute, textOf } from '../hast/attributes.js';
import type { Children } from '../hast/handler.js';
import { isElement } from '../hast/nesting.js';
import { applyHeaderField } from '../header-fields.js';
import type { MetadataBuilder } from '../metadata-builder.js';
import { type LabelMatch, lookUpLabel } from '../vocabulary/labels.js';
import { elementsOf } from './book-links.js';
import { blocksOfNodes } from './fragments.js';

export interface LabelledPage {
  /** What the page holds that is no metadata. */
  readonly notes: readonly AuthorNote[];
}

export interface PageContext {
  readonly metadata: MetadataBuilder;
  readonly report: Report;
  readonly receiptOf: (element: Element) => Receipt;
}

/** The rest of such a page is a title, a byline, an address. */
const LEAST_SHARE = 0.5;

interface Field {
  readonly element: Element;
  readonly label: string;
  readonly match: LabelMatch;
  readonly value: string;
  readonly nodes: Children;
}

/**
 * Reads a page of metadata, as archives and downloaders put it before a story: `<b>Label:</b> value` lines, or a list of
 * terms. Undefined when the page has fewer fields, and is none.
 */
export function readLabelledPage(body: Element, context: PageContext, fewestFields: number): LabelledPage | undefined {
  const fields = [
    ...termFields(body),
    ...boldFields(body),
    ...parallelFields(body),
    ...headedQuotes(body),
    ...headedTexts(body),
  ];
  const known = new Set(fields.filter(({ match }) => match.confidence === 1).map(({ label }) => label));
  const told = fields.reduce((sum, { label, value }) => sum + countWords(`${label} ${value}`), 0);
  if (known.size < fewestFields || told < countWords(textOf(body)) * LEAST_SHARE) return undefined;
  const notes: AuthorNote[] = [];
  const { metadata, report, receiptOf } = context;
  const address = workAddress(body);
  if (address) metadata.set('source', attribute(address, 'href'), { ...receiptOf(address), confidence: 0.95 });
  for (const { element, label, match, value, nodes } of fields) {
    const isText = RUNNING_TEXT.has(match.meaning);
    const blocks = isText ? unquoted(blocksOfNodes(nodes, report)) : [];
    const field = { match, label, value, ...(blocks.length > 0 && { blocks }), receipt: receiptOf(element) };
    if (applyHeaderField(field, metadata, report)) continue;
    notes.push({ label, blocks: blocks.length > 0 ? blocks : [paragraph(value)] });
  }
  return { notes };
}

const RUNNING_TEXT: ReadonlySet<string> = new Set(['summary', 'note', 'disclaimer', 'dedication']);

const unquoted = (blocks: readonly Block[]): readonly Block[] =>
  blocks.flatMap((block) => (block.type === 'quote' && !block.attribution ? block.blocks : [block]));

/** `Rating:`, as a page writes its labels. */
function labelOf(element: Element): { readonly label: string; readonly match: LabelMatch } | undefined {
  const written = textOf(element).replace(/\s+/gu, ' ').trim();
  const label = written.replace(/\s*[:：]$/u, '');
  const match = label === '' || label.length > 48 ? undefined : lookUpLabel(label);
  return match && { label, match };
}

/** `<dt>Fandom:</dt><dd><a>…</a>, <a>…</a></dd>` */
function termFields(body: Element): readonly Field[] {
  const fields: Field[] = [];
  for (const list of elementsOf(body)) {
    if (list.tagName !== 'dl') continue;
    let term: Element | undefined;
    for (const child of list.children.filter(isElement)) {
      if (child.tagName === 'dt') term = child;
      const labelled = child.tagName === 'dd' && term ? labelOf(term) : undefined;
      if (labelled && term)
        fields.push({ ...labelled, element: term, value: shownText([child]), nodes: child.children });
    }
  }
  return fields;
}

/** `<b>Label:</b> value<br/>`, or `<p><strong>Label</strong>: value</p>`. */
function boldFields(body: Element): readonly Field[] {
  const fields: Field[] = [];
  for (const parent of elementsOf(body)) {
    const { children } = parent;
    const starts = children.flatMap((child, index) => (isLabel(child, children[index + 1]) ? [index] : []));
    for (const [order, index] of starts.entries()) {
      const element = children[index] as Element;
      const labelled = labelOf(element);
      const nodes = children.slice(index + 1, starts[order + 1] ?? children.length);
      const value = shownText(nodes);
      if (labelled && value !== '') fields.push({ ...labelled, element, value, nodes: withoutColon(nodes) });
    }
  }
  return fields;
}

/** `<td><b>Label:</b></td><td>value</td>`: the label is alone in its cell or paragraph, the value stands in the next. */
function parallelFields(body: Element): readonly Field[] {
  const fields: Field[] = [];
  for (const parent of elementsOf(body)) {
    const children = parent.children.filter(isElement);
    for (const [index, cell] of children.entries()) {
      const next = children[index + 1];
      const shown = cell.children.filter((child) => child.type !== 'text' || child.value.trim() !== '');
      const [element] = shown;
      const isAlone = /^(?:td|th|p|div)$/.test(cell.tagName) && shown.length === 1 && isLabel(element, undefined);
      if (!isAlone || !isElement(element) || !next || next.children.some((child) => isLabel(child, undefined)))
        continue;
      const labelled = labelOf(element);
      if (labelled) fields.push({ ...labelled, element, value: shownText(next.children), nodes: next.children });
    }
  }
  return fields;
}

function isLabel(node: ElementContent | undefined, next: ElementContent | undefined): boolean {
  if (!isElement(node) || (node.tagName !== 'b' && node.tagName !== 'strong')) return false;
  return /[:：]\s*$/u.test(textOf(node)) || (next?.type === 'text' && /^\s*[:：]/u.test(next.value));
}

function withoutColon([first, ...others]: readonly ElementContent[]): Children {
  if (first?.type !== 'text') return first ? [first, ...others] : [];
  return [{ ...first, value: first.value.replace(/^\s*[:：]/u, '') }, ...others];
}

/** Text with the ends of its paragraphs; items of a list that are links are parted by commas already. */
function shownText(nodes: Children): string {
  return nodes
    .map((node) => textOf(node as ElementContent))
    .join('')
    .replace(/^\s*[:：]/u, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** `<p>Summary</p><blockquote>…</blockquote>` */
function headedQuotes(body: Element): readonly Field[] {
  const quotes = quotesUnderLabels(body).filter(({ label }) => !/^chapter/iu.test(label));
  return quotes.map(({ label, quote, element }): Field => {
    const match: LabelMatch = { meaning: /summary/iu.test(label) ? 'summary' : 'note', confidence: 1 };
    return { element, label, match, value: shownText([quote]), nodes: quote.children };
  });
}

/** `<h2>Description</h2><p>…</p>`, up to the next heading. */
function headedTexts(body: Element): readonly Field[] {
  const fields: Field[] = [];
  for (const parent of elementsOf(body)) {
    const children = parent.children.filter(isElement);
    for (const [index, element] of children.entries()) {
      const labelled = /^h[1-6]$/.test(element.tagName) ? labelOf(element) : undefined;
      if (labelled?.match.meaning !== 'summary' || labelled.match.confidence < 1) continue;
      const below = children.slice(index + 1);
      const end = below.findIndex(({ tagName }) => /^h[1-6]$/.test(tagName));
      const nodes = below.slice(0, end < 0 ? undefined : end);
      if (shownText(nodes) !== '') fields.push({ ...labelled, element, value: shownText(nodes), nodes });
    }
  }
  return fields;
}

interface LabelledQuote {
  readonly label: string;
  readonly element: Element;
  readonly quote: Element;
  readonly parent: Element;
}

const QUOTE_LABEL = /^(?:(?:chapter )?(?:summary|notes)|(?:chapter )?end notes)$/iu;

/** The quotations whose only heading is a paragraph that says what they are. */
export function quotesUnderLabels(body: Element): readonly LabelledQuote[] {
  const found: LabelledQuote[] = [];
  for (const parent of elementsOf(body)) {
    const children = parent.children.filter(isElement);
    for (const [index, element] of children.entries()) {
      const quote = children[index + 1];
      if (element.tagName !== 'p' || quote?.tagName !== 'blockquote') continue;
      const label = textOf(element).replace(/\s+/gu, ' ').trim();
      if (QUOTE_LABEL.test(label)) found.push({ label, element, quote, parent });
    }
  }
  return found;
}

/** Where the archive keeps the work. */
function workAddress(body: Element): Element | undefined {
  for (const element of elementsOf(body)) {
    const isWork = /^https?:\/\/(?:www\.)?archiveofourown\.org\/works\/\d{1,12}$/.test(attribute(element, 'href'));
    if (element.tagName === 'a' && isWork) return element;
  }
  return undefined;
}
