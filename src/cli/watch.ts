import { type Command, InvalidArgumentError } from 'commander';
import { addBuildFlags, type BuildFlags } from './build-flags.js';
import type { CommandContext } from './run-command-line.js';

const EXAMPLES = `
Examples:
  $ storybind watch stories/ -o books/          binds what is due, then whatever changes, until Ctrl-C
  $ storybind watch drafts/ --theme modern --prune

Takes the flags of build. A story that cannot be bound is said, and bound when it has been mended.`;

export interface WatchFlags extends BuildFlags {
  /** In milliseconds. */
  readonly quietTime: number;
}

const DEFAULT_QUIET_TIME = 300;

export function defineWatch(command: Command, { ui, surroundings, run }: CommandContext): void {
  addBuildFlags(command)
    .option('--quiet-time <ms>', 'how long it must be quiet before binding', millisecondsOf, DEFAULT_QUIET_TIME)
    .argument('<paths...>', 'folders of stories')
    .addHelpText('after', EXAMPLES)
    .action(async (paths: readonly string[], flags: WatchFlags) => {
      const { watchCollection } = await import('./watch-collection.js');
      await run(() => watchCollection(paths, flags, ui, surroundings));
    });
}

function millisecondsOf(argument: string): number {
  const milliseconds = Number(argument);
  if (Number.isInteger(milliseconds) && milliseconds >= 0 && milliseconds <= 3_600_000) return milliseconds;
  throw new InvalidArgumentError('Give a whole number of milliseconds, up to an hour.');
}
