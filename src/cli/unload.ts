import type { Command } from 'commander';
import type { CommandContext } from './run-command-line.js';

const EXAMPLES = `
Examples:
  $ storybind unload my-story.txt                       the book of that story
  $ storybind unload "storybind/Ines Varga/*"           by its path on the device
  $ storybind unload books/ --to kobo                   all that came from that folder
  $ storybind unload --all --dry-run                    what storybind put there, all of it

Nothing that storybind did not put there is touched. Exit codes: 0 taken away, 2 wrong usage, 3 nothing fits or there is no
device, 5 the device did not let go of everything.`;

export interface UnloadFlags {
  readonly to?: string;
  readonly all?: true;
  readonly eject?: true;
  readonly dryRun?: true;
  readonly quiet?: true;
  readonly json?: true;
}

export function defineUnload(command: Command, { ui, surroundings, run }: CommandContext): void {
  command
    .argument('[what...]', 'files or folders that were loaded, or paths on the device, * for any run of characters')
    .option('--to <device>', 'its id, its folder, or ID:FOLDER (default: the one that is connected)')
    .option('--all', 'everything that storybind put there')
    .option('--eject', 'let go of the device afterwards')
    .option('-n, --dry-run', 'say what would be taken away, and take nothing')
    .option('-q, --quiet', 'say nothing but errors')
    .option('--json', 'print a JSON object a book, then one of the whole')
    .addHelpText('after', EXAMPLES)
    .action(async (what: readonly string[], flags: UnloadFlags) => {
      if (what.length === 0 && !flags.all) command.error('error: name what to take away, or --all.');
      if (what.length > 0 && flags.all) command.error('error: --all leaves nothing to name.');
      const { unloadFrom } = await import('./unload-from.js');
      await run(() => unloadFrom(what, flags, ui, surroundings));
    });
}
