import type { Block, Inline } from '../../model/story.js';
import { plainText } from '../../model/visit.js';
import type { BlockPiece, HeadingPiece, Piece } from '../flow.js';
import { isEnding } from '../vocabulary/endings.js';
import { readKeyword } from '../vocabulary/heading-keywords.js';
import { chapterLevel, innerNumbers, type RankedHead } from './chapter-level.js';
import { type Head, headOf, isWordedKin, isWordedPart } from './heads.js';
import { countWords, essence } from './words.js';

/** A section before its notes are told from its text. */
export interface OutlineNode {
  readonly head: Head;
  /** True for a heading that can hold others: a part. */
  readonly isContainer: boolean;
  readonly pieces: BlockPiece[];
  readonly nodes: OutlineNode[];
}

export interface Outline {
  /** What stands before the first section. */
  readonly lead: readonly BlockPiece[];
  readonly nodes: readonly OutlineNode[];
}

/** The tree that the headings make, with every block below its heading. */
export function outlineOf(pieces: readonly Piece[], title: readonly Inline[] | undefined): Outline {
  const told = withoutTitle(pieces.flatMap(plainPieces), title);
  const heads = new Map(told.filter(isHeading).map((piece) => [piece, headOf(piece)] as const));
  const level = heads.size > 0 ? chapterLevel(rankedHeads(told, heads)) : 1;
  const inner = innerNumbers([...heads.values()].filter((head) => head.piece.level === level));
  const builder = new OutlineBuilder(level, partKinds([...heads.values()]));
  for (const piece of told) {
    const head = isHeading(piece) ? heads.get(piece) : undefined;
    if (!head) builder.addBlock(piece as BlockPiece);
    else if (!inner.has(head) && isSectionHead(head, level)) builder.open(head);
    else builder.addBlock(innerHeading(head, level));
  }
  return builder.outline;
}

function isHeading(piece: Piece): piece is HeadingPiece {
  return piece.kind === 'heading';
}

/** Empty headings are dropped; `## The End` is no heading. */
function plainPieces(piece: Piece): readonly Piece[] {
  if (piece.kind === 'block') return [piece];
  const text = plainText(piece.children).trim();
  const holdsImage = piece.children.some((one) => one.type !== 'text' && one.type !== 'lineBreak');
  if (text === '' && !holdsImage) return piece.subtitle ? [{ ...piece, children: piece.subtitle }] : [];
  if (!isEnding(text) || piece.subtitle) return [piece];
  return [{ kind: 'block', block: { type: 'ending', children: piece.children }, place: piece.place }];
}

/**
 * A heading that only repeats the story's title is no section: one above all text, or the only one of its rank. One
 * that heads text among others of its rank is: the chapter after which the story is named.
 */
function withoutTitle(pieces: readonly Piece[], title: readonly Inline[] | undefined): readonly Piece[] {
  const name = title ? essence(title) : '';
  if (name === '') return pieces;
  const ofLevel = levelCounts(pieces);
  const kept: Piece[] = [];
  let isAboveText = true;
  for (const [index, piece] of pieces.entries()) {
    if (piece.kind === 'block') {
      isAboveText &&= countWords([piece.block]) === 0;
      kept.push(piece);
      continue;
    }
    const words = essence(piece.children);
    // Title pages break a long title over several headings, or leave its second half out.
    const opens = isAboveText && words.length > 3 && name.startsWith(words) && headOf(piece).parts === undefined;
    const repeats = words === name || opens;
    const isOnly = ofLevel.get(piece.level) === 1;
    if (repeats && (isOnly || (isAboveText && !headsTextAmongTitles(pieces, index)))) {
      isAboveText = false;
      kept.push(...subtitleOf(piece));
    } else kept.push(piece);
  }
  return kept;
}

function levelCounts(pieces: readonly Piece[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const piece of pieces.filter(isHeading)) counts.set(piece.level, (counts.get(piece.level) ?? 0) + 1);
  return counts;
}

function subtitleOf({ subtitle, place }: HeadingPiece): readonly Piece[] {
  return subtitle ? [{ kind: 'block', block: { type: 'paragraph', children: subtitle, align: 'center' }, place }] : [];
}

const SHORT = 60;

/** Whether a heading has its own text, and others of its rank are titles like it. */
function headsTextAmongTitles(pieces: readonly Piece[], index: number): boolean {
  const level = (pieces[index] as HeadingPiece).level;
  const next = pieces.findIndex((piece, at) => at > index && isHeading(piece));
  const below = pieces.slice(index + 1, next < 0 ? index + 20 : Math.min(next, index + 20));
  const words = countWords(below.flatMap((piece) => (piece.kind === 'block' ? [piece.block] : [])));
  const isTitle = (piece: Piece) => isHeading(piece) && piece.level === level && headOf(piece).parts === undefined;
  return words > SHORT && pieces.some((piece, at) => at !== index && isTitle(piece));
}

function rankedHeads(pieces: readonly Piece[], heads: ReadonlyMap<HeadingPiece, Head>): readonly RankedHead[] {
  const ranked: RankedHead[] = [];
  let blocks: Block[] = [];
  for (const piece of [...pieces].reverse()) {
    if (piece.kind === 'block') blocks.push(piece.block);
    else {
      const head = heads.get(piece);
      if (head) ranked.push({ head, words: countWords(blocks.slice(-10)) });
      blocks = [];
    }
  }
  return ranked.reverse();
}

function isSectionHead(head: Head, chapters: number): boolean {
  return head.piece.level <= chapters || isWordedKin(head);
}

function innerHeading(head: Head, chapters: number): BlockPiece {
  const { children, subtitle, level, place } = head.piece;
  const depth = Math.min(5, Math.max(1, level - chapters)) as 1 | 2 | 3 | 4 | 5;
  const whole = subtitle ? [...children, { type: 'lineBreak' } as const, ...subtitle] : children;
  return { kind: 'block', block: { type: 'heading', depth, children: whole }, place };
}

/** The words for parts in the order of their first use: where volumes come first, books stand inside them. */
function partKinds(heads: readonly Head[]): readonly string[] {
  return [...new Set(heads.filter(isWordedPart).map(kindOf))];
}

/** `part` of `Part Two`, `teil` of `Zweiter Teil`, `卷` of `第一卷`. */
function kindOf(head: Head): string {
  const words = head.text.toLowerCase().match(/\p{L}[\p{L}\p{M}]*/gu) ?? [];
  return words.find((word) => readKeyword(word)?.role === 'part') ?? /[卷巻部季부권]/u.exec(head.text)?.[0] ?? '';
}

/** Puts sections below the parts that are open, and blocks below the section that was opened last. */
class OutlineBuilder {
  readonly #lead: BlockPiece[] = [];
  readonly #nodes: OutlineNode[] = [];
  readonly #parts: OutlineNode[] = [];
  readonly #chapters: number;
  readonly #kinds: readonly string[];
  #last: OutlineNode | undefined;

  constructor(chapters: number, kinds: readonly string[]) {
    this.#chapters = chapters;
    this.#kinds = kinds;
  }

  open(head: Head): void {
    const isTitle = (head.parts === undefined || head.parts.isBare) && !head.isNote && !head.isMatter;
    const isContainer = isWordedPart(head) || (isTitle && head.piece.level < this.#chapters);
    const node: OutlineNode = { head, isContainer, pieces: [], nodes: [] };
    while (this.#parts.length > 0 && !this.#holds(this.#parts.at(-1) as OutlineNode, node)) this.#parts.pop();
    (this.#parts.at(-1)?.nodes ?? this.#nodes).push(node);
    if (isContainer) this.#parts.push(node);
    this.#last = node;
  }

  addBlock(piece: BlockPiece): void {
    (this.#last?.pieces ?? this.#lead).push(piece);
  }

  get outline(): Outline {
    return { lead: this.#lead, nodes: this.#nodes };
  }

  /** Deeper headings stand inside a part; at one level, chapters inside parts, and books inside volumes. */
  #holds(part: OutlineNode, node: OutlineNode): boolean {
    const difference = node.head.piece.level - part.head.piece.level;
    if (difference !== 0) return difference > 0;
    if (!isWordedPart(part.head) || node.head.isMatter) return false;
    return !node.isContainer || this.#rank(part) < this.#rank(node);
  }

  #rank(node: OutlineNode): number {
    return this.#kinds.indexOf(kindOf(node.head));
  }
}
