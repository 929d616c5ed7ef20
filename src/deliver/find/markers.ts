import { join } from 'node:path';
import type { DeviceFamily, DeviceProfile } from '../../devices/profile.js';
import { deviceNamed } from '../../devices/profiles.js';
import type { Machine } from './machine.js';

/** What a device is by what lies on it. */
export interface Recognised {
  readonly profile: DeviceProfile;
  /** Where its books go, below its root. */
  readonly folder: string;
  /** The beginning of its serial number, where it tells; never the whole: it is the owner’s. */
  readonly serial?: string;
}

/** The device whose markers lie in the folder; undefined where there are none. Never throws. */
export async function recogniseDevice(root: string, machine: Machine): Promise<Recognised | undefined> {
  const names = machine.names(root);
  if (!names) return undefined;
  const kobo = await recogniseKobo(root, machine);
  if (kobo) return { ...kobo, folder: bookFolder(kobo.profile.family, root, machine) };
  const family = familyOf(names);
  const profile = family && deviceNamed(family);
  return profile && { profile, folder: bookFolder(family, root, machine) };
}

/** Where a family’s books go (DEVICES in docs/devices.md): what is there in any case, else its usual name. */
export function bookFolder(family: DeviceFamily, root: string, machine: Machine): string {
  const existing = (wanted: readonly string[], usual: string): string =>
    wanted.map((path) => pathThere(path, root, machine)).find((path) => path !== undefined) ?? usual;
  switch (family) {
    case 'kobo':
      return 'storybind';
    case 'kindle':
      return `${existing(['documents'], 'documents')}/storybind`;
    case 'pocketbook':
      // Old models have `books`.
      return existing(['Books', 'books'], 'Books');
    case 'nook':
      // Calibre’s driver: by the age of the model.
      return existing(['NOOK/Books', 'NOOK/My Files', 'My Files/Books', 'My Files'], 'Books');
    case 'tolino':
      return existing(['Books'], '');
    case 'boox':
      return existing(['Books'], 'Books');
    case 'remarkable':
    case 'generic':
      return '';
    default:
      return family satisfies never;
  }
}

/** The path as its folders are called there: FAT knows no case, and a disk that was copied from it may. */
function pathThere(path: string, root: string, machine: Machine): string | undefined {
  let there = '';
  for (const part of path.split('/')) {
    const names = machine.names(join(root, there)) ?? [];
    const name = names.find((one) => one === part) ?? names.find((one) => one.toLowerCase() === part.toLowerCase());
    if (name === undefined || !machine.isFolder(join(root, there, name))) return undefined;
    there = there === '' ? name : `${there}/${name}`;
  }
  return there;
}

function familyOf(names: readonly string[]): DeviceFamily | undefined {
  const has = (name: string): boolean => names.some((one) => one.toLowerCase() === name);
  if (has('documents') && has('system')) return 'kindle';
  if (has('system') && has('books')) return 'pocketbook';
  if (has('nook') || has('my files')) return 'nook';
  return undefined;
}

/** koboutils: the last field ends in the number of the model. */
const KOBO_MODELS: Readonly<Record<string, string>> = {
  '376': 'kobo-clara',
  '377': 'kobo-sage',
  '380': 'kobo-sage',
  '382': 'kobo-nia',
  '384': 'kobo-libra',
  '387': 'kobo-elipsa',
  '388': 'kobo-libra',
  '390': 'kobo-libra',
  // Calibre’s driver: Tolinos of 2024 on, on Kobo’s hardware.
  '690': 'tolino',
  '691': 'tolino',
  '693': 'tolino',
};

/** koboutils: `.kobo/version` has six fields, the serial first, the model last. */
async function recogniseKobo(root: string, machine: Machine): Promise<Omit<Recognised, 'folder'> | undefined> {
  const text = await machine.readText(join(root, '.kobo', 'version'));
  const fields = text?.trim().split(',') ?? [];
  if (fields.length < 6) return undefined;
  const model = /(\d{3})$/u.exec(fields.at(-1)?.trim() ?? '')?.[1] ?? '';
  const profile = deviceNamed(KOBO_MODELS[model] ?? 'kobo');
  const serial = /^[A-Z0-9]{4}/u.exec(fields[0] ?? '')?.[0];
  return profile && { profile, ...(serial !== undefined && { serial: `${serial}…` }) };
}
