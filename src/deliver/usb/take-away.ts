import { diagnostic } from '../../diagnostics/report.js';
import { baseOf, type DeviceFiles, folderOf } from '../device-files.js';
import { extensionOf } from './device-names.js';
import { attempt, type DeviceWork } from './device-work.js';
import type { ManifestEntry } from './manifest.js';

/** Takes the books off the device, one after the other: of those that storybind put there. */
export async function takeAwayAll(work: DeviceWork, entries: readonly ManifestEntry[]): Promise<void> {
  for (const entry of entries) await attempt(work, entry, () => takeAway(work, entry));
}

/**
 * Takes a book of ours off the device, with what the reader kept of it and the folders that this leaves empty. One that
 * was changed there since is left, and said to be.
 */
async function takeAway(work: DeviceWork, entry: ManifestEntry): Promise<void> {
  const { target, files, folders, keeper, options } = work;
  const { key, path } = entry;
  const isThere = (await files.look(path)) !== undefined;
  if (isThere && !(await isOurs(files, entry))) {
    const message = `\`${path}\` was changed on the ${target.profile.name} at \`${target.root}\` since storybind put it there, so it stays. Delete it on the device if you do not want it.`;
    keeper.note(diagnostic('device-file-changed', message, { file: path }));
    return;
  }
  if (!options.isDryRun) {
    if (isThere) await files.remove(path);
    await dropReadingState(work, path);
    await folders.tidy(folderOf(path));
    await removeEmptyFolders(files, folderOf(path), target.folder);
    keeper.forget(key);
  }
  keeper.tell({ key, path, action: 'removed', bytes: entry.bytes });
}

/** True where the file is what the manifest says that we put there. */
export const isOurs = async (files: DeviceFiles, { path, sha256 }: ManifestEntry): Promise<boolean> =>
  (await files.look(path))?.isFile === true && (await files.hash(path)) === sha256;

/**
 * Kindles keep what they know of a book beside it (`Rain.sdr`), by its bytes: for another book of that name it is wrong.
 * What another file of the same name shares is left.
 */
export async function dropReadingState({ target, files }: DeviceWork, path: string): Promise<void> {
  if (target.profile.family !== 'kindle') return;
  const stem = path.slice(0, path.length - extensionOf(path).length);
  if ((await files.look(`${stem}.sdr`)) === undefined) return;
  const others = (await files.names(folderOf(path))).filter(
    (name) => name !== baseOf(path) && name.startsWith(`${baseOf(stem)}.`) && !name.endsWith('.sdr'),
  );
  if (others.length === 0) await files.removeFolder(`${stem}.sdr`);
}

/** Upwards from the folder, as long as it lies below where books go. */
async function removeEmptyFolders(files: DeviceFiles, folder: string, top: string): Promise<void> {
  if (folder === '' || folder === top || !`${folder}/`.startsWith(top === '' ? '' : `${top}/`)) return;
  if ((await files.names(folder)).length > 0) return;
  await files.removeEmpty(folder);
  await removeEmptyFolders(files, folderOf(folder), top);
}
