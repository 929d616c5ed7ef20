import { readNumber } from '../vocabulary/heading-numbers.js';
import { isIsolated } from './bare-headings.js';
import type { Layout } from './layout-class.js';
import type { Line } from './lines.js';
import type { Unit } from './paragraphs.js';
import { isCapitals } from './title-line.js';

interface Counted {
  readonly at: number;
  readonly word: string;
  readonly number: number;
  readonly isInCapitals: boolean;
}

const LONGEST = 80;
/** The second heading stands within so many lines of the first. */
const WITHIN = 2000;
/** Fewer than three such lines must be in capitals, for `Day 1` and `Day 2` may be anything. */
const FEWEST = 3;

/**
 * Headings that an author's own word counts: `JOURNEY I.--THE WAISTCOAT`, `JOURNEY II.--…`. The same word on lines of
 * their own, numbered from one on without a gap, with the story between them. Gives each line's number.
 */
export function countedHeadings(units: readonly Unit[], layout: Layout): ReadonlyMap<number, number> {
  const byWord = new Map<string, Counted[]>();
  for (let at = 0; at < units.length; at++) {
    const counted = readCounted(units, at, layout);
    const run = byWord.get(counted?.word ?? '');
    if (run && counted) run.push(counted);
    else if (counted) byWord.set(counted.word, [counted]);
  }
  const runs = [...byWord.values()].filter((run) => isRun(run, units));
  return runs.length === 1 ? new Map(runs.flat().map(({ at, number }) => [at, number])) : new Map();
}

function readCounted(units: readonly Unit[], at: number, layout: Layout): Counted | undefined {
  const [line, ...others] = (units[at] as Unit).lines;
  if (!line || others.length > 0 || !isIsolated(units, at, layout)) return undefined;
  const counted = parseCounted(line.text);
  return counted && { at, ...counted };
}

/** `Night 1`, `ERRAND I.--THE FISHMONGER`: a word with a number, and at most a title behind its sign. */
function parseCounted(text: string): Omit<Counted, 'at'> | undefined {
  if (text.length > LONGEST) return undefined;
  const [opening, word] = /^[^\p{L}\p{N}]{0,3}(\p{L}{3,16})\s(?:[Tt][Hh][Ee]\s)?/u.exec(text) ?? [];
  if (opening === undefined || word === undefined || !/^\p{Lu}/u.test(word) || /^the$/iu.test(word)) return undefined;
  const rest = text.slice(opening.length);
  const number = readNumber(rest);
  const isWhole = number !== undefined && /^(?:$|\s?[.:)\]—–-])/u.test(rest.slice(number.length));
  if (!isWhole || /[,:;]$|[.!?]["”]?$/u.test(rest.slice(number.length + 1))) return undefined;
  return { word: word.toLowerCase(), number: number.value, isInCapitals: isCapitals(word) };
}

/** Whether the line is the first of such headings: the second stands further down. */
export function isFirstCounted(lines: readonly Line[], at: number): boolean {
  const first = parseCounted((lines[at] as Line).text);
  if (first?.number !== 1) return false;
  return lines.slice(at + 1, at + WITHIN).some((line) => {
    const next = line.text.length <= LONGEST ? parseCounted(line.text) : undefined;
    return next?.word === first.word && next.number === 2;
  });
}

/** One, two, three …, each with at least a paragraph below it that is no other such line. */
function isRun(run: readonly Counted[], units: readonly Unit[]): boolean {
  const isEnough = run.length >= FEWEST || (run.length === 2 && run.every(({ isInCapitals }) => isInCapitals));
  return (
    isEnough &&
    run.every(({ number }, index) => number === index + 1) &&
    run.every(({ at }, index) => (run[index + 1]?.at ?? units.length) > at + 1)
  );
}
