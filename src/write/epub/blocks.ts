import type { Block, Figure, List, Paragraph, Quote, Table, TableRow, Verse, VerseLine } from '../../model/story.js';
import { renderInlines } from './inlines.js';
import type { Page } from './page.js';
import { relativePath } from './paths.js';
import { element, type XmlElement, type XmlNode } from './xml.js';

/** After these a story starts afresh, and its paragraph is set flush. */
const OPENERS: ReadonlySet<Block['type']> = new Set(['heading', 'sceneBreak']);

/**
 * The blocks as flow content. The first paragraph, and the first after a heading or a scene break, carry the class
 * `first`: old readers do not know the sibling selectors that would find them.
 */
export function renderBlocks(blocks: readonly Block[], page: Page): readonly XmlElement[] {
  return blocks.flatMap((block, index) => {
    const previous = blocks[index - 1];
    return renderBlock(block, page, previous === undefined || OPENERS.has(previous.type));
  });
}

function renderBlock(block: Block, page: Page, isFirst: boolean): XmlElement | readonly XmlElement[] {
  switch (block.type) {
    case 'paragraph':
      return renderParagraph(block, page, isFirst);
    case 'heading':
      return element(`h${page.headings.next(block.depth)}`, {}, renderInlines(block.children, page));
    case 'sceneBreak':
      return element('hr');
    case 'quote':
      return renderQuote(block, page);
    case 'letter':
      return element('blockquote', { class: 'letter' }, renderBlocks(block.blocks, page));
    case 'verse':
      return renderVerse(block, page);
    case 'list':
      return renderList(block, page);
    case 'figure':
      return renderFigure(block, page);
    case 'preformatted':
      return element('pre', {}, [block.text]);
    case 'table':
      return renderTable(block, page);
    case 'ending':
      return element('p', { class: 'ending' }, renderInlines(block.children, page));
    default:
      return block satisfies never;
  }
}

/** The class names that apply, or no attribute. */
const classes = (...names: readonly (string | false | undefined)[]): string | undefined =>
  names.filter(Boolean).join(' ') || undefined;

const renderParagraph = ({ align, children }: Paragraph, page: Page, isFirst: boolean): XmlElement =>
  element('p', { class: classes(isFirst && !align && 'first', align) }, renderInlines(children, page));

const EPIGRAPH = { class: 'epigraph', 'epub:type': 'epigraph', role: 'doc-epigraph' } as const;

function renderQuote(quote: Quote, page: Page): XmlElement {
  const attribution = quote.attribution
    ? [element('p', { class: 'attribution' }, [element('cite', {}, renderInlines(quote.attribution, page))])]
    : [];
  const attributes = quote.isEpigraph ? EPIGRAPH : { class: 'quote' };
  return element('blockquote', attributes, [...renderBlocks(quote.blocks, page), ...attribution]);
}

/** A paragraph a stanza; its lines stay lines where no style sheet is read, and hang where one is. */
function renderVerse({ stanzas }: Verse, page: Page): XmlElement {
  return element(
    'div',
    { class: 'verse' },
    stanzas.map((lines) => element('p', { class: 'stanza' }, renderLines(lines, page))),
  );
}

function renderLines(lines: readonly VerseLine[], page: Page): readonly XmlNode[] {
  return lines.flatMap(({ indent, children }, index) => {
    const name = classes('line', indent > 0 && `indent-${Math.min(indent, 6)}`);
    const line = element('span', { class: name }, renderInlines(children, page));
    return index === 0 ? [line] : [element('br', { class: 'line-end' }), line];
  });
}

function renderList({ isOrdered, start, items }: List, page: Page): XmlElement {
  const attributes = { start: isOrdered && start !== undefined && start !== 1 ? String(start) : undefined };
  return element(
    isOrdered ? 'ol' : 'ul',
    attributes,
    items.map((item) => element('li', {}, renderItem(item, page))),
  );
}

/** An item of one paragraph is its text; a longer one keeps its blocks. */
function renderItem(item: readonly Block[], page: Page): readonly XmlNode[] {
  const [only, ...rest] = item;
  const isLine = only?.type === 'paragraph' && only.align === undefined && rest.every(({ type }) => type === 'list');
  if (!isLine) return renderBlocks(item, page);
  return [...renderInlines(only.children, page), ...renderBlocks(rest, page)];
}

/** An image that the book does not hold leaves its caption. */
function renderFigure({ resource, alt, caption }: Figure, page: Page): readonly XmlElement[] {
  const image = page.images.get(resource);
  const words = caption && renderInlines(caption, page);
  if (!image) return words ? [element('p', { class: 'center' }, words)] : [];
  const picture = element('img', { src: relativePath(page.href, image.href), alt: alt ?? '' });
  return [element('figure', {}, words ? [picture, element('figcaption', {}, words)] : [picture])];
}

function renderTable({ caption, head, rows }: Table, page: Page): XmlElement {
  const row = (scope: 'col' | 'row') => (tableRow: TableRow) => renderRow(tableRow, scope, page);
  return element('table', {}, [
    ...(caption ? [element('caption', {}, renderInlines(caption, page))] : []),
    ...(head.length > 0 ? [element('thead', {}, head.map(row('col')))] : []),
    ...(rows.length > 0 ? [element('tbody', {}, rows.map(row('row')))] : []),
  ]);
}

function renderRow({ cells }: TableRow, scope: 'col' | 'row', page: Page): XmlElement {
  return element(
    'tr',
    {},
    cells.map(({ isHeader, align, children }) =>
      element(
        isHeader ? 'th' : 'td',
        { class: align, scope: isHeader ? scope : undefined },
        renderInlines(children, page),
      ),
    ),
  );
}
