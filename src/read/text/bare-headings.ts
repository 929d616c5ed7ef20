import { parseHeading } from '../vocabulary/headings.js';
import type { HeadingMark } from './heading-lines.js';
import type { Unit } from './paragraphs.js';

interface Candidate {
  readonly at: number;
  readonly number: number;
  /** `IV`, `4`, `Four` and `四` count for themselves. */
  readonly style: string;
  readonly hasTitle: boolean;
}

/** Numbers that stand alone are chapters' only when they ascend, and enough is told between them. */
export function bareHeadings(
  units: readonly Unit[],
  known: ReadonlyMap<number, HeadingMark['kind']>,
): ReadonlyMap<number, 'chapter' | 'inner'> {
  const runs = runsOf(candidatesOf(units), known).filter((run) => run.length > 1);
  const styles = [...new Set(runs.map((run) => (run[0] as Candidate).style))];
  const main = styles.find((style) => !isInside(style, runs, known));
  const marks = new Map<number, 'chapter' | 'inner'>();
  for (const run of runs) {
    if (isList(run, units)) continue;
    const isChapters = (run[0] as Candidate).style === main && !isStanzas(run, units);
    for (const { at } of run) marks.set(at, isChapters ? 'chapter' : 'inner');
  }
  return marks;
}

function candidatesOf(units: readonly Unit[]): readonly Candidate[] {
  return units.flatMap((unit, at) => {
    const [line] = unit.lines;
    if (!line || unit.lines.length > 1 || line.text.length > 100) return [];
    const heading = parseHeading(line.text);
    if (!heading?.isBare || heading.number === undefined || !isIsolated(units, at)) return [];
    const { number, label = '', title } = heading;
    return [{ at, number, style: styleOf(label), hasTitle: title !== undefined }];
  });
}

function isIsolated(units: readonly Unit[], at: number): boolean {
  const unit = units[at] as Unit;
  const next = units[at + 1];
  return (at === 0 || unit.gap > 0 || unit.opensPage) && next !== undefined && next.gap > 0;
}

function styleOf(label: string): string {
  if (/\d/u.test(label)) return 'digits';
  if (/^[IVXLCDM]+$/u.test(label)) return 'roman';
  if (/^[ivxlcdm]+$/u.test(label)) return 'small roman';
  return /\p{Script=Han}/u.test(label) ? 'han' : 'words';
}

/** Runs of one style that ascend by one, or by two where a number is missing. A run may begin anew at one, or in a new part. */
function runsOf(
  candidates: readonly Candidate[],
  known: ReadonlyMap<number, HeadingMark['kind']>,
): readonly (readonly Candidate[])[] {
  const runs: Candidate[][] = [];
  const open = new Map<string, Candidate[]>();
  const openers = [...known].filter(([, kind]) => kind !== 'inner').map(([at]) => at);
  for (const candidate of candidates) {
    const run = open.get(candidate.style);
    const last = run?.at(-1);
    const step = last ? candidate.number - last.number : 0;
    if (run && (step === 1 || step === 2)) run.push(candidate);
    else if (
      candidate.number <= 1 ||
      (!last && candidate.number === 2) ||
      (last && startsAnew(last.at, candidate, openers))
    ) {
      const fresh = [candidate];
      runs.push(fresh);
      open.set(candidate.style, fresh);
    }
  }
  return runs;
}

const startsAnew = (last: number, candidate: Candidate, openers: readonly number[]): boolean =>
  candidate.number <= 2 && openers.some((at) => at > last && at < candidate.at);

/** A numbering that begins anew inside each section of another, without a part's heading above it. */
function isInside(
  style: string,
  runs: readonly (readonly Candidate[])[],
  known: ReadonlyMap<number, HeadingMark['kind']>,
): boolean {
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
