import { Argument, type Command } from 'commander';
import { EXIT } from './exit-codes.js';
import type { CommandContext } from './run-command-line.js';

const EXAMPLES = `
Examples:
  $ storybind completion bash >> ~/.bashrc
  $ storybind completion zsh > "\${fpath[1]}/_storybind"
  $ storybind completion fish > ~/.config/fish/completions/storybind.fish`;

export function defineCompletion(command: Command, { ui, run, whole }: CommandContext): void {
  command
    .addArgument(new Argument('<shell>', 'the shell to complete in').choices(['bash', 'zsh', 'fish']))
    .addHelpText('after', EXAMPLES)
    .action(async (shell: Shell) => {
      const { COMPLETION_SCRIPTS } = await import('./completion-scripts.js');
      const words = describeCommands(await whole());
      await run(async () => {
        await ui.data(COMPLETION_SCRIPTS[shell](words));
        return EXIT.written;
      });
    });
}

export type Shell = 'bash' | 'zsh' | 'fish';

/** A command as shells complete it. */
export interface CommandWords {
  readonly name: string;
  readonly summary: string;
  /** What its arguments are: words to choose from, or files. */
  readonly argument: readonly string[] | 'files';
  readonly options: readonly OptionWords[];
}

export interface OptionWords {
  readonly long: string;
  /** `-o`. */
  readonly short?: string;
  readonly description: string;
  /** What its value is: words to choose from, a file, anything, or nothing for a switch. */
  readonly value: readonly string[] | 'file' | 'any' | 'none';
}

/** The commands as they are defined, so that completion never lags behind them. */
function describeCommands(program: Command): readonly CommandWords[] {
  return program.commands.map((command) => ({
    name: command.name(),
    summary: command.summary(),
    argument: command.registeredArguments[0]?.argChoices ?? 'files',
    options: command.options.map((option) => ({
      long: option.long ?? '',
      ...(option.short && { short: option.short }),
      description: option.description,
      value: option.argChoices ?? (!option.required ? 'none' : /<(?:file|path)>/.test(option.flags) ? 'file' : 'any'),
    })),
  }));
}
