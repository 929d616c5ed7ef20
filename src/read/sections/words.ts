import type { Block, Inline } from '../../model/story.js';
import { blocksText, plainText } from '../../model/visit.js';
import type { BlockPiece } from '../flow.js';

/** How many words the blocks hold; a sign of Chinese or Japanese is half a word. */
export function countWords(blocks: readonly Block[]): number {
  const text = blocksText(blocks);
  const spaced = text.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/gu)?.length ?? 0;
  const signs = text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0;
  return spaced + Math.floor(signs / 2);
}

/** Whether the piece is no more than a scene break. */
export function isBreak(piece: BlockPiece | undefined): boolean {
  return piece?.block.type === 'sceneBreak';
}

/** The pieces without the scene breaks at their beginning and end. */
export function withoutEdgeBreaks(pieces: readonly BlockPiece[]): readonly BlockPiece[] {
  const start = pieces.findIndex((piece) => !isBreak(piece));
  return start < 0 ? [] : pieces.slice(start, pieces.findLastIndex((piece) => !isBreak(piece)) + 1);
}

export function blocksOf(pieces: readonly BlockPiece[]): readonly Block[] {
  return pieces.map((piece) => piece.block);
}

/** Letters and digits only, in lower case: equal for texts that say the same in other marks. */
export function essence(inlines: readonly Inline[]): string {
  return plainText(inlines)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
