import type { Layout } from './layout-class.js';
import { endsSentence, type Line, mode } from './lines.js';
import type { Unit } from './paragraphs.js';

/** Of so many paragraphs at most one opens a scene, or the gaps mean something else; of fewer when all gaps are alike. */
const FEWEST_PARAGRAPHS_PER_GAP = 5;
const FEWEST_PER_EQUAL_GAP = 3;

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
  const fewest = new Set(wide).size === 1 ? FEWEST_PER_EQUAL_GAP : FEWEST_PARAGRAPHS_PER_GAP;
  return wide.length * fewest < text ? new Set(gaps) : new Set();
}

/** How many blank lines stand between most paragraphs: none, one, or more. */
function usualGap(units: readonly Unit[], isText: (at: number) => boolean): number {
  return mode(units.flatMap((unit, at) => (at > 0 && isText(at) && isText(at - 1) ? [Math.min(2, unit.gap)] : [])));
}

/** Not around a page's beginning, verse, or lines set in the middle, and not within a sentence. */
function isBetweenProse(before: Unit, after: Unit, layout: Layout): boolean {
  if (before.keepsBreaks || after.keepsBreaks || after.opensPage) return false;
  if (isSetOff(before, layout) || isSetOff(after, layout) || isDateline(after)) return false;
  return endsSentence((before.lines.at(-1) as Line).text);
}

/** `St. Petersburg, 11 December.`: a place and a date open a letter, not a scene of their own. */
const isDateline = ({ lines }: Unit): boolean =>
  lines.length === 1 && (lines[0] as Line).text.length < 60 && /\d/u.test((lines[0] as Line).text);

const isSetOff = (unit: Unit, layout: Layout): boolean =>
  unit.lines.every((line) => line.indent > layout.base + Math.max(10, layout.indent + 4));
