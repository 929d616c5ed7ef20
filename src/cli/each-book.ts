import type { Diagnostic } from '../diagnostics/report.js';
import { systemErrorCode } from '../io/system-errors.js';
import { reasonOf } from './defect.js';
import { EXIT, type ExitCode, exitCodeOf, graver } from './exit-codes.js';
import type { Surroundings, Ui } from './ui.js';

/** What a command does to each of its books. `Outcome` is the object that `--json` prints. */
export interface BookWork<Outcome> {
  /** What goes on, for those who wait: `checking`. */
  readonly doing: string;
  readonly work: (path: string) => Promise<Worked<Outcome>>;
  /** What is printed of a book that nothing came of. */
  readonly failed: (path: string, reason: Diagnostic) => Outcome;
  /** Tells people what became of a book. */
  readonly tell: (outcome: Outcome, code: ExitCode) => void;
}

export interface Worked<Outcome> {
  readonly outcome: Outcome;
  readonly code: ExitCode;
}

/** Does the work on every book and tells what became of it; the gravest exit code. One that fails does not stop the others. */
export async function eachBook<Outcome>(
  paths: readonly string[],
  { doing, work, failed, tell }: BookWork<Outcome>,
  { json }: { readonly json?: true },
  ui: Ui,
  { signal, variables }: Surroundings,
): Promise<ExitCode> {
  const worked = async (path: string): Promise<Worked<Outcome>> => {
    try {
      return await work(path);
    } catch (error) {
      // Who reads stdout went away, and with them the run’s purpose.
      if (signal.aborted || systemErrorCode(error) === 'EPIPE') throw error;
      const reason = reasonOf(error, ui, variables, path);
      return { outcome: failed(path, reason), code: exitCodeOf(reason) };
    }
  };
  let exitCode: ExitCode = EXIT.written;
  for (const path of paths) {
    signal.throwIfAborted();
    ui.progress(`${doing} ${path}`);
    const { outcome, code } = await worked(path);
    ui.clearProgress();
    tell(outcome, code);
    if (json) await ui.data(`${JSON.stringify(outcome)}\n`);
    exitCode = graver(exitCode, code);
  }
  return exitCode;
}
