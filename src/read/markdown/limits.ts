import { countMarkup, type TextCounts } from '../limits.js';

/** How many containers (quotes, list items) may open on one line. */
const CONTAINER_LIMIT = 32;
/** Wider indents nest lists deeper than that. */
const INDENT_LIMIT = 200;
/** How many signs of markup the text between two block marks may hold: pairing them takes time by their square. */
const DENSITY_LIMIT = 1000;
/** Longer stretches without a blank line are no paragraphs, whatever signs they hold. */
const LENGTH_LIMIT = 1_000_000;
/** A line this long is a paragraph of its own, in practice. */
const LONG_LINE = 200;

/** How many headings may be made by a line below them: the parser goes through the whole text for each. */
export const SETEXT_LIMIT = 200;

const SIGNS: ReadonlySet<number> = new Set([...'*_[]<`~\\'].map((sign) => sign.charCodeAt(0)));
const BLOCK_MARK = /^[ \t]*(?:[-+*>#|]|\d{1,9}[.)])/;
const RULE = /^[-*_=~#+ \t]*$/;

/** What of the Markdown costs memory to read, counted without reading it. */
export function countMarkdown(text: string): TextCounts {
  const { characters, elements = 0, attributes = 0 } = countMarkup(text);
  const stars = countOf(/^[ \t]*\*/gm, text);
  return {
    characters,
    elements,
    attributes,
    lines: 1 + countOf(/\n/g, text),
    containers: stars + countOf(/^[ \t]*[-+>#0-9]|\|/gm, text),
    signs: countOf(/[*_[\]<`~\\]/g, text) - stars,
  };
}

/** How often the pattern is found, which must be global. One at a time: a hostile text would fill the memory with matches. */
function countOf(pattern: RegExp, text: string): number {
  let count = 0;
  while (pattern.test(text)) count += 1;
  return count;
}

/** Whether the lines hold more markup, or more text at a stretch, than a paragraph of a story. */
export function isDense(lines: readonly string[]): boolean {
  const length = lines.reduce((sum, line) => sum + line.length, 0);
  if (length <= DENSITY_LIMIT) return false;
  let signs = 0;
  let last = '';
  for (const line of lines) {
    if (BLOCK_MARK.test(line) || last.length > LONG_LINE) signs = 0;
    last = line;
    if (!RULE.test(line)) signs += countSigns(line);
    if (signs > DENSITY_LIMIT) return true;
  }
  return length > LENGTH_LIMIT;
}

function countSigns(line: string): number {
  let count = 0;
  for (let index = 0; index < line.length && count <= DENSITY_LIMIT; index += 1) {
    if (SIGNS.has(line.charCodeAt(index))) count += 1;
  }
  return count;
}

/** The line with no more containers and no wider an indent than the limits: the surplus marks go, the text stays. */
export function thinOut(line: string): string {
  const first = line[0];
  if (first === undefined || !' \t>-+*0123456789'.includes(first)) return line;
  let at = 0;
  let containers = 0;
  let keptUntil = 0;
  for (;;) {
    const mark = /^[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))/.exec(line.slice(at, at + INDENT_LIMIT + 20));
    if (!mark) break;
    at += mark[0].length;
    containers += 1;
    if (containers === CONTAINER_LIMIT) keptUntil = at;
  }
  if (containers > CONTAINER_LIMIT) return `${line.slice(0, keptUntil)} ${line.slice(at).trimStart()}`;
  const indent = line.length - line.trimStart().length;
  return indent > INDENT_LIMIT ? line.slice(0, INDENT_LIMIT) + line.trimStart() : line;
}

/** Whether the line makes a heading of the paragraph above it. CommonMark 0.31 #setext-headings. */
export const isSetextUnderline = (line: string): boolean => /^ {0,3}(?:=+|-+)[ \t]*$/.test(line);
