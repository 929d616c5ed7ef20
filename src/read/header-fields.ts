import type { Report } from '../diagnostics/report.js';
import { type Block, type CreatorRole, paragraph } from '../model/story.js';
import { languageTag } from '../text/language.js';
import { readCompletedField, readStatusField, setDate } from './header/date-fields.js';
import {
  bracketedPairs,
  isNothing,
  splitCharacters,
  splitGenres,
  splitList,
  splitTags,
  splitWarnings,
  unquoted,
} from './header/lists.js';
import { readNames } from './header/names.js';
import {
  append,
  type HeaderField,
  otherField,
  placeOf,
  type Reading,
  setOnce,
  withConfidence,
} from './header/reading.js';
import { readRelationships } from './header/relationships.js';
import { readStoryLine, splitStatsLine } from './header/stats-line.js';
import { readCount, readRating, readSeries, readSubject, readTitle } from './header/values.js';
import type { MetadataBuilder } from './metadata-builder.js';
import { type LabelMeaning, lookUpExactLabel } from './vocabulary/labels.js';

export type { HeaderField };

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
  const isStatistics = STATISTICS.has(match.meaning) || /^(?:stats|chapters|reviews|kudos)$/iu.test(label);
  const { value, fields } = isStatistics ? splitStatsLine(field.value) : { value: field.value, fields: [] };
  apply(match.meaning, { ...field, value: value.trim(), receipt, metadata, report });
  for (const inner of fields) {
    const meaning = lookUpExactLabel(inner.label);
    apply(meaning === undefined || meaning === 'note' ? 'other' : meaning, {
      ...field,
      ...inner,
      receipt,
      metadata,
      report,
    });
  }
  return true;
}

/** The fields that archives put on one line with others. */
const STATISTICS: ReadonlySet<LabelMeaning> = new Set([
  'published',
  'updated',
  'completed',
  'words',
  'status',
  'rating',
]);

function apply(meaning: Exclude<LabelMeaning, 'note'>, reading: Reading): void {
  if (reading.value === '' && (reading.blocks ?? []).length === 0) return;
  if (!HANDLERS[meaning](reading)) reading.metadata.keep(otherField(reading));
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
  warnings: (reading) => !isNothing(reading.value) && append('warnings', splitWarnings(reading.value), reading),
  genres: (reading) => append('genres', splitGenres(reading.value), reading),
  tags: (reading) => append('tags', splitTags(reading.value), reading),
  series: readSeriesField,
  rights: (reading) => setText('rights', reading),
  words: readWordsField,
  identifier: (reading) => append('identifiers', [reading.value], reading),
  other: readOtherField,
};

function readTitleField(reading: Reading): boolean {
  if (!/^subject$/iu.test(reading.label)) {
    const { title, rating } = readTitle(unquoted(reading.value));
    if (rating !== undefined) reading.metadata.set('rating', rating, withConfidence(reading, 0.7).receipt);
    return (
      setText('title', { ...reading, value: title }) && (rating !== undefined || title === unquoted(reading.value))
    );
  }
  const { title, author } = readSubject(reading.value);
  const unsure = withConfidence(reading, 0.6);
  if (author !== undefined) appendNames({ ...unsure, value: author }, 'aut');
  return setText('title', { ...unsure, value: title }) && author === undefined && title === reading.value;
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
  if (address === undefined || !URL.canParse(address) || !setOnce('source', address, reading)) return false;
  return !/[\p{L}\p{N}]/u.test(reading.value.replace(address, ''));
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
  const line = readStoryLine(reading.value, (name) => languageTag(name) !== undefined);
  if (line) {
    append('genres', line.genres, reading);
    if (line.characters !== '') apply('characters', { ...reading, value: line.characters });
    apply('language', { ...reading, value: line.language });
    return readRatingField({ ...reading, value: line.rating });
  }
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

/** `Chapters: 3/3` says that a story is complete, `3/?` that it is not; the count itself is kept. */
function readOtherField(reading: Reading): boolean {
  const chapters = /^chapters?$/iu.test(reading.label) ? /^(\d{1,5})\s?\/\s?(\d{1,5}|\?)$/u.exec(reading.value) : null;
  if (chapters) {
    const status = chapters[1] === chapters[2] ? 'complete' : 'in progress';
    reading.metadata.set('status', status, withConfidence(reading, 0.6).receipt);
  }
  return false;
}

function readWordsField(reading: Reading): boolean {
  const count = readCount(reading.value);
  return count !== undefined && setOnce('words', count, reading) && !/[([]/u.test(reading.value);
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
