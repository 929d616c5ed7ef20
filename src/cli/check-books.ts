import { checkBook } from '../check/index.js';
import { faultsByDevice } from '../check/preflight.js';
import type { DeviceProfile } from '../devices/profile.js';
import { deviceNamed } from '../devices/profiles.js';
import type { Diagnostic } from '../diagnostics/report.js';
import { BOOK_LIMIT, readBytes } from '../io/files.js';
import { askEpubCheck } from './ask-epubcheck.js';
import type { CheckFlags } from './check.js';
import { type BookWork, eachBook, type Worked } from './each-book.js';
import { EXIT, type ExitCode, exitCodeOfFindings } from './exit-codes.js';
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
  const work: BookWork<Verdict> = {
    doing: 'checking',
    work: (path) => judge(path, flags, surroundings),
    failed: (file, reason) => ({ file, isValid: false, diagnostics: [reason] }),
    tell: (verdict, code) => {
      for (const one of verdict.diagnostics) ui.diagnose(one);
      if (code === EXIT.input || code === EXIT.usage) return;
      ui.say(`${ui.paint('bold', verdict.file)}  ${summarise(verdict)}`);
    },
  };
  return eachBook(expandInputs(books), work, flags, ui, surroundings);
}

async function judge(path: string, flags: CheckFlags, surroundings: Surroundings): Promise<Worked<Verdict>> {
  const bytes = readBytes(path, BOOK_LIMIT);
  const own = await checkBook(bytes, { depth: 'full', name: path });
  const valid = flags.epubcheck ? [...own, ...(await askEpubCheck(bytes, path, surroundings))] : own;
  const isValid = !valid.some(({ severity }) => severity === 'error');
  const { devices, faults } = judgeForDevices(bytes, path, flags);
  const diagnostics = [...valid, ...faults];
  return {
    outcome: { file: path, isValid, ...(devices && { devices }), diagnostics },
    code: exitCodeOfFindings(diagnostics, flags.strict === true),
  };
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
