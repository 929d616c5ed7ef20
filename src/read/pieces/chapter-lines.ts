import type { Inline } from '../../model/story.js';
import { paragraph } from '../../model/story.js';
import { plainText } from '../../model/visit.js';
import type { BlockPiece, Piece } from '../flow.js';
import { isBlank, joinWithBreaks, splitLines } from '../hast/runs.js';
import { parseHeading } from '../vocabulary/headings.js';

const LONGEST_HEADING = 80;

/**
 * Chapter headings that are set by their looks: a paragraph or its first line, bold or centred, that says `Chapter 2` or
 * the like. Two of them at least, in a story without real headings of chapters; one alone may be anything.
 */
export function raiseChapterLines(pieces: readonly Piece[]): readonly Piece[] {
  if (pieces.some((piece) => piece.kind === 'heading' && isChapterHeading(plainText(piece.children)))) return pieces;
  const raised = pieces.map((piece) => (piece.kind === 'block' ? raise(piece) : undefined));
  if (raised.filter((one) => one !== undefined).length < 2) return pieces;
  return pieces.flatMap((piece, at) => raised[at] ?? [piece]);
}

function raise(piece: BlockPiece): readonly Piece[] | undefined {
  const { block, place } = piece;
  if (block.type !== 'paragraph') return undefined;
  const [first = [], ...rest] = splitLines(block.children, 'breaks');
  const words = plainText(first).trim();
  const isSetOff = isStrong(first) || (block.align === 'center' && rest.length <= 1);
  if (!isSetOff || words.length > LONGEST_HEADING || !isChapterHeading(words)) return undefined;
  const heading: Piece = { kind: 'heading', level: 2, children: unwrapped(first), place };
  const text = rest.filter((line, at) => at > 0 || !isBlank(line));
  if (text.length === 0) return [heading];
  if (block.align === 'center' || (text.length === 1 && isStrong(text[0] ?? []))) {
    return [{ ...heading, subtitle: unwrapped(joinWithBreaks(text)) }];
  }
  return [heading, { kind: 'block', block: paragraph(joinWithBreaks(text)), place }];
}

function isChapterHeading(words: string): boolean {
  const parts = parseHeading(words.trim());
  return parts !== undefined && !parts.isBare;
}

const isStrong = (run: readonly Inline[]): boolean =>
  run.some((inline) => inline.type === 'strong') &&
  run.every((inline) => inline.type === 'strong' || plainText([inline]).trim() === '');

const unwrapped = (run: readonly Inline[]): readonly Inline[] =>
  run.flatMap((inline) => (inline.type === 'strong' ? unwrapped(inline.children) : [inline]));
