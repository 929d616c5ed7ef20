import { type Bound, bindStory, understand } from '../../convert.js';
import { reasonOf } from '../../diagnostics/our-faults.js';
import { type Diagnostic, Report, StoryError } from '../../diagnostics/report.js';
import { withFetchedImages } from '../../fetched-images.js';
import { type BindOptions, resolveOptions } from '../../options.js';
import type { Source } from '../../read/reader.js';
import { applySettings } from '../../read/settings.js';
import { type AnthologyWishes, anthologyOf, type ReadStory } from './anthology-of.js';

/** A story that shall go into an anthology. */
export interface AnthologyInput {
  /** What diagnostics call it. */
  readonly name: string;
  readonly open: () => Source | Promise<Source>;
}

export interface NamedStory extends ReadStory {
  readonly name: string;
}

/** What became of the stories: one that cannot be read does not stop the others. */
export interface ReadStories {
  readonly stories: readonly NamedStory[];
  /** What was said of the stories that were read. */
  readonly diagnostics: readonly Diagnostic[];
  /** Why the others were not, each with its file. */
  readonly failures: readonly Diagnostic[];
}

/** Each story read, settled and refined by itself, in the order given. Throws only on abort. */
export async function readStories(
  inputs: readonly AnthologyInput[],
  { set: _set, ...options }: BindOptions,
  signal?: AbortSignal,
  say: (name: string) => void = () => {},
): Promise<ReadStories> {
  const stories: NamedStory[] = [];
  const diagnostics: Diagnostic[] = [];
  const failures: Diagnostic[] = [];
  for (const { name, open } of inputs) {
    say(name);
    const report = new Report(name);
    try {
      const source = await withFetchedImages(await open(), options);
      const { story, files } = await understand(source, options, report, signal);
      stories.push({ name, story, files });
      diagnostics.push(...report.diagnostics);
    } catch (error) {
      if (signal?.aborted) throw error;
      failures.push(reasonOf(error, name));
    }
  }
  return { stories, diagnostics, failures };
}

/**
 * The stories as one book; `options.set` says what the whole is called. What a story wishes of a book of its own (a
 * theme, a cover) is not asked. Throws `anthology-empty` without stories.
 */
export async function bindAnthology(
  stories: readonly ReadStory[],
  options: BindOptions & AnthologyWishes,
  signal?: AbortSignal,
): Promise<Bound> {
  if (stories.length === 0) {
    throw new StoryError('anthology-empty', 'There is no story to make an anthology of. Give files that can be read.');
  }
  const { story, files } = anthologyOf(stories, options);
  const settled = await applySettings(story, options.set ?? {});
  return bindStory({ story: settled, files }, resolveOptions(options, {}), new Report(), signal);
}
