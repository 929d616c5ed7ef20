import { plainText } from '../../model/visit.js';
import type { Piece } from '../flow.js';
import { readByline } from './byline.js';
import { labelledLine } from './labelled.js';
import { linesOf } from './lines.js';

/** `© 2016 Ann Wren`, on a line of its own. */
export const isRights = (words: string): boolean =>
  words.length <= 200 && /^(?:©|\(c\)\s|copyright\s(?:©|\(c\)|\d{4}))/iu.test(words);

/** Whether the piece can stand on a title page below the title. */
export function isOfTitlePage(piece: Piece): boolean {
  if (piece.kind === 'heading') {
    return (
      readByline([{ run: piece.children, text: plainText(piece.children).trim(), place: piece.place }]) !== undefined
    );
  }
  if (piece.block.type === 'sceneBreak' || piece.block.type === 'figure') return true;
  const lines = linesOf(piece) ?? [];
  const [first] = lines;
  return isLabelled(piece) || readByline(lines) !== undefined || (lines.length === 1 && isRights(first?.text ?? ''));
}

export const isLabelled = (piece: Piece): boolean =>
  piece.kind === 'block' && (linesOf(piece) ?? []).some((line) => labelledLine(line) !== undefined);
