import { parseHeading } from '../vocabulary/headings.js';
import { type LabelMatch, lookUpLabel, splitLabel } from '../vocabulary/labels.js';
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
  const whole = splitLabel(line.text);
  const match = whole && lookUpLabel(whole.label);
  if (!whole || !match || /\d/u.test(whole.label)) return [];
  if (match.takenFor !== undefined && parseHeading(line.text)) return [];
  const first = { label: whole.label, match, line: line.number, column: line.column + whole.column - 1 };
  if (PROSE_MEANINGS.has(match.meaning)) return [{ ...first, paragraphs: paragraphsOf(whole.value) }];
  const [value = '', ...more] = whole.value.slice(0, 2000).split(INNER_SEPARATOR);
  const fields = more.flatMap((part) => innerField(part, line));
  const isSplit = more.length > 0 && fields.length === more.length;
  return isSplit
    ? [{ ...first, paragraphs: paragraphsOf(value) }, ...fields]
    : [{ ...first, paragraphs: paragraphsOf(whole.value) }];
}

function innerField(part: string, line: Line): readonly FieldLine[] {
  const inner = splitLabel(part);
  const match = inner && lookUpLabel(inner.label);
  if (!inner || match?.confidence !== 1) return [];
  const column = line.column + Math.max(0, line.text.indexOf(part));
  return [{ label: inner.label, match, paragraphs: paragraphsOf(inner.value), line: line.number, column }];
}

const paragraphsOf = (value: string): readonly string[] => (value === '' ? [] : [value]);

/** The field with a line more: of its last paragraph, or of a new one. */
export function continueField(field: FieldLine, text: string, isNewParagraph: boolean): FieldLine {
  const last = field.paragraphs.at(-1);
  if (last === undefined || isNewParagraph) return { ...field, paragraphs: [...field.paragraphs, text] };
  return { ...field, paragraphs: [...field.paragraphs.slice(0, -1), `${last} ${text}`] };
}
