import { diagnostic } from '../../diagnostics/report.js';
import { type DeviceFiles, folderOf } from '../device-files.js';
import type { Target } from '../target.js';
import type { Keeper } from './keeper.js';
import type { ManifestEntry } from './manifest.js';

interface Work {
  readonly target: Target;
  readonly files: DeviceFiles;
  readonly keeper: Keeper;
  readonly options: { readonly isDryRun: boolean };
}

/**
 * Takes a book of ours off the device, with what the reader kept of it and the folders that this leaves empty. One that
 * was changed there since is left, and said to be.
 */
export async function takeAway({ target, files, keeper, options }: Work, entry: ManifestEntry): Promise<void> {
  const { key, path } = entry;
  const there = (await files.size(path)) === undefined ? undefined : await files.hash(path);
  if (there !== undefined && there !== entry.sha256) {
    const message = `\`${path}\` was changed on the device since storybind put it there, so it stays. Delete it on the device if you do not want it.`;
    keeper.note(diagnostic('device-file-changed', message, { file: path }));
    return;
  }
  if (!options.isDryRun) {
    await files.remove(path);
    if (target.profile.family === 'kindle') await files.removeFolder(`${path.replace(/\.[^./]+$/u, '')}.sdr`);
    await removeEmptyFolders(files, folderOf(path), target.folder);
    await keeper.forget(key);
  }
  keeper.tell({ key, path, action: 'removed', bytes: entry.bytes });
}

async function removeEmptyFolders(files: DeviceFiles, folder: string, top: string): Promise<void> {
  if (folder === '' || folder === top || !`${folder}/`.startsWith(top === '' ? '' : `${top}/`)) return;
  if ((await files.names(folder)).length > 0) return;
  await files.removeEmpty(folder);
  await removeEmptyFolders(files, folderOf(folder), top);
}
