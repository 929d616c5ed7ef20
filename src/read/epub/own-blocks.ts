import { attribute, childElements, childNamed, childrenNamed, descendants, textOf } from '../../container/xml-query.js';
import type { XmlElement } from '../../container/xml-tree.js';
import type { Block, Inline, Table, TableRow, VerseLine } from '../../model/story.js';
import { alternativeOf, inlinesOf } from './own-inlines.js';
import { classesOf, hasClass, isElement, isSpace, type OwnNode, type OwnPageReading } from './own-page.js';

type BlockReader = (element: XmlElement, page: OwnPageReading) => readonly Block[];

/** Elements that only hold blocks. What an editor put there is read, whatever it means. */
const HOLDERS =
  'address article aside body center dd details dl dt fieldset figcaption footer form header hgroup legend li main nav section summary';

const READERS: ReadonlyMap<string, BlockReader> = new Map<string, BlockReader>([
  ...HOLDERS.split(' ').map(
    (name) => [name, (element, page) => blocksOf(element.children, page)] as [string, BlockReader],
  ),
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((name) => [name, headingOf] as [string, BlockReader]),
  ['p', paragraphOf],
  ['hr', sceneBreakOf],
  ['blockquote', quoteOf],
  ['div', divisionOf],
  ['ul', listOf],
  ['ol', listOf],
  ['figure', figureOf],
  ['pre', (element) => [{ type: 'preformatted', text: textOf(element) }]],
  ['table', tableOf],
]);

/** The content of a page, or of a part of it, as the blocks that it was written from. */
export function blocksOf(nodes: readonly OwnNode[], page: OwnPageReading): readonly Block[] {
  const blocks: Block[] = [];
  let line: OwnNode[] = [];
  const endLine = (): void => {
    if (!line.every(isSpace)) blocks.push({ type: 'paragraph', children: inlinesOf(line, page) });
    line = [];
  };
  for (const node of nodes) {
    const read = isElement(node) ? READERS.get(node.name) : undefined;
    if (!read || !isElement(node)) {
      line.push(node);
      continue;
    }
    endLine();
    blocks.push(...read(node, page));
  }
  endLine();
  return blocks;
}

const isBlock = (node: OwnNode): boolean => isElement(node) && READERS.has(node.name);

function paragraphOf(element: XmlElement, page: OwnPageReading): readonly Block[] {
  const classes = classesOf(element);
  const children = inlinesOf(element.children, page);
  if (classes.includes('ending')) return [{ type: 'ending', children }];
  const align = (['center', 'end'] as const).find((name) => classes.includes(name));
  return [{ type: 'paragraph', children, ...(align && { align }) }];
}

function headingOf(element: XmlElement, page: OwnPageReading): readonly Block[] {
  const stated = classesOf(element).find((name) => /^depth-[1-5]$/.test(name));
  const depth = stated === undefined ? Number(element.name.slice(1)) - page.level : Number(stated.slice(6));
  const allowed = Math.min(Math.max(depth, 1), 5) as 1 | 2 | 3 | 4 | 5;
  return [{ type: 'heading', depth: allowed, children: inlinesOf(element.children, page) }];
}

function sceneBreakOf(_element: XmlElement, page: OwnPageReading): readonly Block[] {
  const ornament = page.nextOrnament();
  return [{ type: 'sceneBreak', ...(ornament !== undefined && { ornament }) }];
}

function quoteOf(element: XmlElement, page: OwnPageReading): readonly Block[] {
  if (hasClass(element, 'letter')) return [{ type: 'letter', blocks: blocksOf(element.children, page) }];
  const last = childElements(element).at(-1);
  const source = last && hasClass(last, 'attribution') ? last : undefined;
  const blocks = blocksOf(source ? element.children.filter((child) => child !== source) : element.children, page);
  const isEpigraph = hasClass(element, 'epigraph');
  if (!source) return [{ type: 'quote', blocks, isEpigraph }];
  const attribution = inlinesOf((childNamed(source, 'cite') ?? source).children, page);
  return [{ type: 'quote', blocks, attribution, isEpigraph }];
}

function divisionOf(element: XmlElement, page: OwnPageReading): readonly Block[] {
  if (!hasClass(element, 'verse')) return blocksOf(element.children, page);
  const stanzas = childElements(element).map((stanza) =>
    hasClass(stanza, 'stanza') ? linesOf(stanza, page) : [lineOf(stanza, page)],
  );
  return [{ type: 'verse', stanzas }];
}

const linesOf = (stanza: XmlElement, page: OwnPageReading): readonly VerseLine[] =>
  stanza.children
    .filter((node) => !isSpace(node))
    .map((node) => (isElement(node) ? lineOf(node, page) : { indent: 0, children: inlinesOf([node], page) }));

function lineOf(element: XmlElement, page: OwnPageReading): VerseLine {
  const indent = classesOf(element).find((name) => /^indent-[1-6]$/.test(name));
  return { indent: Number(indent?.slice(7) ?? 0), children: inlinesOf(element.children, page) };
}

function listOf(element: XmlElement, page: OwnPageReading): readonly Block[] {
  const isOrdered = element.name === 'ol';
  const start = /^-?\d{1,9}$/.test(attribute(element, 'start') ?? '') ? Number(attribute(element, 'start')) : 1;
  const items = childElements(element).map((item) => itemOf(item, page));
  return [{ type: 'list', isOrdered, ...(isOrdered && start !== 1 && { start }), items }];
}

/** An item that begins with text is a line, white space and all, and what follows it. */
function itemOf(item: XmlElement, page: OwnPageReading): readonly Block[] {
  const { children } = item;
  const first = children.find((node) => !isSpace(node));
  if (first === undefined || isBlock(first)) return blocksOf(children, page);
  const end = children.findIndex(isBlock);
  const line = end < 0 ? children : children.slice(0, end);
  const rest = end < 0 ? [] : children.slice(end);
  return [{ type: 'paragraph', children: inlinesOf(line, page) }, ...blocksOf(rest, page)];
}

function figureOf(element: XmlElement, page: OwnPageReading): readonly Block[] {
  const image = [...descendants(element)].find(({ name }) => name === 'img');
  const words = childNamed(element, 'figcaption');
  const caption: readonly Inline[] | undefined = words && inlinesOf(words.children, page);
  const resource = image && page.imageAt(attribute(image, 'src') ?? '');
  if (image && resource !== undefined) {
    return [{ type: 'figure', resource, ...alternativeOf(image), ...(caption && { caption }) }];
  }
  if (image) return caption ? [{ type: 'paragraph', align: 'center', children: caption }] : [];
  return blocksOf(element.children, page);
}

function tableOf(element: XmlElement, page: OwnPageReading): readonly Block[] {
  const words = childNamed(element, 'caption');
  const rows = (parent: XmlElement): readonly TableRow[] => childrenNamed(parent, 'tr').map((row) => rowOf(row, page));
  const head: TableRow[] = [];
  const body: TableRow[] = [];
  const caption = words && inlinesOf(words.children, page);
  for (const part of childElements(element)) {
    if (part.name === 'thead') head.push(...rows(part));
    else if (part.name === 'tr') body.push(rowOf(part, page));
    else body.push(...rows(part));
  }
  return [{ type: 'table', ...(caption && { caption }), head, rows: body } satisfies Table];
}

const rowOf = (row: XmlElement, page: OwnPageReading): TableRow => ({
  cells: childElements(row).map((cell) => {
    const align = (['center', 'end'] as const).find((name) => hasClass(cell, name));
    return { isHeader: cell.name === 'th', ...(align && { align }), children: inlinesOf(cell.children, page) };
  }),
});
