import { type Inline, type Place, text } from '../../model/story.js';
import { plainText } from '../../model/visit.js';
import type { HeadingPiece, Piece } from '../flow.js';
import { type HeadingParts, parseHeading } from '../vocabulary/headings.js';
import { essenceOf } from './words.js';

export interface SectionHead {
  readonly heading: HeadingPiece;
  /** The pieces that the heading did not take. */
  readonly rest: readonly Piece[];
}

/** Labels that tell a reader where to tap, and no title. */
const GENERIC =
  /^(?:start(?: reading| here)?|begin(?: reading)?|text|body|content|contents|story|main|commencer la lecture|lecture|leseprobe beginnen|(?:link to )?(?:the )?main page|untitled|unknown|chapter ?\?|.{0,60}\.x?html?|(?:content|section|file|part|page|split|index|html|doc|document)[ _-]?\d{1,4}(?:[ _-]\d{1,4})?)$/iu;

/** The heading of a section that the table of contents calls `label` and that begins with these pieces. */
export function sectionHead(label: string | undefined, pieces: readonly Piece[], place: Place): SectionHead {
  const name = label === undefined || GENERIC.test(label.trim()) ? undefined : label.replace(/\s+/gu, ' ').trim();
  const opening = openingHeadings(pieces);
  const [first] = opening;
  if (!first) return withoutHeading(name, pieces, place);
  const { heading, taken } = name === undefined ? byHeadings(opening) : byBoth(name, opening);
  return { heading, rest: pieces.filter((piece) => !taken.includes(piece)) };
}

/** The headings before all text; pictures and rules may stand among them. */
function openingHeadings(pieces: readonly Piece[]): readonly HeadingPiece[] {
  const headings: HeadingPiece[] = [];
  for (const piece of pieces) {
    if (piece.kind === 'heading') headings.push(piece);
    else if (piece.block.type !== 'figure' && piece.block.type !== 'sceneBreak') break;
  }
  return headings;
}

interface Taken {
  readonly heading: HeadingPiece;
  readonly taken: readonly Piece[];
}

const wordsOf = ({ children, subtitle }: HeadingPiece): string =>
  [plainText(children), subtitle ? plainText(subtitle) : ''].filter(Boolean).join(' ');

/** A number on a line of its own, and the title below it. */
function byHeadings([first, second]: readonly HeadingPiece[]): Taken {
  const heading = first as HeadingPiece;
  if (!second || !isOnlyLabel(heading) || parseHeading(wordsOf(second))) return { heading, taken: [heading] };
  return { heading: { ...heading, subtitle: second.children }, taken: [heading, second] };
}

function byBoth(name: string, opening: readonly HeadingPiece[]): Taken {
  const [first, second] = opening as readonly [HeadingPiece, HeadingPiece | undefined];
  const label = essenceOf(name);
  const shown = essenceOf(wordsOf(first));
  if (label === shown) return { heading: first, taken: [first] };
  const both = second && shown + essenceOf(wordsOf(second));
  if (second && both === label) {
    return { heading: { ...first, subtitle: [...(first.subtitle ?? []), ...second.children] }, taken: [first, second] };
  }
  if (shown !== '' && shown.includes(label)) return { heading: first, taken: [first] };
  if (shown !== '' && label.includes(shown)) return { heading: named(name, first), taken: [first] };
  return apart(name, opening);
}

/** The contents and the page say different things: a number and a title, or two titles. */
function apart(name: string, opening: readonly HeadingPiece[]): Taken {
  const first = opening[0] as HeadingPiece;
  const [label, shown] = [parseHeading(name), parseHeading(wordsOf(first))];
  if (isSameNumber(label, shown)) return byHeadings(opening);
  if (isOnlyNumber(label) && !shown) {
    return { heading: { ...first, children: [text(name)], subtitle: first.children }, taken: [first] };
  }
  if (isOnlyLabel(first) && !label) return { heading: { ...first, subtitle: [text(name)] }, taken: [first] };
  return { heading: { ...first, children: [text(name)] as readonly Inline[] }, taken: [] };
}

const isOnlyNumber = (parts: HeadingParts | undefined): boolean =>
  parts?.label !== undefined && parts.title === undefined;

const isOnlyLabel = (heading: HeadingPiece): boolean =>
  !heading.subtitle && isOnlyNumber(parseHeading(plainText(heading.children)));

const isSameNumber = (one: HeadingParts | undefined, other: HeadingParts | undefined): boolean =>
  one?.number !== undefined && one.number === other?.number && one.role === other.role;

/** The contents' words, unless the page's heading holds more than words: a note, an image. */
function named(name: string, heading: HeadingPiece): HeadingPiece {
  const holdsMarks = heading.children.some(({ type }) => type === 'noteReference' || type === 'image');
  if (holdsMarks) return heading;
  const { subtitle: _, ...rest } = heading;
  return { ...rest, children: [text(name)] };
}

const MOST_LINES = 3;

/** A section whose heading is an image, or a paragraph that only looks like one. */
function withoutHeading(name: string | undefined, pieces: readonly Piece[], place: Place): SectionHead {
  const heading: HeadingPiece = {
    kind: 'heading',
    level: 2,
    children: name === undefined ? [] : [text(name)],
    place: pieces[0]?.place ?? place,
  };
  if (name === undefined) return { heading, rest: pieces };
  const label = essenceOf(name);
  let shown = '';
  for (const [index, piece] of pieces.slice(0, MOST_LINES).entries()) {
    if (piece.kind !== 'block' || piece.block.type !== 'paragraph') break;
    shown += essenceOf(plainText(piece.block.children));
    if (label !== '' && shown === label) return { heading, rest: pieces.slice(index + 1) };
    if (!label.startsWith(shown)) break;
  }
  return { heading, rest: pieces };
}
