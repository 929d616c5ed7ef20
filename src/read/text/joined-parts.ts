import { withoutPart } from '../header/values.js';
import { foldLabel } from '../vocabulary/labels.js';
import { judgeSceneBreak } from '../vocabulary/scene-breaks.js';
import { type FieldLine, readFieldLine } from './field-lines.js';
import { type Line, setApart } from './lines.js';
import { takeMailHeader } from './mail-header.js';

export interface JoinedParts {
  readonly lines: readonly Line[];
  /** The numbers of the first and last lines of each header that was left out. */
  readonly ranges: readonly (readonly [number, number])[];
}

/** The first line of a mail or an article within a file: nothing else begins so. */
const OPENING = /^(?:From|Path|Newsgroups|Subject|Date|Message-ID|Article)\b.{0,20}?[:@ ]/u;

/**
 * A story that was posted in parts and saved one below the other: each part has its mail header, and below it says again
 * whose story it is. The lines without these headers but the first.
 */
export function joinParts(lines: readonly Line[]): JoinedParts {
  const head = takeMailHeader(lines);
  if (!head) return { lines, ranges: [] };
  const known = new Map(labelsOf(head.after.slice(0, 40)).map((field) => [foldLabel(field.label), told(field)]));
  const kept: Line[] = [];
  const ranges: [number, number][] = [];
  const first = lines.length - head.after.length;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as Line;
    const end = at >= first && line.gap > 0 && OPENING.test(line.text) ? endOfHeader(lines, at, known) : at;
    if (end === at) {
      kept.push(at > 0 && lines[at - 1] !== kept.at(-1) ? setApart(line) : line);
      continue;
    }
    // A rule above a header parts it from the part before.
    const rule = kept.length > first && judgeSceneBreak(kept.at(-1)?.text ?? '') === 'break' ? kept.pop() : undefined;
    ranges.push([(rule ?? line).number, (lines[end - 1] as Line).number]);
    at = end - 1;
  }
  return { lines: kept, ranges };
}

/** Where the header that begins at the line ends, with the labels below it that only repeat; the line itself for none. */
function endOfHeader(lines: readonly Line[], from: number, known: ReadonlyMap<string, string>): number {
  const rest = lines.slice(from, from + 120);
  const mail = takeMailHeader(rest);
  if (!mail?.fields.some(({ label }) => /^subject$/iu.test(label))) return from;
  let end = from + rest.length - mail.after.length;
  for (let at = end; at < Math.min(lines.length, end + 20); at++) {
    const fields = readFieldLine(lines[at] as Line);
    const repeats = fields.length > 0 && fields.every((field) => isRepeated(field, known));
    if (!repeats) break;
    end = at + 1;
  }
  const below = lines[end];
  return below && judgeSceneBreak(below.text) === 'break' ? end + 1 : end;
}

const isRepeated = (field: FieldLine, known: ReadonlyMap<string, string>): boolean =>
  /^parts?$/iu.test(field.label) || known.get(foldLabel(field.label)) === told(field);

const labelsOf = (lines: readonly Line[]): readonly FieldLine[] => lines.flatMap((line) => readFieldLine(line));

const told = ({ paragraphs }: FieldLine): string => withoutPart(paragraphs.join(' ').trim().toLowerCase());
