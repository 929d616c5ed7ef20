import { type Command, InvalidArgumentError, Option } from 'commander';
import { DEVICES } from '../devices/profiles.js';
import { NOTES_POLICIES, type NotesPolicy, THEME_NAMES, type ThemeName } from '../model/book.js';
import type { BindOptions, ReadingOptions } from '../options.js';
import { READERS } from '../read/index.js';
import { LEAST_MEMORY, parseSize, sizeInWords } from '../read/limits.js';
import { type OutputFormat, WRITERS } from '../write/index.js';
import { addCollectionFlags, type CollectionFlags } from './collection-flags.js';

/** Metadata as `--set` gathers it: a key given several times holds a list. */
export type Settings = Readonly<Record<string, string | readonly string[]>>;

/** The flags of every command that reads stories. */
export interface ReadingFlags {
  readonly as?: string;
  readonly set?: Settings;
  readonly typography: boolean;
  /** In bytes. */
  readonly memory?: number;
  readonly fetchImages?: true;
}

/** The flags of `build`, as commander hands them over. */
export interface BuildFlags extends ReadingFlags, CollectionFlags {
  readonly output?: string;
  /** The id of a device. */
  readonly for?: string;
  readonly grey?: true;
  readonly format?: OutputFormat;
  readonly theme?: ThemeName;
  readonly notes?: NotesPolicy;
  /** A path, `none`, or false for `--no-cover`. */
  readonly cover?: string | false;
  readonly vertical?: true;
  readonly certifiedBy?: string;
  readonly asOne?: true;
  readonly strict?: true;
  readonly quiet?: true;
  readonly json?: true;
  readonly epubcheck?: true;
}

export function addReadingFlags(command: Command): Command {
  const readers = READERS.filter(({ extensions }) => extensions.length > 0).map(({ name }) => name);
  return command
    .addOption(new Option('--as <format>', 'read the story as this format').choices(readers))
    .option('--set <key=value>', 'set a field by its front matter key; again for more', gatherSetting)
    .option('--no-typography', 'keep straight quotes and double hyphens')
    .option('--memory <size>', 'refuse stories that may need more memory (default: "1G")', memorySize)
    .option('--fetch-images', 'fetch images that lie on https servers (default: they are left out)');
}

export function addBuildFlags(command: Command): Command {
  const reading = addReadingFlags(addBookFlags(command));
  const many = addCollectionFlags(reading).option('--as-one', 'bind all the files given as one story, in their order');
  return addOutcomeFlags(many);
}

/** What the book shall be. */
export function addBookFlags(command: Command): Command {
  return command
    .option('-o, --output <path>', 'the book, or a folder for several; - for stdout (default: "out/")')
    .addOption(
      new Option('--for <device>', 'fit format, cover and pictures to an e-reader').choices(
        DEVICES.map(({ id }) => id),
      ),
    )
    .option('--grey', 'with --for: a grey cover and grey pictures')
    .addOption(new Option('--format <format>', 'the kind of book').choices(Object.keys(WRITERS)))
    .addOption(new Option('--theme <theme>', 'the look of the book').choices(THEME_NAMES))
    .addOption(new Option('--notes <place>', 'where author’s notes go').choices(NOTES_POLICIES))
    .option('--cover <file>', 'an image of your own; "none" for no cover')
    .option('--no-cover', 'leave the cover out')
    .option('--vertical', 'set Japanese and Chinese vertically')
    .option('--certified-by <name>', 'who evaluated the accessibility; only then is conformance claimed');
}

/** What is said of the book, and what the run ends with. */
export function addOutcomeFlags(command: Command): Command {
  return command
    .option('--strict', 'end with 6 when there are warnings')
    .option('--epubcheck', 'ask the official EPUBCheck too (needs Java)')
    .option('-q, --quiet', 'say nothing but errors')
    .option('--json', 'print a JSON object a book');
}

/** `--set author=A --set author=B` → `{ author: ['A', 'B'] }`. */
export function gatherSetting(argument: string, known: Settings = {}): Settings {
  const at = argument.indexOf('=');
  const key = argument.slice(0, Math.max(at, 0)).trim();
  if (key === '') throw new InvalidArgumentError('Write it as key=value: --set title="The Rain".');
  const value = argument.slice(at + 1).trim();
  const before = known[key];
  return { ...known, [key]: before === undefined ? value : [before, value].flat() };
}

/** `--memory 512M` → its bytes. */
export function memorySize(argument: string): number {
  const size = parseSize(argument);
  if (size !== undefined && size >= LEAST_MEMORY && Number.isSafeInteger(size)) return size;
  throw new InvalidArgumentError(`Write it as 512M or 2G, and at least ${sizeInWords(LEAST_MEMORY)}.`);
}

export const readingOptions = (flags: ReadingFlags): ReadingOptions => ({
  ...(flags.as !== undefined && { reader: flags.as }),
  ...(flags.set && { set: flags.set }),
  typography: flags.typography,
  ...(flags.memory !== undefined && { memory: flags.memory }),
  ...(flags.fetchImages && { fetchImages: true }),
});

/** What the flags ask of the book; the cover's bytes are read by then. */
export const bindOptions = (
  flags: BuildFlags,
  cover: Uint8Array | undefined,
  sourceDateEpoch: number | undefined,
): BindOptions => ({
  ...readingOptions(flags),
  ...(flags.for !== undefined && { device: flags.for }),
  ...(flags.grey && { grey: true }),
  ...(flags.format && { format: flags.format }),
  ...(flags.theme && { theme: flags.theme }),
  ...(flags.notes && { notes: flags.notes }),
  ...(flags.vertical && { vertical: true }),
  ...(hasNoCover(flags) ? { cover: false } : cover && { cover }),
  ...(flags.certifiedBy !== undefined && { certifiedBy: flags.certifiedBy }),
  ...(sourceDateEpoch !== undefined && { sourceDateEpoch }),
});

export const hasNoCover = ({ cover }: BuildFlags): boolean => cover === false || cover === 'none';
