import type { FieldLine } from './field-lines.js';
import type { Line } from './lines.js';

export interface ManuscriptHead {
  readonly fields: readonly FieldLine[];
  readonly after: readonly Line[];
}

/** A name on the left and the length on the right: `Ann Fell                about 4,200 words`. */
const FIRST_LINE = /^(\S.{1,58}?)\s{4,}(?:(?:about|approx(?:imately|\.)?|ca?\.?|~)\s*)?([\d,. ]{1,9})\s*words\.?$/iu;
/** Name, street, town, telephone, address and agent. */
const MOST_LINES = 9;
const LONGEST_LINE = 50;

/**
 * The head of a manuscript as editors want it (https://www.shunn.net/format/): who to answer, and how long it is. It is
 * kept beside the story, for it states no author: the name in it may be an agent's, or not the one on the title.
 */
export function takeManuscriptHead(lines: readonly Line[]): ManuscriptHead | undefined {
  const [first] = lines;
  const start = first?.text.slice(0, 120) ?? '';
  const parts = /words\.?$/i.test(start) ? FIRST_LINE.exec(start) : undefined;
  if (!first || !parts) return undefined;
  let end = 1;
  while (end < Math.min(lines.length, MOST_LINES) && (lines[end] as Line).gap === 0) end++;
  const contact = lines.slice(1, end);
  if (contact.some(({ text }) => text.length > LONGEST_LINE) || (lines[end]?.gap ?? 0) === 0) return undefined;
  const place = { line: first.number, column: first.column };
  const names = [parts[1] ?? '', ...contact.map(({ text }) => text)].join('; ');
  return {
    fields: [
      { label: 'Words', match: { meaning: 'words', confidence: 1 }, paragraphs: [(parts[2] ?? '').trim()], ...place },
      { label: 'Manuscript head', match: { meaning: 'other', confidence: 1 }, paragraphs: [names], ...place },
    ],
    after: lines.slice(end),
  };
}
