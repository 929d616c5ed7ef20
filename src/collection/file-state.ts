import { statSync } from 'node:fs';
import { systemErrorCode } from '../io/system-errors.js';

/** What the system knows of a file without opening it; undefined where there is none. */
export interface FileState {
  readonly path: string;
  /** In bytes; null where there is no such file. */
  readonly size: number | null;
  /** Of the last change of its bytes and of its inode, in nanoseconds, as text: they do not fit a number. */
  readonly modified: string;
  readonly changed: string;
}

/** The state of the file now. A folder is as good as none. */
export function stateOf(path: string): FileState {
  const stats = statsOf(path);
  if (!stats?.isFile()) return { path, size: null, modified: '', changed: '' };
  return { path, size: Number(stats.size), modified: String(stats.mtimeNs), changed: String(stats.ctimeNs) };
}

function statsOf(path: string) {
  try {
    return statSync(path, { bigint: true, throwIfNoEntry: false });
  } catch (cause) {
    // A part of the path is a file, or may not be entered: there is nothing to read either way.
    if (systemErrorCode(cause) === undefined) throw cause;
    return undefined;
  }
}

/**
 * Whether the file is as it was. The time of the inode's change cannot be set by hand, so a copy that keeps the old time
 * of its bytes, or a clock that was put back, is seen all the same.
 */
export const isSame = (one: FileState, other: FileState): boolean =>
  one.size === other.size && one.modified === other.modified && one.changed === other.changed;

/**
 * Whether a file that was written at the very moment when it was read might have changed unseen: its clock is too coarse
 * to tell (as git's racy index entries). `seen` is in nanoseconds.
 */
export const isRacy = ({ size, changed }: FileState, seen: bigint): boolean =>
  size !== null && BigInt(changed) + COARSEST_CLOCK >= seen;

/** FAT keeps times to two seconds; other file systems in use are finer, but the kernel's tick is coarser than they are. */
const COARSEST_CLOCK = 20_000_000n;
