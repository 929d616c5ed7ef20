import type { Creator, Metadata } from './story.js';

/** Who wrote the story: translators and others who had a hand in it are not among them. */
export const authorsOf = ({ creators }: Pick<Metadata, 'creators'>): readonly Creator[] =>
  creators.filter(({ role }) => role === 'aut');

/** The authors’ names as displayed. */
export const authorNames = (metadata: Pick<Metadata, 'creators'>): readonly string[] =>
  authorsOf(metadata).map(({ name }) => name);
