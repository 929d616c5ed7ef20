import type { AuthorNote, Block } from '../../model/story.js';
import { blocksText } from '../../model/visit.js';
import type { BlockPiece } from '../flow.js';
import { isDialogue, type Opening, openingOf, SURE, speaksOfWriting, withoutLabel } from './note-openings.js';
import { isBreak, withoutEdgeBreaks } from './words.js';

export interface NotesAndText {
  readonly before: readonly AuthorNote[];
  readonly text: readonly BlockPiece[];
  readonly after: readonly AuthorNote[];
}

/** Authors speak in the first five paragraphs of a chapter or in the last eight. */
const FIRST = 5;
const LAST = 8;

/** A section's text, without the author's notes at its edges; a scene break that only fences a note off goes with it. */
export function splitNotes(pieces: readonly BlockPiece[]): NotesAndText {
  const leading = leadingNotes(pieces);
  const start = trailingStart(leading.text);
  if (start === undefined) return { before: leading.before, text: leading.text, after: [] };
  return {
    before: leading.before,
    text: withoutEdgeBreaks(leading.text.slice(0, start)),
    after: notesOf(leading.text.slice(start)),
  };
}

interface LeadingNotes {
  readonly before: readonly AuthorNote[];
  readonly text: readonly BlockPiece[];
}

function leadingNotes(pieces: readonly BlockPiece[]): LeadingNotes {
  const before: AuthorNote[] = [];
  const above: BlockPiece[] = [];
  const isFenced = isBreak(pieces[0]);
  let at = afterBreaks(pieces, 0);
  for (;;) {
    const start = leadingStart(pieces, at, FIRST - above.length, before.length > 0);
    if (start === undefined) return { before, text: withoutEdgeBreaks([...above, ...pieces.slice(at)]) };
    const end = leadingEnd(pieces, start, isFenced);
    above.push(...pieces.slice(at, start));
    before.push(...notesOf(pieces.slice(start, end)));
    at = afterBreaks(pieces, end);
  }
}

function afterBreaks(pieces: readonly BlockPiece[], start: number): number {
  let at = start;
  while (isBreak(pieces[at])) at++;
  return at;
}

/** Where a note opens among the first paragraphs. Only short lines (a rating, a dedication) may stand above it. */
function leadingStart(
  pieces: readonly BlockPiece[],
  at: number,
  window: number,
  followsNote: boolean,
): number | undefined {
  for (let index = at; index < Math.min(at + window, pieces.length); index++) {
    const piece = pieces[index] as BlockPiece;
    const opening = openingOf(piece);
    if (opening && isLeadingNote(pieces[index + 1], index === at, opening, followsNote)) return index;
    if (!isShortLine(piece)) return undefined;
  }
  return undefined;
}

/** A line that is no sentence: a rating, a place and date. */
function isShortLine(piece: BlockPiece): boolean {
  const words = blocksText([piece.block]).trim();
  return piece.block.type === 'paragraph' && words.length <= 80 && !/[.!?…:,;—–-]$/u.test(words) && !isDialogue(piece);
}

function isLeadingNote(
  next: BlockPiece | undefined,
  isFirst: boolean,
  opening: Opening,
  followsNote: boolean,
): boolean {
  if (opening.label !== undefined) return opening.confidence >= SURE || followsNote;
  if (opening.confidence < SURE || !isFirst) return false;
  return followsNote || next === undefined || isBreak(next) || openingOf(next)?.label !== undefined;
}

/** Where the note that opens at `start` ends: before the fence that closes it, or after its own paragraph. */
function leadingEnd(pieces: readonly BlockPiece[], start: number, isFenced: boolean): number {
  const opening = openingOf(pieces[start]);
  let end = start + 1;
  if (opening?.rest === '' && pieces[end] !== undefined && !isBreak(pieces[end])) end++;
  while (isUnlabelledNote(pieces[end])) end++;
  const reach = pieces.slice(end, end + LAST + 1);
  const fence = reach.findIndex(isBreak);
  if (fence < 0) return end;
  const between = reach.slice(0, fence);
  const isNote = (piece: BlockPiece) => !isDialogue(piece) && (isFenced || speaksOfWriting(piece));
  return opening?.isAuthors && between.every(isNote) ? end + fence : end;
}

function isUnlabelledNote(piece: BlockPiece | undefined): boolean {
  const opening = openingOf(piece);
  return opening !== undefined && opening.label === undefined && opening.confidence >= 0.5;
}

/** Where the notes at the section's end begin; from there on, all is notes. */
function trailingStart(pieces: readonly BlockPiece[]): number | undefined {
  const edge = edgeOf(pieces);
  for (let index = edge; index < pieces.length; index++) {
    const opening = openingOf(pieces[index]);
    if (opening && isTrailingNote(pieces, index, opening)) return index;
  }
  return undefined;
}

/** The first of the last eight pieces that are no scene breaks. */
function edgeOf(pieces: readonly BlockPiece[]): number {
  let seen = 0;
  for (let index = pieces.length - 1; index >= 0; index--) {
    if (!isBreak(pieces[index])) seen++;
    if (seen === LAST) return index;
  }
  return 0;
}

function isTrailingNote(pieces: readonly BlockPiece[], index: number, opening: Opening): boolean {
  const previous = pieces[index - 1];
  const isFenced = isBreak(previous) || previous?.block.type === 'ending';
  const following = pieces.slice(index + 1).filter((piece) => !isBreak(piece));
  const isQuiet = following.every((piece) => !isDialogue(piece) && piece.block.type !== 'ending');
  if (!isQuiet) return opening.isAuthors && isFenced && following.length <= 3;
  if (opening.isAuthors)
    return (
      isFenced ||
      following.every((piece) => speaksOfWriting(piece) || openingOf(piece) !== undefined) ||
      following.length <= 2
    );
  const isNote = following.every((piece) => openingOf(piece) !== undefined || (isFenced && speaksOfWriting(piece)));
  if (opening.label !== undefined) return opening.confidence >= SURE && isNote && (isFenced || following.length < 2);
  return opening.confidence >= SURE && isNote;
}

/** The notes that the pieces hold: a new one at every label. */
function notesOf(pieces: readonly BlockPiece[]): readonly AuthorNote[] {
  const notes: { opening: Opening | undefined; pieces: BlockPiece[] }[] = [];
  for (const piece of pieces) {
    const opening = openingOf(piece);
    const last = notes.at(-1);
    if (last && opening?.label === undefined) last.pieces.push(piece);
    else if (!last || !isPostscript(opening)) notes.push({ opening, pieces: [piece] });
    else last.pieces.push(piece);
  }
  return notes.map(({ opening, pieces: own }) => noteOf(opening, own));
}

/** `P.S.` goes on with the note before it. */
function isPostscript(opening: Opening | undefined): boolean {
  return opening?.label !== undefined && opening.confidence < SURE;
}

function noteOf(opening: Opening | undefined, pieces: readonly BlockPiece[]): AuthorNote {
  const [first, ...others] = withoutEdgeBreaks(pieces);
  const blocks: readonly Block[] = first
    ? [...(opening ? withoutLabel(first.block, opening) : [first.block]), ...others.map((piece) => piece.block)]
    : [];
  return {
    ...(opening?.label !== undefined && { label: opening.label }),
    blocks,
    ...(first && { place: first.place }),
  };
}
