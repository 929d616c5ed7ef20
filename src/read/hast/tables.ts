import type { Element } from 'hast';
import type { Table, TableCell, TableRow } from '../../model/story.js';
import { alignmentOf } from './attributes.js';
import type { Flow, Funnel } from './handler.js';
import { isElement } from './nesting.js';
import { isBlank, tidyRun } from './runs.js';

/** Content that a cell of data never holds: a table that does holds the page together, and is none to its reader. */
const LAYOUT_CONTENT: ReadonlySet<string> = new Set([
  'table',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'hr',
  'blockquote',
  'ul',
  'ol',
]);

/** A table of data; a table for layout becomes what its cells hold. */
export function readTable(element: Element, flow: Flow, funnel: Funnel): void {
  const rows = rowsOf(element);
  const cells = rows.flatMap(({ row }) => row.children.filter(isElement));
  if (cells.length <= 1 || cells.some(holdsLayout)) {
    flow.endParagraph();
    for (const cell of cells) {
      funnel.continue(cell.children, flow);
      flow.endParagraph();
    }
    return;
  }
  const caption = element.children.find((child) => isElement(child) && child.tagName === 'caption');
  const words = isElement(caption) ? tidyRun(funnel.run(caption.children)) : [];
  const table: Table = {
    type: 'table',
    ...(!isBlank(words) && { caption: words }),
    head: rows.filter(({ isHead }) => isHead).map(({ row }) => tableRow(row, funnel)),
    rows: rows.filter(({ isHead }) => !isHead).map(({ row }) => tableRow(row, funnel)),
  };
  flow.addBlock(table, funnel.placeOf(element));
}

interface FoundRow {
  readonly row: Element;
  readonly isHead: boolean;
}

function rowsOf(element: Element, isHead = false): readonly FoundRow[] {
  return element.children.filter(isElement).flatMap((child): readonly FoundRow[] => {
    if (child.tagName === 'tr') return [{ row: child, isHead }];
    return ['thead', 'tbody', 'tfoot'].includes(child.tagName) ? rowsOf(child, child.tagName === 'thead') : [];
  });
}

function tableRow(row: Element, funnel: Funnel): TableRow {
  const cells = row.children.filter(isElement).filter(({ tagName }) => tagName === 'td' || tagName === 'th');
  return {
    cells: cells.map((cell): TableCell => {
      const align = alignmentOf(cell);
      return {
        isHeader: cell.tagName === 'th',
        ...(align !== undefined && { align }),
        children: tidyRun(funnel.run(cell.children)),
      };
    }),
  };
}

function holdsLayout(cell: Element): boolean {
  const paragraphs = cell.children.filter((child) => isElement(child) && child.tagName === 'p');
  if (paragraphs.length > 1) return true;
  return cell.children.some((child) => isElement(child) && (LAYOUT_CONTENT.has(child.tagName) || holdsLayout(child)));
}
