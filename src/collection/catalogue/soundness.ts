import { isUtf8 } from 'node:buffer';
import type Database from 'libsql';
import type { CataloguedMetadata } from './row.js';
import { MIGRATIONS } from './schema.js';

/**
 * Throws `SQLITE_CORRUPT` where the catalogue holds what storybind never wrote: a disk that flips a bit in the text of a
 * row leaves a database that is whole to SQLite. libsql ends the process at a text that is not UTF-8, so none is read
 * before this. The index of the stories' text is too much to look through each time; its damage shows at its use.
 */
export function requireSound(database: Database.Database): void {
  if (!hasItsTables(database)) throw corrupt('its tables are not those of a catalogue');
  if (['story', 'input'].some((table) => countFlaws(database, MISFITS, table, 'ok') > 0))
    throw corrupt('its pages do not fit together');
  // Of the index of the texts only whether it can be opened.
  database.prepare('SELECT rowid FROM story_text');
  const isSound = [STORY_FLAWS, INPUT_FLAWS].every((sql) => countFlaws(database, sql) === 0);
  if (!isSound || !areTextsSound(database)) throw corrupt('it holds what storybind never wrote');
}

/** What SQLite throws of a file that is no whole database. */
export const corrupt = (message: string): Error => Object.assign(new Error(message), { code: 'SQLITE_CORRUPT' });

const STORY_TEXTS =
  'key path place state content options tool seen output output_modified output_sha256 title bound_at';
const INPUT_TEXTS = 'path modified changed';

/** Whether the tables are those that the schema's steps make; SQLite keeps the very words that a table was made with. */
function hasItsTables(database: Database.Database): boolean {
  const sql = `SELECT CAST(sql AS BLOB) FROM sqlite_schema WHERE name IN ('story', 'story_output', 'input', 'story_text')`;
  const made = database.prepare(sql).raw().all() as readonly [Buffer][];
  return made.length === 4 && made.every(([words]) => MIGRATIONS.some((step) => step.includes(words.toString())));
}

function countFlaws(database: Database.Database, sql: string, ...values: readonly string[]): number {
  const { flaws } = database.prepare(sql).get(...values) as { readonly flaws: number };
  return flaws;
}

/** Pages, indexes, types and constraints. */
const MISFITS = 'SELECT count(*) AS flaws FROM pragma_integrity_check(?) WHERE integrity_check <> ?';

/** libsql gives no number that JavaScript cannot hold. */
const isNoCount = (column: string): string => `${column} NOT BETWEEN 0 AND ${Number.MAX_SAFE_INTEGER}`;
/** A moment in nanoseconds, as text. */
const isNoMoment = (column: string): string => `CAST(CAST(${column} AS INTEGER) AS TEXT) <> ${column}`;

const STORY_FLAWS = `SELECT count(*) AS flaws FROM story WHERE ${isNoCount('words')} OR ${isNoCount('chapters')}
  OR ${isNoCount('output_size')} OR ${isNoMoment('seen')} OR '/' || output || '/' LIKE '%/../%' OR output LIKE '/%'`;
const INPUT_FLAWS = `SELECT count(*) AS flaws FROM input WHERE size IS NOT NULL
  AND (${isNoCount('size')} OR ${isNoMoment('modified')} OR ${isNoMoment('changed')})`;

function areTextsSound(database: Database.Database): boolean {
  let isSound = true;
  for (const [texts, metadata, diagnostics] of inBulk(database, 'story', [listed(STORY_TEXTS), ...LISTS])) {
    isSound &&= isUtf8(texts) && isListOf(metadata, isMetadata) && isListOf(diagnostics, areDiagnostics);
  }
  for (const [texts] of inBulk(database, 'input', [listed(INPUT_TEXTS)])) isSound &&= isUtf8(texts);
  return isSound;
}

/** Rows come out of libsql slowly: many of them in one are had in half of the time. */
const ROWS_AT_ONCE = 2048;

type Bulk = readonly [texts: Buffer, metadata: Buffer, diagnostics: Buffer];

/** What SQL gathers of so many rows at once. Every row is read: an iteration that is left holds the database. */
function* inBulk(database: Database.Database, table: string, gathered: readonly string[]): Generator<Bulk> {
  const columns = gathered.map((column) => `CAST(${column} AS BLOB)`).join(', ');
  const rows = `SELECT * FROM ${table} LIMIT ${ROWS_AT_ONCE} OFFSET ?`;
  const statement = database.prepare(`SELECT count(*), ${columns} FROM (${rows})`).raw();
  for (let from = 0; ; from += ROWS_AT_ONCE) {
    const [count, ...bulk] = statement.get(from) as readonly [number, ...Bulk];
    if (count === 0) return;
    yield bulk;
  }
}

/** As SQL: between two of them, and between two rows, is what is whole in any text. */
const listed = (columns: string): string =>
  `group_concat(${columns
    .split(' ')
    .map((name) => `coalesce(${name}, '')`)
    .join(` || ' ' || `)})`;

/** As JSON. */
const LISTS = ['metadata', 'diagnostics'].map((column) => `'[' || group_concat(${column}) || ']'`);

function isListOf(json: Buffer, isFit: Shape): boolean {
  if (!isUtf8(json)) return false;
  try {
    const list: unknown = JSON.parse(json.toString());
    return Array.isArray(list) && list.every(isFit);
  } catch {
    return false;
  }
}

type Shape = (value: unknown) => boolean;

const isText: Shape = (value) => typeof value === 'string';
const isTextOrNull: Shape = (value) => value === null || isText(value);
const areTexts: Shape = (value) => Array.isArray(value) && value.every(isText);
const isNumberOrNull: Shape = (value) => value === null || typeof value === 'number';
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A field that a later version adds may be missing: a catalogue of before it is no damaged one. */
const SHAPES: Readonly<Record<keyof CataloguedMetadata, Shape>> = {
  title: isTextOrNull,
  creators: areTexts,
  language: isTextOrNull,
  summary: isTextOrNull,
  published: isTextOrNull,
  updated: isTextOrNull,
  completed: isTextOrNull,
  status: isTextOrNull,
  fandoms: areTexts,
  relationships: areTexts,
  characters: areTexts,
  rating: isTextOrNull,
  warnings: areTexts,
  genres: areTexts,
  tags: areTexts,
  series: (value) =>
    Array.isArray(value) &&
    value.every((one) => isRecord(one) && isText(one['name']) && isNumberOrNull(one['position'])),
  source: isTextOrNull,
  counts: (value) => isRecord(value) && COUNTS.every((name) => typeof value[name] === 'number'),
};
const FIELDS = Object.entries(SHAPES);
const COUNTS = ['chapters', 'sceneBreaks', 'words', 'images', 'footnotes'];

/** Nothing is known of a story that could not be bound. */
const isMetadata: Shape = (value) =>
  isRecord(value) && (Object.keys(value).length === 0 || FIELDS.every(([name, isFit]) => isFit(value[name])));

const areDiagnostics: Shape = (value) =>
  Array.isArray(value) &&
  value.every((one) => isRecord(one) && ['code', 'severity', 'message'].every((name) => isText(one[name])));
