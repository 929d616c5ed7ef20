import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { systemErrorCode } from './system-errors.js';

/** Another run of this user's that is at work on the same thing. */
export interface Holder {
  readonly pid: number;
  /** The file that says so: of a run that was killed, it is left, and passed over by the next. */
  readonly path: string;
}

/**
 * The right to work on something that may be pulled out at any moment, and where no lock can lie therefore: kept on this
 * machine, by the thing's name. Returns how to let go, or who has it.
 */
export function lockRun(name: string): (() => void) | Holder {
  const path = join(tmpdir(), `storybind-${process.getuid?.() ?? 'user'}-${hashOf(name)}.lock`);
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      writeFileSync(path, `${process.pid}\n`, { flag: 'wx', mode: 0o600 });
      return () => rmSync(path, { force: true });
    } catch (cause) {
      // Where no file can be made, nothing is locked: a second run is rarer than a full disk.
      if (systemErrorCode(cause) !== 'EEXIST') return () => undefined;
    }
    const pid = holderOf(path);
    if (pid !== undefined && isAlive(pid)) return { pid, path };
    rmSync(path, { force: true });
  }
  return () => undefined;
}

const hashOf = (name: string): string => createHash('sha256').update(name).digest('hex').slice(0, 16);

function holderOf(path: string): number | undefined {
  try {
    const pid = Number(readFileSync(path, 'utf8'));
    return Number.isSafeInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return systemErrorCode(cause) !== 'ESRCH';
  }
}
