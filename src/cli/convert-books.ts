import { type Converted, convertBook } from '../convert-book.js';
import { type Diagnostic, StoryError } from '../diagnostics/report.js';
import { BOOK_LIMIT, isFolder, readBytes } from '../io/files.js';
import { systemErrorCode } from '../io/system-errors.js';
import { writeAtomically } from '../io/write-atomically.js';
import type { ConvertFlags } from './convert.js';
import { defectOf } from './defect.js';
import { EXIT, type ExitCode, exitCodeOf, graver } from './exit-codes.js';
import { endsWithSlash, OutputPaths, stemOf } from './output-paths.js';
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
  const paths = pathsFor(books, inputs, flags);
  let exitCode: ExitCode = EXIT.written;
  for (const path of inputs) {
    surroundings.signal.throwIfAborted();
    ui.progress(`converting ${path}`);
    const { outcome, code } = await convertOne(path, paths, flags, ui, surroundings);
    ui.clearProgress();
    if (outcome.status !== 'failed') ui.say(lineOf(outcome, ui));
    for (const one of outcome.diagnostics) ui.diagnose(one);
    if (flags.json) await ui.data(`${JSON.stringify(outcome)}\n`);
    exitCode = graver(exitCode, code);
  }
  return exitCode;
}

function pathsFor(books: readonly string[], inputs: readonly string[], { output }: ConvertFlags): OutputPaths {
  const isMany = inputs.length > 1 || hasPattern(books);
  return new OutputPaths({
    ...(output !== undefined && { output }),
    isFolder: output !== undefined && (isMany || endsWithSlash(output) || isFolder(output)),
  });
}

async function convertOne(
  path: string,
  paths: OutputPaths,
  flags: ConvertFlags,
  ui: Ui,
  surroundings: Surroundings,
): Promise<{ readonly outcome: Outcome; readonly code: ExitCode }> {
  try {
    const { to, memory } = flags;
    const bytes = readBytes(path, BOOK_LIMIT);
    const converted = await convertBook(bytes, {
      to,
      name: path,
      ...(memory !== undefined && { memory }),
      signal: surroundings.signal,
    });
    const output = await deliver(path, converted, paths, flags, ui);
    const { diagnostics } = converted;
    return {
      outcome: { file: path, output, status: flags.dryRun ? 'planned' : 'written', diagnostics },
      code: EXIT.written,
    };
  } catch (error) {
    if (surroundings.signal.aborted || systemErrorCode(error) === 'EPIPE') throw error;
    const reason = error instanceof StoryError ? error.diagnostic : defectOf(error, ui, surroundings.variables, path);
    return {
      outcome: { file: path, output: null, status: 'failed', diagnostics: [reason] },
      code: exitCodeOf(reason),
    };
  }
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
