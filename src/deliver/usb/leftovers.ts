import { type DeviceFiles, folderOf, isPartName, joinPath } from '../device-files.js';

/** What a run that was cut off left half-written in the folder of the path, gone; once a run and folder. */
export async function clearParts(
  files: DeviceFiles,
  path: string,
  once: { readonly isFirst: (folder: string) => boolean },
): Promise<void> {
  const folder = folderOf(path);
  if (!once.isFirst(folder)) return;
  for (const name of await files.names(folder)) if (isPartName(name)) await files.remove(joinPath(folder, name));
}
