import type { Report } from '../diagnostics/report.js';
import {
  type Block,
  type CreatorRole,
  type Metadata,
  type MetadataField,
  type OtherField,
  type Place,
  paragraph,
  type Receipt,
  type StoryDate,
} from '../model/story.js';
import { blocksText } from '../model/visit.js';
import { readDate } from '../text/dates.js';
import { languageTag } from '../text/language.js';
import {
  bracketedPairs,
  isNothing,
  splitCharacters,
  splitGenres,
  splitList,
  splitTags,
  unquoted,
} from './header/lists.js';
import { readNames } from './header/names.js';
import { readRelationships } from './header/relationships.js';
import { readCount, readRating, readSeries, readStatus, readSubject } from './header/values.js';
import type { ListField, MetadataBuilder } from './metadata-builder.js';
import type { LabelMatch, LabelMeaning } from './vocabulary/labels.js';

/** A header line whose label is known, in any format: `pairing: A x B`. */
export interface HeaderField {
  readonly match: LabelMatch;
  /** As written. */
  readonly label: string;
  /** The value's text, its continuation lines joined by spaces; paragraphs by a blank line. */
  readonly value: string;
  /** The value as blocks, where the format has them (summary, notes). */
  readonly blocks?: readonly Block[];
  readonly receipt: Receipt;
}

/** A header line on its way into the metadata. */
interface Reading extends HeaderField {
  readonly metadata: MetadataBuilder;
  readonly report: Report;
}

/** Returns false when the value does not fit the field, or not all of it: it is then kept as an `other`. */
type Handler = (reading: Reading) => boolean;

/**
 * Reads a header line into the metadata: splits lists, reads dates and series, maps status. A value that does not
 * fit its field is kept as an `other` and said. Author's notes are not metadata: returns false for them, so that
 * the reader places them.
 */
export function applyHeaderField(field: HeaderField, metadata: MetadataBuilder, report: Report): boolean {
  const { match, label } = field;
  if (match.takenFor !== undefined) {
    const message = `The label \`${label}\` was taken for \`${match.takenFor}\`. Spell it so if that is what it means.`;
    report.add('label-guessed', message, placeOf(field.receipt));
  }
  if (match.meaning === 'note') return false;
  const receipt = { ...field.receipt, confidence: field.receipt.confidence * match.confidence };
  const reading = { ...field, value: field.value.trim(), receipt, metadata, report };
  if (reading.value === '' && (reading.blocks ?? []).length === 0) return true;
  if (!HANDLERS[match.meaning](reading)) metadata.keep(otherField(reading));
  return true;
}

const HANDLERS: Readonly<Record<Exclude<LabelMeaning, 'note'>, Handler>> = {
  title: readTitleField,
  subtitle: (reading) => setText('subtitle', reading),
  author: (reading) => appendNames(reading, 'aut'),
  translator: (reading) => appendNames(reading, 'trl'),
  illustrator: (reading) => appendNames(reading, 'ill'),
  editor: (reading) => appendNames(reading, 'edt'),
  language: readLanguageField,
  source: readSourceField,
  publisher: (reading) => setText('publisher', reading),
  published: (reading) => setDate('published', reading),
  updated: (reading) => setDate('updated', reading),
  completed: readCompletedField,
  date: (reading) => setDate('published', withConfidence(reading, 0.8)),
  status: readStatusField,
  summary: (reading) => setBlocks('summary', reading),
  disclaimer: (reading) => setBlocks('disclaimer', reading),
  dedication: (reading) => setBlocks('dedication', reading),
  fandoms: readFandomsField,
  relationships: readRelationshipsField,
  characters: readCharactersField,
  rating: readRatingField,
  warnings: (reading) => !isNothing(reading.value) && append('warnings', splitList(reading.value), reading),
  genres: (reading) => append('genres', splitGenres(reading.value), reading),
  tags: (reading) => append('tags', splitTags(reading.value), reading),
  series: readSeriesField,
  rights: (reading) => setText('rights', reading),
  words: readWordsField,
  identifier: (reading) => append('identifiers', [reading.value], reading),
  other: () => false,
};

function readTitleField(reading: Reading): boolean {
  if (!/^subject$/iu.test(reading.label)) {
    const { title, rating } = withoutRating(unquoted(reading.value));
    if (rating !== undefined) reading.metadata.set('rating', rating, withConfidence(reading, 0.7).receipt);
    return setText('title', { ...reading, value: title });
  }
  const { title, author } = readSubject(reading.value);
  const unsure = withConfidence(reading, 0.6);
  if (author !== undefined) appendNames({ ...unsure, value: author }, 'aut');
  return setText('title', { ...unsure, value: title });
}

/** `The Rain [PG-13]`: the archives' custom for titles. */
function withoutRating(title: string): { readonly title: string; readonly rating?: string } {
  const match = /^(.+?)\s*[[(]((?:NC-?17|PG-?1[35]|PG|NR|K\+?|MA|G|T|R|M))[\])]$/u.exec(title.slice(0, 500));
  return match?.[1] && match[2] ? { title: match[1], rating: match[2] } : { title };
}

function appendNames(reading: Reading, role: CreatorRole): boolean {
  return append('creators', readNames(reading.value, role), reading);
}

function readLanguageField(reading: Reading): boolean {
  const tag = languageTag(reading.value);
  if (tag !== undefined) return setOnce('language', tag, reading);
  const message = `\`${reading.value}\` is no language that storybind knows. Write a tag such as \`en\` or \`pt-BR\`.`;
  reading.report.add('language-invalid', message, placeOf(reading.receipt));
  return false;
}

function readSourceField(reading: Reading): boolean {
  const address = /https?:\/\/[^\s<>"\])]+/u.exec(reading.value.slice(0, 2000))?.[0];
  return address !== undefined && URL.canParse(address) && setOnce('source', address, reading);
}

/** `Completed: 6/29/08` says when, and that it is; `Completed: yes` only that it is. */
function readCompletedField(reading: Reading): boolean {
  if (readDate(reading.value).kind === 'none') {
    const isStatus = readStatusField(reading);
    if (!isStatus && /\d/u.test(reading.value)) sayInvalidDate(reading);
    return isStatus;
  }
  reading.metadata.set('status', 'complete', reading.receipt);
  return setDate('completed', reading);
}

function readStatusField(reading: Reading): boolean {
  const status = readStatus(reading.value, reading.label);
  if (status === undefined) return false;
  reading.metadata.set('status', status, reading.receipt);
  const date = readDate(reading.value);
  if (status === 'complete' && date.kind === 'date') return setDate('completed', reading);
  return date.kind === 'none' && reading.value.length <= 24;
}

/** `Category: F/M` is a kind of relationship, and no fandom. */
function readFandomsField(reading: Reading): boolean {
  const values = splitList(reading.value);
  const isKind = values.every((value) => /^(?:[FM]\/[FM]|gen|multi|other|het|slash|femslash|yaoi|yuri)$/iu.test(value));
  return append(isKind ? 'tags' : 'fandoms', values, reading);
}

function readRelationshipsField(reading: Reading): boolean {
  const { relationships, leavesWords } = readRelationships(reading.value, reading.label);
  return append('relationships', relationships, reading) && !leavesWords;
}

function readCharactersField(reading: Reading): boolean {
  append('relationships', bracketedPairs(reading.value), reading);
  return !isNothing(reading.value) && append('characters', splitCharacters(reading.value), reading);
}

function readRatingField(reading: Reading): boolean {
  const { rating, isWhole } = readRating(reading.value);
  return rating.length > 0 && rating.length <= 60 && setOnce('rating', rating, reading) && isWhole;
}

/** The Star Trek newsgroups' series are what others call fandoms. */
function readSeriesField(reading: Reading): boolean {
  const isShow =
    /^(?:TOS|TAS|TNG|DS9|VOY|ENT|STO|DIS|PIC|LD|SNW)(?:[\s,/]+(?:TOS|TAS|TNG|DS9|VOY|ENT|STO|DIS|PIC|LD|SNW))*$/u;
  if (isShow.test(reading.value)) return append('fandoms', reading.value.split(/[\s,/]+/u), reading);
  return !isNothing(reading.value) && append('series', readSeries(reading.value), reading);
}

function readWordsField(reading: Reading): boolean {
  const count = readCount(reading.value);
  return count !== undefined && setOnce('words', count, reading);
}

function setDate(field: 'published' | 'updated' | 'completed', reading: Reading): boolean {
  const date = readDate(reading.value);
  switch (date.kind) {
    case 'date':
      return setOnce(field, date.iso as StoryDate, withConfidence(reading, date.confidence));
    case 'ambiguous':
      reading.report.add(
        'date-ambiguous',
        `\`${reading.value}\` can be read with the day or the month first, so it was left out. Write it as \`2008-06-29\`.`,
        placeOf(reading.receipt),
      );
      return false;
    case 'none':
      if (/\d/u.test(reading.value)) sayInvalidDate(reading);
      return false;
    default:
      return date satisfies never;
  }
}

function sayInvalidDate(reading: Reading): void {
  const message = `\`${reading.value}\` is no date that storybind understands. Write it as \`2008-06-29\`.`;
  reading.report.add('date-invalid', message, placeOf(reading.receipt));
}

function setBlocks(field: 'summary' | 'disclaimer' | 'dedication', reading: Reading): boolean {
  const blocks = reading.blocks && reading.blocks.length > 0 ? reading.blocks : paragraphsOf(reading.value);
  return reading.metadata.set(field, blocks, reading.receipt);
}

function paragraphsOf(value: string): readonly Block[] {
  return value
    .split(/\n\s*\n/u)
    .map((one) => one.trim())
    .filter(Boolean)
    .map((one) => paragraph(one));
}

function setText(field: 'title' | 'subtitle' | 'publisher' | 'rights', reading: Reading): boolean {
  return setOnce(field, unquoted(reading.value).replace(/\s+/gu, ' '), reading);
}

/** Sets the field, or says whether it holds the same already: another value is not lost but kept beside it. */
function setOnce<Field extends MetadataField>(
  field: Field,
  value: NonNullable<Metadata[Field]>,
  reading: Reading,
): boolean {
  return reading.metadata.set(field, value, reading.receipt) || reading.metadata.metadata[field] === value;
}

function append<Field extends ListField>(field: Field, values: Metadata[Field], reading: Reading): boolean {
  reading.metadata.append(field, values, reading.receipt);
  return values.length > 0;
}

function withConfidence(reading: Reading, factor: number): Reading {
  return { ...reading, receipt: { ...reading.receipt, confidence: reading.receipt.confidence * factor } };
}

function otherField({ label, value, blocks = [], receipt }: Reading): OtherField {
  return { label, value: value === '' ? blocksText(blocks) : value, place: placeOf(receipt) };
}

function placeOf({ file, line, column }: Receipt): Place {
  return file === undefined ? { line, column } : { file, line, column };
}
