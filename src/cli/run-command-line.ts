import { Command, CommanderError } from 'commander';
import { StoryError } from '../diagnostics/report.js';
import { systemErrorCode } from '../io/system-errors.js';
import { defectOf } from './defect.js';
import { EXIT, type ExitCode, exitCodeOf } from './exit-codes.js';
import { type Surroundings, Ui } from './ui.js';
import { VERSION } from './version.js';

/** What a command's definition is given. */
export interface CommandContext {
  readonly ui: Ui;
  readonly surroundings: Surroundings;
  /** Runs a command's work and takes its exit code for that of the run. */
  readonly run: (work: () => Promise<ExitCode>) => Promise<void>;
  /** The program with every command defined, for completion. */
  readonly whole: () => Promise<Command>;
}

type DefineCommand = (command: Command, context: CommandContext) => void;

interface CommandEntry {
  readonly summary: string;
  readonly load: () => Promise<DefineCommand>;
}

/** The commands, a line each; only the chosen one is loaded. */
const COMMANDS: Readonly<Record<string, CommandEntry>> = {
  build: { summary: 'bind stories into books', load: async () => (await import('./build.js')).defineBuild },
  inspect: {
    summary: 'show what is understood of a story',
    load: async () => (await import('./inspect.js')).defineInspect,
  },
  convert: {
    summary: 'make of an EPUB what a device wants',
    load: async () => (await import('./convert.js')).defineConvert,
  },
  check: { summary: 'say what is wrong with a book', load: async () => (await import('./check.js')).defineCheck },
  devices: {
    summary: 'show the e-readers that are connected',
    load: async () => (await import('./devices.js')).defineDevices,
  },
  load: {
    summary: 'put books and stories on an e-reader',
    load: async () => (await import('./load.js')).defineLoad,
  },
  unload: {
    summary: 'take off an e-reader what storybind put there',
    load: async () => (await import('./unload.js')).defineUnload,
  },
  send: {
    summary: 'mail books to a Kindle',
    load: async () => (await import('./send.js')).defineSend,
  },
  anthology: {
    summary: 'bind many stories into one book',
    load: async () => (await import('./anthology.js')).defineAnthology,
  },
  duplicates: {
    summary: 'find stories that are there more than once',
    load: async () => (await import('./duplicates.js')).defineDuplicates,
  },
  watch: {
    summary: 'bind folders of stories, and again whatever changes there',
    load: async () => (await import('./watch.js')).defineWatch,
  },
  worker: {
    summary: 'bind the stories of a queue, for a run on another machine',
    load: async () => (await import('./worker.js')).defineWorker,
  },
  status: {
    summary: 'show how it stands with a folder of books',
    load: async () => (await import('./status.js')).defineStatus,
  },
  search: {
    summary: 'find books by their words, authors, tags',
    load: async () => (await import('./search.js')).defineSearch,
  },
  completion: {
    summary: 'print the completion script of a shell',
    load: async () => (await import('./completion.js')).defineCompletion,
  },
};

const EXAMPLES = `
Examples:
  $ storybind build my-story.txt             binds it into out/my-story.epub
  $ storybind inspect my-story.txt           shows what was understood, and how surely
  $ storybind check book.epub                says what is wrong with any EPUB
  $ storybind help build                     says all about a command`;

/** Runs the command that the arguments ask for; the exit code. Everything that can fail ends in a line for people. */
export async function runCommandLine(args: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const ui = new Ui(surroundings);
  let code: ExitCode = EXIT.written;
  const context: CommandContext = {
    ui,
    surroundings,
    run: async (work) => {
      code = await work();
    },
    whole: () => makeProgram(Object.keys(COMMANDS), context),
  };
  try {
    const program = await makeProgram(chosenCommands(args), context);
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    return endWith(error, ui, surroundings);
  }
}

/** The command named first, or the one that help is asked of. */
function chosenCommands(args: readonly string[]): readonly string[] {
  const words = args.filter((arg) => !arg.startsWith('-'));
  return words[0] === 'help' ? words.slice(1, 2) : words.slice(0, 1);
}

async function makeProgram(names: readonly string[], context: CommandContext): Promise<Command> {
  const { surroundings } = context;
  const program = new Command('storybind')
    .description('Understands a story in whatever file it was found, and binds it into a validated, accessible EPUB 3.')
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .configureHelp({ subcommandTerm: (command) => command.name() })
    .configureOutput({
      writeOut: (text) => void surroundings.stdout.write(text, () => {}),
      writeErr: (text) => void surroundings.stderr.write(text, () => {}),
    })
    .exitOverride()
    .showHelpAfterError('See `storybind --help`.')
    .addHelpText('after', EXAMPLES)
    .hook('preAction', (_program, chosen) => {
      const { quiet, json } = chosen.opts<{ readonly quiet?: true; readonly json?: true }>();
      context.ui.isQuiet = quiet === true;
      context.ui.isJson = json === true;
    });
  for (const [name, { summary, load }] of Object.entries(COMMANDS)) {
    const command = program
      .command(name)
      .summary(summary)
      .description(`${capitalised(summary)}.`);
    command.helpOption('-h, --help', 'print this help').showHelpAfterError(`See \`storybind help ${name}\`.`);
    if (names.includes(name)) (await load())(command, context);
  }
  return program;
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The last words of a run that did not come to its end, and its exit code. */
async function endWith(error: unknown, ui: Ui, { signal, variables }: Surroundings): Promise<ExitCode> {
  ui.clearProgress();
  if (signal.aborted) return EXIT.interrupted;
  if (systemErrorCode(error) === 'EPIPE') return EXIT.written;
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.written : EXIT.usage;
  if (error instanceof StoryError && error.diagnostic.code !== 'defect') {
    await ui.lastWords(error.diagnostic);
    return exitCodeOf(error.diagnostic);
  }
  await ui.lastWords(defectOf(error, ui, variables));
  return EXIT.defect;
}
