import type { Command } from 'commander';
import type { CommandContext } from './run-command-line.js';

const EXAMPLES = `
Examples:
  $ storybind duplicates stories/                       every story that is there more than once
  $ storybind duplicates stories/ old-disk/ --json | jq .families
  $ storybind duplicates stories/ --ignore 'drafts/'

Stories are compared by the words of their chapters: format, typography, wrapping and titles make no difference.
Nothing is changed or deleted. Exit codes: 0 compared, 2 wrong usage, 3 a story could not be read.`;

export interface DuplicatesFlags {
  readonly json?: true;
  readonly quiet?: true;
  readonly ignore: readonly string[];
}

export function defineDuplicates(command: Command, { ui, surroundings, run }: CommandContext): void {
  command
    .argument('<paths...>', 'folders of stories, or story files')
    .option('--ignore <pattern>', 'leave these out, as in a .gitignore (may be repeated)', gather, [])
    .option('-q, --quiet', 'say nothing but errors')
    .option('--json', 'print what was found as JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (paths: readonly string[], flags: DuplicatesFlags) => {
      const { showDuplicates } = await import('./show-duplicates.js');
      await run(() => showDuplicates(paths, flags, ui, surroundings));
    });
}

const gather = (pattern: string, before: readonly string[]): readonly string[] => [...before, pattern];
