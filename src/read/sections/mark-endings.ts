import { plainText } from '../../model/visit.js';
import type { BlockPiece } from '../flow.js';
import { isEnding } from '../vocabulary/endings.js';
import { isBreak } from './words.js';

/** Endings stand among a section's last pieces; adverts, notes and biographies may follow them. */
const LAST = 14;

/** The pieces with `The End` and its like marked, and without the ornament beside them. */
export function markEndings(pieces: readonly BlockPiece[]): readonly BlockPiece[] {
  const start = Math.max(0, pieces.length - LAST);
  const tail = pieces.slice(start).map(marked);
  if (!tail.some(isEndingPiece)) return pieces;
  const bare = tail.filter(
    (piece, index) => !isBreak(piece) || !(isEndingPiece(tail[index - 1]) || isEndingPiece(tail[index + 1])),
  );
  return [...pieces.slice(0, start), ...bare];
}

function marked(piece: BlockPiece): BlockPiece {
  const { block } = piece;
  if (block.type !== 'paragraph' && block.type !== 'heading') return piece;
  if (isEnding(plainText(block.children)) === undefined) return piece;
  return { ...piece, block: { type: 'ending', children: block.children } };
}

function isEndingPiece(piece: BlockPiece | undefined): boolean {
  return piece?.block.type === 'ending';
}
