import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import {
  type FileHandle,
  mkdir,
  open,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  rmdir,
  stat,
  statfs,
} from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { StoryError } from '../../diagnostics/report.js';
import { systemErrorCode } from '../../io/system-errors.js';
import { type DeviceFiles, folderOf, partName } from '../device-files.js';

/** The files of a device that is mounted at a folder. `makeId` names the files that are being written. */
export function mountedFiles(root: string, makeId: () => string): DeviceFiles {
  const at = async (path: string): Promise<string> => within(root, path);
  return {
    size: async (path) => (await statIn(await at(path)))?.size,
    hash: async (path) => hashOf(await at(path)),
    read: async (path, limit) => {
      const place = await at(path);
      const known = await statIn(place);
      return known && known.size <= limit ? readFile(place) : undefined;
    },
    put: async (path, bytes, signal) => {
      const folder = await makeFolder(root, folderOf(path));
      await putFile({ folder, name: path.slice(path.lastIndexOf('/') + 1), part: partName(makeId()) }, bytes, signal);
    },
    remove: async (path) => rm(await at(path), { force: true }),
    removeFolder: async (path) => rm(await at(path), { recursive: true, force: true }),
    removeEmpty: async (path) => {
      await rmdir(await at(path)).catch(() => undefined);
    },
    names: async (folder) => readdir(await at(folder)).catch(noSuchFile(() => [])),
    free: async () => {
      const { bavail, bsize } = await statfs(root);
      return bavail * bsize;
    },
  };
}

/** What to do where there is no such file; other faults stay faults. */
const noSuchFile =
  <Value>(instead: () => Value) =>
  (cause: unknown): Value => {
    const code = systemErrorCode(cause);
    if (code === 'ENOENT' || code === 'ENOTDIR') return instead();
    throw cause;
  };

async function statIn(path: string): Promise<{ readonly size: number } | undefined> {
  const known = await stat(path).catch(noSuchFile(() => undefined));
  return known?.isFile() ? known : undefined;
}

/** Where the path lies on this machine. Throws `device-path` where it leads out of the device. */
async function within(root: string, path: string): Promise<string> {
  const base = await realpath(root);
  const place = join(base, ...path.split('/'));
  const isInside = (one: string): boolean => one === base || one.startsWith(base.endsWith(sep) ? base : base + sep);
  let nearest = place;
  let real = await realpath(nearest).catch(noSuchFile(() => undefined));
  while (real === undefined && nearest !== base && isInside(nearest)) {
    nearest = dirname(nearest);
    real = await realpath(nearest).catch(noSuchFile(() => undefined));
  }
  if (isInside(place) && real !== undefined && isInside(real)) return place;
  const message = `\`${path}\` leads out of the device at \`${root}\`, so it is left alone. Look what lies there: it may be a link.`;
  throw new StoryError('device-path', message, { file: path });
}

async function makeFolder(root: string, folder: string): Promise<string> {
  const place = await within(root, folder);
  await mkdir(place, { recursive: true });
  return place;
}

interface Placing {
  readonly folder: string;
  readonly name: string;
  readonly part: string;
}

/**
 * Written beside its place, flushed, read back, renamed, and the folder flushed. KOReader #12163: readers that are pulled
 * out keep damaged files. The read comes from the system's memory where that still has the file: a device whose flash
 * fails is not found out so, a driver or a disk that is full is.
 */
async function putFile({ folder, name, part }: Placing, bytes: Uint8Array, signal?: AbortSignal): Promise<void> {
  const temporary = join(folder, part);
  try {
    await withFile(temporary, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, async (file) => {
      await file.writeFile(bytes, signal ? { signal } : {});
      await file.sync();
    });
    signal?.throwIfAborted();
    if ((await hashOf(temporary)) !== createHash('sha256').update(bytes).digest('hex')) {
      const message = `What the device holds of \`${name}\` is not what was written, so it was taken away again. Check the device for faults.`;
      throw new StoryError('device-damaged', message, { file: name });
    }
    await rename(temporary, join(folder, name));
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw cause;
  }
  // Windows flushes no folders.
  await withFile(folder, constants.O_RDONLY, (file) => file.sync()).catch(() => undefined);
}

async function withFile(path: string, flags: number, work: (file: FileHandle) => Promise<void>): Promise<void> {
  const file = await open(path, flags, 0o666);
  try {
    await work(file);
  } finally {
    await file.close();
  }
}

async function hashOf(path: string): Promise<string | undefined> {
  const file = await open(path, constants.O_RDONLY).catch(noSuchFile(() => undefined));
  if (!file) return undefined;
  try {
    const hash = createHash('sha256');
    for await (const chunk of file.createReadStream({ autoClose: false })) hash.update(chunk as Uint8Array);
    return hash.digest('hex');
  } finally {
    await file.close();
  }
}
