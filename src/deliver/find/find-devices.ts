import { statfs } from 'node:fs/promises';
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
  return [{ profile, transport: 'files', root, folder, label: serial ?? label, isReadOnly, ...(await freeAt(root)) }];
}

/** Undefined where the system does not tell. */
export async function freeAt(root: string): Promise<{ readonly free: number } | undefined> {
  try {
    const { bavail, bsize } = await statfs(root);
    return { free: bavail * bsize };
  } catch {
    return undefined;
  }
}
