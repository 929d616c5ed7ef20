import type { Verse, VerseLine } from '../../model/story.js';
import { plainText } from '../../model/visit.js';
import { dropStart, type Run, trimStart } from './runs.js';

const LONGEST_LINE = 60;
const FEWEST_LINES = 3;
const MOST_STEPS = 6;
const SPACES_A_STEP = 2;

/** Whether lines that the source breaks on purpose read as verse: several, all short, not a conversation. */
export function isVerse(lines: readonly Run[]): boolean {
  if (lines.length < FEWEST_LINES) return false;
  const texts = lines.map((line) => plainText(line).trim());
  if (texts.some((line) => line.length > LONGEST_LINE)) return false;
  const spoken = texts.filter((line) => /^["“„«‹–—-]/.test(line)).length;
  return spoken * 2 < texts.length;
}

/** Whether lines that the source merely wraps read as verse: each short line is one emphasis, or has a bar before it. */
export function isMarkedVerse(lines: readonly Run[]): boolean {
  if (lines.length < 2) return false;
  return isBarred(lines) || lines.every((line) => line.length === 1 && line[0]?.type === 'emphasis' && isShort(line));
}

const isShort = (line: Run): boolean => plainText(line).length <= LONGEST_LINE;
const isBarred = (lines: readonly Run[]): boolean => lines.every((line) => /^\|(?: |$)/.test(plainText(line)));

/** The lines as a stanza. Indents come from the source's lines where they are known, else from no-break spaces. */
export function verse(lines: readonly Run[], indents: readonly number[] | undefined): Verse {
  const bare = isBarred(lines) ? lines.map((line) => dropStart(line, 2)) : lines;
  const margin = (indents ?? [0]).reduce((least, spaces) => Math.min(least, spaces), Number.POSITIVE_INFINITY);
  return {
    type: 'verse',
    stanzas: [bare.map((line, index) => verseLine(line, (indents?.[index] ?? margin) - margin))],
  };
}

function verseLine(line: Run, spaces: number): VerseLine {
  const lead = /^[\s\u00a0]*/.exec(plainText(line))?.[0] ?? '';
  const wide = [...lead].reduce(
    (sum, space) => sum + (space === '\u2003' || space === '\u3000' ? SPACES_A_STEP : 1),
    0,
  );
  return { indent: Math.min(MOST_STEPS, Math.floor((spaces + wide) / SPACES_A_STEP)), children: trimStart(line) };
}
