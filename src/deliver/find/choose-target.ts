import { basename, relative, resolve, sep } from 'node:path';
import type { DeviceFamily, DeviceProfile } from '../../devices/profile.js';
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
  if (wish === undefined) return theOnly(await findDevices(machine), 'e-reader', PLUG_IN);
  if (wish.trim() === '') {
    throw new StoryError('setting-invalid', '`--to` names nothing. Name a device or a folder, or leave it out.');
  }
  const remarkable = remarkableAddress(wish);
  if (remarkable) return remarkableTarget(remarkable);
  // An id is the device, whatever lies here: a folder of that name is `./kobo`.
  const profile = deviceNamed(wish);
  const namesake = machine.isFolder(resolve(wish)) ? ` The folder of that name is \`./${wish}\`.` : '';
  if (profile) return connected(profile, namesake, machine);
  const [, id = '', path = ''] = /^([a-z][a-z0-9-]+):(.+)$/u.exec(wish) ?? [];
  const named = deviceNamed(id);
  return named ? folderTarget(path, machine, named) : folderTarget(wish, machine);
}

/** The one that is connected of the family; where a model is named, that model, or one that does not tell its own. */
async function connected(profile: DeviceProfile, namesake: string, machine: Machine): Promise<Target> {
  const ofFamily = (await findDevices(machine)).filter((one) => one.profile.family === profile.family);
  const advice = `${ADVICE[profile.family] ?? PLUG_IN}${namesake}`;
  if (profile.id === profile.family) return theOnly(ofFamily, profile.name, advice);
  const exact = ofFamily.filter((one) => one.profile.id === profile.id);
  const untold = ofFamily.filter((one) => one.profile.id === profile.family);
  return { ...theOnly(exact.length > 0 ? exact : untold, profile.name, advice), profile };
}

const PLUG_IN = 'Plug it in, unlock it and let it connect; or name its folder with `--to PATH`.';

/** What helps with families that cannot be found just by plugging them in. */
const ADVICE: Partial<Record<DeviceFamily, string>> = {
  kindle:
    'Plug it in and unlock it. Kindles of 2024 and later speak MTP, which storybind reaches by `gio` (GNOME’s gvfs, Linux alone); elsewhere copy AZW3 files by Amazon’s USB program, or send EPUBs: `storybind send BOOK --to NAME@kindle.com`.',
  boox: 'It speaks MTP: copy the book by hand into its `Books`, or name where it is mounted: `--to boox:PATH`.',
  tolino: 'Older ones bear no mark that tells them: name where it is mounted, `--to tolino:PATH`.',
  generic: 'Only the kinds that bear a mark of their own are found: name its folder with `--to PATH`.',
};

function theOnly(found: readonly Target[], what: string, advice: string): Target {
  const [target, ...others] = found;
  if (target && others.length === 0) return target;
  if (!target) {
    throw new StoryError(
      'device-missing',
      `No ${what.replace(/^any /u, '')} was found among what is connected. ${advice}`,
    );
  }
  const places = found.map(({ profile, root }) => `${profile.name} at \`${root}\``).join(', ');
  throw new StoryError('device-ambiguous', `More than one could be meant: ${places}. Name one with \`--to PATH\`.`);
}

/** Readers do not look into folders whose names begin with a dot, and their own programs keep their things there. */
function refuseHidden(real: string, path: string): void {
  if (!basename(real).startsWith('.')) return;
  const message = `\`${path}\` is hidden: e-readers pass over folders whose names begin with a dot. Name another.`;
  throw new StoryError('device-missing', message, { file: path });
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
  refuseHidden(real, path);
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
