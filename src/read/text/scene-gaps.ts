import type { Layout } from './layout-class.js';
import { endsSentence, type Line, mode } from './lines.js';
import type { Unit } from './paragraphs.js';

/** Of so many paragraphs at most one opens a scene, or the gaps mean something else. */
const FEWEST_PARAGRAPHS_PER_GAP = 5;
/** Of fewer when all wide gaps are alike, and of fewer again when there are several, all between paragraphs of prose. */
const FEWEST_PER_EQUAL_GAP = 3;
const FEWEST_PER_REPEATED_GAP = 2;

const LONGEST_TITLE = 60;

/**
 * The units before which a wider gap than usual changes the scene: two blank lines where paragraphs have one between,
 * two where they have none. Only where such gaps are rare, and stand between sentences of prose.
 */
export function sceneGaps(
  units: readonly Unit[],
  layout: Layout,
  isText: (at: number) => boolean,
  isHeading: (at: number) => boolean,
): ReadonlySet<number> {
  const gaps: number[] = [];
  const wide: number[] = [];
  let text = 0;
  const usual = usualGap(units, isText);
  if (usual > 1) return new Set();
  for (let at = 1; at < units.length; at++) {
    const unit = units[at] as Unit;
    if (!isText(at) || !isText(at - 1)) continue;
    text++;
    if (unit.gap <= usual || unit.gap < 2) continue;
    wide.push(unit.gap);
    const isNearHeading = isHeading(at - 2) || isHeading(at - 3);
    if (!isNearHeading && isBetweenProse(units[at - 1] as Unit, unit, layout)) gaps.push(at);
  }
  return wide.length * fewestPer(wide, gaps.length) < text ? new Set(gaps) : new Set();
}

function fewestPer(wide: readonly number[], between: number): number {
  if (new Set(wide).size > 1) return FEWEST_PARAGRAPHS_PER_GAP;
  return wide.length > 1 && wide.length === between ? FEWEST_PER_REPEATED_GAP : FEWEST_PER_EQUAL_GAP;
}

/** How many blank lines stand between most paragraphs: none, one, or more. */
function usualGap(units: readonly Unit[], isText: (at: number) => boolean): number {
  return mode(units.flatMap((unit, at) => (at > 0 && isText(at) && isText(at - 1) ? [Math.min(2, unit.gap)] : [])));
}

/** Not around a page's beginning, verse, or lines set in the middle, and not within a sentence. */
function isBetweenProse(before: Unit, after: Unit, layout: Layout): boolean {
  if (before.keepsBreaks || after.keepsBreaks || after.opensPage) return false;
  if (isSetOff(before, layout) || isSetOff(after, layout) || isDateline(after) || isTitled(after)) return false;
  return isEnded((before.lines.at(-1) as Line).text, (after.lines[0] as Line).text, layout);
}

/** A sentence ends, or a remark in brackets; lines that nobody wrapped need no full stop when they are no titles. */
function isEnded(before: string, after: string, { kind }: Layout): boolean {
  if (endsSentence(before) || /\([^()]*\)$/u.test(before.slice(-200))) return true;
  return kind === 'line' && before.length > LONGEST_TITLE && !/^\p{Ll}/u.test(after);
}

/** `St. Petersburg, 11 December.`: a place and a date open a letter, not a scene of their own. */
const isDateline = ({ lines }: Unit): boolean =>
  lines.length === 1 && (lines[0] as Line).text.length < 60 && /\d/u.test((lines[0] as Line).text);

/** A short line that is no sentence: a heading that nothing else tells. */
const isTitled = ({ lines }: Unit): boolean =>
  lines.length === 1 && (lines[0] as Line).text.length < LONGEST_TITLE && !/[\p{P}]$/u.test((lines[0] as Line).text);

const isSetOff = (unit: Unit, layout: Layout): boolean =>
  unit.lines.every((line) => line.indent > layout.base + Math.max(10, layout.indent + 4));
