import { checkBook } from '../check/index.js';
import { deviceNamed } from '../devices/profiles.js';
import type { Diagnostic } from '../diagnostics/report.js';
import { BOOK_LIMIT, readBytes } from '../io/files.js';
import { writeAtomically } from '../io/write-atomically.js';
import { type Mended, mendBook } from '../mend-book.js';
import type { CheckFlags } from './check.js';
import { type BookWork, eachBook, type Worked } from './each-book.js';
import { type ExitCode, exitCodeOfFindings } from './exit-codes.js';
import { type OutputPaths, pathsFor, stemOf } from './output-paths.js';
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
  const paths = pathsFor(flags.output, inputs.length > 1 || hasPattern(books), inputs);
  const work: BookWork<Outcome> = {
    doing: 'mending',
    work: (path) => fixOne(path, paths, flags, surroundings.signal),
    failed: (file, reason) => ({
      file,
      output: null,
      status: 'failed',
      mended: [],
      withdrawn: [],
      diagnostics: [reason],
    }),
    tell: (outcome) => {
      for (const one of outcome.diagnostics) ui.diagnose(one);
      if (outcome.status !== 'failed') sayOutcome(outcome, ui);
    },
  };
  return eachBook(inputs, work, flags, ui, surroundings);
}

async function fixOne(
  path: string,
  paths: OutputPaths,
  flags: CheckFlags,
  signal: AbortSignal,
): Promise<Worked<Outcome>> {
  const devices = (flags.for ?? []).flatMap((id) => deviceNamed(id) ?? []);
  const before = readBytes(path, BOOK_LIMIT);
  const { bytes, mended, withdrawn, diagnostics } = await mendBook(before, devices, { name: path, signal });
  const left = [...(await checkBook(bytes, { depth: 'full', name: path })), ...diagnostics];
  const code = exitCodeOfFindings(left, flags.strict === true);
  if (mended.length === 0)
    return { outcome: { file: path, output: null, status: 'unchanged', mended, withdrawn, diagnostics: left }, code };
  const output = paths.pathFor(stemOf(path).replace(/\.kepub$/iu, ''), extensionOf(path));
  if (!flags.dryRun) writeAtomically(output, bytes, [path]);
  const status = flags.dryRun ? 'planned' : 'mended';
  return { outcome: { file: path, output, status, mended, withdrawn, diagnostics: left }, code };
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
