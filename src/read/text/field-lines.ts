import { parseHeading } from '../vocabulary/headings.js';
import { type LabelledLine, type LabelMatch, lookUpLabel, splitLabel } from '../vocabulary/labels.js';
import type { Line } from './lines.js';

/** A header line and what continues it. */
export interface FieldLine {
  readonly label: string;
  readonly match: LabelMatch;
  /** The value: its lines joined, a string a paragraph. Empty when the label stands alone. */
  readonly paragraphs: readonly string[];
  readonly line: number;
  readonly column: number;
}

/** Values that are prose: they may wrap anywhere and have several paragraphs. */
export const PROSE_MEANINGS: ReadonlySet<string> = new Set(['summary', 'note', 'disclaimer', 'dedication']);

/** `Rated: T | Genre: Drama`, `Rated: T - Status: Complete`: several fields on one line. */
const INNER_SEPARATOR = /\s+(?:[|•·]|[-–—])\s+(?=[A-Za-z][A-Za-z /']{1,20}:\s)/u;

/** The fields of a header line: mostly one, none when it has no known label. */
export function readFieldLine(line: Line): readonly FieldLine[] {
  const whole = splitLabel(line.text) ?? splitRating(line.text);
  const match = whole && lookUpLabel(whole.label);
  if (!whole || !match || /\d/u.test(whole.label)) return [];
  if (match.takenFor !== undefined && parseHeading(line.text)) return [];
  const first = { label: whole.label, match, line: line.number, column: line.column + whole.column - 1 };
  if (PROSE_MEANINGS.has(match.meaning)) return [{ ...first, paragraphs: paragraphsOf(whole.value) }];
  const [value = '', ...more] = whole.value.slice(0, 2000).split(INNER_SEPARATOR);
  const fields = more.map((part) => innerField(part, line));
  const known = fields.filter((field) => field.match.meaning !== 'other' || lookUpLabel(field.label)).length;
  const isSplit = known > 0 && known * 2 > fields.length && whole.value.length <= 2000;
  return isSplit
    ? [{ ...first, paragraphs: paragraphsOf(value) }, ...fields]
    : [{ ...first, paragraphs: paragraphsOf(whole.value) }];
}

/** `Rated M for swearing`: the one label that needs no sign behind it. */
function splitRating(text: string): LabelledLine | undefined {
  if (!/^[\s*_([]{0,4}[Rr]ated/.test(text)) return undefined;
  const found = /^[\s*_([]{0,4}(rated)\s+((?:NC-?17|PG-?1[35]|PG|K\+|K|MA|G|T|R|M|E)(?![\p{L}\p{N}]).{0,80})$/u.exec(
    text.slice(0, 120).replace(/^([\s*_([]*)Rated/u, '$1rated'),
  );
  return found?.[2] === undefined ? undefined : { label: 'Rated', value: found[2], column: 1 };
}

/** `Words: 1,234`; a label that nobody knows stands for something other. */
function innerField(part: string, line: Line): FieldLine {
  const colon = part.indexOf(':');
  const label = part.slice(0, colon).trim();
  const match = lookUpLabel(label) ?? { meaning: 'other', confidence: 1 };
  const column = line.column + Math.max(0, line.text.indexOf(part));
  return { label, match, paragraphs: paragraphsOf(part.slice(colon + 1).trim()), line: line.number, column };
}

const paragraphsOf = (value: string): readonly string[] => (value === '' ? [] : [value]);

/** The field with a line more: of its last paragraph, or of a new one. */
export function continueField(field: FieldLine, text: string, isNewParagraph: boolean): FieldLine {
  const last = field.paragraphs.at(-1);
  if (last === undefined || isNewParagraph) return { ...field, paragraphs: [...field.paragraphs, text] };
  return { ...field, paragraphs: [...field.paragraphs.slice(0, -1), `${last} ${text}`] };
}
