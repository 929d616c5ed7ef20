import { parseHeading } from '../vocabulary/headings.js';
import type { HeadingKind, HeadingKinds } from './heading-marks.js';
import type { Layout } from './layout-class.js';
import type { Line } from './lines.js';
import type { Unit } from './paragraphs.js';
import { isCentred } from './title-line.js';

interface Candidate {
  readonly at: number;
  readonly number: number;
  /** `IV`, `4`, `Four` and `四` count for themselves. */
  readonly style: string;
  readonly hasTitle: boolean;
}

/**
 * Numbers that stand alone are chapters' only when they ascend, and enough is told between them. `counted` are
 * the numbers of headings that a word of the author's own counts.
 */
export function bareHeadings(
  units: readonly Unit[],
  known: HeadingKinds,
  counted: ReadonlyMap<number, number>,
  layout: Layout,
): HeadingKinds {
  const candidates = candidatesOf(units, layout);
  const worded = counted.size > 0 ? [...counted].map(([at, number]) => ({ at, number })) : wordedNumbers(units, known);
  const marks = new Map<number, HeadingKind>();
  if (worded.length > 1) return continuing(candidates, worded);
  const all = runsOf(candidates).filter(isRun);
  const parts = all.filter((run) => holdsOthers(run, all, units));
  for (const { at } of parts.flat()) marks.set(at, 'part');
  const runs = all.filter((run) => !parts.includes(run));
  const styles = [...new Set(runs.map((run) => (run[0] as Candidate).style))];
  const main = styles.find((style) => !isInside(style, runs, known));
  for (const run of runs) {
    if (isList(run, units)) continue;
    const isChapters = (run[0] as Candidate).style === main && !isStanzas(run, units);
    for (const { at } of run) marks.set(at, isChapters ? 'chapter' : 'inner');
  }
  return marks;
}

/** The headings that say that they are chapters, with their numbers. */
function wordedNumbers(units: readonly Unit[], known: HeadingKinds): readonly Pick<Candidate, 'at' | 'number'>[] {
  return [...known].flatMap(([at, kind]) => {
    const heading = kind === 'chapter' ? parseHeading(units[at]?.lines[0]?.text ?? '') : undefined;
    return heading?.number === undefined || heading.isBare ? [] : [{ at, number: heading.number }];
  });
}

/** Stanzas that an author left out leave their numbers out, too. */
const MOST_MISSING = 20;

/**
 * Among chapters that say so, a bare number counts something inside them; but one that goes on from the chapter before
 * (`ADVENTURE VI.`, then `VII.`) is the next.
 */
function continuing(
  candidates: readonly Candidate[],
  worded: readonly Pick<Candidate, 'at' | 'number'>[],
): HeadingKinds {
  const marks = new Map<number, HeadingKind>();
  let next = 0;
  let chapter: number | undefined;
  let inner: number | undefined;
  for (const { at, number } of candidates) {
    for (; next < worded.length && (worded[next] as Candidate).at < at; next++) {
      chapter = worded[next]?.number;
      inner = undefined;
    }
    const step = number - (inner ?? Number.NaN);
    const isNext = number === (chapter ?? Number.NaN) + 1;
    const isInner =
      chapter === undefined || number === 1 || step === 1 || (step > 1 && step <= MOST_MISSING && !isNext);
    if (isInner) inner = number;
    else if (isNext) chapter = number;
    else continue;
    marks.set(at, isInner ? 'inner' : 'chapter');
  }
  return marks;
}

/** Two numbers from one on make a run; elsewhere it takes three that follow each other. */
function isRun(run: readonly Candidate[]): boolean {
  const first = (run[0] as Candidate).number;
  return first <= 2 ? run.length > 1 : run.length > 2 && run.every((one, index) => one.number === first + index);
}

/** From here on, numbers that stand alone are years. */
const HIGHEST = 1000;

function candidatesOf(units: readonly Unit[], layout: Layout): readonly Candidate[] {
  return units.flatMap((unit, at) => {
    const [line] = unit.lines;
    if (!line || unit.lines.length > 1 || line.text.length > 100) return [];
    const heading = parseHeading(line.text);
    if (!heading?.isBare || heading.number === undefined || heading.number >= HIGHEST || !isIsolated(units, at, layout))
      return [];
    const { number, label = '', title } = heading;
    return [{ at, number, style: styleOf(label), hasTitle: title !== undefined }];
  });
}

/** Between blank lines; a line set in the middle, or any in a file of one line a paragraph, needs none below. */
export function isIsolated(units: readonly Unit[], at: number, layout: Layout): boolean {
  const unit = units[at] as Unit;
  const next = units[at + 1];
  if (!next) return false;
  const isLine = layout.kind === 'line';
  const isOpen = at === 0 || unit.gap > 0 || unit.opensPage || (isLine && layout.gap === 0);
  return isOpen && (next.gap > 0 || isLine || isCentred(unit.lines[0] as Line, layout));
}

function styleOf(label: string): string {
  if (/\d/u.test(label)) return 'digits';
  if (/^[IVXLCDM]+$/u.test(label)) return 'roman';
  if (/^[ivxlcdm]+$/u.test(label)) return 'small roman';
  return /\p{Script=Han}/u.test(label) ? 'han' : 'words';
}

/** Stray numbers between a run's are forgotten after so many. */
const MOST_OPEN = 6;

/** Runs of one style that ascend by one, or by two where a number is missing. What fits no run begins one. */
function runsOf(candidates: readonly Candidate[]): readonly (readonly Candidate[])[] {
  const runs: Candidate[][] = [];
  const open = new Map<string, Candidate[][]>();
  for (const candidate of candidates) {
    const known = open.get(candidate.style) ?? [];
    const run = known.findLast((one) => goesOn(one, candidate));
    if (run) run.push(candidate);
    else {
      const fresh = [candidate];
      runs.push(fresh);
      open.set(candidate.style, [...known.slice(1 - MOST_OPEN), fresh]);
    }
  }
  return runs;
}

function goesOn(run: readonly Candidate[], { number }: Candidate): boolean {
  const step = number - (run.at(-1) as Candidate).number;
  return step === 1 || (step === 2 && run.length > 1);
}

/** A numbering with nothing but another's numbers below it counts the parts that hold those. */
function holdsOthers(
  run: readonly Candidate[],
  runs: readonly (readonly Candidate[])[],
  units: readonly Unit[],
): boolean {
  const others = new Set(runs.filter((one) => one !== run).flatMap((one) => one.map(({ at }) => at)));
  const isAbove = ({ at }: Candidate): boolean =>
    others.has(at + 1) || (others.has(at + 2) && (units[at + 1]?.lines.length ?? 9) < 3);
  return run.length > 1 && run.every(isAbove);
}

/** A numbering that begins anew inside each section of another, without a part's heading above it. */
function isInside(style: string, runs: readonly (readonly Candidate[])[], known: HeadingKinds): boolean {
  const own = runs.filter((run) => run[0]?.style === style);
  if (own.length < 2) return false;
  if ([...known.values()].includes('part')) return false;
  return runs.some((run) => run[0]?.style !== style);
}

/** Numbered lines with next to nothing between them. */
function isList(run: readonly Candidate[], units: readonly Unit[]): boolean {
  const lengths = run.map((one, index) => lengthOf(units, one.at, run[index + 1]?.at ?? units.length));
  const empty = lengths.filter((length) => length === 0).length;
  const short = lengths.filter((length) => length < 80).length;
  return empty * 5 > run.length || (run.some((one) => one.hasTitle) && short * 2 > run.length);
}

function lengthOf(units: readonly Unit[], from: number, to: number): number {
  let length = 0;
  for (let at = from + 1; at < to; at++) for (const line of units[at]?.lines ?? []) length += line.text.length;
  return length;
}

/** A poem's stanzas have fewer lines than this. */
const LONGEST_STANZA = 30;

function isStanzas(run: readonly Candidate[], units: readonly Unit[]): boolean {
  let verse = 0;
  let all = 0;
  for (let at = (run[0] as Candidate).at + 1; at < ((run.at(-1) as Candidate).at ?? 0); at++) {
    const unit = units[at] as Unit;
    all += unit.lines.length;
    if (unit.keepsBreaks) verse += unit.lines.length;
  }
  return verse > all * 0.6 && all < LONGEST_STANZA * run.length;
}
