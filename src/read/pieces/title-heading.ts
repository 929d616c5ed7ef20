import { plainText } from '../../model/visit.js';
import type { HeadingPiece, Piece } from '../flow.js';
import { type HeadingParts, parseHeading } from '../vocabulary/headings.js';
import { lookUpLabel } from '../vocabulary/labels.js';
import { noteOpening } from '../vocabulary/notes.js';

/** What the first heading of a story is to it. */
export type TitleVerdict =
  /** The title, and no section of the story. */
  | { readonly kind: 'title'; readonly confidence: number }
  /** The title of a story that is a single chapter, and that chapter's heading. */
  | { readonly kind: 'chapter and title'; readonly confidence: number }
  | { readonly kind: 'section' };

const SECTION: TitleVerdict = { kind: 'section' };

/** Whether the heading at the index is the story's title, by its rank among those that follow and by its words. */
export function judgeTitle(pieces: readonly Piece[], index: number): TitleVerdict {
  const heading = pieces[index];
  if (heading?.kind !== 'heading') return SECTION;
  const words = plainText(heading.children);
  if (noteOpening(words)?.label !== undefined || isMetadataWord(words)) return SECTION;
  const rest = pieces.slice(index + 1);
  const others = rest.filter((piece) => piece.kind === 'heading');
  const isWorded = isSectionHeading(parseHeading(words));
  if (others.length === 0) {
    return isWorded ? { kind: 'chapter and title', confidence: 0.5 } : { kind: 'title', confidence: 0.9 };
  }
  if (isWorded) return SECTION;
  const highest = others.reduce((least, { level }) => Math.min(least, level), 6);
  if (heading.level < highest) return { kind: 'title', confidence: 0.95 };
  if (heading.level > highest) return SECTION;
  return isTitleAmongEquals(heading, rest, others) ? { kind: 'title', confidence: 0.8 } : SECTION;
}

/** Above headings of its own rank a title has no text, or the others all say that they are chapters. */
function isTitleAmongEquals(heading: HeadingPiece, rest: readonly Piece[], others: readonly HeadingPiece[]): boolean {
  const equals = others.filter(({ level }) => level === heading.level);
  if (equals.every(({ children }) => isSectionHeading(parseHeading(plainText(children)), true))) return true;
  const next = rest.findIndex((piece) => piece.kind === 'heading');
  const between = rest.slice(0, next).filter((piece) => piece.kind === 'block' && piece.block.type !== 'sceneBreak');
  return between.length === 0 && rest[next]?.kind === 'heading' && (rest[next] as HeadingPiece).level === heading.level;
}

/** A bare number heads a section only among its like, which is for others to see. */
function isSectionHeading(parts: HeadingParts | undefined, countsBare = false): boolean {
  return parts !== undefined && (countsBare || !parts.isBare || parts.title === undefined);
}

/** `Summary`, `Tags`: a heading over metadata. */
export function isMetadataWord(words: string): boolean {
  const match = lookUpLabel(words);
  return match !== undefined && match.confidence === 1 && METADATA_SECTIONS.has(match.meaning);
}

/** What a heading without a value may stand over. `Title`, `Name` and `Characters` may head a chapter as well. */
export const METADATA_SECTIONS: ReadonlySet<string> = new Set([
  ...[
    'summary',
    'disclaimer',
    'dedication',
    'tags',
    'genres',
    'warnings',
    'fandoms',
    'relationships',
    'rating',
    'rights',
  ],
]);

/** What of a known title the heading leaves for those below it, `''` for nothing; undefined when it is no start of it. */
export function restOfTitle(known: string, words: string, below: string): string | undefined {
  const [whole, told] = [foldTitle(known), foldTitle(words)];
  if (whole === told || whole === foldTitle(`${words} ${below}`)) return '';
  return told !== '' && whole.startsWith(`${told} `) ? whole.slice(told.length + 1) : undefined;
}

/** A title's letters and digits: case and marks differ between a page's head and its text. */
export const foldTitle = (words: string): string =>
  words
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
