import { relative, resolve, sep } from 'node:path';
import type { DeviceProfile } from '../../devices/profile.js';
import { deviceNamed } from '../../devices/profiles.js';
import { StoryError } from '../../diagnostics/report.js';
import { remarkableAddress, remarkableTarget } from '../remarkable/address.js';
import type { Target } from '../target.js';
import { findDevices, freeSpace } from './find-devices.js';
import type { Machine } from './machine.js';
import { bookFolder, recogniseDevice } from './markers.js';
import { findMounts } from './mounts.js';

/**
 * The device that `--to` means: a device’s id (`kobo`), a folder, a folder with its device (`pocketbook:/media/me/disk`), or
 * `remarkable@10.11.99.1`; without a word, the one that is connected. Throws `device-missing`, `device-ambiguous` and `setting-invalid`:
 * nothing is ever guessed between two.
 */
export async function chooseTarget(wish: string | undefined, machine: Machine): Promise<Target> {
  if (wish === undefined) return theOnly(await findDevices(machine), 'an e-reader');
  if (wish.trim() === '') {
    throw new StoryError('setting-invalid', '`--to` names nothing. Name a device or a folder, or leave it out.');
  }
  const remarkable = remarkableAddress(wish);
  if (remarkable) return remarkableTarget(remarkable);
  const profile = deviceNamed(wish);
  if (profile && !machine.isFolder(resolve(wish))) return connected(profile, machine);
  const [, id = '', path = ''] = /^([a-z][a-z0-9-]+):(.+)$/u.exec(wish) ?? [];
  const named = deviceNamed(id);
  return named ? folderTarget(path, machine, named) : folderTarget(wish, machine);
}

/** The one that is connected of the family; where a model is named, that model, or one that does not tell its own. */
async function connected(profile: DeviceProfile, machine: Machine): Promise<Target> {
  const ofFamily = (await findDevices(machine)).filter((one) => one.profile.family === profile.family);
  if (profile.id === profile.family) return theOnly(ofFamily, profile.name);
  const exact = ofFamily.filter((one) => one.profile.id === profile.id);
  const untold = ofFamily.filter((one) => one.profile.id === profile.family);
  return { ...theOnly(exact.length > 0 ? exact : untold, profile.name), profile };
}

function theOnly(found: readonly Target[], what: string): Target {
  const [target, ...others] = found;
  if (target && others.length === 0) return target;
  if (!target) {
    const message = `No ${what.replace(/^an? /u, '')} was found among what is connected. Plug it in, unlock it and let it connect; or name its folder with \`--to PATH\`.`;
    throw new StoryError('device-missing', message);
  }
  const places = found.map(({ profile, root }) => `${profile.name} at \`${root}\``).join(', ');
  throw new StoryError('device-ambiguous', `More than one could be meant: ${places}. Name one with \`--to PATH\`.`);
}

/** A folder: of a connected device, of one that its markers tell, or, with neither, of any e-reader that reads EPUB. */
async function folderTarget(path: string, machine: Machine, named?: DeviceProfile): Promise<Target> {
  const place = resolve(path);
  if (!machine.isFolder(place)) {
    const message = machine.exists(place)
      ? `\`${path}\` is no folder. Name the folder where the device is mounted.`
      : `There is neither a folder nor a device \`${path}\`. \`storybind devices\` shows what is connected, \`storybind devices --known\` every device by its id.`;
    throw new StoryError('device-missing', message, { file: path });
  }
  const real = machine.realPath(place);
  const mount = (await findMounts(machine)).find(({ root }) => real === root);
  const isReadOnly = mount?.isReadOnly ?? false;
  const known = await recogniseDevice(real, machine);
  if (!named && !known) {
    const around = (await findDevices(machine)).find(({ root }) =>
      real.startsWith(root.endsWith(sep) ? root : root + sep),
    );
    // A folder below a device’s own: the books go there.
    if (around) return { ...around, folder: relative(around.root, real).split(sep).join('/') };
  }
  const profile = named ?? known?.profile ?? deviceNamed('generic');
  if (!profile) throw new Error('The table of devices has no `generic`.');
  const folder = bookFolder(profile.family, real, machine);
  return { profile, transport: 'files', root: real, folder, isReadOnly, ...(await freeSpace(real, machine)) };
}
