import { deviceNamed } from '../../devices/profiles.js';
import type { Target } from '../target.js';
import type { Machine } from './machine.js';

/**
 * Kindles that speak MTP alone (those of 2024 on), where GNOME’s `gio` is there to reach them. `system/` is not to be seen
 * over MTP, so its name tells (gvfs: `mtp://Amazon_Kindle_…`).
 */
export async function findMtpDevices({ platform, run }: Machine): Promise<readonly Target[]> {
  const profile = deviceNamed('kindle');
  if (platform !== 'linux' || !profile) return [];
  const { status, stdout } = await run('gio', ['mount', '-l']);
  if (status !== 0) return [];
  return mtpAddresses(new TextDecoder().decode(stdout)).map((root) => ({
    profile,
    transport: 'mtp',
    root,
    folder: 'Internal Storage/documents/storybind',
    label: root.replace(/^mtp:\/\/|\/$/gu, '').replaceAll('_', ' '),
    isReadOnly: false,
  }));
}

/** The addresses of what is mounted: `Mount(0): Kindle -> mtp://Amazon_Kindle_G0/`. */
const mtpAddresses = (listing: string): readonly string[] => [
  ...new Set(
    [...listing.matchAll(/->\s*(mtp:\/\/Amazon[\w%.-]*Kindle[\w%.-]*\/?)\s*$/gimu)].map((match) => match[1] ?? ''),
  ),
];
