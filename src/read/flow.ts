import type { Block, Inline, Place } from '../model/story.js';

/**
 * A story as a format's reader first sees it: a flat run of pieces in reading order. Readers of every format
 * produce pieces; `buildSections` (sections.ts) makes the tree of them.
 */
export type Piece = HeadingPiece | BlockPiece;

export interface HeadingPiece {
  readonly kind: 'heading';
  /** 1 to 6, as the source ranks it. Plain text has no ranks: parts are 1, chapters 2. */
  readonly level: number;
  /** The heading's text as written, numbering and all. */
  readonly children: readonly Inline[];
  /** A line of the heading's own below it: `Chapter One` / `The Rain`. */
  readonly subtitle?: readonly Inline[];
  readonly place: Place;
}

export interface BlockPiece {
  readonly kind: 'block';
  readonly block: Block;
  readonly place: Place;
}
