import { readEnvironment } from '../io/environment.js';
import { IMAGE_LIMIT, readBytes } from '../io/files.js';
import type { BindOptions } from '../options.js';
import { type BuildFlags, bindOptions, hasNoCover } from './build-flags.js';
import { checkSettings } from './stories.js';
import type { Surroundings } from './ui.js';

export interface WishedOptions {
  readonly options: BindOptions;
  /** Files that the options were read from: no book may overwrite them. */
  readonly sources: readonly string[];
}

/** What the flags and the environment ask of every book of a run. Throws before any story is read. */
export async function wishedOptions(flags: BuildFlags, surroundings: Surroundings): Promise<WishedOptions> {
  const { sourceDateEpoch } = readEnvironment(surroundings.variables);
  await checkSettings(flags.set);
  const coverPath = flags.cover && !hasNoCover(flags) ? flags.cover : undefined;
  const cover = coverPath === undefined ? undefined : readBytes(coverPath, IMAGE_LIMIT);
  return {
    options: bindOptions(flags, cover, sourceDateEpoch),
    sources: coverPath === undefined ? [] : [coverPath],
  };
}
