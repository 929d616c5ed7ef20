import { type AuthorNote, type Block, type Place, paragraph, type ReceiptHow } from '../../model/story.js';
import { plainText } from '../../model/visit.js';
import { dropStart, type Run, trimStart } from '../hast/runs.js';
import type { HeaderField } from '../header-fields.js';
import { parseHeading } from '../vocabulary/headings.js';
import { type LabelMatch, lookUpLabel, splitLabel } from '../vocabulary/labels.js';
import type { Line } from './lines.js';

/** A label with its value, as lines or blocks of the text give it. */
export interface LabelledValue {
  readonly match: LabelMatch;
  readonly label: string;
  readonly value: string;
  readonly blocks: readonly Block[];
  readonly place: Place;
}

/** What labels mean in credits, beside what they mean everywhere. */
export type Aliases = Readonly<Record<string, LabelMatch['meaning']>>;

export interface LabelledLines {
  readonly values: readonly LabelledValue[];
  /** Lines below the last value that do not belong to it: text that came too close to a list. */
  readonly rest: readonly Line[];
}

/**
 * The labelled values that the lines are, or undefined when they are not all of that kind: each line is `Label: value`
 * or goes on with the value before it.
 */
export function labelledLines(lines: readonly Line[], aliases: Aliases = {}): LabelledLines | undefined {
  const values: LabelledValue[] = [];
  const rest: Line[] = [];
  for (const line of lines) {
    const labelled = labelledLine(line, aliases);
    const last = values.at(-1);
    if (labelled && rest.length === 0) values.push(labelled);
    else if (last && rest.length === 0 && isContinuation(line, last)) values[values.length - 1] = continued(last, line);
    else if (last && line.isWrapped) rest.push(line);
    else return undefined;
  }
  return { values, rest };
}

/** The line as a label with its value. */
export function labelledLine({ run, text, place }: Line, aliases: Aliases = {}): LabelledValue | undefined {
  const split = splitLabel(text) ?? splitByAlias(text, aliases);
  // `Chapter 1: The Rain` has a number where `Chapters: 12` has none.
  if (!split || parseHeading(split.label)?.number !== undefined) return undefined;
  const alias = aliases[split.label.toLowerCase()];
  const match = alias ? { meaning: alias, confidence: 1 } : lookUpLabel(split.label);
  if (!match) return undefined;
  const value = bare(split.value);
  return { match, label: split.label, value, blocks: blocksOf(run, value), place };
}

function splitByAlias(text: string, aliases: Aliases): { readonly label: string; readonly value: string } | undefined {
  const found = /^\s*(\p{L}[\p{L} ]{1,30}):\s+(\S.*)$/u.exec(text.slice(0, 1000));
  return found?.[1] && found[2] && aliases[found[1].toLowerCase()] ? { label: found[1], value: found[2] } : undefined;
}

/** `[CC-BY]` → `CC-BY`: links without an address, as licences are often written. */
const bare = (value: string): string => /^\[([^[\]]+)\]$/.exec(value)?.[1] ?? value;

/** The value with its own emphasis: the end of the run that is as long as the value. */
function blocksOf(run: Run, value: string): readonly Block[] {
  if (value === '') return [];
  const shown = plainText(run).trimEnd();
  const start = shown.lastIndexOf(value);
  const kept = start < 0 ? undefined : trimStart(dropStart(run, start));
  return [kept && plainText(kept).trimEnd() === value ? paragraph(kept) : paragraph(value)];
}

/** Values of a word or two, which no second line goes on with. */
const SHORT: ReadonlySet<string> = new Set([
  ...['title', 'language', 'published', 'updated', 'completed', 'date', 'status', 'words', 'rating', 'source'],
]);

/** A value that is wrapped goes on in lower case, or after a line as long as wrapped lines are. */
function isContinuation(line: Line, last: LabelledValue): boolean {
  if (SHORT.has(last.match.meaning)) return false;
  return line.isWrapped || last.value.length > 45 || last.value === '' || /^\p{Ll}/u.test(line.text);
}

function continued(last: LabelledValue, { run, text }: Line): LabelledValue {
  const value = last.value === '' ? text : `${last.value} ${text}`;
  const [only] = last.blocks;
  const joined = only?.type === 'paragraph' ? [...only.children, { type: 'text', value: ' ' } as const, ...run] : run;
  return { ...last, value, blocks: [paragraph(joined)] };
}

/** The labelled value as a header field. Blocks are only for fields of running text. */
export function headerField({ match, label, value, blocks, place }: LabelledValue, how: ReceiptHow): HeaderField {
  const confidence = how === 'heading' ? 0.95 : 0.9;
  return { match, label, value, ...(blocks.length > 0 && { blocks }), receipt: { ...place, how, confidence } };
}

/** A labelled value that is a note, as one. */
export function noteOf({ label, value, blocks, place }: LabelledValue): AuthorNote {
  return { label, blocks: blocks.length > 0 ? blocks : [paragraph(value)], place };
}
