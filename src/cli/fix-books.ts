import { checkBook } from '../check/index.js';
import { deviceNamed } from '../devices/profiles.js';
import { type Diagnostic, StoryError } from '../diagnostics/report.js';
import { BOOK_LIMIT, isFolder, readBytes } from '../io/files.js';
import { writeAtomically } from '../io/write-atomically.js';
import { type Mended, mendBook } from '../mend-book.js';
import type { CheckFlags } from './check.js';
import { defectOf } from './defect.js';
import { EXIT, type ExitCode, exitCodeOf, exitCodeOfFindings, graver } from './exit-codes.js';
import { endsWithSlash, OutputPaths, stemOf } from './output-paths.js';
import { expandInputs, hasPattern } from './stories.js';
import { counted, type Surroundings, type Ui } from './ui.js';

/** What became of one book: the object that `--json` prints. */
interface Outcome {
  readonly file: string;
  /** The mended book’s path; null where there was nothing to mend. */
  readonly output: string | null;
  /** `planned` with `--dry-run`; `unchanged` where nothing could be mended. */
  readonly status: 'mended' | 'planned' | 'unchanged' | 'failed';
  readonly mended: readonly Mended[];
  /** What was tried and not kept. */
  readonly withdrawn: readonly Mended[];
  /** What the devices still stumble over, and what is still wrong with it as an EPUB. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Mends every book for the devices and says what became of it; the gravest exit code. */
export async function fixBooks(
  books: readonly string[],
  flags: CheckFlags,
  ui: Ui,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const inputs = expandInputs(books);
  const paths = pathsFor(books, inputs, flags);
  let exitCode: ExitCode = EXIT.written;
  for (const path of inputs) {
    surroundings.signal.throwIfAborted();
    ui.progress(`mending ${path}`);
    const { outcome, code } = await fixOne(path, paths, flags, ui, surroundings);
    ui.clearProgress();
    for (const one of outcome.diagnostics) ui.diagnose(one);
    if (outcome.status !== 'failed') sayOutcome(outcome, ui);
    if (flags.json) await ui.data(`${JSON.stringify(outcome)}\n`);
    exitCode = graver(exitCode, code);
  }
  return exitCode;
}

function pathsFor(books: readonly string[], inputs: readonly string[], { output }: CheckFlags): OutputPaths {
  const isMany = inputs.length > 1 || hasPattern(books);
  return new OutputPaths({
    ...(output !== undefined && { output }),
    isFolder: output !== undefined && (isMany || endsWithSlash(output) || isFolder(output)),
  });
}

async function fixOne(
  path: string,
  paths: OutputPaths,
  flags: CheckFlags,
  ui: Ui,
  surroundings: Surroundings,
): Promise<{ readonly outcome: Outcome; readonly code: ExitCode }> {
  try {
    const devices = (flags.for ?? []).flatMap((id) => deviceNamed(id) ?? []);
    const before = readBytes(path, BOOK_LIMIT);
    const { bytes, mended, withdrawn, diagnostics } = await mendBook(before, devices, {
      name: path,
      signal: surroundings.signal,
    });
    const left = [...(await checkBook(bytes, { depth: 'full', name: path })), ...diagnostics];
    const code = exitCodeOfFindings(left, flags.strict === true);
    if (mended.length === 0)
      return { outcome: { file: path, output: null, status: 'unchanged', mended, withdrawn, diagnostics: left }, code };
    const output = paths.pathFor(stemOf(path).replace(/\.kepub$/iu, ''), extensionOf(path));
    if (!flags.dryRun) writeAtomically(output, bytes, [path]);
    const status = flags.dryRun ? 'planned' : 'mended';
    return { outcome: { file: path, output, status, mended, withdrawn, diagnostics: left }, code };
  } catch (error) {
    if (surroundings.signal.aborted) throw error;
    const reason = error instanceof StoryError ? error.diagnostic : defectOf(error, ui, surroundings.variables, path);
    return {
      outcome: { file: path, output: null, status: 'failed', mended: [], withdrawn: [], diagnostics: [reason] },
      code: exitCodeOf(reason),
    };
  }
}

/** A Kobo goes by the name’s end. */
const extensionOf = (path: string): string => (/\.kepub\.epub$/iu.test(path) ? 'kepub.epub' : 'epub');

function sayOutcome({ file, output, status, mended, withdrawn, diagnostics }: Outcome, ui: Ui): void {
  const left = diagnostics.filter(({ severity }) => severity === 'error').length;
  const rest = left > 0 ? ` · ${counted(left, 'error')} left` : '';
  if (output === null) {
    ui.say(`${ui.paint('bold', file)}  nothing ${withdrawn.length > 0 ? 'could be mended' : 'to mend'}${rest}`);
  } else {
    ui.say(`${ui.paint('bold', output)}  ${status === 'planned' ? 'would be made of' : 'of'} ${file}${rest}`);
  }
  for (const { done } of mended) ui.say(`  ${done}`);
  for (const { code } of withdrawn) ui.say(`  \`${code}\` stays: its mending did not help, or made a worse EPUB`);
}
