import type { ReadingOptions } from './options.js';
import { readingLimits } from './read/limits.js';
import type { Source } from './read/reader.js';
import { MOST_BYTES_TOGETHER, rationed } from './read/remote-images.js';

/** How long fetching the images of one story may go on, in milliseconds; those under way may end. */
const MOST_TIME = 10 * 60_000;

/** The source with a way to the images on servers, where the caller wishes for one. What fetches loads only then. */
export async function withFetchedImages(
  source: Source,
  { fetchImages = false, memory }: ReadingOptions,
): Promise<Source> {
  if (fetchImages === false || source.fetchRemote) return source;
  const fetchImage = fetchImages === true ? (await import('./io/fetch-images.js')).fetchImage : fetchImages;
  const fetchRemote = rationed(fetchImage, {
    bytes: Math.min(MOST_BYTES_TOGETHER, readingLimits(memory).images),
    deadline: AbortSignal.timeout(MOST_TIME),
  });
  const members = source.members?.map((member) => ({ ...member, fetchRemote }));
  return { ...source, fetchRemote, ...(members && { members }) };
}
