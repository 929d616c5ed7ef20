import { blocksText, plainText } from '../../model/visit.js';
import type { Piece } from '../flow.js';
import { nameLikeness } from '../text/person-name.js';
import { linesOfPiece } from './lines.js';

/** From here on a line is a person's name by its initials or a given name. */
const SURE = 0.85;
/** As much of the story as tells whom it is about. */
const MOST_PROSE = 200_000;

/**
 * Whether the piece below a title is nothing but its author's name, without a `by`: a name by its words, alone above a
 * heading or a rule or set off as bylines are, and none that the story says again, as it would say whom it is about.
 */
export function isAuthorLine(pieces: readonly Piece[], at: number): boolean {
  const piece = pieces[at];
  const [line, ...others] = piece ? (linesOfPiece(piece) ?? []) : [];
  if (!piece || !line || others.length > 0 || nameLikeness(line.text) < SURE) return false;
  const next = pieces[at + 1];
  const isAbove = next !== undefined && (next.kind === 'heading' || next.block.type === 'sceneBreak');
  if (!isAbove && !isSetOff(piece)) return false;
  const names = line.text.split(/\s+/u).filter((word) => word.length > 2);
  const prose = proseOf(pieces.slice(at + 1));
  return !names.some((name) => prose.includes(name));
}

function isSetOff(piece: Piece): boolean {
  if (piece.kind === 'heading') return true;
  if (piece.block.type !== 'paragraph') return false;
  const { align, children } = piece.block;
  return align === 'center' || (children.length > 0 && children.every(({ type }) => type === 'emphasis'));
}

function proseOf(pieces: readonly Piece[]): string {
  const parts: string[] = [];
  let length = 0;
  for (const piece of pieces) {
    const words = piece.kind === 'heading' ? plainText(piece.children) : blocksText([piece.block]);
    parts.push(words);
    length += words.length;
    if (length > MOST_PROSE) break;
  }
  return parts.join('\n');
}
