import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type Database from 'libsql';
import { type Diagnostic, diagnostic, StoryError } from '../../diagnostics/report.js';
import { fileStats } from '../../io/files.js';
import { explainSystemError, systemErrorCode } from '../../io/system-errors.js';
import { makeFolder } from '../../io/write-atomically.js';
import { Catalogue } from './catalogue.js';
import { isDamage, type OpenDatabase } from './database.js';
import { HOUSE_FOLDER } from './house-folder.js';
import { acquireLock, type Lock, lockHolder } from './lock.js';

/** A folder of books that this run alone may write to. */
export interface FolderOfBooks {
  readonly catalogue: Catalogue;
  /** A folder on the same file system for books that are not in their places yet. */
  readonly staging: string;
  readonly close: () => void;
}

export interface OpenRequest {
  /** Waits for another run to end instead of giving way. */
  readonly isWaiting?: boolean;
  readonly signal: AbortSignal;
  readonly flag: (diagnostic: Diagnostic) => void;
}

/** How often a run that waits looks again, in milliseconds. */
const PATIENCE = 250;

/** Throws `output-unwritable`, `catalogue-busy` when another run is at work there, and `catalogue-newer`. */
export async function openFolderOfBooks(out: string, request: OpenRequest): Promise<FolderOfBooks> {
  const house = join(out, HOUSE_FOLDER);
  const staging = join(house, 'staging');
  const lock = await guarded(out, () => lockFolder(house, request));
  try {
    return await guarded(out, async () => {
      // What a run left there that was cut short: the lock says that nobody else is at work.
      removeStaging(staging);
      makeFolder(staging);
      const path = join(house, 'catalogue.db');
      const { catalogue, wasDamaged } = Catalogue.open(openDatabase, path);
      if (wasDamaged) {
        const message = `The catalogue was damaged and is made anew; the old one is kept as \`${path}.damaged\`. Every story is bound again.`;
        request.flag(diagnostic('catalogue-damaged', message, { file: path }));
      }
      return {
        catalogue,
        staging,
        close: () => {
          catalogue.close();
          removeStaging(staging);
          lock.release();
        },
      };
    });
  } catch (cause) {
    lock.release();
    throw cause;
  }
}

/** A worker that a run before this had begun may still write there: what appears in between is removed the next time. */
function removeStaging(staging: string): void {
  for (let attempt = 1; ; attempt += 1) {
    try {
      rmSync(staging, { recursive: true, force: true });
      return;
    } catch (cause) {
      if (systemErrorCode(cause) !== 'ENOTEMPTY' || attempt === MOST_REMOVALS) throw cause;
    }
  }
}

const MOST_REMOVALS = 20;

/**
 * The catalogue of a folder of books, to look at; undefined where there is none. Throws `catalogue-newer`, and
 * `catalogue-unreadable` when it is damaged, or held by another program.
 */
export function readCatalogue(out: string): Catalogue | undefined {
  const path = join(out, HOUSE_FOLDER, 'catalogue.db');
  if (fileStats(path) === undefined) return undefined;
  try {
    return Catalogue.look((name) => openDatabase(name, { fileMustExist: true }), path);
  } catch (cause) {
    if (cause instanceof StoryError) throw cause;
    const catalogue = isDamage(cause) ? undefined : lookUnwritable(path);
    if (!catalogue) throw catalogueUnreadable(path, cause);
    return catalogue;
  }
}

/** SQLite writes beside a catalogue even to read it; one in a folder that takes nothing is read as a file that never changes. */
function lookUnwritable(path: string): Catalogue | undefined {
  if ((fileStats(`${path}-wal`)?.size ?? 0) > 0) return undefined;
  try {
    return Catalogue.look((name) => openDatabase(`${pathToFileURL(name).href}?immutable=1`), path);
  } catch {
    return undefined;
  }
}

/** What a catalogue is when SQLite cannot read it, for a reason that only its use brings to light. */
export function catalogueUnreadable(path: string, cause: unknown): StoryError {
  const message = `The catalogue \`${path}\` cannot be read: ${explainSystemError(cause)}. The next \`build\` makes a damaged one anew.`;
  return new StoryError('catalogue-unreadable', message, { file: path }, { cause });
}

async function lockFolder(house: string, request: OpenRequest): Promise<Lock> {
  makeFolder(house);
  for (let isFirst = true; ; isFirst = false) {
    request.signal.throwIfAborted();
    const lock = acquireLock(openDatabase, house, new Date());
    if (lock) return lock;
    if (!request.isWaiting) throw busy(house);
    if (isFirst) request.flag(busy(house).diagnostic);
    await delay(PATIENCE, undefined, { signal: request.signal });
  }
}

function busy(house: string): StoryError {
  const holder = lockHolder(house);
  const who = holder ? ` (process ${holder.pid} on ${holder.host}, since ${holder.since})` : '';
  const message = `Another run is at work in this folder${who}. Wait for it with \`--wait\`, or choose another folder with \`-o\`.`;
  return new StoryError('catalogue-busy', message, { file: house });
}

/** What the system or SQLite refuses, in words. */
async function guarded<Result>(out: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof StoryError || (cause instanceof Error && cause.name === 'AbortError')) throw cause;
    const message = `\`${out}\` cannot hold the books: ${explainSystemError(cause)}.`;
    throw new StoryError('output-unwritable', message, { file: out }, { cause });
  }
}

const require = createRequire(import.meta.url);

/** Native code, so it is loaded when a catalogue is opened, not before. */
const openDatabase: OpenDatabase = (path, options) => {
  const Libsql = require('libsql') as typeof Database;
  return new Libsql(path, options);
};
