import { renameSync, rmSync } from 'node:fs';
import type Database from 'libsql';
import { StoryError } from '../../diagnostics/report.js';
import { fileStats } from '../../io/files.js';
import { MIGRATIONS } from './schema.js';
import { corrupt, requireSound } from './soundness.js';

/** SQLite, however it is loaded. */
export type OpenDatabase = (path: string, options?: Database.Options) => Database.Database;

/** The database of a catalogue, to write to, brought up to this version's schema. Throws `catalogue-newer`. */
export const openToWrite = (open: OpenDatabase, path: string): Database.Database =>
  opened(open, path, (database) => {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
    migrate(database, path);
    requireWhole(database, path);
  });

/** The database of a catalogue, to look at. Throws `catalogue-newer`. */
export const openToLook = (open: OpenDatabase, path: string): Database.Database =>
  opened(open, path, (database) => {
    migrate(database, path);
    requireWhole(database, path);
  });

/** The database with what must be done before its use; closed again when that fails. */
function opened(open: OpenDatabase, path: string, prepare: (database: Database.Database) => void): Database.Database {
  const database = open(path);
  try {
    database.exec('PRAGMA busy_timeout = 5000;');
    prepare(database);
    return database;
  } catch (cause) {
    // A step of the schema that failed half way holds the database until it is ended, closed or not.
    if (database.inTransaction) database.exec('ROLLBACK');
    database.close();
    throw cause;
  }
}

function requireWhole(database: Database.Database, path: string): void {
  if (isCutShort(database, path)) throw corrupt('it was cut short');
  requireSound(database);
}

/** Whether the file holds less than its header says. What a run that was killed had to add lies beside it. */
function isCutShort(database: Database.Database, path: string): boolean {
  const file = fileStats(path);
  if (!file || (fileStats(`${path}-wal`)?.size ?? 0) > 0) return false;
  const { pages } = database.prepare('SELECT page_count AS pages FROM pragma_page_count').get() as { pages: number };
  const { size } = database.prepare('SELECT page_size AS size FROM pragma_page_size').get() as { size: number };
  return pages * size > file.size;
}

/** The catalogue under another name, where it is out of the way; the one before it gives way. */
export function setAside(path: string): void {
  for (const suffix of ['-wal', '-shm']) rmSync(path + suffix, { force: true });
  renameSync(path, `${path}.damaged`);
}

function migrate(database: Database.Database, path: string): void {
  const { user_version: version } = database.prepare('PRAGMA user_version').get() as { readonly user_version: number };
  if (version > MIGRATIONS.length) {
    const message = `The catalogue \`${path}\` was made by a newer storybind. Use that version, or another folder with \`-o\`.`;
    throw new StoryError('catalogue-newer', message, { file: path });
  }
  for (const [index, step] of [...MIGRATIONS.entries()].slice(version)) {
    database.exec(`BEGIN IMMEDIATE; ${step} PRAGMA user_version = ${index + 1}; COMMIT;`);
  }
}

/** Whether SQLite says that the file is no whole database, or has not the tables that it should: what it is asked is right. */
export const isDamage = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  /^SQLITE_(?:CORRUPT|NOTADB|ERROR|CONSTRAINT|MISMATCH)/.test(String(error.code));
