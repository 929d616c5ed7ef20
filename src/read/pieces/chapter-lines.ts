import { CHAPTER_ROLES, type Inline, paragraph } from '../../model/story.js';
import { plainText } from '../../model/visit.js';
import type { BlockPiece, HeadingPiece, Piece } from '../flow.js';
import { isBlank, joinWithBreaks, type Run, splitLines } from '../hast/runs.js';
import { headOf } from '../sections/heads.js';
import { type HeadingParts, parseHeading } from '../vocabulary/headings.js';

const LONGEST_HEADING = 80;
const LONGEST_SUBTITLE = 60;
const DEEPEST = 6;

/** A line of a paragraph, and the chapter's heading that it may be. */
interface Line {
  readonly run: Run;
  readonly words: string;
  /** Bold or centred, as headings are that are none to the markup. */
  readonly isSetOff: boolean;
  readonly parts?: HeadingParts;
}

/** The lines of each piece; nothing for what is no paragraph. */
type Lines = readonly (readonly Line[] | undefined)[];

/**
 * Chapter headings that are set by their looks or their words alone: lines such as `Chapter 2`, or numbers in a row,
 * bold, centred or on a line of their own. Two of them at least, in a story whose chapters have no real headings; one
 * alone may be anything.
 */
export function raiseChapterLines(pieces: readonly Piece[]): readonly Piece[] {
  const headings = pieces.filter((piece) => piece.kind === 'heading').filter(isOfStory);
  if (headings.some(isChapterHeading)) return pieces;
  const lines = pieces.map((piece) => (piece.kind === 'block' ? linesIn(piece) : undefined));
  const raised = wordedLines(lines) ?? (headings.length <= 1 ? numberedLines(pieces, lines) : undefined);
  if (!raised || standsWithHeadings(pieces, lines, raised)) return pieces;
  const level = levelBelow(pieces, lines, raised);
  return pieces.flatMap((piece, at) => {
    const own = lines[at];
    return piece.kind === 'block' && own?.some((line) => raised.has(line)) ? split(piece, own, raised, level) : [piece];
  });
}

/** `About the Author` heads no chapter, and so none that has no heading of its own. */
function isOfStory(piece: HeadingPiece): boolean {
  const { isMatter, isNote } = headOf(piece);
  return !isMatter && !isNote;
}

/** `Chapter 3`, `Prologue`, as a heading of the markup. */
function isChapterHeading({ children }: HeadingPiece): boolean {
  const parts = parseHeading(plainText(children).trim());
  return parts !== undefined && !parts.isBare && CHAPTER_ROLES.has(parts.role);
}

function linesIn({ block }: BlockPiece): readonly Line[] | undefined {
  if (block.type !== 'paragraph') return undefined;
  const runs = splitLines(block.children, 'breaks');
  return runs.map((run) => {
    const words = plainText(run).replace(/\s+/gu, ' ').trim();
    const parts = words.length <= LONGEST_HEADING ? parseHeading(words) : undefined;
    const isSetOff = isStrong(run) || (block.align === 'center' && runs.length <= 3);
    return { run, words, isSetOff, ...(parts && { parts }) };
  });
}

/** The lines that say `Chapter 2` and are set off, else those that are the whole of a paragraph and count up. */
function wordedLines(lines: Lines): ReadonlySet<Line> | undefined {
  const worded = lines.flatMap((own) => (own ?? []).filter(({ parts }) => parts !== undefined && !parts.isBare));
  const setOff = worded.filter(({ isSetOff }) => isSetOff);
  if (setOff.length > 1) return new Set(withoutList(setOff, lines));
  const alone = new Set(lines.flatMap((own) => (own?.length === 1 ? own : [])));
  const plain = worded.filter((line) => alone.has(line) && line.parts?.number !== undefined && !isSentence(line.words));
  return plain.length > 1 && countsUp(plain) ? new Set(plain) : undefined;
}

/** `1`, `II.`: bold or centred on lines of their own, each the next of the one before. Over verse they number stanzas. */
function numberedLines(pieces: readonly Piece[], lines: Lines): ReadonlySet<Line> | undefined {
  const bare = lines.flatMap((own, at) => {
    const next = pieces[at + 1];
    if (next?.kind === 'block' && next.block.type === 'verse') return [];
    return (own ?? []).filter(({ parts, isSetOff }) => isSetOff && parts?.isBare && parts.number !== undefined);
  });
  return bare.length > 1 && bare[0]?.parts?.number === 1 && countsUp(bare) ? new Set(bare) : undefined;
}

/** Each number is the next, or the one after it: a heading may be missing. */
function countsUp(lines: readonly Line[]): boolean {
  const numbers = lines.map(({ parts }) => parts?.number ?? Number.NaN);
  return numbers.every((number, at) => {
    const step = number - (numbers[at - 1] ?? number - 1);
    return step > 0 && step <= 2;
  });
}

const isSentence = (words: string): boolean => /[,;!?"”»]$|\p{Ll}\.$/u.test(words);

/** A list of contents has the headings one after another, all of which come again. */
function withoutList(found: readonly Line[], lines: Lines): readonly Line[] {
  const order = lines.flatMap((own): readonly (Line | undefined)[] => own ?? [undefined]);
  const first = order.indexOf(found[0]);
  const run = found.filter((line, at) => order[first + at] === line);
  const others = new Set(found.filter((line) => !run.includes(line)).map(({ words }) => words.toLowerCase()));
  const isList = run.length > 1 && run.every(({ words }) => others.has(words.toLowerCase()));
  return isList ? found.filter((line) => !run.includes(line)) : found;
}

/** Where headings stand directly above the lines, the two are one heading, whichever is the chapter's. */
function standsWithHeadings(pieces: readonly Piece[], lines: Lines, raised: ReadonlySet<Line>): boolean {
  const below = pieces.filter((piece, at) => {
    const [first] = lines[at + 1] ?? [];
    return piece.kind === 'heading' && first !== undefined && raised.has(first);
  });
  return below.length > 1;
}

/** Below the headings above the first of the lines (the title's, a part's), and not above `About the Author`. */
function levelBelow(pieces: readonly Piece[], lines: Lines, raised: ReadonlySet<Line>): number {
  const first = lines.findIndex((own) => own?.some((line) => raised.has(line)));
  const levels = pieces.map((piece) => (piece.kind === 'heading' ? piece.level : 0));
  const matter = pieces.flatMap((piece) => (piece.kind === 'heading' && !isOfStory(piece) ? [piece.level] : []));
  return Math.min(DEEPEST, Math.max(1, ...matter, 1 + Math.max(1, ...levels.slice(0, first))));
}

/** The paragraph's lines before the first heading, then each heading with the lines below it. */
function split(
  { block, place }: BlockPiece,
  lines: readonly Line[],
  raised: ReadonlySet<Line>,
  level: number,
): Piece[] {
  const isCentred = block.type === 'paragraph' && block.align === 'center';
  const pieces: Piece[] = [];
  let text: Run[] = [];
  const endText = (): void => {
    const shown = text.slice(text.findIndex((run) => !isBlank(run)));
    if (text.some((run) => !isBlank(run))) {
      const align = isCentred ? ({ align: 'center' } as const) : {};
      pieces.push({ kind: 'block', block: { ...paragraph(joinWithBreaks(shown)), ...align }, place });
    }
    text = [];
  };
  lines.forEach((line, at) => {
    const last = pieces.at(-1);
    const before = lines[at - 1];
    if (raised.has(line)) {
      endText();
      pieces.push({ kind: 'heading', level, children: unwrapped(line.run), place });
    } else if (
      last?.kind === 'heading' &&
      text.length === 0 &&
      before &&
      raised.has(before) &&
      isSubtitle(line, before)
    ) {
      pieces[pieces.length - 1] = { ...last, subtitle: unwrapped(line.run) };
    } else text.push(line.run);
  });
  endText();
  return pieces;
}

/** The chapter's title below its number, set off as the number is. */
const isSubtitle = ({ words, isSetOff }: Line, { parts }: Line): boolean =>
  isSetOff && parts?.title === undefined && words !== '' && words.length <= LONGEST_SUBTITLE;

const isStrong = (run: Run): boolean =>
  run.some((inline) => inline.type === 'strong' || holdsStrong(inline)) &&
  run.every((inline) => inline.type === 'strong' || holdsStrong(inline) || plainText([inline]).trim() === '');

/** `<i><b>Chapter 2</b></i>`. */
const holdsStrong = (inline: Inline): boolean => 'children' in inline && isStrong(inline.children);

/** A heading is bold as it is. */
const unwrapped = (run: Run): Run =>
  run.flatMap((inline) => (inline.type === 'strong' ? unwrapped(inline.children) : [inline]));
