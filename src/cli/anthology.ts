import { type Command, Option } from 'commander';
import { ORDERS, type Order } from '../collection/anthology/order.js';
import { addBookFlags, addOutcomeFlags, addReadingFlags, type BuildFlags } from './build-flags.js';
import type { CommandContext } from './run-command-line.js';
import { STANDARD_STREAM } from './stories.js';
import type { Surroundings } from './ui.js';

const EXAMPLES = `
Examples:
  $ storybind anthology stories/ -o book.epub              every story of the folder, in the order of the names
  $ storybind anthology a.txt b.md c.docx -o book.epub     in the order given
  $ storybind anthology stories/ --order date --set title="Ten Winters" -o ten-winters.epub
  $ storybind anthology stories/ --by author -o book.epub  a part an author, with the author's stories in it
  $ storybind anthology stories/ --by series -o books/     an omnibus for each series, in books/

--set says what the anthology is called; each story keeps what its own file says. A story that cannot be read does not
stop the others. Exit codes: 0 written, 2 wrong usage, 3 a story could not be read, 4 the book failed its check and was
not written, 5 the book could not be put in its place, 6 warnings (--strict).`;

const GROUPINGS = ['series', 'author', 'fandom'] as const;

/** The flags of `anthology`, as commander hands them over. */
export interface AnthologyFlags extends BuildFlags {
  readonly order?: Order;
  readonly by?: (typeof GROUPINGS)[number];
}

export function defineAnthology(command: Command, { ui, surroundings, run }: CommandContext): void {
  addBookFlags(command)
    .addOption(new Option('--order <order>', 'of the stories (default: by series, else as given)').choices(ORDERS))
    .addOption(new Option('--by <what>', 'a book for each series, or parts by author or fandom').choices(GROUPINGS));
  addOutcomeFlags(addReadingFlags(command))
    .option('--each', 'a story a file, even where a folder’s files look like chapters')
    .option(
      '--ignore <pattern>',
      'leave these out of a folder, as .gitignore has it; again for more',
      (argument: string, known: readonly string[] = []) => [...known, argument],
    )
    .argument('<paths...>', 'folders of stories, and files of any format')
    .addHelpText('after', EXAMPLES)
    .action(async (paths: readonly string[], flags: AnthologyFlags) => {
      const mistake = findMistake(paths, flags, surroundings);
      if (mistake) command.error(`error: ${mistake}`);
      const { bindAnthologies } = await import('./bind-anthology.js');
      await run(() => bindAnthologies(paths, flags, ui, surroundings));
    });
}

/** What is wrong with flags that are right one by one. */
function findMistake(paths: readonly string[], flags: AnthologyFlags, { stdout }: Surroundings): string | undefined {
  const isToStdout = flags.output === STANDARD_STREAM;
  if (flags.output === '') return '-o needs a path.';
  if (paths.includes(STANDARD_STREAM)) return 'an anthology takes files and folders, not stdin.';
  if (isToStdout && flags.by === 'series') return '--by series makes several books; give a folder with -o.';
  if (isToStdout && flags.json) return '--json and -o - both need stdout; write the book to a file.';
  if (isToStdout && stdout.isTTY) return 'a book is no text for a terminal; redirect it or name a file with -o.';
  return undefined;
}
