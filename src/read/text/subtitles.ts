import { parseHeading } from '../vocabulary/headings.js';
import { noteOpening } from '../vocabulary/notes.js';
import { judgeSceneBreak } from '../vocabulary/scene-breaks.js';
import type { HeadingKinds, HeadingMarks } from './heading-marks.js';
import type { Layout } from './layout-class.js';
import { endsSentence, widthOf } from './lines.js';
import { textOf, type Unit } from './paragraphs.js';
import { isCapitals, isCentred, isUnderline } from './title-line.js';

/** The headings with their second lines, which count when most headings of a kind that have no title of their own have one. */
export function withSubtitles(units: readonly Unit[], kinds: HeadingKinds, layout: Layout): HeadingMarks {
  const untitled = new Map<string, number>();
  const followed = new Map<string, number>();
  const candidates = new Map<number, string>();
  for (const [at, kind] of kinds) {
    const heading = parseHeading(textOf(units[at] as Unit));
    if (kind === 'inner' || heading?.title !== undefined) continue;
    const style = `${kind} ${heading?.role ?? ''} ${heading?.isBare ?? ''}`;
    untitled.set(style, (untitled.get(style) ?? 0) + 1);
    if (!canBeSubtitle(units, at, kinds, layout)) continue;
    followed.set(style, (followed.get(style) ?? 0) + 1);
    candidates.set(at, style);
  }
  const counts = (style: string | undefined): boolean =>
    style !== undefined && (followed.get(style) ?? 0) * 2 >= (untitled.get(style) ?? 0);
  return new Map([...kinds].map(([at, kind]) => [at, { kind, hasSubtitle: counts(candidates.get(at)) }]));
}

/** A line marked as a heading: `### The Mat`, or underlined. */
export function isMarked(unit: Unit): boolean {
  const [first, second] = unit.lines;
  if (!first || unit.lines.length > 2) return false;
  return second === undefined ? /^#{1,6}\s+\S/u.test(first.text) : isUnderline(second, first);
}

const LONGEST = 100;
const MOST_WORDS = 10;

function canBeSubtitle(units: readonly Unit[], at: number, kinds: HeadingKinds, layout: Layout): boolean {
  const [heading, next, after] = [units[at], units[at + 1], units[at + 2]];
  if (!heading || !next || !after || after.gap === 0 || next.lines.length > 3) return false;
  if (next.gap > Math.max(2, heading.gap) || isOtherHeading(next, kinds.get(at + 1))) return false;
  const text = textOf(next);
  if (widthOf(text) > LONGEST || judgeSceneBreak(text) !== 'text' || isSpeech(text) || noteOpening(text)) return false;
  if (next.lines.every((line) => isCentred(line, layout)) || isCapitals(text) || isMarked(next)) return true;
  const isShort = next.lines.length === 1 && text.split(' ').length <= MOST_WORDS;
  return isShort && !endsSentence(text) && /^\P{Ll}/u.test(text);
}

/** A heading of its own: all but those that are headings only by their marks or by the list of contents. */
function isOtherHeading(unit: Unit, kind: string | undefined): boolean {
  if (kind === undefined) return false;
  return kind !== 'inner' || (parseHeading(textOf(unit)) !== undefined && !isMarked(unit));
}

/** Somebody speaks, or a sentence goes on. */
const isSpeech = (text: string): boolean =>
  /^[-–—"“«„]{1,2}\s?\p{Lu}.*[,.!?]["”»]?/u.test(text) || /[,;:]$/u.test(text);
