import type { Target } from '../target.js';
import { refuseReadOnly } from './device-faults.js';
import { filesOf } from './files-of.js';
import { Keeper } from './keeper.js';
import type { LoadOptions, LoadOutcome } from './load-books.js';
import type { ManifestEntry } from './manifest.js';
import { takeAway } from './take-away.js';

/** Takes the books that are chosen off the device: of those that storybind put there, and of no other. */
export async function unloadBooks(
  target: Target,
  isChosen: (entry: ManifestEntry) => boolean,
  options: Omit<LoadOptions, 'isSync'>,
): Promise<LoadOutcome> {
  refuseReadOnly(target);
  const files = filesOf(target, options.makeId);
  const keeper = await Keeper.open(files, options);
  try {
    for (const entry of keeper.entries.filter(isChosen)) {
      options.signal?.throwIfAborted();
      await takeAway({ target, files, keeper, options }, entry);
    }
  } finally {
    await keeper.close();
  }
  return keeper.outcome;
}
