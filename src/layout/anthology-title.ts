import { authorNames, authorsOf } from '../model/creators.js';
import type { Metadata } from '../model/story.js';
import { namesInWords } from './dates.js';
import { fill, type LayoutWords } from './words/words.js';

/** More authors than these are named in one line of a title page, and not on the cover. */
const MOST_LINES = 4;

/** `Stories by Ann Weir`, for an anthology that has no title; without authors, what any book is called that has none. */
export function titleByAuthors(metadata: Metadata, language: string, words: LayoutWords): string {
  const names = authorNames(metadata);
  if (names.length === 0 || names.length > MOST_LINES) return words.untitled;
  return fill(words.storiesBy, { names: namesInWords(names, language) });
}

/**
 * What the title page of an anthology tells of all its stories. Who is in them and what they are tagged with stands on
 * their own title pages; many authors stand in one line.
 */
export function shortened(metadata: Metadata, language: string): Metadata {
  const { creators } = metadata;
  const authors = authorNames(metadata);
  const others = creators.filter(({ role }) => role !== 'aut');
  return {
    ...metadata,
    creators:
      authors.length > MOST_LINES ? [{ name: namesInWords(authors, language), role: 'aut' }, ...others] : creators,
    relationships: [],
    characters: [],
    genres: [],
    tags: [],
  };
}

/** What the cover names: no authors at all rather than some of many. */
export function onCover(metadata: Metadata): Metadata {
  return authorsOf(metadata).length > MOST_LINES ? { ...metadata, creators: [] } : metadata;
}
