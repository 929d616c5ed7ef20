import type { Target } from '../target.js';
import type { Machine } from './machine.js';
import { recogniseDevice } from './markers.js';
import { findMounts, type Mount } from './mounts.js';
import { findMtpDevices } from './mtp-devices.js';

/** The e-readers that are connected, known by their markers (docs/load.md), in the order of their places. */
export async function findDevices(machine: Machine): Promise<readonly Target[]> {
  const mounts = await findMounts(machine);
  const mounted = await Promise.all(mounts.map((mount) => deviceAt(mount, machine)));
  const found = [...mounted.flat(), ...(await findMtpDevices(machine))];
  return found.sort((a, b) => (a.root < b.root ? -1 : 1));
}

async function deviceAt({ root, label, isReadOnly }: Mount, machine: Machine): Promise<readonly Target[]> {
  const known = await recogniseDevice(root, machine);
  if (!known) return [];
  const { profile, folder, serial } = known;
  return [
    {
      profile,
      transport: 'files',
      root,
      folder,
      label: serial ?? label,
      isReadOnly,
      ...(await freeSpace(root, machine)),
    },
  ];
}

/** What a target says of its room. */
export async function freeSpace(root: string, machine: Machine): Promise<{ readonly free?: number }> {
  const free = await machine.freeAt(root);
  return free === undefined ? {} : { free };
}
