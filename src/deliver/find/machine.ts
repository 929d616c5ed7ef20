import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { open, statfs } from 'node:fs/promises';
import process from 'node:process';
import { type Run, runProgram } from '../run-program.js';

/** The machine that devices are connected to: an argument, so that tests bring their own. Nothing here throws. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  /** The beginning of a text file; undefined where there is none to be had. */
  readonly readText: (path: string) => Promise<string | undefined>;
  /** The names in a folder; undefined where there is no such folder, or none that can be read. */
  readonly names: (folder: string) => readonly string[] | undefined;
  readonly isFolder: (path: string) => boolean;
  readonly exists: (path: string) => boolean;
  /** The path by no links; the path itself where it leads nowhere. */
  readonly realPath: (path: string) => string;
  /** Bytes that are free at the path; undefined where the system does not tell. */
  readonly freeAt: (path: string) => Promise<number | undefined>;
  readonly run: Run;
}

/** The markers of devices are short; whatever else lies there is not read whole. */
const LONGEST_TEXT = 256 * 1024;

export const thisMachine: Machine = {
  platform: process.platform,
  readText,
  names: (folder) => tried(() => readdirSync(folder)),
  isFolder: (path) => tried(() => statSync(path).isDirectory()) ?? false,
  exists: (path) => existsSync(path),
  realPath: (path) => tried(() => realpathSync(path)) ?? path,
  freeAt: async (path) => {
    try {
      const { bavail, bsize } = await statfs(path);
      return bavail * bsize;
    } catch {
      return undefined;
    }
  },
  run: runProgram,
};

async function readText(path: string): Promise<string | undefined> {
  // What the kernel tells (`/proc/mounts`) has no size, and is short.
  if (path.startsWith('/proc/')) return tried(() => readFileSync(path, 'utf8'));
  // Who opens a pipe for reading waits for its writer.
  if (!tried(() => statSync(path).isFile())) return undefined;
  const file = await open(path).catch(() => undefined);
  try {
    const { buffer, bytesRead } = (await file?.read(Buffer.alloc(LONGEST_TEXT), 0, LONGEST_TEXT, 0)) ?? {};
    return buffer?.subarray(0, bytesRead).toString('utf8');
  } catch {
    return undefined;
  } finally {
    await file?.close();
  }
}

function tried<Value>(work: () => Value): Value | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
