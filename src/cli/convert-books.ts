import { type Converted, convertBook } from '../convert-book.js';
import type { Diagnostic } from '../diagnostics/report.js';
import { BOOK_LIMIT, readBytes } from '../io/files.js';
import { writeAtomically } from '../io/write-atomically.js';
import type { ConvertFlags } from './convert.js';
import { type BookWork, eachBook, type Worked } from './each-book.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { type OutputPaths, pathsFor, stemOf } from './output-paths.js';
import { expandInputs, hasPattern, STANDARD_STREAM } from './stories.js';
import type { Surroundings, Ui } from './ui.js';

/** What became of one book: the object that `--json` prints. */
interface Outcome {
  readonly file: string;
  /** The new book's path; null when there is none, or when it went to stdout. */
  readonly output: string | null;
  /** `planned` with `--dry-run`. */
  readonly status: 'written' | 'planned' | 'failed';
  readonly diagnostics: readonly Diagnostic[];
}

/** Converts every book and says what became of it; the gravest exit code. One that fails does not stop the others. */
export async function convertBooks(
  books: readonly string[],
  flags: ConvertFlags,
  ui: Ui,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const inputs = expandInputs(books);
  const paths = pathsFor(flags.output, inputs.length > 1 || hasPattern(books), inputs);
  const work: BookWork<Outcome> = {
    doing: 'converting',
    work: (path) => convertOne(path, paths, flags, ui, surroundings.signal),
    failed: (file, reason) => ({ file, output: null, status: 'failed', diagnostics: [reason] }),
    tell: (outcome) => {
      if (outcome.status !== 'failed') ui.say(lineOf(outcome, ui));
      for (const one of outcome.diagnostics) ui.diagnose(one);
    },
  };
  return eachBook(inputs, work, flags, ui, surroundings);
}

async function convertOne(
  path: string,
  paths: OutputPaths,
  flags: ConvertFlags,
  ui: Ui,
  signal: AbortSignal,
): Promise<Worked<Outcome>> {
  const { to, memory } = flags;
  const bytes = readBytes(path, BOOK_LIMIT);
  const converted = await convertBook(bytes, { to, name: path, ...(memory !== undefined && { memory }), signal });
  const output = await deliver(path, converted, paths, flags, ui);
  const { diagnostics } = converted;
  return {
    outcome: { file: path, output, status: flags.dryRun ? 'planned' : 'written', diagnostics },
    code: EXIT.written,
  };
}

/** Puts the book where it is wanted; its path, or null on stdout. */
async function deliver(
  path: string,
  { bytes, extension }: Converted,
  paths: OutputPaths,
  { output, dryRun }: ConvertFlags,
  ui: Ui,
): Promise<string | null> {
  if (output === STANDARD_STREAM) {
    if (!dryRun) await ui.data(bytes);
    return null;
  }
  const target = paths.pathFor(stemOf(path).replace(/\.kepub$/i, ''), extension);
  if (!dryRun) writeAtomically(target, bytes, [path]);
  return target;
}

const lineOf = ({ file, output, status }: Outcome, ui: Ui): string =>
  `${ui.paint('bold', output ?? 'stdout')}  ${status === 'planned' ? 'would be made of' : 'of'} ${file}`;
