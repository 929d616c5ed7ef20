import { readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import type Database from 'libsql';

/** Who is at work in a folder of books. */
export interface Holder {
  readonly pid: number;
  readonly host: string;
  /** ISO 8601. */
  readonly since: string;
}

export interface Lock {
  readonly release: () => void;
}

/**
 * The right to write into the folder, of one run at a time: an exclusive transaction on a database of its own, which the
 * system ends with the process, however that dies. Undefined when another run has it.
 */
export function acquireLock(open: (path: string) => Database.Database, folder: string, now: Date): Lock | undefined {
  const database = open(join(folder, 'lock.db'));
  try {
    database.exec('PRAGMA busy_timeout = 0');
    database.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    database.close();
    if (isBusy(cause)) return undefined;
    throw cause;
  }
  const release = (): void => {
    database.exec('ROLLBACK');
    database.close();
  };
  const holder: Holder = { pid: process.pid, host: hostname(), since: now.toISOString() };
  try {
    writeFileSync(join(folder, 'lock.json'), `${JSON.stringify(holder)}\n`);
  } catch (cause) {
    release();
    throw cause;
  }
  return { release };
}

/** Who has the lock, as far as it says. */
export function lockHolder(folder: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, 'lock.json'), 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY');
