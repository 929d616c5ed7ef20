import type { Command } from 'commander';
import type { CommandContext } from './run-command-line.js';

const EXAMPLES = `
Examples:
  $ storybind send book.epub --to ann@kindle.com
  $ storybind send my-story.txt --to ann@kindle.com     binds the story for the Kindle first
  $ storybind send *.epub                               to whom the settings name, in as many mails as it needs
  $ storybind send book.epub --dry-run -o mails/        writes the mail as mails/mail-1.eml, and sends nothing

The mail server is set in storybind/mail.yaml in the folder for settings (~/.config, %APPDATA%, or on a Mac
~/Library/Application Support), or by the environment:
  host: smtp.example.org                   STORYBIND_SMTP_HOST
  user: ann@example.org                    STORYBIND_SMTP_USER
  passwordCommand: [pass, show, mail]      STORYBIND_SMTP_PASSWORD

Exit codes: 0 sent, 2 wrong usage or settings, 3 a book could not be read, 4 Kindle would refuse a book (see --force),
5 a mail did not get through.`;

export interface SendFlags {
  readonly to?: readonly string[];
  readonly config?: string;
  readonly force?: true;
  readonly output?: string;
  readonly dryRun?: true;
  readonly quiet?: true;
  readonly json?: true;
}

export function defineSend(command: Command, { ui, surroundings, run }: CommandContext): void {
  command
    .argument('<files...>', 'EPUB files or stories')
    .option('--to <address>', 'a Kindle’s address; again for more, up to 15', gatherAddress)
    .option('--config <file>', 'the settings of the mail server (default: storybind/mail.yaml among your settings)')
    .option('--force', 'send books that Kindle would refuse')
    .option('-n, --dry-run', 'write the mails as .eml files, and send nothing')
    .option('-o, --output <path>', 'with --dry-run: the folder of the mails (default: "out/")')
    .option('-q, --quiet', 'say nothing but errors')
    .option('--json', 'print a JSON object a book, then one a mail')
    .addHelpText('after', EXAMPLES)
    .action(async (files: readonly string[], flags: SendFlags) => {
      const mistake = findMistake(flags);
      if (mistake) command.error(`error: ${mistake}`);
      const { sendBooks } = await import('./send-books.js');
      await run(() => sendBooks(files, flags, ui, surroundings));
    });
}

const gatherAddress = (address: string, known: readonly string[] = []): readonly string[] => [...known, address];

/** What is wrong with flags that are right one by one. */
function findMistake({ output, dryRun }: SendFlags): string | undefined {
  if (output === '') return '-o needs a folder.';
  return output !== undefined && !dryRun ? '-o is for --dry-run: a mail that is sent is not written.' : undefined;
}
