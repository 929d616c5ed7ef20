import type { Inline } from '../../model/story.js';
import { paragraph } from '../../model/story.js';
import { plainText } from '../../model/visit.js';
import type { BlockPiece, Piece } from '../flow.js';
import { joinWithBreaks } from '../hast/runs.js';
import { parseHeading } from '../vocabulary/headings.js';
import { lookUpLabel } from '../vocabulary/labels.js';
import { readByline } from './byline.js';
import { type Line, linesOf } from './lines.js';

const LONGEST_TITLE = 120;

/**
 * A title that is set by its looks: the first line, centred or bold, where the page's own title says the same or a byline
 * stands below. It becomes a heading; what looks like a title and is confirmed by nothing stays a paragraph.
 */
export function raiseTitleLine(pieces: readonly Piece[], stated: string | undefined): readonly Piece[] {
  const at = pieces.findIndex(
    (piece) => piece.kind === 'heading' || !['sceneBreak', 'figure'].includes(piece.block.type),
  );
  const piece = pieces[at];
  if (piece?.kind !== 'block') return pieces;
  const lines = linesOf(piece);
  const [first, ...rest] = lines ?? [];
  if (!first || rest.length > 6 || !isTitleShaped(first)) return pieces;
  const isStated = stated !== undefined && fold(stated) === fold(first.text);
  const isSetOff = isCentred(piece) || isStrong(first.run);
  const next = rest[0] ?? nextLine(pieces[at + 1]);
  const isSigned = next !== undefined && readByline([next]) !== undefined;
  if (!isStated && !(isSetOff && isSigned)) return pieces;
  const heading: Piece = { kind: 'heading', level: 1, children: unwrapped(first.run), place: first.place };
  const below = rest.map(
    (line): Piece => ({ kind: 'block', block: paragraph(joinWithBreaks([line.run])), place: line.place }),
  );
  return [...pieces.slice(0, at), heading, ...below, ...pieces.slice(at + 1)];
}

function isTitleShaped({ text }: Line): boolean {
  if (text === '' || text.length > LONGEST_TITLE || !/[\p{L}\p{N}]/u.test(text)) return false;
  const label = /^([^:]{2,30}):\s/u.exec(text)?.[1];
  if (label !== undefined && lookUpLabel(label)) return false;
  const parts = parseHeading(text);
  return parts === undefined || parts.isBare === true;
}

function nextLine(piece: Piece | undefined): Line | undefined {
  if (piece?.kind !== 'block') return undefined;
  const lines = linesOf(piece);
  return lines?.length === 1 ? lines[0] : undefined;
}

const isCentred = ({ block }: BlockPiece): boolean => block.type === 'paragraph' && block.align === 'center';

const isStrong = (run: readonly Inline[]): boolean =>
  run.some((inline) => inline.type === 'strong') &&
  run.every((inline) => inline.type === 'strong' || plainText([inline]).trim() === '');

/** A heading is bold as it is. */
const unwrapped = (run: readonly Inline[]): readonly Inline[] =>
  run.flatMap((inline) => (inline.type === 'strong' ? unwrapped(inline.children) : [inline]));

const fold = (words: string): string =>
  words
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
