import type {
  Block,
  Figure,
  Heading,
  Inline,
  List,
  Paragraph,
  Quote,
  Table,
  TableRow,
  Verse,
  VerseLine,
} from '../../model/story.js';
import { alternative, renderInlines } from './inlines.js';
import { baseLanguage } from './language.js';
import type { Page } from './page.js';
import { relativePath } from './paths.js';
import { element, type XmlElement, type XmlNode } from './xml.js';

/**
 * The blocks as flow content. The first paragraph, and the first after a heading, a scene break or an epigraph, carry
 * the class `first`: old readers do not know the sibling selectors that would find them.
 */
export function renderBlocks(blocks: readonly Block[], page: Page): readonly XmlElement[] {
  let isFirst = true;
  return blocks.flatMap((block) => {
    const rendered = renderBlock(block, page, isFirst);
    isFirst = opensText(block) || (isFirst && block.type === 'figure');
    return rendered;
  });
}

function opensText(block: Block): boolean {
  return block.type === 'heading' || block.type === 'sceneBreak' || (block.type === 'quote' && block.isEpigraph);
}

function renderBlock(block: Block, page: Page, isFirst: boolean): XmlElement | readonly XmlElement[] {
  switch (block.type) {
    case 'paragraph':
      return renderParagraph(block, page, isFirst);
    case 'heading':
      return renderBlockHeading(block, page);
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

function renderParagraph({ align, children }: Paragraph, page: Page, isFirst: boolean): XmlElement {
  const isFlush = !align && bringsItsIndent(children, page.book.language);
  const name = classes(isFirst && !align && 'first', isFlush && 'flush', align);
  return element('p', { class: name }, renderInlines(children, page));
}

/** A Japanese paragraph that opens with a bracket (its glyph is half blank), or with an indent of the author's own. */
function bringsItsIndent([first]: readonly Inline[], language: string): boolean {
  if (first?.type !== 'text') return false;
  return first.value.startsWith('\u3000') || (baseLanguage(language) === 'ja' && /^[「『（〈《【〔]/.test(first.value));
}

/** A heading whose level was closed up keeps its depth as a class, so that the book can be read back. */
function renderBlockHeading({ depth, children }: Heading, page: Page): XmlElement {
  const level = page.headings.next(depth);
  const name = page.headings.isClosedUp(level, depth) ? `depth-${depth}` : undefined;
  return element(`h${level}`, { class: name }, renderInlines(children, page));
}

const EPIGRAPH = { class: 'epigraph', 'epub:type': 'epigraph', role: 'doc-epigraph' } as const;

function renderQuote(quote: Quote, page: Page): XmlElement {
  const attribution = quote.attribution
    ? [element('p', { class: 'attribution' }, [element('cite', {}, renderInlines(quote.attribution, page))])]
    : [];
  const attributes = quote.isEpigraph ? EPIGRAPH : { class: 'quote' };
  return element('blockquote', attributes, [...renderBlocks(quote.blocks, page), ...attribution]);
}

/**
 * A paragraph a line: a line too long for the screen hangs in every reader. Lines of one paragraph, broken by `br` and
 * made blocks by style, stand twice as far apart in MuPDF.
 */
function renderVerse({ stanzas }: Verse, page: Page): XmlElement {
  return element(
    'div',
    { class: 'verse' },
    stanzas.map((lines) =>
      element(
        'div',
        { class: 'stanza' },
        lines.map((line) => renderLine(line, page)),
      ),
    ),
  );
}

const renderLine = ({ indent, children }: VerseLine, page: Page): XmlElement =>
  element(
    'p',
    { class: classes('line', indent > 0 && `indent-${Math.min(indent, 6)}`) },
    renderInlines(children, page),
  );

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
  const line = renderInlines(only.children, page);
  if (line.length === 0) return renderBlocks(item, page);
  // The empty text says that this is a line: without it, elements alone would be parted by white space.
  return ['', ...line, ...renderBlocks(rest, page)];
}

/** An image that the book does not hold leaves its caption. */
function renderFigure({ resource, alt, caption }: Figure, page: Page): readonly XmlElement[] {
  const image = page.images.get(resource);
  const words = caption && renderInlines(caption, page);
  if (!image) return words ? [element('p', { class: 'center' }, words)] : [];
  const picture = element('img', { src: relativePath(page.href, image.href), ...alternative(alt) });
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
