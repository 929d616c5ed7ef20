import { lookUpLabel } from '../vocabulary/labels.js';
import type { FieldLine } from './field-lines.js';
import type { Line } from './lines.js';

const NAMES: ReadonlySet<string> = new Set(
  [
    'from date subject newsgroups path message-id organisation organization lines to cc article sender reply-to',
    'references xref followup-to distribution approved expires summary keywords status originator nntp-posting-host',
    'nntp-posting-date mime-version content-type content-transfer-encoding content-length received return-path',
    'user-agent in-reply-to posted-by archive-name area msg msg# board re',
  ].flatMap((names) => names.split(' ')),
);
/** Headers of a program's own. */
const OWN = /^x-[a-z-]{1,40}$/;
const TELLING = /^(?:From|Date|Subject|Newsgroups|Message-ID|Path)$/iu;
const HEADER = /^([A-Za-z][A-Za-z#-]{1,30}):(?:\s+(.*)|$)/u;
const ENVELOPE = /^From \S+@?\S*\s+(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b/u;

/** The longest headers of newsgroups have half as many. */
const MOST_LINES = 80;

export interface MailHeader {
  readonly fields: readonly FieldLine[];
  readonly after: readonly Line[];
}

/** The header of a mail or a newsgroup's article at the lines' beginning: two or more of the lines that only mail has. */
export function takeMailHeader(lines: readonly Line[]): MailHeader | undefined {
  const fields: FieldLine[] = [];
  let telling = 0;
  let at = ENVELOPE.test(lines[0]?.text ?? '') ? 1 : 0;
  for (; at < Math.min(lines.length, MOST_LINES); at++) {
    const line = lines[at] as Line;
    if (at > 0 && line.gap > 0 && fields.length > 0) break;
    const match = HEADER.exec(line.text.slice(0, 1000));
    const [, name = '', value = ''] = match ?? [];
    if (match && isHeaderName(name.toLowerCase())) {
      if (TELLING.test(name)) telling++;
      fields.push(fieldOf(name, value, line));
    } else if (fields.length > 0 && line.indent > 0) fields.push(continued(fields.pop() as FieldLine, line.text));
    else break;
  }
  return telling >= 2 ? { fields, after: lines.slice(at) } : undefined;
}

const isHeaderName = (name: string): boolean => NAMES.has(name) || OWN.test(name);

/** Who posts a story is not who wrote it, and an article's summary is about the article: only subject and date are read. */
function fieldOf(name: string, value: string, line: Line): FieldLine {
  const known = /^(?:Subject|Date)$/iu.test(name) ? lookUpLabel(name) : undefined;
  return {
    label: name,
    match: known ?? { meaning: 'other', confidence: 1 },
    paragraphs: value === '' ? [] : [value],
    line: line.number,
    column: line.column,
  };
}

const continued = (field: FieldLine, text: string): FieldLine => ({
  ...field,
  paragraphs: [`${field.paragraphs[0] ?? ''} ${text}`.trim()],
});
