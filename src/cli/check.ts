import type { Command } from 'commander';
import type { CommandContext } from './run-command-line.js';

const EXAMPLES = `
Examples:
  $ storybind check book.epub
  $ storybind check books/*.epub --strict             warnings count too
  $ storybind check book.epub --json | jq .diagnostics
  $ storybind check book.epub --epubcheck             the official checker's word as well

Exit codes: 0 sound, 2 wrong usage, 3 a book could not be read, 4 a book is invalid, 6 warnings (--strict).`;

export interface CheckFlags {
  readonly json?: true;
  readonly strict?: true;
  readonly quiet?: true;
  readonly epubcheck?: true;
}

export function defineCheck(command: Command, { ui, surroundings, run }: CommandContext): void {
  command
    .argument('<books...>', 'EPUB files, whoever made them')
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
