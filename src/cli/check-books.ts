import { checkBook } from '../check/index.js';
import { faultsByDevice } from '../check/preflight.js';
import type { DeviceProfile } from '../devices/profile.js';
import { deviceNamed } from '../devices/profiles.js';
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
  /** With `--for`: whether no fault of the book would trip the device. */
  readonly devices?: readonly Fitness[];
  readonly diagnostics: readonly Diagnostic[];
}

interface Fitness {
  readonly id: string;
  readonly isFit: boolean;
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
    const valid = flags.epubcheck ? [...own, ...(await askEpubCheck(bytes, path, surroundings))] : own;
    const isValid = !valid.some(({ severity }) => severity === 'error');
    const { devices, faults } = judgeForDevices(bytes, path, flags);
    const diagnostics = [...valid, ...faults];
    return {
      verdict: { file: path, isValid, ...(devices && { devices }), diagnostics },
      code: exitCodeOfFindings(diagnostics, flags.strict === true),
    };
  } catch (error) {
    if (surroundings.signal.aborted) throw error;
    const reason = error instanceof StoryError ? error.diagnostic : defectOf(error, ui, surroundings.variables, path);
    return { verdict: { file: path, isValid: false, diagnostics: [reason] }, code: exitCodeOf(reason) };
  }
}

/** What the devices of `--for` would stumble over. */
function judgeForDevices(
  bytes: Uint8Array,
  path: string,
  { for: ids = [] }: CheckFlags,
): { readonly devices?: readonly Fitness[]; readonly faults: readonly Diagnostic[] } {
  const devices = ids.flatMap((id) => deviceNamed(id) ?? []);
  if (devices.length === 0) return { faults: [] };
  const concerned = faultsByDevice(bytes, devices, { name: path });
  const isFit = (device: DeviceProfile): boolean =>
    ![...concerned].some(([{ severity }, those]) => severity === 'error' && those.includes(device));
  return { devices: devices.map((device) => ({ id: device.id, isFit: isFit(device) })), faults: [...concerned.keys()] };
}

function summarise({ isValid, devices = [], diagnostics }: Verdict): string {
  const count = (wanted: string): number => diagnostics.filter(({ severity }) => severity === wanted).length;
  const parts = [
    isValid ? 'valid' : 'invalid',
    ...devices.map(({ id, isFit }) => (isFit ? `fit for ${id}` : `unfit for ${id}`)),
    ...(count('error') > 0 ? [counted(count('error'), 'error')] : []),
    ...(count('warning') > 0 ? [counted(count('warning'), 'warning')] : []),
  ];
  return parts.join(' · ');
}
