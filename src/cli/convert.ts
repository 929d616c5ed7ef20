import { type Command, Option } from 'commander';
import { CONVERSIONS, type Conversion } from '../write/conversions.js';
import { memorySize } from './build-flags.js';
import type { CommandContext } from './run-command-line.js';
import { STANDARD_STREAM } from './stories.js';

const EXAMPLES = `
Examples:
  $ storybind convert book.epub --to kepub              out/book.kepub.epub, for Kobo’s readers
  $ storybind convert books/*.epub --to kepub -o kobo/  a book a book, in kobo/
  $ storybind convert books/*.epub --to kepub --dry-run tells what would be written, and writes nothing

Exit codes: 0 written, 2 wrong usage, 3 a book could not be read, 5 a book could not be put in its place.`;

export interface ConvertFlags {
  readonly to: Conversion;
  readonly output?: string;
  /** In bytes. */
  readonly memory?: number;
  readonly dryRun?: true;
  readonly quiet?: true;
  readonly json?: true;
}

export function defineConvert(command: Command, { ui, surroundings, run }: CommandContext): void {
  command
    .argument('<books...>', 'EPUB files, whoever made them')
    .addOption(new Option('--to <format>', 'what the book shall become').choices(CONVERSIONS).makeOptionMandatory())
    .option('-o, --output <path>', 'the book, or a folder for several; - for stdout (default: "out/")')
    .option('--memory <size>', 'refuse books that may need more memory (default: "1G")', memorySize)
    .option('-n, --dry-run', 'write nothing')
    .option('-q, --quiet', 'say nothing but errors')
    .option('--json', 'print a JSON object a book')
    .addHelpText('after', EXAMPLES)
    .action(async (books: readonly string[], flags: ConvertFlags) => {
      const mistake = findMistake(books, flags, surroundings.stdout.isTTY === true);
      if (mistake) command.error(`error: ${mistake}`);
      const { convertBooks } = await import('./convert-books.js');
      await run(() => convertBooks(books, flags, ui, surroundings));
    });
}

/** What is wrong with flags that are right one by one. */
function findMistake(books: readonly string[], flags: ConvertFlags, isTerminal: boolean): string | undefined {
  if (flags.output === '') return '-o needs a path.';
  if (flags.output !== STANDARD_STREAM || flags.dryRun) return undefined;
  if (books.length > 1) return '-o - takes one book; give a folder for several.';
  if (flags.json) return '--json and -o - both need stdout; write the book to a file.';
  return isTerminal ? 'a book is no text for a terminal; redirect it or name a file with -o.' : undefined;
}
