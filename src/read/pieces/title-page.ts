import { plainText } from '../../model/visit.js';
import type { Piece } from '../flow.js';
import { parseHeading } from '../vocabulary/headings.js';
import { readByline } from './byline.js';
import { labelledLine } from './labelled.js';
import { linesOf } from './lines.js';

/** `© 2016 Ann Wren`, on a line of its own. */
export const isRights = (words: string): boolean =>
  words.length <= 200 && /^(?:©|\(c\)\s|copyright\s(?:©|\(c\)|\d{4}))/iu.test(words);

/** Whether the piece can stand on a title page below the title. */
function isOfTitlePage(piece: Piece): boolean {
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

/** `WITH SIX PLATES BY H. CRANE`: who helped is no subtitle. */
const CREDITS = /^(?:with|illustrated|translated|edited|drawings|mit|avec|illustr\p{L}+)\b/iu;

/** Whether the first of the pieces, a heading below the title, is a subtitle: nothing of the story stands below it. */
export function isSubtitle([heading, ...following]: readonly Piece[]): boolean {
  if (heading?.kind !== 'heading' || CREDITS.test(plainText(heading.children).trim())) return false;
  const next = following.find((one) => !isOfTitlePage(one));
  if (next?.kind !== 'heading') return false;
  const isAlone = !following.some(
    (one) => one.kind === 'heading' && one.level === heading.level && !isOfTitlePage(one),
  );
  return next.level < heading.level || isAlone || parseHeading(plainText(next.children)) !== undefined;
}

export const isLabelled = (piece: Piece): boolean =>
  piece.kind === 'block' && (linesOf(piece) ?? []).some((line) => labelledLine(line) !== undefined);
