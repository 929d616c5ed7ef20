import { CHAPTER_ROLES, paragraph } from '../../model/story.js';
import { plainText } from '../../model/visit.js';
import type { HeadingPiece, Piece } from '../flow.js';
import { parseHeading } from '../vocabulary/headings.js';

/**
 * The pieces with the lines of a title page as paragraphs that the source sets as headings: those above the first
 * `Chapter 1`, of its rank or lower, with nothing below them but another heading. `ILLUSTRATED BY H. CRANE` is no chapter.
 */
export function lowerTitlePage(pieces: readonly Piece[]): readonly Piece[] {
  const chapters = pieces.flatMap((piece, at) => (isChapter(piece) ? [at] : []));
  const [end] = chapters;
  const first = end === undefined ? undefined : pieces[end];
  if (end === undefined || first?.kind !== 'heading' || chapters.length < 2) return pieces;
  return pieces.map((piece, at) =>
    at < end && piece.kind === 'heading' && piece.level >= first.level && isEmpty(pieces, at) ? lowered(piece) : piece,
  );
}

/** `Chapter 1`, `Prologue`: by its words. */
function isChapter(piece: Piece): boolean {
  if (piece.kind !== 'heading') return false;
  const parts = parseHeading(plainText(piece.children).trim());
  return parts !== undefined && !parts.isBare && CHAPTER_ROLES.has(parts.role);
}

/** Whether a heading that is no part's by its words has nothing below it but another one. */
function isEmpty(pieces: readonly Piece[], at: number): boolean {
  const heading = pieces[at];
  if (heading?.kind !== 'heading' || parseHeading(plainText(heading.children).trim())) return false;
  const next = pieces.slice(at + 1).find((piece) => piece.kind === 'heading' || piece.block.type !== 'sceneBreak');
  return next?.kind === 'heading';
}

function lowered({ children, subtitle, place }: HeadingPiece): Piece {
  const whole = subtitle ? [...children, { type: 'lineBreak' } as const, ...subtitle] : children;
  return { kind: 'block', block: { ...paragraph(whole), align: 'center' }, place };
}
