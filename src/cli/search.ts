import { type Command, InvalidArgumentError } from 'commander';
import type { CommandContext } from './run-command-line.js';

const EXAMPLES = `
Examples:
  $ storybind search "ferry fog"                                   both words, anywhere
  $ storybind search 'fandom:"the long road" pairing:ada words:>10000'
  $ storybind search "author:varga -tag:angst light*" -o books --json

Fields: title author series fandom pairing character tag genre warning rating status language summary text;
words and chapters take <, <=, >, >= or a number. Exit codes: 0 found, 2 wrong usage, 3 no catalogue.`;

export interface SearchFlags {
  readonly output?: string;
  readonly limit: number;
  readonly json?: true;
}

const DEFAULT_LIMIT = 50;

export function defineSearch(command: Command, { ui, run }: CommandContext): void {
  takeUnwantedWords(command);
  command
    .argument('[query...]', 'words, "phrases", field:word, -word')
    .option('-o, --output <folder>', 'the folder of books (default: "out")')
    .option('--limit <number>', 'the most books to show', limitOf, DEFAULT_LIMIT)
    .option('--json', 'print a JSON object a book')
    .addHelpText('after', EXAMPLES)
    .action(async (query: readonly string[], flags: SearchFlags) => {
      const { showSearch } = await import('./show-catalogue.js');
      await run(() => showSearch(query.map(asWritten).join(' '), flags, ui));
    });
}

/** Before a word that begins with a hyphen and is no flag. No shell can hand over this character. */
const MARK = '\u0000';

/** `-orphan` is a word that is not wanted, not the flag `-o` with the folder `rphan`: flags of one letter stand alone here. */
function takeUnwantedWords(command: Command): void {
  const parse = command.parseOptions.bind(command);
  command.parseOptions = (words) => parse(words.map((word) => (/^-[^-\s].+/su.test(word) ? MARK + word : word)));
}

const asWritten = (word: string): string => word.replace(MARK, '');

function limitOf(argument: string): number {
  const limit = Number(argument);
  if (Number.isSafeInteger(limit) && limit > 0) return limit;
  throw new InvalidArgumentError(`Give a whole number from 1 to ${Number.MAX_SAFE_INTEGER}.`);
}
