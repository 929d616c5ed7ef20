import { type Command, InvalidArgumentError, Option } from 'commander';
import { DEVICES, deviceNamed } from '../devices/profiles.js';
import type { CommandContext } from './run-command-line.js';
import { STANDARD_STREAM } from './stories.js';

const EXAMPLES = `
Examples:
  $ storybind check book.epub
  $ storybind check books/*.epub --strict             warnings count too
  $ storybind check book.epub --for kobo,kindle       what those devices would stumble over, too
  $ storybind check book.epub --for kindle --fix      out/book.epub, with what can be mended mended
  $ storybind check book.epub --json | jq .diagnostics
  $ storybind check book.epub --epubcheck             the official checker's word as well

Exit codes: 0 sound, 2 wrong usage, 3 a book could not be read, 4 a book is invalid, or a
device of --for would refuse or spoil it (with --fix: still), 5 a mended book could not be put in its place,
6 warnings (--strict).`;

export interface CheckFlags {
  readonly json?: true;
  readonly strict?: true;
  readonly quiet?: true;
  readonly epubcheck?: true;
  /** Ids of devices, each once. */
  readonly for?: readonly string[];
  readonly fix?: true;
  readonly output?: string;
  readonly dryRun?: true;
}

export function defineCheck(command: Command, { ui, surroundings, run }: CommandContext): void {
  command
    .argument('<books...>', 'EPUB files, whoever made them')
    .addOption(
      new Option('--for <device>', 'what an e-reader would stumble over; again or with commas for more')
        .choices(DEVICES.map(({ id }) => id))
        .argParser(gatherDevices),
    )
    .option('--fix', 'with --for: mend what can be mended without touching the text')
    .option('-o, --output <path>', 'with --fix: the mended book, or a folder for several (default: "out/")')
    .option('-n, --dry-run', 'with --fix: say what would be mended, and write nothing')
    .option('--strict', 'end with 6 when there are warnings')
    .option('--epubcheck', 'ask the official EPUBCheck too (needs Java)')
    .option('-q, --quiet', 'say nothing but errors')
    .option('--json', 'print a JSON object a book')
    .addHelpText('after', EXAMPLES)
    .action(async (books: readonly string[], flags: CheckFlags) => {
      const mistake = findMistake(flags);
      if (mistake) command.error(`error: ${mistake}`);
      if (flags.fix) {
        const { fixBooks } = await import('./fix-books.js');
        await run(() => fixBooks(books, flags, ui, surroundings));
        return;
      }
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

/** What is wrong with flags that are right one by one. */
function findMistake({ fix, for: devices, output, dryRun, epubcheck }: CheckFlags): string | undefined {
  if (fix && !devices) return '--fix mends for devices: name them with --for.';
  if (fix && epubcheck) return '--epubcheck judges books as they are: check the mended book.';
  if (output === '') return '-o needs a path.';
  if (output === STANDARD_STREAM) return 'a mended book goes into a file: name one with -o.';
  return !fix && (output !== undefined || dryRun)
    ? '-o and --dry-run are for --fix: a check writes nothing.'
    : undefined;
}
