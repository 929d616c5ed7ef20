import type { DeviceOptions, LoadOutcome } from '../loading.js';
import type { Target } from '../target.js';
import { workOn } from './device-work.js';
import type { ManifestEntry } from './manifest.js';
import { takeAwayAll } from './take-away.js';

/** Takes the books that are chosen off the device: of those that storybind put there, and of no other. */
export const unloadBooks = (
  target: Target,
  isChosen: (entry: ManifestEntry) => boolean,
  options: DeviceOptions,
): Promise<LoadOutcome> => workOn(target, options, (work) => takeAwayAll(work, work.keeper.entries.filter(isChosen)));
