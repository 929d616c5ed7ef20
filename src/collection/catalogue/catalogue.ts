import type Database from 'libsql';
import { isDamage, type OpenDatabase, openToLook, openToWrite, setAside } from './database.js';
import { searchColumns } from './fields.js';
import type { CataloguedInput, CataloguedMetadata, CatalogueEntry, CatalogueRow } from './row.js';

/** What a folder of books knows of its stories: SQLite, so that no power cut leaves it half written. */
export class Catalogue {
  readonly #database: Database.Database;

  readonly #path: string;
  readonly #isToLook: boolean;
  #isDamaged = false;

  private constructor(database: Database.Database, path: string, isToLook = false) {
    this.#database = database;
    this.#path = path;
    this.#isToLook = isToLook;
  }

  /**
   * The catalogue at the path, made where there is none and brought up to this version's schema. One that is damaged is
   * set aside, as `catalogue.db.damaged`: its books are bound again. Throws `catalogue-newer`.
   */
  static open(open: OpenDatabase, path: string): { readonly catalogue: Catalogue; readonly wasDamaged: boolean } {
    try {
      return { catalogue: new Catalogue(openToWrite(open, path), path), wasDamaged: false };
    } catch (cause) {
      if (!isDamage(cause)) throw cause;
      setAside(path);
      return { catalogue: new Catalogue(openToWrite(open, path), path), wasDamaged: true };
    }
  }

  /** The catalogue at the path, to look at: nothing of it is mended. Throws what SQLite throws, and `catalogue-newer`. */
  static look(open: OpenDatabase, path: string): Catalogue {
    return new Catalogue(openToLook(open, path), path, true);
  }

  get database(): Database.Database {
    return this.#database;
  }

  /** Every story that it knows, by key. */
  rows(): Map<string, CatalogueRow> {
    const inputs = new Map<number, CataloguedInput[]>();
    for (const raw of this.#database.prepare('SELECT * FROM input ORDER BY story, path').raw().iterate()) {
      const [story, path, size, modified, changed, isOwn] = raw as [number, string, number, string, string, number];
      const input = { path, size, modified, changed, isOwn: isOwn === 1 };
      const known = inputs.get(story);
      if (known) known.push(input);
      else inputs.set(story, [input]);
    }
    const rows = new Map<string, CatalogueRow>();
    for (const raw of this.#database.prepare(`SELECT id, ${ROW_COLUMNS} FROM story ORDER BY key`).iterate()) {
      const row = raw as StoredRow;
      rows.set(row.key, toRow(row, inputs.get(row.id) ?? []));
    }
    return rows;
  }

  /** What is known of each story that a book tells, by its key. */
  *metadata(): Generator<readonly [key: string, metadata: CataloguedMetadata]> {
    const sql = "SELECT key, metadata FROM story WHERE metadata <> '{}'";
    for (const raw of this.#database.prepare(sql).raw().iterate()) {
      const [key, metadata] = raw as [string, string];
      yield [key, JSON.parse(metadata)];
    }
  }

  /** The keys of the stories whose books have a warning. */
  flagged(): ReadonlySet<string> {
    const sql = `SELECT key FROM story WHERE state = 'bound' AND diagnostics LIKE '%"severity":"warning"%'`;
    return new Set(this.#statement(sql).pluck().all() as string[]);
  }

  /** Does all of the work or, when it throws, none of it. Damage that comes to light is remembered for the end. */
  transaction<Result>(work: () => Result): Result {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#database.exec('COMMIT');
      return result;
    } catch (cause) {
      this.#isDamaged ||= isDamage(cause);
      // A full disk has ended it already.
      if (this.#database.inTransaction) this.#database.exec('ROLLBACK');
      throw cause;
    }
  }

  /** Takes down what became of a story, in the place of what was known of it; what is in a book that stays is kept. */
  put(entry: CatalogueEntry): void {
    const { book } = entry;
    const id = this.#id(entry.key);
    if (book) this.#run('UPDATE story SET output = NULL WHERE output = ? AND id <> ?', book.output, id ?? -1);
    const values = [
      entry.key,
      entry.path,
      entry.place,
      entry.state,
      entry.content,
      entry.options,
      entry.tool,
      entry.seen,
      book?.output ?? null,
      book?.size ?? null,
      book?.modified ?? null,
      book?.sha256 ?? null,
      entry.metadata?.title ?? null,
      entry.metadata?.counts.words ?? 0,
      entry.metadata?.counts.chapters ?? 0,
      JSON.stringify(entry.metadata ?? {}),
      JSON.stringify(entry.diagnostics),
      entry.milliseconds,
      entry.boundAt,
    ];
    const names = `${ROW_COLUMNS}, title, words, chapters, metadata, diagnostics, milliseconds, bound_at`;
    const isKept = book !== undefined && entry.metadata === undefined;
    const updates = names
      .split(', ')
      .filter((name) => !(isKept && OF_THE_BOOK.has(name)))
      .map((name) => `${name} = excluded.${name}`);
    const stored = this.#statement(
      `INSERT INTO story (${names}) VALUES (${values.map(() => '?').join(', ')})
       ON CONFLICT (key) DO UPDATE SET ${updates.join(', ')} RETURNING id`,
    ).get(...values) as { readonly id: number };
    this.#putInputs(stored.id, entry.inputs);
    if (!isKept) this.#putText(stored.id, entry);
  }

  /** The files of a story whose bytes are as they were: they were only touched. */
  touch(key: string, seen: string, inputs: readonly CataloguedInput[]): void {
    const id = this.#id(key);
    if (id === undefined) return;
    this.#run('UPDATE story SET seen = ? WHERE id = ?', seen, id);
    this.#putInputs(id, inputs);
  }

  /** Books that bear another name than they did. */
  rename(names: ReadonlyMap<string, string>): void {
    for (const key of names.keys()) this.#run('UPDATE story SET output = NULL WHERE key = ?', key);
    for (const [key, output] of names) {
      // A book that someone took away by hand may still have the name.
      this.#run('UPDATE story SET output = NULL WHERE output = ?', output);
      this.#run('UPDATE story SET output = ? WHERE key = ?', output, key);
    }
  }

  forget(key: string): void {
    const id = this.#id(key);
    if (id === undefined) return;
    this.#run('DELETE FROM story_text WHERE rowid = ?', id);
    this.#run('DELETE FROM input WHERE story = ?', id);
    this.#run('DELETE FROM story WHERE id = ?', id);
  }

  /** Everything is in the one file then, which may be copied; a damaged one is set aside, for the next run to begin anew. */
  close(): void {
    this.#statements.clear();
    try {
      // Who only looks waits for no run that is at work.
      if (!this.#isToLook) this.#database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    } catch {
      // A full disk: what is in the log is as good there.
    }
    this.#database.close();
    if (this.#isDamaged) setAside(this.#path);
  }

  #id(key: string): number | undefined {
    const row = this.#statement('SELECT id FROM story WHERE key = ?').get(key) as { readonly id: number } | undefined;
    return row?.id;
  }

  #putInputs(id: number, inputs: readonly CataloguedInput[]): void {
    this.#run('DELETE FROM input WHERE story = ?', id);
    for (const { path, size, modified, changed, isOwn } of inputs) {
      this.#run(
        'INSERT OR REPLACE INTO input VALUES (?, ?, ?, ?, ?, ?)',
        id,
        path,
        size,
        modified,
        changed,
        isOwn ? 1 : 0,
      );
    }
  }

  #putText(id: number, entry: CatalogueEntry): void {
    this.#run('DELETE FROM story_text WHERE rowid = ?', id);
    if (!entry.metadata) return;
    const columns = searchColumns(entry.metadata, entry.text);
    const names = Object.keys(columns);
    const marks = names.map(() => '?').join(', ');
    this.#run(
      `INSERT INTO story_text (rowid, ${names.join(', ')}) VALUES (?, ${marks})`,
      id,
      ...Object.values(columns),
    );
  }

  readonly #statements = new Map<string, Database.Statement>();

  #statement(sql: string): Database.Statement {
    const known = this.#statements.get(sql) ?? this.#database.prepare(sql);
    this.#statements.set(sql, known);
    return known;
  }

  #run(sql: string, ...values: readonly unknown[]): void {
    this.#statement(sql).run(...values);
  }
}

const ROW_COLUMNS =
  'key, path, place, state, content, options, tool, seen, output, output_size, output_modified, output_sha256';

/** The columns of a story that its book has. */
const OF_THE_BOOK: ReadonlySet<string> = new Set(['title', 'words', 'chapters', 'metadata']);

interface StoredRow {
  readonly id: number;
  readonly key: string;
  readonly path: string;
  readonly place: string;
  readonly state: 'bound' | 'failed';
  readonly content: string;
  readonly options: string;
  readonly tool: string;
  readonly seen: string;
  readonly output: string | null;
  readonly output_size: number | null;
  readonly output_modified: string | null;
  readonly output_sha256: string | null;
}

function toRow(stored: StoredRow, inputs: readonly CataloguedInput[]): CatalogueRow {
  const { key, path, place, state, content, options, tool, seen, output } = stored;
  const row = { key, path, place, state, content, options, tool, seen, inputs };
  if (output === null) return row;
  const book = {
    output,
    size: stored.output_size ?? 0,
    modified: stored.output_modified ?? '',
    sha256: stored.output_sha256 ?? '',
  };
  return { ...row, book };
}
