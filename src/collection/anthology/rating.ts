/** The ratings of archives and boards, each scale from the mildest to the gravest. */
const SCALES: readonly (readonly string[])[] = [
  ['general audiences', 'teen and up audiences', 'mature', 'explicit'],
  ['k', 'k+', 't', 'm', 'ma'],
  ['fiction k', 'fiction k+', 'fiction t', 'fiction m', 'fiction ma'],
  ['g', 'pg', 'pg-13', 'r', 'nc-17'],
  ['everyone', 'teen', 'mature'],
];

/**
 * The rating of a book that holds them all: the gravest, where every story has one and all are of one scale. Else none:
 * a story without a rating may be anything.
 */
export function highestRating(ratings: readonly (string | undefined)[]): string | undefined {
  const given = ratings.flatMap((rating) => rating?.trim() || []);
  if (given.length === 0 || given.length < ratings.length) return undefined;
  if (new Set(given.map(fold)).size === 1) return given[0];
  const scale = SCALES.find((names) => given.every((rating) => names.includes(fold(rating))));
  if (!scale) return undefined;
  return given.reduce((highest, rating) =>
    scale.indexOf(fold(rating)) > scale.indexOf(fold(highest)) ? rating : highest,
  );
}

const fold = (rating: string): string => rating.toLowerCase().replace(/\s+/gu, ' ').trim();
