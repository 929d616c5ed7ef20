import type { Block, Place, TableCell } from '../../model/story.js';
import { plainText } from '../../model/visit.js';
import type { BlockPiece, Piece } from '../flow.js';
import { isBlank, type Run, splitLines } from '../hast/runs.js';

/** A line as the source shows it: of a paragraph, of verse, an item of a list, a row of two cells. */
export interface Line {
  readonly run: Run;
  readonly text: string;
  readonly place: Place;
  /** True for the lines of a list's item below its first: they go on with it. */
  readonly isWrapped?: boolean;
}

/** The lines of a piece, or undefined when it is no text in lines. Their places count from the piece's own. */
export function linesOf({ block, place }: BlockPiece): readonly Line[] | undefined {
  return linesIn(block)?.map(({ run, isWrapped }, index) => ({
    run,
    text: plainText(run).trim(),
    place: index === 0 ? place : { ...place, line: place.line + index, column: 1 },
    ...(isWrapped && { isWrapped }),
  }));
}

/** The lines of a piece, a heading's as well. */
export function linesOfPiece(piece: Piece): readonly Line[] | undefined {
  if (piece.kind === 'block') return linesOf(piece);
  return [{ run: piece.children, text: plainText(piece.children).trim(), place: piece.place }];
}

interface FoundLine {
  readonly run: Run;
  readonly isWrapped?: boolean;
}

function linesIn(block: Block): readonly FoundLine[] | undefined {
  switch (block.type) {
    case 'paragraph':
      return splitRun(block.children).map((run) => ({ run }));
    case 'verse':
      return block.stanzas.flat().map((line) => ({ run: line.children }));
    case 'list':
      return joined(
        block.items.map((item) => joined(item.map(linesIn))?.map((line, index) => ({ ...line, isWrapped: index > 0 }))),
      );
    case 'quote':
      return block.attribution ? undefined : joined(block.blocks.map(linesIn));
    case 'table':
      return joined([...block.head, ...block.rows].map(({ cells }) => pairOf(cells)));
    default:
      return undefined;
  }
}

/** All of the parts one after another, or undefined when one of them is none. */
function joined(parts: readonly (readonly FoundLine[] | undefined)[]): readonly FoundLine[] | undefined {
  return parts.some((part) => part === undefined) ? undefined : parts.flatMap((part) => part ?? []);
}

function splitRun(run: Run): readonly Run[] {
  return splitLines(run, 'breaks')
    .flatMap((line) => splitLines(line, 'line ends'))
    .filter((line) => !isBlank(line));
}

/** A row of a label and its value, as the line `label: value`. Rows of nothing are left out. */
function pairOf(cells: readonly TableCell[]): readonly FoundLine[] | undefined {
  const [label, value] = cells;
  if (!label || !value || cells.length !== 2) return undefined;
  if (isBlank(label.children) && isBlank(value.children)) return [];
  const isColoned = /[:：]\s*$/u.test(plainText(label.children));
  return [{ run: [...label.children, { type: 'text', value: isColoned ? ' ' : ': ' }, ...value.children] }];
}
