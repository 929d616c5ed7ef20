import type { Fact, FactValue } from '../model/book.js';
import type { Metadata, StoryDate } from '../model/story.js';
import { dateInWords } from './dates.js';
import type { LayoutWords } from './words/words.js';

/** What the title page lists: what a reader wants to know before the first line. */
export function titlePageFacts(metadata: Metadata, words: LayoutWords): readonly Fact[] {
  return filled([
    fact(words.fandom, metadata.fandoms),
    fact(words.relationships, metadata.relationships),
    fact(words.characters, metadata.characters),
    fact(words.rating, one(metadata.rating)),
    fact(words.warnings, metadata.warnings),
    fact(words.genre, metadata.genres),
    fact(words.tags, metadata.tags),
    fact(words.status, one(metadata.status && words.statuses[metadata.status])),
  ]);
}

/** What the colophon lists: where the story comes from, its dates, and every header line that has no place of its own. */
export function colophonFacts(
  metadata: Metadata,
  words: LayoutWords,
  language: string,
  counted: number,
): readonly Fact[] {
  const date = (label: string, value: StoryDate | undefined): Fact => ({
    label,
    values: value === undefined ? [] : [{ text: dateInWords(value, language), date: value }],
  });
  return filled([
    {
      label: words.source,
      values: metadata.source === undefined ? [] : [{ text: metadata.source, href: metadata.source }],
    },
    fact(words.publisher, one(metadata.publisher)),
    date(words.published, metadata.published),
    date(words.updated, metadata.updated),
    date(words.completed, metadata.completed),
    fact(words.wordCount, counted > 0 ? [counted.toString()] : []),
    fact(words.identifier, metadata.identifiers),
    fact(words.rights, one(metadata.rights)),
    ...metadata.others.map(({ label, value }) => fact(label, one(value))),
  ]);
}

const one = (value: string | undefined): readonly string[] => (value === undefined || value === '' ? [] : [value]);
const fact = (label: string, values: readonly string[]): Fact => ({
  label,
  values: values.map((text): FactValue => ({ text })),
});
const filled = (facts: readonly Fact[]): readonly Fact[] => facts.filter(({ values }) => values.length > 0);
