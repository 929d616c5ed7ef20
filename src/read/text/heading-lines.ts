import { parseHeading } from '../vocabulary/headings.js';
import { judgeSceneBreak } from '../vocabulary/scene-breaks.js';
import { bareHeadings } from './bare-headings.js';
import { headingKey } from './contents-list.js';
import { countedHeadings } from './counted-headings.js';
import type { HeadingKind, HeadingKinds, HeadingMarks } from './heading-marks.js';
import type { Layout } from './layout-class.js';
import { endsSentence, type Line, widthOf } from './lines.js';
import { textOf, type Unit, unitOf } from './paragraphs.js';
import { isMarked, withSubtitles } from './subtitles.js';
import { isCapitals, isCentred, isUnderline } from './title-line.js';

/** What tells headings besides their own words. */
export interface HeadingClues {
  readonly layout: Layout;
  /** The keys of a list of contents' entries: a line that equals one is a heading. */
  readonly listed: ReadonlySet<string>;
  /** Lines that the source marks as headings, by number, with their rank: 1 is the highest. */
  readonly ranked: ReadonlyMap<number, number>;
}

const LONGEST_HEADING = 120;

/** The units with ornament, and headings by their words, set apart from what stands next to them without a blank line. */
export function splitHeadings(units: readonly Unit[], clues: Pick<HeadingClues, 'layout' | 'listed'>): readonly Unit[] {
  return units.flatMap((unit) => splitRules(unit).flatMap((part) => splitHeading(part, clues)));
}

/** Ornament on a line of its own is a unit of its own; the underline of a heading stays with it. */
function splitRules(unit: Unit): readonly Unit[] {
  const { lines } = unit;
  const [first, second] = lines;
  if (!first || !second || (lines.length === 2 && isUnderline(second, first)) || !lines.some(isRule)) return [unit];
  const parts: Line[][] = [];
  for (const [at, line] of lines.entries()) {
    const isApart = isRule(line) || (at > 0 && isRule(lines[at - 1] as Line));
    if (isApart || at === 0) parts.push([line]);
    else parts.at(-1)?.push(line);
  }
  return parts.map((part) => unitOf(part, unit.keepsBreaks && part.length > 1));
}

const isRule = ({ text }: Line): boolean =>
  (text.length <= 40 || !/^[\p{L}\p{N}]/u.test(text)) && judgeSceneBreak(text) === 'break';

/** A wrapped line that is fuller than this goes on in the next: it is no heading. */
const FULL = 0.9;

function splitHeading(unit: Unit, { layout, listed }: Pick<HeadingClues, 'layout' | 'listed'>): readonly Unit[] {
  const [first, second] = unit.lines;
  if (!first || !second || isUnderline(second, first)) return [unit];
  const isFull =
    layout.kind !== 'line' && first.indent + widthOf(first.text) > layout.width * FULL && layout.width > 50;
  const isListed = listed.size > 0 && listed.has(headingKey(first.text));
  if (!isListed && (isFull || !isWorded(first.text))) return [unit];
  return listed.has(headingKey(textOf(unit))) || goesOn(unit) ? [unit] : splitAt(unit, 1);
}

/** The second line of a heading that was too long for one. */
const goesOn = (unit: Unit): boolean =>
  unit.lines.length === 2 &&
  textOf(unit).length < 160 &&
  /^\p{Ll}/u.test(unit.lines[1]?.text ?? '') &&
  !endsSentence(textOf(unit));

function splitAt(unit: Unit, at: number): readonly Unit[] {
  const rest = unit.lines.slice(at);
  const first = { ...unit, lines: unit.lines.slice(0, at), keepsBreaks: false };
  return rest.length === 0 ? [first] : [first, unitOf(rest, unit.keepsBreaks && rest.length > 1)];
}

function isWorded(text: string): boolean {
  if (text.length > LONGEST_HEADING || /[,;]$/u.test(text)) return false;
  const heading = parseHeading(text);
  return heading !== undefined && !heading.isBare;
}

/** Which units are headings, of what kind, by their words, their numbers, the list of contents and how they are set. */
export function markHeadings(units: readonly Unit[], clues: HeadingClues): HeadingMarks {
  const kinds = new Map<number, HeadingKind>();
  for (const [at, unit] of units.entries()) {
    const kind = rankedKind(unit, clues) ?? kindOf(units, at, unit, clues);
    if (kind) kinds.set(at, kind);
  }
  const hasChapters = [...kinds.values()].includes('chapter');
  const counted = hasChapters ? new Map<number, number>() : countedHeadings(units, clues.layout);
  for (const at of counted.keys()) kinds.set(at, 'chapter');
  for (const [at, kind] of bareHeadings(units, kinds, counted, clues.layout)) if (!kinds.has(at)) kinds.set(at, kind);
  if (![...kinds.values()].includes('chapter')) {
    for (const at of setApart(units, clues.layout)) kinds.set(at, 'chapter');
  }
  for (const at of [...kinds.keys()]) if (isSecondLine(units, at, kinds)) kinds.set(at, 'inner');
  return withSubtitles(units, kinds, clues.layout);
}

/** A line below a heading that is one only by its marks or by the list of contents goes with it. */
function isSecondLine(units: readonly Unit[], at: number, kinds: HeadingKinds): boolean {
  const [unit, before] = [units[at], units[at - 1]] as [Unit, Unit];
  if (!kinds.has(at - 1) || kinds.get(at - 1) === 'inner' || isMarked(before)) return false;
  if (isMarked(unit)) return true;
  const above = parseHeading(textOf(before));
  return above !== undefined && above.title === undefined && !parseHeading(textOf(unit)) && unit.gap <= before.gap + 1;
}

/** A rank counts among those that occur: the higher of two is a part's, and what is below a chapter's stands inside it. */
function rankedKind(unit: Unit, { ranked }: HeadingClues): HeadingKind | undefined {
  const rank = ranked.get(unit.lines[0]?.number ?? 0);
  if (rank === undefined || unit.lines.length > 1) return undefined;
  const ranks = [...new Set(ranked.values())].sort();
  return RANK_KINDS[Math.min(3, ranks.length)]?.[ranks.indexOf(rank)];
}

const RANK_KINDS: readonly (readonly HeadingKind[])[] = [
  [],
  ['chapter'],
  ['part', 'chapter'],
  ['part', 'chapter', 'inner'],
];

function kindOf(
  units: readonly Unit[],
  at: number,
  unit: Unit,
  { listed, layout }: HeadingClues,
): HeadingKind | undefined {
  const [first, second] = unit.lines;
  if (!first || unit.lines.length > 3 || !isOpen(units, at, layout)) return undefined;
  const isUnderlined = second !== undefined && isUnderline(second, first);
  const text = isUnderlined ? first.text : textOf(unit).slice(0, 300);
  const isListed = listed.size > 0 && listed.has(headingKey(text));
  if (unit.lines.length > 1 && !isUnderlined && !goesOn(unit) && !isListed) return undefined;
  if (isWorded(text)) return parseHeading(text)?.role === 'part' ? 'part' : 'chapter';
  if (isListed) return 'chapter';
  return /^#{1,6}\s+\S/u.test(text) || isUnderlined ? 'inner' : undefined;
}

/** A heading has a blank line, a rule or the file's beginning before it; in a file without blank lines, nothing but its words. */
function isOpen(units: readonly Unit[], at: number, layout: Layout): boolean {
  const unit = units[at] as Unit;
  if (unit.gap > 0 || unit.opensPage || at === 0) return true;
  const before = units[at - 1] as Unit;
  if (judgeSceneBreak((before.lines.at(-1) as Line).text) === 'break') return true;
  return layout.kind === 'line' && layout.gap === 0
    ? !endsSentence(textOf(unit))
    : isCentred(unit.lines[0] as Line, layout);
}

/** What stands between two headings at least, for lines in capitals to be headings: a title page has less. */
const FEWEST_CHARACTERS = 600;

/** Lines in capitals, or underlined, or marked `##`, each set apart by more than the usual gap: headings where three are. */
function setApart(units: readonly Unit[], layout: Layout): readonly number[] {
  const marked = units.flatMap((unit, at) => (isMarked(unit) ? [at] : []));
  if (marked.length > 1) return marked;
  const found = units.flatMap((_, at) => (isTitleInCapitals(units, at, layout) ? [at] : []));
  const apart = found.filter(
    (at, index) => lengthBetween(units, at, found[index + 1] ?? units.length) >= FEWEST_CHARACTERS,
  );
  return apart.length > 2 && apart.length * 4 >= found.length * 3 ? apart : [];
}

function isTitleInCapitals(units: readonly Unit[], at: number, layout: Layout): boolean {
  const unit = units[at] as Unit;
  const text = textOf(unit);
  if (unit.lines.length > 1 || text.length > 60 || !isCapitals(text) || /[.,:;!?"”'-]$/u.test(text)) return false;
  return (at === 0 || unit.gap > Math.max(1, layout.gap)) && (units[at + 1]?.gap ?? 0) > 0;
}

function lengthBetween(units: readonly Unit[], from: number, to: number): number {
  let length = 0;
  for (let at = from + 1; at < to; at++) for (const line of units[at]?.lines ?? []) length += line.text.length;
  return length;
}
