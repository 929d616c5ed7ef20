import type { Block } from '../../model/story.js';
import { plainText } from '../../model/visit.js';
import type { BlockPiece } from '../flow.js';
import { lookUpExactLabel } from '../vocabulary/labels.js';
import { type NoteOpening, noteOpening } from '../vocabulary/notes.js';
import { sliceInlines } from './inline-slice.js';

/** A piece that may open an author's note. */
export interface Opening extends NoteOpening {
  /** A label that only authors' notes have, as opposed to `note:` and `warning:`. */
  readonly isAuthors: boolean;
}

/** Labels from here up are the author's own. */
const AUTHORS = 0.9;
/** Labels from here up open a note; less sure words need company. */
export const SURE = 0.65;

/** How the piece opens an author's note, or undefined when it does not. */
export function openingOf(piece: BlockPiece | undefined): Opening | undefined {
  const block = piece && firstBlock(piece.block);
  if (block?.type === 'heading') {
    const label = plainText(block.children).trim();
    const isNote = lookUpExactLabel(label) === 'note';
    return isNote ? { label, rest: '', confidence: 1, isAuthors: true } : undefined;
  }
  if (block?.type !== 'paragraph') return undefined;
  const opening = noteOpening(plainText(block.children));
  return opening && { ...opening, isAuthors: opening.label !== undefined && opening.confidence >= AUTHORS };
}

/** A note may stand whole in a quote. */
function firstBlock(block: Block): Block | undefined {
  return block.type === 'quote' && !block.isEpigraph ? block.blocks[0] : block;
}

/** The note's blocks without its label. */
export function withoutLabel(block: Block, opening: Opening): readonly Block[] {
  if (opening.label === undefined) return [block];
  if (block.type === 'heading') return [];
  if (block.type === 'quote') {
    const [first, ...others] = block.blocks;
    return [...(first ? withoutLabel(first, opening) : []), ...others];
  }
  if (block.type !== 'paragraph') return [block];
  const text = plainText(block.children);
  const afterLabel = text.indexOf(opening.label) + opening.label.length;
  if (opening.rest === '') return [];
  const start = text.indexOf(opening.rest, afterLabel);
  return [{ ...block, children: sliceInlines(block.children, start, start + opening.rest.length) }];
}

/** Whether somebody speaks in the piece: then it is the story, and no note goes on in it. */
export function isDialogue(piece: BlockPiece): boolean {
  const { block } = piece;
  if (block.type !== 'paragraph') return false;
  return /["“”„«»「」『』]|^\s*[–—]\s|(?:^|\s)['‘]\p{Lu}/u.test(plainText(block.children).slice(0, 2000));
}

/** Whether the piece speaks of writing and reading, as authors do and narrators seldom do. */
export function speaksOfWriting(piece: BlockPiece): boolean {
  const { block } = piece;
  if (block.type === 'list') return true;
  if (block.type !== 'paragraph') return false;
  return /\b(?:reviews?|reviewers?|chapters?|stor(?:y|ies)|fics?|fanfics?|fanfiction|update[sd]?|updating|readers?|writing|wrote|written|beta|comments?|kudos|disclaimer|canon|characters|plot|thanks?)\b/iu.test(
    plainText(block.children).slice(0, 2000),
  );
}
