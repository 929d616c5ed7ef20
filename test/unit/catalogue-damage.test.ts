import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import Database from 'libsql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Catalogue } from '../../src/collection/catalogue/catalogue.js';
import { search, shelvedBooks, statusOf } from '../../src/collection/catalogue/look.js';
import { openFolderOfBooks, readCatalogue } from '../../src/collection/catalogue/open.js';
import { parseQuery } from '../../src/collection/catalogue/query.js';
import { inlineExecutor } from '../../src/collection/run/executor.js';
import { runCollection } from '../../src/collection/run/run.js';
import { StoryError } from '../../src/diagnostics/report.js';

let root: string;
let out: string;
let sound: Buffer;
const path = (): string => join(out, '.storybind/catalogue.db');

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'storybind-damage-'));
  out = join(root, 'books');
  const stories = join(root, 'stories');
  for (let index = 0; index < 9; index += 1) writeStory(stories, index);
  writeFileSync(join(stories, 'empty.txt'), '');
  await runCollection({
    roots: [stories],
    out,
    options: { cover: false },
    tool: '1.0.0',
    executor: inlineExecutor,
    signal: new AbortController().signal,
    say: () => undefined,
  });
  sound = readFileSync(path());
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function writeStory(folder: string, index: number): void {
  mkdirSync(folder, { recursive: true });
  const header = `Title: Snow ${index}\nAuthor: Éva Nagy, Bo Lind\nSeries: Weather #${index}\nTags: rain, snow\n`;
  writeFileSync(
    join(folder, `snow-${index}.txt`),
    `${header}\nIt snowed for the ${index}th week.\n\nThen it thawed.\n`,
  );
}

/** The catalogue as these bytes have it; nothing that lay beside it is left. */
function lay(bytes: Uint8Array): void {
  for (const suffix of ['-wal', '-shm', '.damaged', '']) rmSync(path() + suffix, { force: true });
  writeFileSync(path(), bytes);
}

/** All that a run and a look ask of a catalogue: the codes of what they say. Anything but a diagnostic fails. */
async function used(): Promise<readonly string[]> {
  const codes: string[] = [];
  const noted = async (work: () => unknown): Promise<void> => {
    try {
      await work();
    } catch (cause) {
      if (cause instanceof StoryError) codes.push(cause.diagnostic.code);
      else if (isSaidOfTheIndex(cause)) codes.push('index');
      else throw cause;
    }
  };
  await noted(() => {
    const catalogue = readCatalogue(out);
    try {
      if (catalogue) look(catalogue);
    } finally {
      catalogue?.close();
    }
  });
  await noted(async () => {
    const { signal } = new AbortController();
    const folder = await openFolderOfBooks(out, { signal, flag: ({ code }) => codes.push(code) });
    try {
      write(folder.catalogue);
    } finally {
      folder.close();
    }
  });
  return codes;
}

/** Of the stories' text only its use shows damage: SQLite says it then, and the caller says it on. */
const isSaidOfTheIndex = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && String(cause.code).startsWith('SQLITE_');

function look(catalogue: Catalogue): void {
  statusOf(catalogue);
  search(catalogue, parseQuery('snow'), 5);
  for (const { metadata } of shelvedBooks(catalogue, parseQuery(''))) expect(metadata.creators).toBeInstanceOf(Array);
}

function write(catalogue: Catalogue): void {
  const rows = [...catalogue.rows().values()];
  for (const [, { creators, series }] of catalogue.metadata()) [...creators, ...series].join();
  catalogue.flagged();
  catalogue.transaction(() => {
    for (const { key, seen, inputs } of rows.slice(0, 2)) catalogue.touch(key, seen, inputs);
    for (const { key } of rows.slice(2, 4)) catalogue.forget(key);
  });
}

describe('a catalogue whose bytes a disk has changed', () => {
  const change = fc.record({ at: fc.nat(), byte: fc.nat(255), length: fc.oneof(fc.constant(1), fc.nat(3000)) });
  const damaged = (changes: readonly { at: number; byte: number; length: number }[], cut: number | null): Buffer => {
    const bytes = Buffer.from(sound);
    for (const { at, byte, length } of changes) {
      const start = at % bytes.length;
      bytes.fill(byte, start, Math.min(bytes.length, start + length));
    }
    return cut === null ? bytes : bytes.subarray(0, cut % bytes.length);
  };

  it('is used as it is or told of, and never ends the program', async () => {
    const changes = fc.array(change, { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(changes, fc.option(fc.nat(), { freq: 6 }), async (list, cut) => {
        lay(damaged(list, cut));
        await used();
      }),
      { numRuns: 400 },
    );
  }, 120_000);
});

describe('a catalogue of which a part is not what storybind wrote', () => {
  it.each([
    ['a text that is not UTF-8', "UPDATE story SET title = CAST(x'ff' AS TEXT)"],
    ['a path that is not UTF-8', "UPDATE input SET path = path || CAST(x'c3' AS TEXT)"],
    ['metadata that are no JSON', `UPDATE story SET metadata = '{"title":'`],
    ['metadata without a field', `UPDATE story SET metadata = json_remove(metadata, '$.creators')`],
    ['metadata of another kind', `UPDATE story SET metadata = json_set(metadata, '$.series', json('[5]'))`],
    ['diagnostics of another kind', `UPDATE story SET diagnostics = '[1]'`],
    ['a moment that is none', `UPDATE story SET seen = 'noon'`],
    ['a size that no file has', 'UPDATE input SET size = 9223372036854775807'],
    ['a book that lies elsewhere', `UPDATE story SET output = '../' || output`],
    ['a column of another name', 'ALTER TABLE story RENAME COLUMN words TO word'],
    ['no index of the texts', 'DROP TABLE story_text'],
    ['no inputs', 'DROP TABLE input'],
  ])('is one with %s', async (_, sql) => {
    lay(sound);
    const database = new Database(path());
    database.exec(sql);
    database.close();
    expect(await used()).toEqual(['catalogue-unreadable', 'catalogue-damaged']);
  });

  it('is none that nobody has touched', async () => {
    lay(sound);
    expect(await used()).toEqual([]);
  });
});
