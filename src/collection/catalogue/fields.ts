import type { CataloguedMetadata } from './row.js';

/** What the search may look in, by the name that a query gives it; each is a column of the full-text table. */
export const SEARCH_FIELDS = [
  'title',
  'author',
  'series',
  'fandom',
  'pairing',
  'character',
  'tag',
  'genre',
  'warning',
  'rating',
  'status',
  'language',
  'summary',
  'text',
] as const;

export type SearchField = (typeof SEARCH_FIELDS)[number];

/** Other words that people use for a field. */
export const FIELD_ALIASES: Readonly<Record<string, SearchField>> = {
  authors: 'author',
  creator: 'author',
  by: 'author',
  fandoms: 'fandom',
  ship: 'pairing',
  relationship: 'pairing',
  relationships: 'pairing',
  pairings: 'pairing',
  characters: 'character',
  tags: 'tag',
  genres: 'genre',
  warnings: 'warning',
  lang: 'language',
};

/** The words of each column, as the index takes them. */
export function searchColumns(metadata: CataloguedMetadata, text: string): Readonly<Record<SearchField, string>> {
  const listed = (values: readonly string[]): string => indexed(values.join(' ; '));
  return {
    title: indexed(metadata.title ?? ''),
    author: listed(metadata.creators),
    series: listed(metadata.series.map(({ name }) => name)),
    fandom: listed(metadata.fandoms),
    pairing: listed(metadata.relationships),
    character: listed(metadata.characters),
    tag: listed(metadata.tags),
    genre: listed(metadata.genres),
    warning: listed(metadata.warnings),
    rating: indexed(metadata.rating ?? ''),
    status: metadata.status ?? '',
    language: metadata.language ?? '',
    summary: indexed(metadata.summary ?? ''),
    text: indexed(text),
  };
}

const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu;

/** Scripts that part no words are indexed a character a word; a query goes the same way, as a phrase. */
export const indexed = (text: string): string => text.replace(UNSPACED, ' $& ');
