import { type Command, InvalidArgumentError, Option } from 'commander';
import { type NameTemplate, parseTemplate } from '../collection/book-names.js';
import { StoryError } from '../diagnostics/report.js';
import type { CommandContext } from './run-command-line.js';

const EXAMPLES = `
Examples:
  $ storybind load my-story.txt                     onto the e-reader that is connected, in its format
  $ storybind load book.epub --to kobo --eject      and let go of it
  $ storybind load books/ --sync                    the collection mirrored: new, changed, gone
  $ storybind load fandom:"the long road" --from books --to /media/me/KOBOeReader
  $ storybind load book.epub --to pocketbook:/media/me/disk
  $ storybind load book.epub --to remarkable        over its USB web interface

Only what storybind put on a device is ever replaced or taken away. Exit codes: 0 loaded, 2 wrong usage, 3 a book could
not be read or there is no device, 4 a book that was made failed its check, 5 the device did not take everything.`;

export interface LoadFlags {
  readonly to?: string;
  readonly from?: string;
  readonly sync?: true;
  readonly name: NameTemplate;
  readonly grey?: true;
  readonly eject?: true;
  readonly dryRun?: true;
  readonly quiet?: true;
  readonly json?: true;
}

export const DEFAULT_NAME = '{author}/{series}/{position} {title}';

export function defineLoad(command: Command, { ui, surroundings, run }: CommandContext): void {
  command
    .argument('<what...>', 'books, stories, folders of them, or a search in a collection')
    .option('--to <device>', 'its id, its folder, or ID:FOLDER (default: the one that is connected)')
    .option('--from <folder>', 'the collection that is searched (default: "out")')
    .option(
      '--sync',
      'take away what is gone: a folder’s books that are not in it, a collection’s that the search does not find',
    )
    .addOption(
      new Option('--name <template>', 'how books are named there')
        .argParser(templateOf)
        .default(parseTemplate(DEFAULT_NAME), `"${DEFAULT_NAME}"`),
    )
    .option('--grey', 'a grey cover and grey pictures for stories')
    .option('--eject', 'let go of the device afterwards')
    .option('-n, --dry-run', 'say what would be done, and write nothing')
    .option('-q, --quiet', 'say nothing but errors')
    .option('--json', 'print a JSON object a book, then one of the whole')
    .addHelpText('after', EXAMPLES)
    .action(async (what: readonly string[], flags: LoadFlags) => {
      const { loadOnto } = await import('./load-onto.js');
      await run(() => loadOnto(what, flags, ui, surroundings));
    });
}

function templateOf(argument: string): NameTemplate {
  try {
    return parseTemplate(argument);
  } catch (cause) {
    throw cause instanceof StoryError ? new InvalidArgumentError(cause.diagnostic.message) : cause;
  }
}
