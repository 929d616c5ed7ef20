import { type Command, InvalidArgumentError, Option } from 'commander';
import { DEVICES, deviceNamed } from '../devices/profiles.js';
import type { CommandContext } from './run-command-line.js';

const EXAMPLES = `
Examples:
  $ storybind check book.epub
  $ storybind check books/*.epub --strict             warnings count too
  $ storybind check book.epub --for kobo,kindle       what those devices would stumble over, too
  $ storybind check book.epub --json | jq .diagnostics
  $ storybind check book.epub --epubcheck             the official checker's word as well

Exit codes: 0 sound, 2 wrong usage, 3 a book could not be read, 4 a book is invalid, or a
device of --for would refuse or spoil it, 6 warnings (--strict).`;

export interface CheckFlags {
  readonly json?: true;
  readonly strict?: true;
  readonly quiet?: true;
  readonly epubcheck?: true;
  /** Ids of devices, each once. */
  readonly for?: readonly string[];
}

export function defineCheck(command: Command, { ui, surroundings, run }: CommandContext): void {
  command
    .argument('<books...>', 'EPUB files, whoever made them')
    .addOption(
      new Option('--for <device>', 'what an e-reader would stumble over; again or with commas for more')
        .choices(DEVICES.map(({ id }) => id))
        .argParser(gatherDevices),
    )
    .option('--strict', 'end with 6 when there are warnings')
    .option('--epubcheck', 'ask the official EPUBCheck too (needs Java)')
    .option('-q, --quiet', 'say nothing but errors')
    .option('--json', 'print a JSON object a book')
    .addHelpText('after', EXAMPLES)
    .action(async (books: readonly string[], flags: CheckFlags) => {
      ui.isQuiet = flags.quiet === true;
      const { checkBooks } = await import('./check-books.js');
      await run(() => checkBooks(books, flags, ui, surroundings));
    });
}

/** The devices of one `--for` beside those of the others before it. */
function gatherDevices(value: string, known: readonly string[] = []): readonly string[] {
  const ids = value.split(',').map((id) => id.trim());
  const unknown = ids.find((id) => !deviceNamed(id));
  if (unknown === undefined) return [...new Set([...known, ...ids])];
  throw new InvalidArgumentError(`\`${unknown}\` is none of ${DEVICES.map(({ id }) => id).join(', ')}.`);
}
