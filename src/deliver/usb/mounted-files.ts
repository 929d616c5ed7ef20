import * as node from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { StoryError } from '../../diagnostics/report.js';
import { systemErrorCode } from '../../io/system-errors.js';
import { baseOf, type DeviceFiles, folderOf, partName } from '../device-files.js';
import { flush, hashOf, type Placing, putFile, removeAndFlush } from './put-file.js';

/** The calls of Node that a mounted device is reached by: an argument, so that a test can let each of them fail. */
export type Disk = Pick<
  typeof node,
  'mkdir' | 'open' | 'readdir' | 'readFile' | 'realpath' | 'rename' | 'rm' | 'rmdir' | 'stat' | 'statfs'
>;

/** The files of a device that is mounted at a folder. `makeId` names the files that are being written. */
export function mountedFiles(root: string, makeId: () => string, disk: Disk = node): DeviceFiles {
  const base = mountedRoot(root, disk);
  const at = async <Result>(path: string, work: (place: string, top: string) => Promise<Result>): Promise<Result> => {
    const top = await base();
    const place = await within(top, path, disk);
    try {
      return await work(place, top);
    } catch (cause) {
      // Whatever the call complains of: where the device is gone, that is why.
      await base();
      throw cause;
    }
  };
  return {
    look: (path) =>
      at(path, async (place) => {
        const known = await disk.stat(place).catch(noSuchFile(() => undefined));
        return known && { isFile: known.isFile(), size: known.size };
      }),
    hash: (path) => at(path, (place) => hashOf(place, disk).catch(noSuchFile(() => undefined))),
    read: (path, limit) =>
      at(path, async (place) => {
        const known = await disk.stat(place).catch(noSuchFile(() => undefined));
        return known?.isFile() && known.size <= limit ? disk.readFile(place) : undefined;
      }),
    put: (path, bytes, signal) =>
      at(folderOf(path), async (folder, top) => {
        await makeFolder(folder, top, disk);
        const placing: Placing = { folder, name: baseOf(path), part: partName(makeId()), root };
        await putFile(placing, bytes, disk, signal);
      }),
    remove: (path) => at(path, (place) => removeAndFlush(disk, place)),
    removeFolder: (path) => at(path, (place) => removeAndFlush(disk, place, true)),
    removeEmpty: (path) =>
      at(path, async (place) => {
        await disk.rmdir(place).catch(notEmpty);
        await flush(dirname(place), disk);
      }),
    names: (folder) => at(folder, (place) => disk.readdir(place).catch(noSuchFile(() => []))),
    free: () => at('', freeBytes(disk)),
  };
}

/**
 * The real path of the device’s root, for as long as the device is there. An empty folder is what stays where it was
 * mounted: what is written there fills the machine’s own disk, so the file system must be that of the beginning.
 */
function mountedRoot(root: string, disk: Disk): () => Promise<string> {
  let first: { readonly place: string; readonly dev: number } | undefined;
  return async () => {
    try {
      const place = first?.place ?? (await disk.realpath(root));
      const { dev } = await disk.stat(place);
      first ??= { place, dev };
      if (dev === first.dev) return place;
    } catch (cause) {
      throw gone(root, systemErrorCode(cause) ?? String(cause));
    }
    throw gone(root, 'another file system is there now');
  };
}

const gone = (root: string, why: string): Error =>
  Object.assign(new Error(`\`${root}\` is not there any more: ${why}`), { code: 'ENODEV' });

/** What to do where there is no such file; other faults stay faults. */
const noSuchFile =
  <Value>(instead: () => Value) =>
  (cause: unknown): Value => {
    const code = systemErrorCode(cause);
    if (code === 'ENOENT' || code === 'ENOTDIR') return instead();
    throw cause;
  };

/** One after the other: Node’s own way of making them all says of a full or read-only device that there is no such folder. */
async function makeFolder(folder: string, base: string, disk: Disk): Promise<void> {
  try {
    await disk.mkdir(folder);
  } catch (cause) {
    const code = systemErrorCode(cause);
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || folder === base) throw cause;
    await makeFolder(dirname(folder), base, disk);
    await disk.mkdir(folder);
  }
  await flush(dirname(folder), disk);
}

/** What stays: a folder that something came into since it was looked at, or that another program holds; a link to one. */
const STAYING: ReadonlySet<string> = new Set(['ENOTEMPTY', 'EEXIST', 'ENOENT', 'EBUSY', 'EPERM', 'ENOTDIR']);

function notEmpty(cause: unknown): void {
  if (!STAYING.has(systemErrorCode(cause) ?? '')) throw cause;
}

/** Where the path lies on this machine. Throws `device-path` where it leads out of the device. */
async function within(base: string, path: string, disk: Disk): Promise<string> {
  const place = join(base, ...path.split('/'));
  const isInside = (one: string): boolean => one === base || one.startsWith(base.endsWith(sep) ? base : base + sep);
  const realOf = (one: string): Promise<string | undefined> => disk.realpath(one).catch(noSuchFile(() => undefined));
  let nearest = place;
  let real = await realOf(nearest);
  while (real === undefined && nearest !== base && isInside(nearest)) {
    nearest = dirname(nearest);
    real = await realOf(nearest);
  }
  if (isInside(place) && real !== undefined && isInside(real)) return place;
  const message = `\`${path}\` leads out of the device at \`${base}\`, so it is left alone. Look what lies there: it may be a link.`;
  throw new StoryError('device-path', message, { file: path });
}

const freeBytes =
  (disk: Disk) =>
  async (place: string): Promise<number | undefined> => {
    const { bavail, blocks, bsize } = await disk.statfs(place);
    // Some drivers do not tell how large the device is.
    return blocks > 0 ? bavail * bsize : undefined;
  };
