import type { Command } from 'commander';
import { addReadingFlags, type ReadingFlags, readingOptions } from './build-flags.js';
import type { CommandContext } from './run-command-line.js';

const EXAMPLES = `
Examples:
  $ storybind inspect my-story.txt                    each field with its line, how it was read, how surely
  $ storybind inspect my-story.txt --json | jq .title
  $ storybind inspect my-story.txt --set published=2008-06-29

Nothing is laid out or written. Exit codes: 0 understood, 2 wrong usage, 3 input unusable.`;

export interface InspectFlags extends ReadingFlags {
  readonly json?: true;
}

export function defineInspect(command: Command, { ui, surroundings, run }: CommandContext): void {
  addReadingFlags(command)
    .option('--json', 'print what was understood as JSON')
    .argument('<file>', 'a story: a file of any format, a folder of chapters, - for stdin')
    .addHelpText('after', EXAMPLES)
    .action(async (file: string, flags: InspectFlags) => {
      const { showInspection } = await import('./show-inspection.js');
      await run(() => showInspection(file, flags.json === true, readingOptions(flags), ui, surroundings));
    });
}
