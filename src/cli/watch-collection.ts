import { watch } from '../collection/watch.js';
import { StoryError } from '../diagnostics/report.js';
import { expectPath } from '../io/files.js';
import { bindCollection } from './bind-collection.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { DEFAULT_FOLDER } from './output-paths.js';
import type { Surroundings, Ui } from './ui.js';
import type { WatchFlags } from './watch.js';
import { wishedOptions } from './wished-options.js';

/** Binds what is due of the folders, and again what changes there, until Ctrl-C. */
export async function watchCollection(
  paths: readonly string[],
  flags: WatchFlags,
  ui: Ui,
  surroundings: Surroundings,
): Promise<ExitCode> {
  // A folder that goes later may come again; one that was never there is a slip.
  for (const path of paths) expectPath(path);
  const { options } = await wishedOptions(flags, surroundings);
  await watch({
    roots: paths,
    excluded: [flags.output ?? DEFAULT_FOLDER],
    quiet: flags.quietTime,
    signal: surroundings.signal,
    work: async () => {
      try {
        await bindCollection(paths, { ...flags, wait: true }, options, ui, surroundings);
      } catch (error) {
        // A full disk or a folder that is gone for a moment: the next change is another attempt.
        if (!(error instanceof StoryError) || surroundings.signal.aborted) throw error;
        ui.diagnose(error.diagnostic);
      }
    },
    waiting: () => ui.say('watching; Ctrl-C ends it'),
  });
  return EXIT.interrupted;
}
