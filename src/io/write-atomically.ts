import { constants } from 'node:fs';
import { chmod, type FileHandle, mkdir, open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StoryError } from '../diagnostics/report.js';
import { explainSystemError, systemErrorCode } from './system-errors.js';

export interface WriteOptions {
  /** Files that must not be overwritten, under whatever name the path reaches them: the story, its cover. */
  readonly sources?: readonly string[];
  readonly signal?: AbortSignal;
}

/**
 * The bytes at the path, whole or not at all: a temporary file in the same folder is written, flushed and renamed, and
 * the folder flushed. Makes missing folders. A link is followed, a device or pipe written to as it is.
 * Throws `output-unwritable` and `output-is-source`, or the signal's reason; what stood at the path before then stands.
 */
export async function writeAtomically(path: string, bytes: Uint8Array, options: WriteOptions = {}): Promise<void> {
  try {
    const target = await realpath(path).catch(() => path);
    const known = await stat(target).catch(() => undefined);
    if (known) await refuseSources(path, known, options.sources ?? []);
    if (known?.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
    if (known && !known.isFile()) return await writeFile(target, bytes);
    await mkdir(dirname(target), { recursive: true });
    await replaceFile(target, bytes, known?.mode, options.signal);
  } catch (cause) {
    options.signal?.throwIfAborted();
    if (cause instanceof StoryError) throw cause;
    const message = `\`${path}\` cannot be written: ${explainSystemError(cause)}.`;
    throw new StoryError('output-unwritable', message, { file: path }, { cause });
  }
}

async function refuseSources(
  path: string,
  known: { readonly dev: number; readonly ino: number },
  sources: readonly string[],
): Promise<void> {
  for (const source of sources) {
    const own = await stat(source).catch(() => undefined);
    if (own?.dev !== known.dev || own.ino !== known.ino) continue;
    const message = `Writing \`${path}\` would overwrite \`${source}\`, which the book is made from. Choose another name with \`-o\`.`;
    throw new StoryError('output-is-source', message, { file: path });
  }
}

async function replaceFile(
  target: string,
  bytes: Uint8Array,
  mode: number | undefined,
  signal: AbortSignal | undefined,
): Promise<void> {
  const folder = dirname(target);
  const { handle, path } = await openTemporary(folder);
  try {
    try {
      await handle.writeFile(bytes, signal ? { signal } : {});
      if (mode !== undefined) await chmod(path, mode & 0o777);
      await handle.sync();
    } finally {
      await handle.close();
    }
    signal?.throwIfAborted();
    await rename(path, target);
  } catch (cause) {
    await rm(path, { force: true });
    throw cause;
  }
  await flushFolder(folder);
}

const EXCLUSIVE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;
const MOST_ATTEMPTS = 100;

/** A new, hidden file in the folder. */
async function openTemporary(folder: string): Promise<{ handle: FileHandle; path: string }> {
  for (let attempt = 0; ; attempt += 1) {
    const path = join(folder, `.storybind-${process.pid}-${attempt}`);
    try {
      return { handle: await open(path, EXCLUSIVE, 0o666), path };
    } catch (cause) {
      if (systemErrorCode(cause) === 'EEXIST' && attempt < MOST_ATTEMPTS) continue;
      throw cause;
    }
  }
}

/** The rename made lasting, where the system lets a folder be flushed (Windows does not). */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, constants.O_RDONLY).catch(() => undefined);
  try {
    await handle?.sync();
  } catch {
    // Some file systems refuse; the book is in its place all the same.
  } finally {
    await handle?.close();
  }
}
