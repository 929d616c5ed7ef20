import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Target } from '../../src/deliver/target.js';
import { loadBooks } from '../../src/deliver/usb/load-books.js';
import { unloadBooks } from '../../src/deliver/usb/unload-books.js';
import { deviceNamed } from '../../src/devices/profiles.js';
import {
  type Answer,
  type DeviceImage,
  makeImage,
  mend,
  onDevice,
  type Step,
  type Wish,
} from './support/device-image.js';
import { type MadeUpBook, textOf } from './support/load-books.mjs';

/** In memory, where that is large enough: each book is flushed, which a disk of this machine takes its time for. */
function hasRoom(folder: string): boolean {
  if (!existsSync(folder)) return false;
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize > 2 ** 30;
}

let place: string;
beforeAll(() => {
  place = mkdtempSync(join(hasRoom('/dev/shm') ? '/dev/shm' : tmpdir(), 'storybind-load-'));
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

interface Loaded {
  readonly isDone: boolean;
  readonly diagnostics: readonly { readonly code: string; readonly message: string }[];
  readonly told: readonly (readonly [key: string, action: string, path: string])[];
}
type Hashes = Readonly<Record<string, string>>;

const HERS = {
  'storybind/Hers.epub': 'her own',
  'Sonnets.epub': 'her sonnets',
  '.kobo/KoboReader.sqlite': 'her shelves',
};
const hashOf = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const imageHash = ({ path }: DeviceImage): string => hashOf(readFileSync(path));

const shelf = (count: number, size: number, version = 'first'): readonly MadeUpBook[] =>
  Array.from({ length: count }, (_, index) => ({
    name: `Author ${index % 40}/Œuvre № ${index} — 雨.kepub.epub`,
    version,
    size: size + (index % 97),
  }));

/** All that shall lie on the device: hers, and the books by the paths that the load told. */
function wantedFiles(books: readonly MadeUpBook[], told: Loaded['told']): Hashes {
  const bytes = new Map(books.map((book) => [book.key ?? book.name, book]));
  const ours = told.flatMap(([key, action, path]) => {
    const book = bytes.get(key);
    return book && action !== 'failed' ? [[path, hashOf(textOf(book))] as const] : [];
  });
  const hers = Object.entries(HERS).map(([path, text]) => [path, hashOf(text)] as const);
  return Object.fromEntries([...hers, ...ours]);
}

/** Without storybind’s list, and what the mending of a file system found to belong to no file. */
const withoutOwn = (files: Hashes): Hashes =>
  Object.fromEntries(Object.entries(files).filter(([path]) => !/^\.storybind\/|^FSCK\d+\.REC$/.test(path)));

function answerOf<Value>(answer: Answer | undefined): Value {
  expect(answer?.error).toBeUndefined();
  return answer?.value as Value;
}

/** The steps with the device mounted for them; what the last one gave. */
async function work<Value>(image: DeviceImage, steps: readonly Step[], wish?: Wish): Promise<Value> {
  const answers = await onDevice(image, steps, wish);
  expect(answers).toHaveLength(steps.length);
  for (const answer of answers) expect(answer.error).toBeUndefined();
  return answerOf(answers.at(-1));
}

const hers: Step = { do: 'write', files: HERS };
const read: Step = { do: 'read' };
const load = (books: readonly MadeUpBook[], isSync = false): Step => ({ do: 'load', books, isSync });

describe.concurrent.each(['FAT32', 'exFAT'] as const)('on a device with %s', (fileSystem) => {
  test('1,000 books arrive byte for byte, and a second sync writes nothing', async () => {
    const image = makeImage(place, fileSystem, 128);
    const books = shelf(1000, 6000);
    const loaded = await work<Loaded>(image, [hers, load(books)]);
    expect(loaded).toMatchObject({ isDone: true, diagnostics: [] });
    const before = imageHash(image);
    const [again, found] = await onDevice(image, [load(books, true), read]);
    expect(new Set(answerOf<Loaded>(again).told.map(([, action]) => action))).toEqual(new Set(['unchanged']));
    expect(withoutOwn(answerOf<Hashes>(found))).toEqual(wantedFiles(books, loaded.told));
    expect(imageHash(image)).toBe(before);
  });

  test('a device that is pulled out while books are copied is whole after the next load', async () => {
    const image = makeImage(place, fileSystem, 128);
    const first = shelf(120, 40_000);
    const second = [...shelf(60, 60_000, 'second'), ...shelf(200, 40_000).slice(120)];
    await work(image, [hers, load(first)]);
    for (const pulledAfter of [3, 40, 77]) {
      const cut = await onDevice(image, [load(second, true)], { pulledAfter });
      if (cut.length > 0) expect(answerOf<Loaded>(cut[0])).toMatchObject({ isDone: false });
      mend(image);
      const whole = new Set([
        ...Object.values(HERS).map(hashOf),
        ...[...first, ...second].map((book) => hashOf(textOf(book))),
      ]);
      const found = withoutOwn(await work<Hashes>(image, [read]));
      for (const [path, hash] of Object.entries(found)) {
        if (path.endsWith('.epub')) expect(whole.has(hash), `${path} after ${pulledAfter}`).toBe(true);
      }
    }
    const [answer, found] = await onDevice(image, [load(second, true), read]);
    const loaded = answerOf<Loaded>(answer);
    expect(loaded.isDone).toBe(true);
    expect(withoutOwn(answerOf<Hashes>(found))).toEqual(wantedFiles(second, loaded.told));
  });

  test('a device that becomes full says so, and has every book that it says it has', async () => {
    const image = makeImage(place, fileSystem, 40);
    const books = shelf(60, 1_000_000);
    // Larger than they are said to be, the second time.
    const mistaken = books.map((book) => ({ ...book, said: 1000 }));
    const answers = await onDevice(image, [hers, load(books), load(mistaken)]);
    const refused = answerOf<Loaded>(answers[1]);
    expect(refused.diagnostics.map(({ code }) => code)).toEqual(['device-full']);
    expect(refused.told.every(([, action]) => action === 'failed')).toBe(true);

    const loaded = answerOf<Loaded>(answers[2]);
    expect(loaded.diagnostics.map(({ code }) => code)).toContain('device-full');
    expect(loaded.isDone).toBe(false);
    const arrived = loaded.told.filter(([, action]) => action === 'added').length;
    expect(arrived).toBeGreaterThan(20);
    expect(arrived).toBeLessThan(45);
    expect(withoutOwn(await work<Hashes>(image, [read]))).toEqual(wantedFiles(books, loaded.told));
  });

  test('a device that is mounted read-only is told of, and nothing is written', async () => {
    const image = makeImage(place, fileSystem, 40);
    await work(image, [hers]);
    const before = imageHash(image);
    const loaded = await work<Loaded>(image, [load(shelf(3, 1000))], { isReadOnly: true });
    expect(loaded.diagnostics.map(({ code }) => code)).toEqual(['device-read-only']);
    expect(imageHash(image)).toBe(before);
  });

  test('names that differ by case, or that a file system refuses, lose no book', async () => {
    const image = makeImage(place, fileSystem, 64);
    const names = [
      'hers.EPUB',
      'Rain.epub',
      'RAIN.EPUB',
      'rain.epub',
      'ann/Fog.epub',
      'ANN/fog.epub',
      'Straße.epub',
      'STRASSE.epub',
    ];
    const odd = [
      'con.epub',
      'a: b?.epub',
      'dots. . .epub',
      '.hidden.epub',
      'Ünïcødé 🌧👩🏽‍🚀.epub',
      `${'雨'.repeat(200)}.epub`,
      '100% #1.epub',
      `${'x'.repeat(250)}.epub`,
    ];
    const books = [...names, ...odd].map((name) => ({ name, version: 'first', size: 900 }));
    const loaded = await work<Loaded>(image, [hers, load(books)]);
    expect(loaded.isDone).toBe(true);
    expect(loaded.diagnostics.map(({ code }) => code)).toEqual(['device-name-taken']);
    const found = withoutOwn(await work<Hashes>(image, [read]));
    const wanted = wantedFiles(books, loaded.told);
    expect(Object.keys(wanted)).toHaveLength(books.length + Object.keys(HERS).length);
    // FAT keeps the case in which a folder was made first.
    const folded = (files: Hashes): Hashes =>
      Object.fromEntries(Object.entries(files).map(([path, hash]) => [path.toLowerCase(), hash]));
    expect(folded(found)).toEqual(folded(wanted));
  });

  test('5,000 books lie in one tree of folders, and are found there again', async () => {
    const image = makeImage(place, fileSystem, 256);
    const books = shelf(5000, 400);
    const loaded = await work<Loaded>(image, [hers, load(books, true)]);
    expect(loaded.isDone).toBe(true);
    const answers = await onDevice(image, [load(books, true), read]);
    const again = answerOf<Loaded>(answers[0]);
    expect(again.told.filter(([, action]) => action !== 'unchanged')).toEqual([]);
    expect(withoutOwn(answerOf<Hashes>(answers[1]))).toEqual(wantedFiles(books, loaded.told));
  });
});

test('what gio reaches is loaded, found again and taken away through it', async () => {
  const root = mkdtempSync(join(place, 'gio-'));
  for (const [path, text] of Object.entries(HERS)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const profile = deviceNamed('kindle');
  if (!profile) throw new Error('no Kindle');
  const target: Target = {
    profile,
    transport: 'mtp',
    root: `file://${root}`,
    folder: 'documents/mine',
    isReadOnly: false,
  };
  const options = { isSync: true, isDryRun: false };
  const books = ['Ann Ode/Rain & 雨 #1 100%.azw3', 'Ann Ode/Snow.azw3', 'Tide.azw3'].map((name) => ({
    key: name,
    name,
    version: 'first',
    size: 5000,
    bytes: async () => textOf({ name, version: 'first', size: 5000 }),
  }));
  const loaded = await loadBooks(target, books, options);
  expect(loaded).toMatchObject({ isDone: true, diagnostics: [] });
  for (const [index, { path }] of loaded.placed.entries()) {
    expect(hashOf(readFileSync(join(root, path)))).toBe(hashOf(await books[index]!.bytes()));
  }
  mkdirSync(join(root, 'documents/mine/Tide.sdr/deep'), { recursive: true });
  const again = await loadBooks(target, books.slice(0, 2), options);
  expect(again.placed.map(({ action }) => action)).toEqual(['unchanged', 'unchanged', 'removed']);
  expect(readdirSync(join(root, 'documents/mine'))).toEqual(['Ann Ode']);
  await unloadBooks(target, () => true, options);
  expect(readdirSync(join(root, 'documents/mine'))).toEqual([]);
  for (const [path, text] of Object.entries(HERS)) expect(readFileSync(join(root, path), 'utf8')).toBe(text);
  rmSync(root, { recursive: true });
  await expect(loadBooks(target, books, options)).rejects.toMatchObject({ diagnostic: { code: 'device-gone' } });
});
