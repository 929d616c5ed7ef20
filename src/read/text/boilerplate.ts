import { continueField, type FieldLine, readFieldLine } from './field-lines.js';
import type { Line } from './lines.js';

/** What an archive wrote around the story. */
export interface Boilerplate {
  /** What it states of the story. */
  readonly fields: readonly FieldLine[];
  /** The lines set aside, first and last number, both included. */
  readonly ranges: readonly (readonly [number, number])[];
  readonly lines: readonly Line[];
}

const PROJECT = /project\s+gutenberg/iu;
const START =
  /^\*{2,}\s*START\s*(?:OF|:)\s*(?:TH(?:E|IS)\s+)?PROJECT\s+GUTENBERG|^\*?\*?\*?\s*END\s*\*?\s*THE\s+SMALL\s+PRINT|^\*END\*?\s*THE\s+SMALL\s+PRINT|^\*END THE SMALL PRINT|^\*{3,}\s*START\s+OF\s+(?:THE|THIS)\s+(?:EBOOK|ETEXT)/iu;
const END =
  /^(?:\*{2,}\s*)?(?:this\s+is\s+the\s+)?end\s+of\s+(?:the\s+|this\s+)?project\s+gutenberg|^\*{2,}\s*END\s+OF\s+(?:THE|THIS)\s+(?:PROJECT|EBOOK|ETEXT)|^\*{3}\s*START:?\s+FULL\s+LICENSE|^ende? dieses project?s? gutenberg|^the\s+project\s+gutenberg\s+e(?:text|book)\s+of\b.{0,200}\bends\b/iu;
/** Every mark says one of these: a quick test, for the long patterns are costly to compile. */
const MARK_WORDS = /projec|small\s+print|ebook|etext|license/i;
/** The header stands within so many lines. */
const HEADER_WITHIN = 600;
/** A header without a mark of its end reaches no further than this. */
const UNMARKED_HEADER = 60;
const FIELDS: ReadonlySet<string> = new Set(
  'title subtitle author translator illustrator editor published updated language other'.split(' '),
);

/** The lines without Project Gutenberg's header, credits and licence, of any of its eras; undefined when they have none. */
export function setBoilerplateAside(lines: readonly Line[]): Boilerplate | undefined {
  const opening = lines.slice(0, 12).some((line) => PROJECT.test(line.text.slice(0, 300)));
  const start = startMark(lines);
  const end = endMark(lines, start ?? 0);
  if (!opening && start === undefined && end === undefined) return undefined;
  const first = start ?? (opening ? unmarkedStart(lines) : 0);
  const last = end ?? lines.length;
  const credits = creditsEnd(lines, first, last);
  const header = lines.slice(0, first);
  return {
    fields: [...headerFields(header), ...creditsField(lines.slice(first, credits))],
    ranges: [rangeOf(lines.slice(0, credits)), rangeOf(lines.slice(last))].filter((range) => range !== undefined),
    lines: lines.slice(credits, last),
  };
}

function rangeOf(lines: readonly Line[]): readonly [number, number] | undefined {
  const [first, last] = [lines[0], lines.at(-1)];
  return first && last && [first.number, last.number];
}

function isMark({ text }: Line, form: RegExp, within: number): boolean {
  const start = text.slice(0, within);
  return MARK_WORDS.test(start) && form.test(start);
}

/** The first line of the story below the mark that closes the header. */
function startMark(lines: readonly Line[]): number | undefined {
  const marks = lines.slice(0, HEADER_WITHIN).flatMap((line, at) => (isMark(line, START, 200) ? [at] : []));
  const mark = marks.at(-1);
  if (mark === undefined) return undefined;
  let next = mark + 1;
  while (next < lines.length && isRestOfMark(lines[next] as Line)) next++;
  return next;
}

/** A mark that was too long for its line: `*** START OF THE PROJECT GUTENBERG EBOOK A LONG` / `TITLE ***`. */
const isRestOfMark = (line: Line): boolean => line.gap === 0 && /\*{3}$|^\[.*\]$/u.test(line.text);

function endMark(lines: readonly Line[], from: number): number | undefined {
  const tail = Math.max(from, Math.floor(lines.length / 3));
  const at = lines.slice(tail).findIndex((line) => isMark(line, END, 300));
  return at < 0 ? undefined : tail + at;
}

/** Where a header without a mark ends: after the last of its lines that speaks of the project or states a field. */
function unmarkedStart(lines: readonly Line[]): number {
  let last = -1;
  for (const [at, line] of lines.slice(0, UNMARKED_HEADER).entries()) {
    if (PROJECT.test(line.text) || /\be-?(?:text|book)\s*#?\d+/iu.test(line.text)) last = at;
  }
  while (last + 1 < lines.length && (lines[last + 1] as Line).gap === 0) last++;
  return last + 1;
}

const CREDITS =
  /^(?:(?:this\s+)?(?:e-?(?:text|book)\s+(?:was\s+)?)?(?:produced|prepared|transcribed|scanned|created|typed|digitized|proofed)(?:\s+and\s+\w+)?\s+by\b|e-?text\s+(?:prepared|produced|scanned)|credits:|html\s+version\s+by|proofread\s+by)/iu;

/** The paragraph that says who made the file, below the mark. */
function creditsEnd(lines: readonly Line[], first: number, last: number): number {
  if (first >= last || !CREDITS.test((lines[first] as Line).text)) return first;
  let at = first + 1;
  while (at < last && (lines[at] as Line).gap === 0) at++;
  return at;
}

function creditsField(lines: readonly Line[]): readonly FieldLine[] {
  const [first] = lines;
  if (!first) return [];
  const value = lines.map((line) => line.text).join(' ');
  return [{ label: 'Credits', match: OTHER, paragraphs: [value], line: first.number, column: first.column }];
}

const OTHER = { meaning: 'other', confidence: 1 } as const;

function headerFields(header: readonly Line[]): readonly FieldLine[] {
  const fields: FieldLine[] = [];
  let isOpen = false;
  for (const line of header) {
    const known = readFieldLine(plainLine(line)).filter(
      (field) => FIELDS.has(field.match.meaning) && field.match.confidence === 1,
    );
    const field = fields.at(-1);
    if (known.length > 0) fields.push(...known.map(asBookDate));
    else if (isOpen && field && line.gap === 0 && line.indent >= 2)
      fields.push(continueField(fields.pop() as FieldLine, line.text, false));
    isOpen = known.length > 0 || (isOpen && line.gap === 0);
  }
  const isLabelled = fields.some((field) => field.match.meaning === 'title');
  return [
    ...(isLabelled ? [] : firstLineFields(header)),
    ...fields,
    ...numberField(header),
    ...oldDate(header, fields),
  ];
}

/** `Most recently updated: …` is a label with two words more. */
const plainLine = (line: Line): Line => ({ ...line, text: line.text.replace(/^most recently\s+/iu, '') });

/** A posting date is later than the release it posts anew. */
function asBookDate(field: FieldLine): FieldLine {
  return /^posting/iu.test(field.label) ? { ...field, match: { ...field.match, confidence: 0.9 } } : field;
}

const FIRST_LINE =
  /(?:the\s+)?project\s+gutenberg(?:['’]s)?(?:\s+e-?(?:text|book)s?)?(?:\s*,?\s+of)?[\s:,]+(.{3,160}?),?\s+by\s+([^*#[\]]{3,80}?)(?:\s*[*#[(].*)?$/iu;

/** `The Project Gutenberg Etext of The Ferry, by Ann Lee`: before 2000 the header said it nowhere else. */
function firstLineFields(header: readonly Line[]): readonly FieldLine[] {
  for (const [at, line] of header.slice(0, 12).entries()) {
    if (!PROJECT.test(line.text)) continue;
    const next = header[at + 1];
    const text = next?.gap === 0 ? `${line.text} ${next.text}` : line.text;
    const match = FIRST_LINE.exec(line.text.slice(0, 300)) ?? FIRST_LINE.exec(text.slice(0, 400));
    if (!match) continue;
    const place = { line: line.number, column: line.column };
    return [
      { label: 'Title', match: { meaning: 'title', confidence: 0.9 }, paragraphs: [match[1] ?? ''], ...place },
      {
        label: 'Author',
        match: { meaning: 'author', confidence: 0.9 },
        paragraphs: [fullName(match[2] ?? '', header)],
        ...place,
      },
    ];
  }
  return [];
}

/** `H. Thorne`, where a line of its own further down says `by Hezekiah Thorne`: the same person, called in full. */
function fullName(name: string, header: readonly Line[]): string {
  const [initials, surname = ''] = /^((?:\p{Lu}\.\s?)+)\s?(\p{L}[\p{L}'’-]+)$/u.exec(name.trim())?.slice(1) ?? [];
  if (initials === undefined) return name;
  const first = initials.replace(/[^\p{Lu}]/gu, '');
  const isSame = (full: string): boolean => {
    const words = full.split(/\s+/u);
    const given = words.slice(0, -1).map((word) => word[0]?.toUpperCase());
    const isWritten = /^(?:\p{Lu}[\p{L}.'’-]*\s?)+$/u.test(full) && /\p{Ll}/u.test(full);
    return isWritten && words.at(-1)?.toLowerCase() === surname.toLowerCase() && given.join('') === first;
  };
  const bylines = header.map((line) => /^by\s+(.{5,60})$/iu.exec(line.text)?.[1] ?? '');
  return bylines.find(isSame) ?? name;
}

/** `January, 1994  [Etext #103]`. */
function oldDate(header: readonly Line[], fields: readonly FieldLine[]): readonly FieldLine[] {
  if (fields.some((field) => field.match.meaning === 'published')) return [];
  for (const line of header.slice(0, 60)) {
    const date = /^\**\s*(\p{L}{3,9},?\s+(?:\d{1,2},\s+)?\d{4})\s*\[e-?(?:text|book)/iu.exec(
      line.text.slice(0, 200),
    )?.[1];
    if (date === undefined) continue;
    return [
      {
        label: 'Release Date',
        match: { meaning: 'published', confidence: 1 },
        paragraphs: [date],
        line: line.number,
        column: line.column,
      },
    ];
  }
  return [];
}

function numberField(header: readonly Line[]): readonly FieldLine[] {
  for (const line of header) {
    const number = /\[e-?(?:text|book)\s*#?\s*(\d{1,6})\]/iu.exec(line.text.slice(0, 300))?.[1];
    if (number === undefined) continue;
    const value = `https://www.gutenberg.org/ebooks/${number}`;
    return [
      {
        label: 'EBook',
        match: { meaning: 'identifier', confidence: 1 },
        paragraphs: [value],
        line: line.number,
        column: line.column,
      },
    ];
  }
  return [];
}
