import type { Element, ElementContent, Nodes, RootContent } from 'hast';
import type { Report } from '../../diagnostics/report.js';
import type { Block, Footnote, Inline, NoteId, Place } from '../../model/story.js';
import type { Piece } from '../flow.js';
import type { ImageShelf } from '../images.js';
import type { Run } from './runs.js';
import type { Tally } from './tally.js';

/** What the funnel needs beside the tree. */
export interface FunnelContext {
  readonly report: Report;
  readonly images: ImageShelf;
  /** What to add to the tree's lines to have the file's. Default 0. */
  readonly lineOffset?: number;
  /** The language of the whole story, where it is known: spans that only repeat it are left out. */
  readonly language?: string;
  /** Markdown writes an empty text alternative when it means none; HTML means decoration. */
  readonly isEmptyAltMissing?: boolean;
  /** Markdown of very long lines without blank ones means a paragraph by each; in HTML line ends mean nothing. */
  readonly isLineParagraph?: boolean;
  /** The text of a line of the tree's source, for the indents of verse. Lines count from 1. */
  readonly sourceLine?: (line: number) => string;
}

export interface FunnelResult {
  /** Text may hold line ends of the source still: see `joinLines`. */
  readonly pieces: readonly Piece[];
  readonly notes: Readonly<Record<NoteId, Footnote>>;
}

export type Children = readonly (RootContent | ElementContent)[];
export type Wrap = (children: Run) => Run;

/** What surrounds a flow's text: the spans that it stands in, and how it is set. */
export interface Surroundings {
  readonly wraps: readonly Wrap[];
  readonly align?: 'center' | 'end';
  /** True in lists and tables, where a short line without letters is no scene break. */
  readonly isListed?: boolean;
}

/** Blocks as they come: inlines gather until a block or an end makes a paragraph of them. */
export interface Flow {
  /** A flow into the same place, with more around its text. */
  within(surroundings: Partial<Surroundings>): Flow;
  addInlines(run: Run, place: Place): void;
  addBlock(block: Block, place: Place): void;
  addHeading(level: number, run: Run, place: Place): void;
  /** Ends the paragraph that is gathering. `lines` is how many lines of source it had, where that is known. */
  endParagraph(lines?: number): void;
}

/** How handlers read what is inside of their elements. */
export interface Funnel {
  readonly context: FunnelContext;
  readonly tally: Tally;
  placeOf(node: Nodes): Place;
  /** The nodes as one run; blocks among them are parted by breaks. */
  run(nodes: Children): Run;
  /** The nodes as blocks of their own. */
  blocks(nodes: Children, surroundings?: Partial<Surroundings>): readonly Block[];
  /** The nodes as a continuation of the flow. `lines` is how many lines of source a paragraph has. */
  continue(nodes: Children, flow: Flow, surroundings?: Partial<Surroundings>, lines?: number): void;
  hasBlocks(element: Element): boolean;
  /** Whether the element is not part of the text: hidden, forbidden, or a note, which is kept apart. */
  isLeftOut(element: Element): boolean;
  /** The note that a link to the address refers to. */
  noteFor(href: string): NoteId | undefined;
}

/** What a kind of element becomes. */
export type Handler =
  /** A span around inlines, or around the paragraphs of blocks in it. */
  | { readonly kind: 'span'; readonly wrap: (element: Element, funnel: Funnel) => Wrap }
  /** Inlines of its own. */
  | { readonly kind: 'leaf'; readonly read: (element: Element, funnel: Funnel) => readonly Inline[] }
  | { readonly kind: 'block'; readonly read: (element: Element, flow: Flow, funnel: Funnel) => void }
  | { readonly kind: 'dropped'; readonly isSaid: boolean };
