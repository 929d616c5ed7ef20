import { createHash } from 'node:crypto';
import { StoryError } from '../../diagnostics/report.js';
import { withTemporaryFile } from '../../io/temporary-file.js';
import type { DeviceFiles } from '../device-files.js';
import { type Run, runProgram } from '../run-program.js';

/**
 * The files of a device that speaks MTP, by GNOME’s `gio`. MTP has no renaming in place: a copy is compared by its bytes
 * and taken away again where it differs.
 */
export function gioFiles(root: string, run: Run = runProgram): DeviceFiles {
  const uri = (path: string): string =>
    [root.replace(/\/+$/, ''), ...path.split('/').map(encodeURIComponent)].join('/');
  const gio = (...words: readonly string[]): ReturnType<Run> => run('gio', words);
  const size = async (path: string): Promise<number | undefined> => {
    const { status, stdout } = await gio('info', '-a', 'standard::type,standard::size', uri(path));
    const text = stdout.toString();
    if (status !== 0 || !/standard::type:\s*1\b/.test(text)) return undefined;
    return Number(/standard::size:\s*(\d+)/.exec(text)?.[1] ?? Number.NaN);
  };
  const read = async (path: string): Promise<Uint8Array | undefined> => {
    const { status, stdout } = await gio('cat', uri(path));
    return status === 0 ? stdout : undefined;
  };
  const remove = async (path: string): Promise<void> => {
    await gio('remove', '-f', uri(path));
  };
  return {
    size,
    hash: async (path) => {
      const bytes = await read(path);
      return bytes && createHash('sha256').update(bytes).digest('hex');
    },
    read: async (path, limit) => (((await size(path)) ?? Number.POSITIVE_INFINITY) <= limit ? read(path) : undefined),
    put: async (path, bytes, signal) => {
      signal?.throwIfAborted();
      const folders = path.split('/').slice(0, -1);
      for (const [index] of folders.entries()) await gio('mkdir', uri(folders.slice(0, index + 1).join('/')));
      const { status, stderr } = await withTemporaryFile('book', bytes, (file) => gio('copy', file, uri(path)));
      if (status === 0 && (await size(path)) === bytes.length) return;
      await remove(path);
      const reason = stderr.trim() || 'it holds another number of bytes than was sent';
      const message = `\`${path}\` could not be copied to the device (${reason}). Unlock the device, plug it in again and load once more.`;
      throw new StoryError('device-damaged', message, { file: path });
    },
    remove,
    removeFolder: remove,
    removeEmpty: remove,
    names: async (folder) => {
      const { status, stdout } = await gio('list', uri(folder));
      return status === 0 ? stdout.toString().split('\n').filter(Boolean) : [];
    },
    free: async () => {
      const { stdout } = await gio('info', '-f', '-a', 'filesystem::free', root);
      const found = /filesystem::free:\s*(\d+)/.exec(stdout.toString())?.[1];
      return found === undefined ? undefined : Number(found);
    },
  };
}
