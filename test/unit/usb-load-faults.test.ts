import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Loadable, Target } from '../../src/deliver/target.js';
import { mountedFiles } from '../../src/deliver/usb/mounted-files.js';
import { StoryError } from '../../src/diagnostics/report.js';
import {
  book,
  codesOf,
  deviceFolder,
  type Fault,
  faultyDisk,
  filesOn,
  load,
  loadWithFault,
  manifestOf,
  toldOf,
  traceOf,
} from '../support/device-folder.js';

/** What was loaded before, and what shall be: one stays, one changes, one is gone, one is of another format, two are new. */
const BEFORE = [
  book('Ann Ode/Rain.kepub.epub', 'It rained.'),
  book('Ann Ode/Snow.kepub.epub', 'It snowed.'),
  book('Bo Lind/Tide.kepub.epub', 'The tide turned.'),
  book('Wind.epub', 'Wind.'),
];
const AFTER = [
  book('Ann Ode/Rain.kepub.epub', 'It rained.'),
  book('Ann Ode/Snow.kepub.epub', 'It snowed for nine days.'),
  book('Wind.kepub.epub', 'Wind and gale.', { key: 'Wind.epub' }),
  book('Cleo Marsh/Fog.kepub.epub', 'Fog came in.'),
  book('Cleo Marsh/Hers.kepub.epub', 'Not hers at all.'),
];
const HERS = {
  'storybind/Cleo Marsh/Hers.kepub.epub': 'her own book',
  'Sonnets.epub': 'her sonnets',
  '.kobo/KoboReader.sqlite': 'her shelves',
};
const SYNC = { isSync: true };
/** All but the asking for a path’s real name, which goes before each of them. */
const CALLS = [
  'mkdir',
  'open',
  'read',
  'readdir',
  'readFile',
  'rename',
  'rm',
  'rmdir',
  'stat',
  'statfs',
  'sync',
  'write',
];
const NEVER: Fault = { at: Number.POSITIVE_INFINITY, code: 'EIO' };

async function deviceOfBefore(): Promise<Target> {
  const kobo = await deviceFolder('kobo', HERS);
  await load(kobo, BEFORE);
  return kobo;
}

const textsOf = async (books: readonly Loadable[]): Promise<ReadonlySet<string>> =>
  new Set(await Promise.all(books.map(async ({ bytes }) => Buffer.from(await bytes()).toString())));

/** The load as it goes when nothing fails. */
async function undisturbed(): Promise<{
  readonly files: Readonly<Record<string, string>>;
  readonly calls: readonly string[];
}> {
  const kobo = await deviceOfBefore();
  const { outcome, calls } = loadWithFault(kobo, AFTER, NEVER, SYNC);
  expect((await outcome).isDone).toBe(true);
  return { files: await filesOn(kobo), calls };
}

describe('a device that is pulled out', () => {
  it.each([
    ['before', 'EIO', false],
    ['just after', 'ENODEV', true],
  ])('%s any call (%s) has no half book, and the next load finishes the work', async (_, code, isAfter) => {
    const right = await undisturbed();
    const whole = await textsOf([...BEFORE, ...AFTER]);
    const counted = right.calls.filter((name) => CALLS.includes(name));
    for (let at = 1; at <= counted.length; at += 1) {
      const where = `${code} at call ${at}, ${counted[at - 1]}`;
      const kobo = await deviceOfBefore();
      const { outcome } = loadWithFault(kobo, AFTER, { at, code, isAfter, isForGood: true, calls: CALLS }, SYNC);
      const told = await outcome.catch((cause: unknown) => cause);
      if (told instanceof Error) expect(told, where).toBeInstanceOf(StoryError);
      else expect(told, where).toMatchObject({ isDone: false });

      const books = Object.entries(await filesOn(kobo)).filter(([path]) => !(path in HERS) && !path.endsWith('.part'));
      for (const [path, text] of books) expect(whole.has(text), `${where}: ${path} is ${text}`).toBe(true);

      expect((await load(kobo, AFTER, SYNC)).isDone, where).toBe(true);
      expect(await filesOn(kobo), where).toEqual(right.files);
      expect((await manifestOf(kobo)).map(({ key }) => key).sort(), where).toEqual(AFTER.map(({ key }) => key).sort());
      const before = await traceOf(kobo);
      await load(kobo, AFTER, SYNC);
      expect(await traceOf(kobo), where).toEqual(before);
    }
  });

  it('says of each book that it is there or failed, once', async () => {
    const { calls } = await undisturbed();
    const kobo = await deviceOfBefore();
    const { outcome } = loadWithFault(
      kobo,
      AFTER,
      { at: calls.indexOf('write') + 3, code: 'ENODEV', isForGood: true },
      SYNC,
    );
    const { placed, diagnostics } = await outcome;
    expect(diagnostics.map(({ code }) => code)).toEqual(['device-gone']);
    expect(diagnostics[0]?.message).toMatch(/^Kobo at `.*` answers no more \(ENODEV\)\. Plug it in again/);
    const keys = placed.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toEqual(expect.arrayContaining(AFTER.map(({ key }) => key)));
    expect(placed.at(-1)).toMatchObject({ action: 'failed' });
  });

  it('is missed where its folder stays, empty, on the machine’s own disk', async () => {
    const kobo = await deviceFolder();
    let isOut = false;
    const { disk } = faultyDisk(NEVER);
    // The device number is what tells one file system from another.
    const files = mountedFiles(kobo.root, () => 'x', {
      ...disk,
      mkdir: disk.mkdir,
      open: disk.open,
      readdir: disk.readdir,
      readFile: disk.readFile,
      realpath: disk.realpath,
      rename: disk.rename,
      rm: disk.rm,
      rmdir: disk.rmdir,
      statfs: disk.statfs,
      stat: (async (path: string) => {
        const known = await disk.stat(path);
        return isOut ? Object.assign(known, { dev: known.dev + 1 }) : known;
      }) as typeof disk.stat,
    });
    const pulling = book('Pull.kepub.epub', 'pull', {
      bytes: async () => {
        isOut = true;
        return Buffer.from('pull');
      },
    });
    const outcome = await load(kobo, [AFTER[0]!, pulling, AFTER[3]!], { files });
    expect(codesOf(outcome)).toEqual(['device-gone']);
    expect(Object.keys(await filesOn(kobo))).toEqual(['storybind/Ann Ode/Rain.kepub.epub']);
  });
});

describe('a device that becomes full', () => {
  it('in any write has no part left, says so, and takes the rest when there is room', async () => {
    const right = await undisturbed();
    const calls = ['mkdir', 'open', 'write', 'sync'];
    const count = right.calls.filter((name) => calls.includes(name)).length;
    for (let at = 1; at <= count; at += 1) {
      const kobo = await deviceOfBefore();
      const { outcome } = loadWithFault(kobo, AFTER, { at, code: 'ENOSPC', calls }, SYNC);
      const { isDone, diagnostics } = await outcome;
      const files = await filesOn(kobo);
      expect(
        Object.keys(files).filter((path) => path.endsWith('.part')),
        `call ${at}`,
      ).toEqual([]);
      expect(files, `call ${at}`).toMatchObject(HERS);
      expect(isDone, `call ${at}`).toBe(false);
      expect(
        diagnostics.map(({ code }) => code),
        `call ${at}`,
      ).toEqual(expect.arrayContaining([expect.stringMatching(/^device-(full|manifest)$/)]));
      expect((await load(kobo, AFTER, SYNC)).isDone, `call ${at}`).toBe(true);
      expect(await filesOn(kobo), `call ${at}`).toEqual(right.files);
    }
  });

  it('keeps the book that was to be replaced', async () => {
    const kobo = await deviceOfBefore();
    const fault: Fault = { at: 1, code: 'ENOSPC', calls: ['write'] };
    const { outcome } = loadWithFault(kobo, [AFTER[1]!], fault);
    expect(toldOf(await outcome)).toEqual({ 'Ann Ode/Snow.kepub.epub': 'failed storybind/Ann Ode/Snow.kepub.epub' });
    expect((await outcome).diagnostics[0]?.message).toMatch(/^Kobo at `.*` is full\. No half book was left there/);
    expect(await filesOn(kobo)).toHaveProperty(['storybind/Ann Ode/Snow.kepub.epub'], 'It snowed.');
  });
});

describe('a device that', () => {
  it.each(['EROFS', 'EACCES', 'EPERM'])('takes no file (%s) is told of once', async (code) => {
    const kobo = await deviceFolder('kobo', HERS);
    const { outcome } = loadWithFault(kobo, AFTER, { at: 1, code, calls: ['mkdir'] });
    expect(codesOf(await outcome)).toEqual(['device-read-only']);
    expect(await filesOn(kobo)).toEqual(HERS);
  });

  // The first calls are those that write down what is intended: five of `open`, four of `sync`.
  it('does not take one name loses that book alone', async () => {
    const kobo = await deviceFolder();
    const { outcome } = loadWithFault(kobo, AFTER, { at: 8, code: 'ENAMETOOLONG', calls: ['open'] });
    expect(codesOf(await outcome)).toEqual(['device-refused']);
    expect((await outcome).diagnostics[0]?.message).toMatch(
      /^Kobo at `.*` did not take `.*Rain\.kepub\.epub`: the name is too long\.$/,
    );
    expect(Object.keys(await filesOn(kobo))).toHaveLength(AFTER.length - 1);
  });

  it('flushes no folders is none the worse for it', async () => {
    // The seventh flush is that of the book itself, before it has its name; the second that of the list.
    for (const at of [1, 3, 4, 5, 6, 8, 9]) {
      for (const code of ['EPERM', 'EINVAL', 'EISDIR']) {
        const kobo = await deviceFolder();
        const { outcome } = loadWithFault(kobo, [AFTER[0]!], { at, code, calls: ['sync'] });
        expect(await outcome, `${code} at ${at}`).toMatchObject({ isDone: true, diagnostics: [] });
      }
    }
    const { outcome } = loadWithFault(await deviceFolder(), [AFTER[0]!], { at: 7, code: 'EINVAL', calls: ['sync'] });
    expect(await outcome).toMatchObject({ isDone: false });
  });

  it('holds other bytes than were written has the book taken away again, and the others are loaded', async () => {
    const kobo = await deviceFolder();
    const { disk } = faultyDisk(NEVER);
    let reads = 0;
    const open: typeof disk.open = async (...words) => {
      const file = await disk.open(...words);
      const read = file.read.bind(file) as (...words: unknown[]) => Promise<{ bytesRead: number }>;
      const flipped = async (bytes: Uint8Array, ...rest: unknown[]) => {
        const answer = await read(bytes, ...rest);
        reads += answer.bytesRead > 0 ? 1 : 0;
        // The first that is read back is the list, the second a book.
        if (reads === 2 && answer.bytesRead > 0) {
          bytes[0] = (bytes[0] ?? 0) ^ 1;
        }
        return answer;
      };
      return Object.assign(Object.create(file), { read: flipped, close: () => file.close() });
    };
    const { mkdir, readdir, readFile, realpath, rename: move, rm, rmdir, stat, statfs } = disk;
    const bad = { mkdir, open, readdir, readFile, realpath, rename: move, rm, rmdir, stat, statfs };
    const files = mountedFiles(kobo.root, () => `id-${Math.random().toString(36).slice(2)}`, bad);
    const outcome = await load(kobo, [AFTER[0]!, AFTER[3]!], { files });
    expect(codesOf(outcome)).toEqual(['device-damaged']);
    expect(outcome.isDone).toBe(false);
    expect(Object.keys(await filesOn(kobo))).toEqual(['storybind/Cleo Marsh/Fog.kepub.epub']);
  });

  it('lost its list in a fault of its file system is known by the list of the run before', async () => {
    const kobo = await deviceOfBefore();
    await load(kobo, AFTER, SYNC);
    await rename(join(kobo.root, '.storybind/manifest.json'), join(kobo.root, 'FSCK0000.REC'));
    const outcome = await load(kobo, AFTER.slice(1), SYNC);
    expect(codesOf(outcome)).toContain('device-manifest');
    expect(toldOf(outcome)['Ann Ode/Rain.kepub.epub']).toMatch(/^removed/);
    expect(toldOf(outcome)['Ann Ode/Snow.kepub.epub']).toMatch(/^unchanged/);
    expect(await filesOn(kobo)).toMatchObject(HERS);
    expect(await manifestOf(kobo)).toHaveLength(AFTER.length - 1);
    expect(codesOf(await load(kobo, AFTER.slice(1), SYNC))).toEqual([]);
  });
});
