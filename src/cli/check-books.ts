import { checkBook } from '../check/index.js';
import { type Diagnostic, StoryError } from '../diagnostics/report.js';
import { BOOK_LIMIT, readBytes } from '../io/files.js';
import { askEpubCheck } from './ask-epubcheck.js';
import type { CheckFlags } from './check.js';
import { defectOf } from './defect.js';
import { EXIT, type ExitCode, exitCodeOf, exitCodeOfFindings, graver } from './exit-codes.js';
import { expandInputs } from './stories.js';
import { counted, type Surroundings, type Ui } from './ui.js';

/** What the check found in one book: the object that `--json` prints. */
interface Verdict {
  readonly file: string;
  readonly isValid: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/** Checks every book and says what is wrong with it; the gravest exit code. */
export async function checkBooks(
  books: readonly string[],
  flags: CheckFlags,
  ui: Ui,
  surroundings: Surroundings,
): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.written;
  for (const path of expandInputs(books)) {
    surroundings.signal.throwIfAborted();
    ui.progress(`checking ${path}`);
    const { verdict, code } = await judge(path, flags, ui, surroundings);
    ui.clearProgress();
    for (const one of verdict.diagnostics) ui.diagnose(one);
    if (code !== EXIT.input && code !== EXIT.usage) ui.say(`${ui.paint('bold', path)}  ${summarise(verdict)}`);
    if (flags.json) await ui.data(`${JSON.stringify(verdict)}\n`);
    exitCode = graver(exitCode, code);
  }
  return exitCode;
}

async function judge(
  path: string,
  flags: CheckFlags,
  ui: Ui,
  surroundings: Surroundings,
): Promise<{ readonly verdict: Verdict; readonly code: ExitCode }> {
  try {
    const bytes = readBytes(path, BOOK_LIMIT);
    const own = await checkBook(bytes, { depth: 'full', name: path });
    const diagnostics = flags.epubcheck ? [...own, ...(await askEpubCheck(bytes, path, surroundings))] : own;
    const isValid = !diagnostics.some(({ severity }) => severity === 'error');
    return {
      verdict: { file: path, isValid, diagnostics },
      code: exitCodeOfFindings(diagnostics, flags.strict === true),
    };
  } catch (error) {
    if (surroundings.signal.aborted) throw error;
    const reason = error instanceof StoryError ? error.diagnostic : defectOf(error, ui, surroundings.variables, path);
    return { verdict: { file: path, isValid: false, diagnostics: [reason] }, code: exitCodeOf(reason) };
  }
}

function summarise({ isValid, diagnostics }: Verdict): string {
  const count = (wanted: string): number => diagnostics.filter(({ severity }) => severity === wanted).length;
  const parts = [
    isValid ? 'valid' : 'invalid',
    ...(count('error') > 0 ? [counted(count('error'), 'error')] : []),
    ...(count('warning') > 0 ? [counted(count('warning'), 'warning')] : []),
  ];
  return parts.join(' · ');
}
