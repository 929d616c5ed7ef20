import {
  chmodSync,
  closeSync,
  constants,
  fsyncSync,
  mkdirSync,
  openSync,
  // A part of this module, as it loads what it needs (streams, readline) only when it is used.
  promises,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { StoryError } from '../diagnostics/report.js';
import { fileStats, isFolder } from './files.js';
import { explainSystemError, systemErrorCode } from './system-errors.js';

/**
 * The bytes at the path, whole or not at all: a temporary file in the same folder is written, flushed and renamed, and
 * the folder flushed. Makes missing folders. A link is followed, a device or pipe written to as it is. `sources` are
 * files that must not be overwritten, under whatever name the path reaches them: the story, its cover.
 * Throws `output-unwritable` and `output-is-source`; what stood at the path before then stands there still.
 */
export function writeAtomically(path: string, bytes: Uint8Array, sources: readonly string[] = []): void {
  try {
    const target = existing(path) ?? path;
    const known = fileStats(target);
    if (known) refuseSources(path, known, sources);
    if (known?.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
    if (known && !known.isFile()) {
      writeFileSync(target, bytes);
      return;
    }
    makeFolder(dirname(target));
    replaceFile(target, bytes, known?.mode);
  } catch (cause) {
    if (cause instanceof StoryError) throw cause;
    const message = `\`${path}\` cannot be written: ${explainSystemError(cause)}.`;
    throw new StoryError('output-unwritable', message, { file: path }, { cause });
  }
}

/**
 * The bytes in a new file, flushed to the disk: for who moves it to its place later. Throws `output-unwritable`, and then
 * leaves nothing behind.
 */
export async function writeFlushed(path: string, bytes: Uint8Array): Promise<void> {
  try {
    const file = await promises.open(path, 'w');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (cause) {
    rmSync(path, { force: true });
    const message = `\`${path}\` cannot be written: ${explainSystemError(cause)}.`;
    throw new StoryError('output-unwritable', message, { file: path }, { cause });
  }
}

/** Makes the folder and those above it. Node's own way never returns where the system makes none, as below `/proc`. */
export function makeFolder(folder: string): void {
  if (isFolder(folder)) return;
  if (dirname(folder) !== folder) makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (cause) {
    // Another run may have made it in between.
    if (!isFolder(folder)) throw cause;
  }
}

/** Where the path leads when its links are followed, if anything is there. */
function existing(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

function refuseSources(path: string, known: Stats, sources: readonly string[]): void {
  for (const source of sources) {
    const own = fileStats(source);
    if (own?.dev !== known.dev || own.ino !== known.ino) continue;
    const message = `Writing \`${path}\` would overwrite \`${source}\`, which the book is made from. Choose another name with \`-o\`.`;
    throw new StoryError('output-is-source', message, { file: path });
  }
}

function replaceFile(target: string, bytes: Uint8Array, mode: number | undefined): void {
  const folder = dirname(target);
  const { descriptor, path } = openTemporary(folder);
  try {
    try {
      writeFileSync(descriptor, bytes);
      if (mode !== undefined) chmodSync(path, mode & 0o777);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(path, target);
  } catch (cause) {
    rmSync(path, { force: true });
    throw cause;
  }
  flushFolder(folder);
}

const EXCLUSIVE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;
const MOST_ATTEMPTS = 100;

/** A new, hidden file in the folder. */
function openTemporary(folder: string): { readonly descriptor: number; readonly path: string } {
  for (let attempt = 0; ; attempt += 1) {
    const path = join(folder, `.storybind-${process.pid}-${attempt}`);
    try {
      return { descriptor: openSync(path, EXCLUSIVE, 0o666), path };
    } catch (cause) {
      if (systemErrorCode(cause) !== 'EEXIST' || attempt >= MOST_ATTEMPTS) throw cause;
    }
  }
}

/** The rename made lasting, where the system lets a folder be flushed (Windows does not). */
function flushFolder(folder: string): void {
  try {
    const descriptor = openSync(folder, constants.O_RDONLY);
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    // The book is in its place all the same.
  }
}
