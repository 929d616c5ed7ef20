import { mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Target } from '../../src/deliver/target.js';
import { mountedFiles } from '../../src/deliver/usb/mounted-files.js';
import { lockRun } from '../../src/io/run-lock.js';
import { book, codesOf, deviceFolder, filesOn, load, manifestOf, toldOf, traceOf } from '../support/device-folder.js';

const rain = book('Ann Ode/Rain.kepub.epub', 'It rained.');
const snow = book('Ann Ode/Snow.kepub.epub', 'It snowed.');
const tide = book('Bo Lind/Tide.kepub.epub', 'The tide turned.');

describe('a load', () => {
  it('puts each book in its place and leaves nothing half-written', async () => {
    const kobo = await deviceFolder();
    const outcome = await load(kobo, [rain, tide]);
    expect(toldOf(outcome)).toEqual({
      [rain.key]: 'added storybind/Ann Ode/Rain.kepub.epub',
      [tide.key]: 'added storybind/Bo Lind/Tide.kepub.epub',
    });
    expect(outcome).toMatchObject({ isDone: true, diagnostics: [] });
    expect(await filesOn(kobo)).toEqual({
      'storybind/Ann Ode/Rain.kepub.epub': 'It rained.',
      'storybind/Bo Lind/Tide.kepub.epub': 'The tide turned.',
    });
    expect(await manifestOf(kobo)).toMatchObject([
      { key: rain.key, path: 'storybind/Ann Ode/Rain.kepub.epub', bytes: 10, loadedAt: '2026-03-01T08:00:00.000Z' },
      { key: tide.key },
    ]);
  });

  it('writes nothing when all is there, and asks for no bytes', async () => {
    const kobo = await deviceFolder('kobo', { 'Hers.epub': 'her own' });
    await load(kobo, [rain, tide]);
    const before = await traceOf(kobo);
    const unmade = [rain, tide].map((one) => ({ ...one, bytes: () => Promise.reject(new Error('asked for')) }));
    const outcome = await load(kobo, unmade, { isSync: true });
    expect(Object.values(toldOf(outcome))).toEqual([
      'unchanged storybind/Ann Ode/Rain.kepub.epub',
      'unchanged storybind/Bo Lind/Tide.kepub.epub',
    ]);
    expect(await traceOf(kobo)).toEqual(before);
  });

  it('replaces a book whose version changed, in its place, whatever it is called now', async () => {
    const kobo = await deviceFolder();
    await load(kobo, [rain]);
    const renamed = book('Ann Ode/Rain, again.kepub.epub', 'It rained more.', { key: rain.key });
    expect(toldOf(await load(kobo, [renamed]))).toEqual({
      [rain.key]: 'replaced storybind/Ann Ode/Rain.kepub.epub',
    });
    expect(await filesOn(kobo)).toEqual({ 'storybind/Ann Ode/Rain.kepub.epub': 'It rained more.' });
  });

  it('moves a book that is of another format now, for its extension tells the reader how to show it', async () => {
    const kobo = await deviceFolder();
    await load(kobo, [book('Rain.epub', 'plain')]);
    const outcome = await load(kobo, [book('Rain.kepub.epub', 'with spans', { key: 'Rain.epub' })]);
    expect(toldOf(outcome)).toEqual({ 'Rain.epub': 'moved storybind/Rain.kepub.epub' });
    expect(await filesOn(kobo)).toEqual({ 'storybind/Rain.kepub.epub': 'with spans' });
    expect(await manifestOf(kobo)).toHaveLength(1);
  });

  it('brings back what was moved or deleted on the device', async () => {
    const kobo = await deviceFolder();
    await load(kobo, [rain, snow]);
    await rm(join(kobo.root, 'storybind/Ann Ode/Rain.kepub.epub'));
    await rename(join(kobo.root, 'storybind/Ann Ode/Snow.kepub.epub'), join(kobo.root, 'Snow.epub'));
    const outcome = await load(kobo, [rain, snow]);
    expect(Object.values(toldOf(outcome)).map((told) => told.split(' ')[0])).toEqual(['added', 'added']);
    expect(await filesOn(kobo)).toEqual({
      'Snow.epub': 'It snowed.',
      'storybind/Ann Ode/Rain.kepub.epub': 'It rained.',
      'storybind/Ann Ode/Snow.kepub.epub': 'It snowed.',
    });
  });

  it('says with a dry run what it would do, and writes nothing', async () => {
    const kobo = await deviceFolder();
    await load(kobo, [rain, snow]);
    const before = await traceOf(kobo);
    const outcome = await load(kobo, [book(rain.name, 'It rained more.'), tide], { isSync: true, isDryRun: true });
    expect(toldOf(outcome)).toEqual({
      [snow.key]: 'removed storybind/Ann Ode/Snow.kepub.epub',
      [rain.key]: 'replaced storybind/Ann Ode/Rain.kepub.epub',
      [tide.key]: 'added storybind/Bo Lind/Tide.kepub.epub',
    });
    expect(await traceOf(kobo)).toEqual(before);
  });

  it('goes on after a book that cannot be made, whatever the reason looks like', async () => {
    const kobo = await deviceFolder();
    for (const code of ['ENOENT', 'EACCES', 'ENOSPC', 'EIO']) {
      const bad = book('Bad.epub', '', {
        bytes: () => Promise.reject(Object.assign(new Error(`${code}: the story's own`), { code })),
      });
      const outcome = await load(kobo, [bad, rain]);
      expect(codesOf(outcome)).toEqual(['device-refused']);
      expect(outcome.isDone).toBe(false);
      expect(toldOf(outcome)[rain.key]).toMatch(/^(added|unchanged)/);
      expect(toldOf(outcome)['Bad.epub']).toBe('failed storybind/Bad.epub');
    }
  });

  it('stops when it is told to, and finishes the next time', async () => {
    const kobo = await deviceFolder();
    const stop = new AbortController();
    const stopping = book('Bo Lind/Stop.kepub.epub', 'wait', {
      bytes: async () => {
        stop.abort();
        return Buffer.from('wait');
      },
    });
    await expect(load(kobo, [rain, stopping, tide], { signal: stop.signal })).rejects.toThrow(/abort/i);
    expect(await filesOn(kobo)).toEqual({ 'storybind/Ann Ode/Rain.kepub.epub': 'It rained.' });
    expect(await manifestOf(kobo)).toHaveLength(1);
    const outcome = await load(kobo, [rain, book(stopping.name, 'wait'), tide]);
    expect(outcome.isDone).toBe(true);
    expect(Object.keys(await filesOn(kobo))).toHaveLength(3);
  });
});

describe('what is not ours', () => {
  it('is never overwritten: the book gets another name, the same each time', async () => {
    const theirs = { 'storybind/Ann Ode/Rain.kepub.epub': 'her own notes' };
    const kobo = await deviceFolder('kobo', theirs);
    const outcome = await load(kobo, [rain]);
    const beside = toldOf(outcome)[rain.key]?.replace('added ', '') ?? '';
    expect(beside).toMatch(/^storybind\/Ann Ode\/Rain \[[0-9a-f]{8}\]\.kepub\.epub$/);
    expect(codesOf(outcome)).toEqual(['device-name-taken']);
    expect(await filesOn(kobo)).toEqual({ ...theirs, [beside]: 'It rained.' });

    await rm(join(kobo.root, '.storybind'), { recursive: true });
    expect(toldOf(await load(kobo, [rain]))).toEqual({ [rain.key]: `unchanged ${beside}` });
  });

  it('keeps its name where case alone parts it from a book', async () => {
    const theirs = { 'storybind/ann ode/RAIN.KEPUB.EPUB': 'hers', 'storybind/Ann Ode/rain.kepub.epub': 'hers too' };
    const kobo = await deviceFolder('kobo', theirs);
    const outcome = await load(kobo, [rain]);
    expect(toldOf(outcome)[rain.key]).toMatch(/^added storybind\/Ann Ode\/Rain \[/);
    expect(await filesOn(kobo)).toMatchObject(theirs);
  });

  it('stays where it is a folder that has a book’s name', async () => {
    const kobo = await deviceFolder('kobo', { 'storybind/Ann Ode/Rain.kepub.epub/notes.txt': 'hers' });
    const outcome = await load(kobo, [rain]);
    expect(toldOf(outcome)[rain.key]).toMatch(/^added storybind\/Ann Ode\/Rain \[/);
    expect(await filesOn(kobo)).toHaveProperty(['storybind/Ann Ode/Rain.kepub.epub/notes.txt'], 'hers');
  });

  it('refuses that book alone where it is a file that has a folder’s name', async () => {
    const kobo = await deviceFolder('kobo', { 'storybind/Ann Ode': 'hers' });
    const outcome = await load(kobo, [rain, tide]);
    expect(codesOf(outcome)).toEqual(['device-refused']);
    expect(outcome.diagnostics[0]?.message).toMatch(
      /Kobo at .*Rain.*a file is in the way of a folder|a part of the path/,
    );
    expect(await filesOn(kobo)).toEqual({
      'storybind/Ann Ode': 'hers',
      'storybind/Bo Lind/Tide.kepub.epub': 'The tide turned.',
    });
  });

  it('is not written over where a book of ours was changed on the device', async () => {
    const kobo = await deviceFolder();
    await load(kobo, [rain]);
    const place = join(kobo.root, 'storybind/Ann Ode/Rain.kepub.epub');
    await writeFile(place, 'It rained. How true!');
    const outcome = await load(kobo, [book(rain.name, 'It rained more.')]);
    expect(codesOf(outcome)).toEqual(['device-file-changed']);
    expect(await readFile(place, 'utf8')).toBe('It rained. How true!');
    expect(Object.values(await filesOn(kobo))).toContain('It rained more.');
    expect(codesOf(await load(kobo, [book(rain.name, 'It rained more.')]))).toEqual([]);
  });

  it('is not what a fault left of a book: half of it is made whole', async () => {
    const kobo = await deviceFolder();
    await load(kobo, [rain]);
    for (const half of ['', 'It ra']) {
      await writeFile(join(kobo.root, 'storybind/Ann Ode/Rain.kepub.epub'), half);
      const outcome = await load(kobo, [rain]);
      expect(toldOf(outcome)).toEqual({ [rain.key]: 'replaced storybind/Ann Ode/Rain.kepub.epub' });
      expect(await filesOn(kobo)).toEqual({ 'storybind/Ann Ode/Rain.kepub.epub': 'It rained.' });
    }
  });

  it('is not reached through a link that leads out of the device', async () => {
    const kobo = await deviceFolder();
    const outside = await deviceFolder('generic', { 'Rain.kepub.epub': 'elsewhere' });
    await mkdir(join(kobo.root, 'storybind'));
    await symlink(outside.root, join(kobo.root, 'storybind/Ann Ode'));
    const outcome = await load(kobo, [rain, tide]);
    expect(codesOf(outcome)).toEqual(['device-path']);
    expect(toldOf(outcome)[tide.key]).toMatch(/^added/);
    expect(await filesOn(outside)).toEqual({ 'Rain.kepub.epub': 'elsewhere' });
  });

  it('keeps a file of the name of storybind’s own folder, and nothing is loaded', async () => {
    const kobo = await deviceFolder('kobo', { '.storybind': 'hers' });
    await expect(load(kobo, [rain])).rejects.toThrow(/`\.storybind` is a file/);
    expect(await filesOn(kobo)).toEqual({ '.storybind': 'hers' });
  });
});

describe('a device that cannot be written to', () => {
  it('is refused before anything else when it is mounted read-only', async () => {
    const kobo = { ...(await deviceFolder()), isReadOnly: true };
    await expect(load(kobo, [rain])).rejects.toMatchObject({ diagnostic: { code: 'device-read-only' } });
  });

  it('is refused when there is none', async () => {
    const kobo = await deviceFolder();
    await rm(kobo.root, { recursive: true });
    await expect(load(kobo, [rain])).rejects.toMatchObject({ diagnostic: { code: 'device-gone' } });
  });

  it('gets nothing where the books are thought to need more than is free', async () => {
    const kobo = await deviceFolder();
    const outcome = await load(kobo, [rain, book('Huge.epub', 'huge', { size: 1e15 })]);
    expect(codesOf(outcome)).toEqual(['device-full']);
    expect(outcome.placed.map(({ action }) => action)).toEqual(['failed', 'failed']);
    expect(outcome.diagnostics[0]?.message).toMatch(/Kobo at .* MiB free.*needs about .* MiB/);
    expect(await filesOn(kobo)).toEqual({});
  });
});

describe('a device that has room once what is gone is taken away', () => {
  const [old, other] = [book('Old.epub', 'x'.repeat(3_000_000)), book('New.epub', 'y'.repeat(3_000_000))];
  const onlyOther = (kobo: Target, free: number, isDryRun: boolean) =>
    load(kobo, [other], {
      isSync: true,
      isDryRun,
      files: { ...mountedFiles(kobo.root, () => 'room'), free: async () => free },
    });

  it.each([true, false])('is loaded (dry run: %s)', async (isDryRun) => {
    const kobo = await deviceFolder();
    await load(kobo, [old]);
    const outcome = await onlyOther(kobo, 5_500_000, isDryRun);
    expect(codesOf(outcome)).toEqual([]);
    expect(toldOf(outcome)).toEqual({
      'Old.epub': 'removed storybind/Old.epub',
      'New.epub': 'added storybind/New.epub',
    });
  });

  it('loses nothing where there would be too little all the same', async () => {
    const kobo = await deviceFolder();
    await load(kobo, [old]);
    const outcome = await onlyOther(kobo, 1_000_000, false);
    expect(codesOf(outcome)).toEqual(['device-full']);
    expect(Object.keys(await filesOn(kobo))).toEqual(['storybind/Old.epub']);
  });
});

describe('a second run on the device', () => {
  it('waits for nobody and says who is at work; a run that was killed is passed over', async () => {
    const kobo = await deviceFolder();
    const release = await lockRun(kobo.root);
    await expect(load(kobo, [book('Rain.epub', 'It rained.')])).rejects.toMatchObject({
      diagnostic: { code: 'device-refused', message: expect.stringContaining(`process ${process.pid}`) },
    });
    if (typeof release === 'function') release();
    expect(codesOf(await load(kobo, [book('Rain.epub', 'It rained.')]))).toEqual([]);
    const again = await lockRun(kobo.root);
    expect(again).toBeTypeOf('function');
    if (typeof again === 'function') again();
  });
});

it('a folder that is called like a file half-written is somebody’s, and stays', async () => {
  const kobo = await deviceFolder('kobo', { 'storybind/.storybind-x.part/mine.txt': 'mine' });
  expect(codesOf(await load(kobo, [book('Rain.epub', 'It rained.')]))).toEqual([]);
  expect(await filesOn(kobo)).toEqual({
    'storybind/.storybind-x.part/mine.txt': 'mine',
    'storybind/Rain.epub': 'It rained.',
  });
});

describe('a book that its owner has put there with the same bytes', () => {
  const NAME = 'Ann Ode/Rain.kepub.epub';
  const rain = book(NAME, 'It rained.');

  it('stays the owner’s: it is not copied again, not recorded, and not taken away', async () => {
    const kobo = await deviceFolder('kobo', { [`storybind/${NAME}`]: 'It rained.' });
    const outcome = await load(kobo, [rain, book('Snow.kepub.epub', 'It snowed.')]);
    expect(toldOf(outcome)[NAME]).toBe(`unchanged storybind/${NAME}`);
    expect(codesOf(outcome)).toEqual(['device-name-taken']);
    expect((await manifestOf(kobo)).map(({ key }) => key)).toEqual(['Snow.kepub.epub']);
    await load(kobo, [book('Snow.kepub.epub', 'It snowed.')], { isSync: true });
    expect(await filesOn(kobo)).toHaveProperty([`storybind/${NAME}`], 'It rained.');
  });

  it('or the beginning of it, is not written over', async () => {
    const kobo = await deviceFolder('kobo', { [`storybind/${NAME}`]: 'It' });
    const outcome = await load(kobo, [rain]);
    expect(await filesOn(kobo)).toHaveProperty([`storybind/${NAME}`], 'It');
    expect(codesOf(outcome)).toEqual(['device-name-taken']);
    expect(Object.values(await filesOn(kobo))).toContain('It rained.');
  });
});
