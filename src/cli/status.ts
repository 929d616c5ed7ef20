import type { Command } from 'commander';
import type { CommandContext } from './run-command-line.js';

const EXAMPLES = `
Examples:
  $ storybind status             how it stands with the books in out/
  $ storybind status books --json

Exit codes: 0 shown, 2 wrong usage, 3 no catalogue.`;

export interface StatusFlags {
  readonly json?: true;
}

export function defineStatus(command: Command, { ui, run }: CommandContext): void {
  command
    .argument('[folder]', 'the folder of books (default: "out")')
    .option('--json', 'print it as JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (folder: string | undefined, flags: StatusFlags) => {
      const { showStatus } = await import('./show-catalogue.js');
      await run(() => showStatus(folder, flags, ui));
    });
}
