import { findDevices } from '../deliver/find/find-devices.js';
import { type Machine, thisMachine } from '../deliver/find/machine.js';
import type { Target } from '../deliver/target.js';
import { type ManifestEntry, type ReadManifest, readManifest } from '../deliver/usb/manifest.js';
import type { DeviceProfile } from '../devices/profile.js';
import { DEVICES } from '../devices/profiles.js';
import { onOneLine } from '../diagnostics/format.js';
import { StoryError } from '../diagnostics/report.js';
import type { DevicesFlags } from './devices.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { type Row, renderTable } from './table.js';
import { counted, type Ui } from './ui.js';

/** Prints the devices that are connected, or those that are known. */
export async function showDevices(flags: DevicesFlags, ui: Ui, machine: Machine = thisMachine): Promise<ExitCode> {
  return flags.known ? showKnown(flags, ui) : showConnected(flags, ui, machine);
}

async function showKnown({ json }: DevicesFlags, ui: Ui): Promise<ExitCode> {
  if (json) for (const one of DEVICES) await ui.data(`${JSON.stringify(one)}\n`);
  else await ui.data(`${renderTable(DEVICES.map((one) => knownRow(one, ui)))}\n`);
  return EXIT.written;
}

const knownRow = ({ id, name, formats, mail, screen }: DeviceProfile, ui: Ui): Row => [
  ui.paintData('bold', id),
  name,
  [...formats, ...(mail ? [`${mail.format} by mail`] : [])].join(', '),
  screen ? `${screen.width} × ${screen.height}` : '',
];

/** What `--json` prints of a device that is connected. */
interface Connected {
  readonly id: string;
  readonly name: string;
  readonly label: string | null;
  readonly root: string;
  /** Below the root. */
  readonly folder: string;
  readonly transport: Target['transport'];
  readonly isReadOnly: boolean;
  /** In bytes; null where the system does not tell. */
  readonly free: number | null;
  readonly books?: readonly ManifestEntry[];
}

async function showConnected(flags: DevicesFlags, ui: Ui, machine: Machine): Promise<ExitCode> {
  const found = await findDevices(machine);
  for (const target of found) {
    const manifest = flags.books ? await manifestOf(target, ui) : undefined;
    const shown = connectedOf(target, manifest?.entries);
    await ui.data(flags.json ? `${JSON.stringify(shown)}\n` : connectedLines(shown, ui));
  }
  ui.say(found.length === 0 ? NOTHING : `${counted(found.length, 'device')} found`);
  return EXIT.written;
}

/** Undefined where it cannot be read, which is said: the other devices are shown all the same. */
async function manifestOf(target: Target, ui: Ui): Promise<ReadManifest | undefined> {
  try {
    const manifest = await readManifest(target);
    for (const one of manifest.diagnostics) ui.diagnose(one);
    return manifest;
  } catch (cause) {
    if (!(cause instanceof StoryError)) throw cause;
    ui.diagnose(cause.diagnostic);
    return undefined;
  }
}

const NOTHING =
  'No e-reader was found. Plug it in, unlock it and let it connect; a folder is as good: storybind load BOOK --to PATH.';

const connectedOf = (
  { profile, label, root, folder, transport, isReadOnly, free }: Target,
  books: readonly ManifestEntry[] | undefined,
): Connected => ({
  id: profile.id,
  name: profile.name,
  label: label ?? null,
  root,
  folder,
  transport,
  isReadOnly,
  free: free ?? null,
  ...(books && { books }),
});

function connectedLines({ id, name, label, root, folder, isReadOnly, free, books }: Connected, ui: Ui): string {
  const facts = [
    id,
    ...(label === null ? [] : [label]),
    root,
    `books in ${folder === '' ? 'its root' : `${folder}/`}`,
    ...(free === null ? [] : [`${(free / 1e6).toFixed(0)} MB free`]),
    ...(isReadOnly ? ['read-only'] : []),
  ];
  const lines = books?.map(({ path, bytes }) => `  ${onOneLine(path)} · ${(bytes / 1e6).toFixed(1)} MB`) ?? [];
  return `${[`${ui.paintData('bold', name)}  ${onOneLine(facts.join(' · '))}`, ...lines].join('\n')}\n`;
}
