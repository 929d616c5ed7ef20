import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StoryError } from '../../diagnostics/report.js';
import { systemErrorCode } from '../../io/system-errors.js';
import type { Disk } from './mounted-files.js';

export interface Placing {
  /** On this machine. */
  readonly folder: string;
  readonly name: string;
  /** What the file is called until it is whole. */
  readonly part: string;
  readonly root: string;
}

const NEW_FILE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;
const CHUNK = 64 * 1024;

/**
 * Written beside its place, flushed, read back, renamed, and flushed again with its folder. KOReader #12163: readers that are pulled
 * out keep damaged files. The read comes from the system's memory where that still has the file: a device whose flash
 * fails is not found out so, a driver or a disk that is full is.
 */
export async function putFile(
  { folder, name, part, root }: Placing,
  bytes: Uint8Array,
  disk: Disk,
  signal?: AbortSignal,
): Promise<void> {
  const temporary = join(folder, part);
  try {
    await withFile(disk, temporary, NEW_FILE, async (file) => {
      await file.writeFile(bytes, signal ? { signal } : {});
      await file.sync();
    });
    signal?.throwIfAborted();
    if ((await hashOf(temporary, disk)) !== createHash('sha256').update(bytes).digest('hex')) {
      const message = `What the device at \`${root}\` holds of \`${name}\` is not what was written, so it was taken away again. Check the device for faults.`;
      throw new StoryError('device-damaged', message, { file: name });
    }
    await disk.rename(temporary, join(folder, name));
  } catch (cause) {
    await removeAndFlush(disk, temporary).catch(() => undefined);
    throw cause;
  }
  // Linux’s FAT driver (vfat_rename) writes the new name with no size and no place, until the file is flushed once more.
  await flush(join(folder, name), disk);
  await flush(folder, disk);
}

/**
 * FAT gives the room of a file to the next one at once: were that one flushed and not this, a device pulled out would have
 * the old name again, with the new one’s bytes.
 */
export async function removeAndFlush(disk: Disk, place: string, recursive = false): Promise<void> {
  await disk.rm(place, { recursive, force: true });
  await flush(dirname(place), disk);
}

/** A file or folder comes to be on the device, and not only in this machine’s memory. */
export const flush = (place: string, disk: Disk): Promise<void> =>
  withFile(disk, place, constants.O_RDONLY, (file) => file.sync()).catch(ignoreUnable);

/** Windows flushes neither folders nor what is open for reading, and not every driver of Linux flushes folders. */
const UNABLE: ReadonlySet<string | undefined> = new Set([
  'EPERM',
  'EACCES',
  'EISDIR',
  'EINVAL',
  'EBADF',
  'ENOSYS',
  'ENOTSUP',
  // What was in it is gone with it.
  'ENOENT',
]);

function ignoreUnable(cause: unknown): void {
  if (!UNABLE.has(systemErrorCode(cause))) throw cause;
}

/** SHA-256 in hex of the file. */
export async function hashOf(path: string, disk: Disk): Promise<string> {
  const hash = createHash('sha256');
  await withFile(disk, path, constants.O_RDONLY, async (file) => {
    const chunk = Buffer.allocUnsafe(CHUNK);
    for (;;) {
      const { bytesRead } = await file.read(chunk, 0, CHUNK);
      if (bytesRead === 0) return;
      hash.update(chunk.subarray(0, bytesRead));
    }
  });
  return hash.digest('hex');
}

async function withFile(
  disk: Disk,
  path: string,
  flags: number,
  work: (file: FileHandle) => Promise<void>,
): Promise<void> {
  const file = await disk.open(path, flags, 0o666);
  try {
    await work(file);
  } finally {
    await file.close();
  }
}
