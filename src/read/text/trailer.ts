import { readDate } from '../../text/dates.js';
import { isEnding } from '../vocabulary/endings.js';
import { parseHeading } from '../vocabulary/headings.js';
import { judgeSceneBreak } from '../vocabulary/scene-breaks.js';
import { continueField, type FieldLine, readFieldLine } from './field-lines.js';
import type { Statement } from './front-page/draft.js';
import { RIGHTS_HOLDER } from './front-page/forms.js';
import type { Line } from './lines.js';
import { cleanName, nameLikeness } from './person-name.js';

export interface Trailer {
  readonly lines: readonly Line[];
  readonly fields: readonly FieldLine[];
  readonly author?: Statement;
  readonly rights?: Statement;
  /** Adverts of those who passed the file on. */
  readonly adverts: readonly Line[];
  /** The lines below `-- ` that a mail program added, the dashes among them. */
  readonly signature: readonly Line[];
}

/** A trailer is looked for in so many lines. */
const WITHIN = 12;
/** More text than this is a story's, or a note that its chapter keeps. */
const LONGEST_TRAILER = 1200;

/** The story's lines, and what stands below its end: dates, notes, a byline, ©, adverts. */
export function takeTrailer(lines: readonly Line[]): Trailer {
  const adverts = endingLines(lines, (line) => isAdvert(line.text.slice(0, 200)));
  const posted = lines.slice(0, lines.length - adverts.length);
  const told = posted.slice(0, mailSignature(posted));
  const start = labelsStart(told);
  const fields = start === undefined ? [] : fieldsOf(told.slice(start));
  const signed = takeSignature(start === undefined ? told : told.slice(0, start));
  return { ...signed, fields, adverts, signature: posted.slice(told.length) };
}

/** RFC 3676 #section-4.3: two dashes and a space open a signature. */
function mailSignature(lines: readonly Line[]): number {
  const within = Math.max(1, lines.length - 9);
  const at = lines.slice(within).findLastIndex((line) => line.text === '--');
  return at < 0 || lines.slice(within + at).some((line) => line.text.length > 100) ? lines.length : within + at;
}

const ADVERT =
  /\b(?:downloaded|another (?:fine )?file|courtesy|uploaded|distributed)\b.{0,40}\b(?:from|by|of)\b.{0,120}(?:\d{3}[-.)]\s?\d{3}[-.]\d{4}|\bbbs\b|systems?\b)|\bbbs\b.{0,80}\d{3}[-.)]\s?\d{3}[-.]\d{4}|\d{3}[-.)]\s?\d{3}[-.]\d{4}.{0,80}\b(?:bbs|baud|bps|sysop)\b/iu;

/** A quick test first, for the pattern is costly to compile. */
const isAdvert = (text: string): boolean => /bbs|system|\d{3}[-.)]\s?\d{3}/i.test(text) && ADVERT.test(text);

function endingLines(lines: readonly Line[], isOne: (line: Line) => boolean): readonly Line[] {
  let start = lines.length;
  while (start > 0 && isOne(lines[start - 1] as Line)) start--;
  return lines.slice(start);
}

const MEANINGS: ReadonlySet<string> = new Set(
  'note completed published updated date status author rights disclaimer words source series'.split(' '),
);
const DATES: ReadonlySet<string> = new Set(['completed', 'published', 'updated', 'date']);
/** Letters within a story end in these, too. */
const LETTERS_OWN = /^(?:p\.?\s?s|date|name|edit)/iu;
const OTHER_LABELS = /^(?:beta|feedback|archive|e-?mail|contact|reviews?|credits?|thanks)/iu;

function trailerField(line: Line): FieldLine | undefined {
  const [field] = readFieldLine(line);
  if (!field || !/[:：]/u.test(line.text.slice(0, 40))) return undefined;
  const { meaning, confidence } = field.match;
  if (meaning === 'other') return OTHER_LABELS.test(field.label) ? field : undefined;
  if (!MEANINGS.has(meaning) || confidence < 0.9) return undefined;
  if (!DATES.has(meaning)) return field;
  const value = field.paragraphs[0] ?? '';
  return readDate(value).kind !== 'none' || value.length < 24 ? field : undefined;
}

/** Where the labels begin: the first of the last lines with one, when all that follows are labels or a note's text. */
function labelsStart(lines: readonly Line[]): number | undefined {
  const from = Math.max(1, lines.length - WITHIN);
  for (let at = from; at < lines.length; at++) {
    const field = trailerField(lines[at] as Line);
    const isApart = (lines[at] as Line).gap > 0 || trailerField(lines[at - 1] as Line) !== undefined;
    const isBelowHeading = parseHeading((lines[at - 1] as Line).text)?.isBare === false;
    if (field && isApart && !isBelowHeading && !LETTERS_OWN.test(field.label) && isAllTrailer(lines.slice(at)))
      return at;
  }
  return undefined;
}

function isAllTrailer(lines: readonly Line[]): boolean {
  let meaning = '';
  let length = 0;
  for (const line of lines) {
    const field = trailerField(line);
    if (field) meaning = field.match.meaning;
    else if (!(meaning === 'note' || meaning === 'disclaimer' || line.gap === 0)) return false;
    if (judgeSceneBreak(line.text) === 'break' || parseHeading(line.text)?.isBare === false) return false;
    length += line.text.length;
  }
  return length <= LONGEST_TRAILER;
}

function fieldsOf(lines: readonly Line[]): readonly FieldLine[] {
  const fields: FieldLine[] = [];
  for (const line of lines) {
    const field = trailerField(line);
    if (field) fields.push(field);
    else fields.push(continueField(fields.pop() as FieldLine, line.text, line.gap > 0));
  }
  return fields;
}

const DASH_NAME = /^[-–—~]{1,3}\s?(\p{L}[\p{L}\p{M} .'’-]{2,40})$/u;
const BY_NAME = /^\(?(?:written\s+|story\s+|a\s+story\s+)?by:?\s+(.{3,60}?)\)?$/iu;
const RIGHTS = /^(?:\(c\)|©|copyright\s+(?:\(c\)|©|\d{4}))/iu;
/** A © is looked for in so many lines. */
const RIGHTS_WITHIN = 5;

/** A byline and a © among the last lines. */
function takeSignature(lines: readonly Line[]): Pick<Trailer, 'lines' | 'author' | 'rights'> {
  const at = rightsStart(lines);
  const written = lines.slice(at).map((line) => line.text);
  const rights = at < lines.length ? statementOf(lines[at] as Line, written.join(' '), 0.7) : undefined;
  const told = lines.slice(0, at);
  const last = told.at(-1);
  const hasEnding = told.slice(-4, -1).some((line) => isEnding(line.text) !== undefined);
  const signed = last && told.length > 3 && (last.gap > 0 || hasEnding) ? signature(last, hasEnding) : undefined;
  const held = rights && holderOf(rights, written[0] ?? '');
  const author = signed ?? held;
  return { lines: signed ? told.slice(0, -1) : told, ...(author && { author }), ...(rights && { rights }) };
}

function holderOf(rights: Statement, line: string): Statement | undefined {
  const holder = cleanName(RIGHTS_HOLDER.exec(line.split(/\.\s/u)[0] ?? '')?.[1] ?? '');
  return nameLikeness(holder) >= 0.4 ? { ...rights, text: holder, confidence: 0.6 } : undefined;
}

/** The © that closes the file, with the lines below it in the same paragraph; where the lines end when there is none. */
function rightsStart(lines: readonly Line[]): number {
  const from = Math.max(3, lines.length - RIGHTS_WITHIN);
  const at = lines.findIndex((line, index) => index >= from && RIGHTS.test(line.text));
  const isLast =
    at >= 0 && lines.slice(at).every((line, index) => (index === 0 || line.gap === 0) && line.text.length < 160);
  return isLast ? at : lines.length;
}

function signature(line: Line, hasEnding: boolean): Statement | undefined {
  const byline = /by/i.test(line.text) ? BY_NAME.exec(line.text)?.[1] : undefined;
  if (byline !== undefined && nameLikeness(cleanName(byline)) >= 0.4) return statementOf(line, cleanName(byline), 0.8);
  const signed = /^[-–—~]/.test(line.text) ? DASH_NAME.exec(line.text)?.[1] : undefined;
  if (signed === undefined || nameLikeness(signed) < (hasEnding ? 0.4 : 0.85)) return undefined;
  return statementOf(line, cleanName(signed), 0.7);
}

const statementOf = (line: Line, text: string, confidence: number): Statement => ({
  text,
  line: line.number,
  column: line.column + Math.max(0, line.text.indexOf(text)),
  confidence,
});
