import type { Metadata } from '../model/story.js';

/** What a book says that neither its story nor SOURCE_DATE_EPOCH dates. */
const UNDATED = '2000-01-01T00:00:00Z';

/**
 * `dcterms:modified`, never from the clock: SOURCE_DATE_EPOCH (seconds since 1970), else the story's latest own date at
 * midnight UTC, else a constant. EPUB 3.3 #sec-metadata-last-modified.
 */
export function modifiedDate({ updated, completed, published }: Metadata, sourceDateEpoch?: number): string {
  if (sourceDateEpoch !== undefined) return new Date(sourceDateEpoch * 1000).toISOString().replace(/\.\d+Z$/, 'Z');
  const latest = [updated, completed, published]
    .filter((date) => date !== undefined)
    .sort()
    .at(-1);
  const parts = latest === undefined ? null : /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(latest);
  return parts ? `${parts[1]}-${parts[2] ?? '01'}-${parts[3] ?? '01'}T00:00:00Z` : UNDATED;
}
