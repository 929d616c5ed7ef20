import type { Report } from '../../diagnostics/report.js';
import {
  type AuthorNote,
  type Block,
  type Inline,
  type Metadata,
  paragraph,
  type Receipt,
  type ReceiptHow,
  type StoryDate,
} from '../../model/story.js';
import { readNames } from '../header/names.js';
import { applyHeaderField } from '../header-fields.js';
import type { MetadataBuilder } from '../metadata-builder.js';
import { type FieldLine, PROSE_MEANINGS } from './field-lines.js';
import type { Statement } from './front-page/draft.js';
import type { FrontPage } from './front-page.js';
import type { Line } from './lines.js';
import { SURE_TITLE } from './title-line.js';
import type { Trailer } from './trailer.js';

/** Where facts go: the metadata, the notes, and what is to be said about them. */
export interface Facts {
  readonly file: string;
  readonly metadata: MetadataBuilder;
  readonly report: Report;
  readonly inlines: (text: string) => readonly Inline[];
}

/** Reads labelled lines into the metadata; returns the author's notes among them. */
export function applyFields(
  fields: readonly FieldLine[],
  how: ReceiptHow,
  sureness: number,
  facts: Facts,
): readonly AuthorNote[] {
  const notes: AuthorNote[] = [];
  for (const { label, match, paragraphs, line, column } of fields) {
    const isProse = PROSE_MEANINGS.has(match.meaning);
    const blocks = paragraphs.map((one): Block => paragraph(facts.inlines(one)));
    const receipt: Receipt = { file: facts.file, line, column, how, confidence: sureness };
    const value = isProse ? paragraphs.join('\n\n') : paragraphs.join(' ');
    const field = { match, label, value, receipt, ...(isProse && { blocks }) };
    if (applyHeaderField(field, facts.metadata, facts.report)) continue;
    if (blocks.length > 0) notes.push({ label, blocks, place: { file: facts.file, line, column } });
  }
  return notes;
}

/** What the front page states; a title that is not sure enough becomes a hint. Returns false for such a page. */
export function applyFrontPage(page: FrontPage, facts: Facts): boolean {
  const { metadata } = facts;
  if (page.title && page.title.confidence < SURE_TITLE) {
    sayUnsureTitle(page.title, facts);
    return false;
  }
  setText('title', page.title, 'title line', facts);
  setText('subtitle', page.subtitle, 'title line', facts);
  setText('rights', page.rights, 'title line', facts);
  for (const author of page.authors)
    metadata.append('creators', readNames(author.text, 'aut'), receiptOf(author, 'byline', facts));
  for (const { role, ...one } of page.contributors)
    metadata.append('creators', readNames(one.text, role), receiptOf(one, 'byline', facts));
  if (page.date) metadata.set('published', page.date.text as StoryDate, receiptOf(page.date, 'title line', facts));
  if (page.rating) metadata.set('rating', page.rating.text, receiptOf(page.rating, 'title line', facts));
  if (page.dedication)
    metadata.set(
      'dedication',
      [paragraph(facts.inlines(page.dedication.text))],
      receiptOf(page.dedication, 'title line', facts),
    );
  keepLines('Title page', page.rest, facts);
  return true;
}

export function applyTrailer(trailer: Trailer, facts: Facts): readonly AuthorNote[] {
  const { metadata } = facts;
  if (trailer.author && metadata.metadata.creators.length === 0) {
    metadata.append('creators', readNames(trailer.author.text, 'aut'), receiptOf(trailer.author, 'byline', facts));
  } else if (trailer.author)
    metadata.keep({ label: 'Signed', value: trailer.author.text, place: placeOf(trailer.author, facts) });
  setText('rights', trailer.rights, 'trailer line', facts);
  keepLines('Advert', trailer.adverts, facts);
  keepLines('Signature', trailer.signature, facts);
  const [first, last] = [trailer.adverts[0], trailer.adverts.at(-1)];
  if (first && last) sayDropped(first.number, last.number, 'An advert of those who passed the file on was', facts);
  return applyFields(trailer.fields, 'trailer line', 0.95, facts);
}

/** Says that lines were set aside as an archive's own. */
export function sayDropped(
  first: number,
  last: number,
  what: string,
  { file, report }: Pick<Facts, 'file' | 'report'>,
): void {
  const where = first === last ? `line ${first}` : `lines ${first} to ${last}`;
  report.add('boilerplate-dropped', `${what} set aside (${where}). The book holds the story alone.`, {
    file,
    line: first,
    column: 1,
  });
}

function sayUnsureTitle(title: Statement, { file, report }: Facts): void {
  const message = `\`${title.text}\` may be the title. If it is, write \`title: ${title.text}\` above the story.`;
  report.add('title-guessed', message, { file, line: title.line, column: title.column });
}

type TextField = 'title' | 'subtitle' | 'rights';

function setText(field: TextField, statement: Statement | undefined, how: ReceiptHow, facts: Facts): void {
  if (!statement || statement.text === '') return;
  const value = statement.text as NonNullable<Metadata[TextField]>;
  if (!facts.metadata.set(field, value, receiptOf(statement, how, facts)) && facts.metadata.metadata[field] !== value) {
    facts.metadata.keep({ label: field, value, place: placeOf(statement, facts) });
  }
}

function keepLines(label: string, lines: readonly Line[], facts: Facts): void {
  const [first] = lines;
  if (!first) return;
  const value = lines.map((line) => line.text).join('\n');
  facts.metadata.keep({ label, value, place: { file: facts.file, line: first.number, column: first.column } });
}

const placeOf = ({ line, column }: Statement, { file }: Facts) => ({ file, line, column });

const receiptOf = (statement: Statement, how: ReceiptHow, facts: Facts): Receipt => ({
  ...placeOf(statement, facts),
  how,
  confidence: statement.confidence,
});
