import type { Ran } from '../run-program.js';
import type { Target } from '../target.js';
import type { Machine } from './machine.js';
import { findMounts } from './mounts.js';

/** Whether the device may be pulled out now, and if not, why. */
export type Ejected = { readonly isEjected: true } | { readonly isEjected: false; readonly reason: string };

/**
 * Writes out what the system still holds of the device and lets go of it. KOReader #12163: readers that are pulled out
 * before keep damaged files.
 */
export async function ejectDevice(target: Target, machine: Machine): Promise<Ejected> {
  const steps = await stepsFor(target, machine);
  if (steps.length === 0) return { isEjected: false, reason: 'it is no device of its own that could be ejected' };
  for (const { words, isVital } of steps) {
    const [program = '', ...rest] = words;
    const ran = await machine.run(program, rest);
    if (ran.status !== 0 && isVital) return { isEjected: false, reason: reasonOf(program, ran) };
  }
  return { isEjected: true };
}

interface Step {
  readonly words: readonly [string, ...string[]];
  /** False for what is well to have: a device without power to switch off is ejected even so. */
  readonly isVital: boolean;
}

async function stepsFor({ transport, root }: Target, machine: Machine): Promise<readonly Step[]> {
  if (transport === 'upload') return [];
  if (transport === 'mtp') return [{ words: ['gio', 'mount', '-u', root], isVital: true }];
  const mount = (await findMounts(machine)).find((one) => one.root === root);
  if (!mount) return [];
  if (machine.platform === 'darwin') return [{ words: ['diskutil', 'eject', root], isVital: true }];
  if (machine.platform === 'win32')
    return [{ words: ['powershell', '-NoProfile', '-Command', ejectScript(root)], isVital: true }];
  if (!mount.source?.startsWith('/dev/')) return [];
  return [
    { words: ['udisksctl', 'unmount', '-b', mount.source], isVital: true },
    { words: ['udisksctl', 'power-off', '-b', mount.source], isVital: false },
  ];
}

/** `root` is a drive’s letter, as `findMounts` made it. 17 is the folder “Computer”. */
const ejectScript = (root: string): string =>
  `(New-Object -ComObject Shell.Application).Namespace(17).ParseName('${root.slice(0, 2)}').InvokeVerb('Eject')`;

function reasonOf(program: string, { status, stderr }: Ran): string {
  if (status === 127) return `there is no \`${program}\` on this machine`;
  return stderr.trim().split('\n').at(-1) || `\`${program}\` ended with ${status}`;
}
