import type { Command } from 'commander';
import type { CommandContext } from './run-command-line.js';

const EXAMPLES = `
Examples:
  $ storybind devices                       the e-readers that are connected
  $ storybind devices --books               and the books that storybind put on each
  $ storybind devices --known               every device that --for and --to know
  $ storybind devices --json | jq -r .root  an object a device

Exit codes: 0 shown, also when none is connected; 2 wrong usage.`;

export interface DevicesFlags {
  readonly known?: true;
  readonly books?: true;
  readonly json?: true;
}

export function defineDevices(command: Command, { ui, run }: CommandContext): void {
  command
    .option('--known', 'every device that storybind knows, connected or not')
    .option('--books', 'what storybind put on each')
    .option('--json', 'print a JSON object a device')
    .addHelpText('after', EXAMPLES)
    .action(async (flags: DevicesFlags) => {
      if (flags.known && flags.books) command.error('error: --books is of connected devices, --known of all.');
      const { showDevices } = await import('./show-devices.js');
      await run(() => showDevices(flags, ui));
    });
}
