import type { Command } from 'commander';
import { addBuildFlags, type BuildFlags } from './build-flags.js';
import type { CommandContext } from './run-command-line.js';
import { STANDARD_STREAM } from './stories.js';
import type { Surroundings } from './ui.js';

const EXAMPLES = `
Examples:
  $ storybind build my-story.txt                      out/my-story.epub
  $ storybind build my-story.md -o book.epub          book.epub
  $ storybind build "stories/*.txt" -o books/         a book a story, in books/
  $ storybind build --as-one ch*.txt --set title="The Weir" -o the-weir.epub
  $ storybind build my-story.txt --set author="Ann Example" --set series="The Weir #2"
  $ storybind build my-story.txt --cover cover.jpg --theme modern --notes end
  $ storybind build my-story.txt --for kobo           out/my-story.kepub.epub, fitted to the screen
  $ storybind build stories/ --for kindle -o books/   for Send-to-Kindle, pictures and all
  $ cat post.txt | storybind build - -o - > book.epub

A story that cannot be bound does not stop the others. Exit codes: 0 written, 2 wrong usage, 3 input unusable,
4 the book failed its check and was not written, 5 the book could not be put in its place, 6 warnings (--strict).`;

export function defineBuild(command: Command, { ui, surroundings, run }: CommandContext): void {
  addBuildFlags(command)
    .argument('<files...>', 'stories: files of any format, folders of chapters, - for stdin')
    .addHelpText('after', EXAMPLES)
    .action(async (files: readonly string[], flags: BuildFlags) => {
      const mistake = findMistake(files, flags, surroundings);
      if (mistake) command.error(`error: ${mistake}`);
      const { bindStories } = await import('./bind-stories.js');
      await run(() => bindStories(files, flags, ui, surroundings));
    });
}

/** What is wrong with flags that are right one by one. */
function findMistake(files: readonly string[], flags: BuildFlags, surroundings: Surroundings): string | undefined {
  const isToStdout = flags.output === STANDARD_STREAM;
  if (flags.output === '') return '-o needs a path.';
  if (isToStdout && files.length > 1 && !flags.asOne) return '-o - takes one story; give a folder for several.';
  if (isToStdout && flags.json) return '--json and -o - both need stdout; write the book to a file.';
  if (isToStdout && surroundings.stdout.isTTY)
    return 'a book is no text for a terminal; redirect it or name a file with -o.';
  if (flags.asOne && files.includes(STANDARD_STREAM)) return '--as-one takes files, not stdin.';
  if (files.filter((file) => file === STANDARD_STREAM).length > 1) return 'stdin holds one story; give - once.';
  return undefined;
}
