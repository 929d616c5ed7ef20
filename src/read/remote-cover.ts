import type { Report } from '../diagnostics/report.js';
import { recognise } from './images.js';
import type { Source } from './reader.js';
import { orRefusal, withoutFragment } from './remote-images.js';

/** True for a cover that its story names by a URL. */
export const isRemoteCover = (path: string): boolean => /^(?:https?:)?\/\//i.test(path.trim());

/** The cover that lies on a server, where the source fetches and it is an image; else it is said why there is none. */
export async function remoteCover(
  path: string,
  { fetchRemote }: Source,
  report: Report,
  signal?: AbortSignal,
): Promise<Uint8Array | undefined> {
  const url = withoutFragment(path.trim().replace(/^\/\//, 'https://'));
  const place = { line: 1, column: 1 };
  if (!fetchRemote) {
    const message = `The cover \`${path}\` lies on a server, so one is drawn. Let it be fetched with \`--fetch-images\`, or give a file with \`--cover\`.`;
    report.add('image-remote', message, place);
    return undefined;
  }
  const fetched = await orRefusal(fetchRemote(url, signal), signal);
  const isBytes = fetched instanceof Uint8Array;
  const kind = isBytes ? recognise(fetched) : undefined;
  // One that is too large is for the caller to say.
  if (isBytes && (kind?.mediaType || kind?.isTooLarge)) return fetched;
  const reason = isBytes ? 'it is no image of a kind for covers' : (fetched?.refusal ?? 'it is not to be had');
  const message = `The cover \`${path}\` could not be fetched: ${reason}; one is drawn. Give a file with \`--cover\`.`;
  report.add('image-unfetched', message, place);
  return undefined;
}
