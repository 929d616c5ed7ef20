import type { Block, Paragraph, Quote } from '../../model/story.js';
import { blocksText, plainText } from '../../model/visit.js';
import type { Piece } from '../flow.js';
import { noteOpening } from '../vocabulary/notes.js';
import { dropStart, isBlank, joinWithBreaks, type Run, splitLines, trimStart } from './runs.js';

const LONGEST_ATTRIBUTION = 120;
const LONGEST_EPIGRAPH = 600;

/** A quotation, parted from who is quoted: a last line that opens with a dash. */
export function quoteOf(blocks: readonly Block[], isEpigraph: boolean): Quote {
  const last = blocks.at(-1);
  const whole: Quote = { type: 'quote', blocks, isEpigraph };
  if (last?.type !== 'paragraph') return whole;
  const lines = splitLines(last.children, 'breaks').flatMap((line) => splitLines(line, 'line ends'));
  const attribution = attributionOf(lines.at(-1) ?? []);
  if (!attribution) return whole;
  const rest = paragraphOf(last, lines.slice(0, -1));
  const quoted = rest ? [...blocks.slice(0, -1), rest] : blocks.slice(0, -1);
  return quoted.length === 0 ? whole : { ...whole, blocks: quoted, attribution };
}

/** The paragraph without its last line; breaks stay breaks. */
function paragraphOf(whole: Paragraph, lines: readonly Run[]): Block | undefined {
  if (lines.every(isBlank)) return undefined;
  return { ...whole, children: joinWithBreaks(lines) };
}

/** Who is quoted, when the line says so: `— Ada Lowe, Letters`. */
function attributionOf(line: Run): Run | undefined {
  const shown = plainText(line);
  const dash = /^\s*(?:[—–―]|--?-?)\s*(?=[\p{L}\p{N}"“‘'«(])/u.exec(shown);
  if (!dash || shown.length > LONGEST_ATTRIBUTION || /[?!]["”’]?\s*$/.test(shown)) return undefined;
  const named = trimStart(dropStart(line, dash[0].length));
  return isBlank(named) ? undefined : named;
}

/**
 * The pieces with the quotes that open a book or a chapter marked as epigraphs: short ones that something follows.
 * A heading, a scene break or another epigraph may stand before one; text may not.
 */
export function markEpigraphs(pieces: readonly Piece[]): readonly Piece[] {
  let opens = true;
  return pieces.map((piece, index) => {
    if (piece.kind === 'heading') {
      opens = true;
      return piece;
    }
    const { block } = piece;
    if (!opens || block.type !== 'quote' || noteOpening(blocksText(block.blocks))) {
      opens &&= block.type === 'figure' || block.type === 'sceneBreak';
      return piece;
    }
    const isShort = blocksText(block.blocks).length <= LONGEST_EPIGRAPH;
    opens = isShort;
    if (!isShort || index === pieces.length - 1 || !(block.attribution || block.blocks.length <= 2)) return piece;
    return { ...piece, block: { ...block, isEpigraph: true } };
  });
}
