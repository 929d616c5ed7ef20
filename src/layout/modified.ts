import { StoryError } from '../diagnostics/report.js';
import type { Metadata, StoryDate } from '../model/story.js';

/** What a book says that neither its story nor SOURCE_DATE_EPOCH dates. */
const UNDATED = '2000-01-01T00:00:00Z';
/** The end of the year 9999, the last that four digits can say. */
const LAST_SECOND = 253_402_300_799;

/**
 * `dcterms:modified`, never from the clock: SOURCE_DATE_EPOCH (seconds since 1970), else the story's latest own date at
 * midnight UTC, else a constant. Throws `setting-invalid` for an epoch that no such date can say. EPUB 3.3
 * #sec-metadata-last-modified.
 */
export function modifiedDate({ updated, completed, published }: Metadata, sourceDateEpoch?: number): string {
  if (sourceDateEpoch !== undefined) return fromEpoch(sourceDateEpoch);
  const own = [updated, completed, published].flatMap((date) => (date === undefined ? [] : midnightOf(date)));
  return own.sort().at(-1) ?? UNDATED;
}

function fromEpoch(seconds: number): string {
  if (seconds >= 0 && seconds <= LAST_SECOND) return inSeconds(new Date(seconds * 1000));
  const message = `\`sourceDateEpoch\` is \`${seconds}\`. Give it in seconds since 1970, of a year up to 9999, or leave it out.`;
  throw new StoryError('setting-invalid', message);
}

/** The beginning of the day, the month or the year in UTC; nothing for what is no day of the calendar. */
function midnightOf(date: StoryDate): readonly string[] {
  const [, year = '0000', month = '01', day = '01'] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(date) ?? [];
  const midnight = `${year}-${month}-${day}T00:00:00Z`;
  const instant = new Date(midnight);
  const isReal = year !== '0000' && !Number.isNaN(instant.valueOf()) && inSeconds(instant) === midnight;
  return isReal ? [midnight] : [];
}

const inSeconds = (instant: Date): string => instant.toISOString().replace(/\.\d+Z$/, 'Z');
