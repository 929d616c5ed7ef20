import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Target } from '../../src/deliver/target.js';
import { unloadBooks } from '../../src/deliver/usb/unload-books.js';
import { book, codesOf, deviceFolder, filesOn, load, manifestOf, toldOf, traceOf } from '../support/device-folder.js';

const rain = book('Rain.epub', 'It rained.');
const snow = book('Snow.epub', 'It snowed.');
const HERS = { 'Hers.epub': 'her own', '.kobo/KoboReader.sqlite': 'her shelves', '.kobo/hidden.epub': 'the reader’s' };
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

const entry = (path: unknown, text = '', more: object = {}): object => ({
  key: String(path),
  path,
  sha256: hashOf(text),
  bytes: text.length,
  version: 'x',
  loadedAt: '2026-03-01T08:00:00.000Z',
  ...more,
});

async function withManifest(content: string | Uint8Array): Promise<Target> {
  const kobo = await deviceFolder('kobo', HERS);
  await load(kobo, [rain]);
  await writeFile(join(kobo.root, '.storybind/manifest.json'), content);
  return kobo;
}

const manifest = (...books: readonly unknown[]): string => JSON.stringify({ version: 1, books });

describe('a damaged manifest', () => {
  it.each([
    ['garbage', Buffer.from([0xff, 0, 0x80, 0x7b])],
    ['nothing', ''],
    ['half of itself', '{"version":1,"books":[{"key":"Rain.epub","path":"storyb'],
    ['null', 'null'],
    ['a list', '[]'],
    ['no version', '{"books":[]}'],
    ['books that are none', '{"version":1,"books":[null,7,"x"]}'],
    ['deep nesting', '['.repeat(200_000)],
    ['a number for a path', manifest(entry(7))],
    ['a size below nothing', manifest(entry('storybind/Rain.epub', 'It rained.', { bytes: -1e300 }))],
    ['no hash', manifest(entry('storybind/Rain.epub', 'It rained.', { sha256: '' }))],
  ])('(%s) is set aside, and nothing is taken away or replaced on its word', async (_, content) => {
    const kobo = await withManifest(content);
    const outcome = await load(kobo, [snow], { isSync: true });
    expect(codesOf(outcome)).toEqual(['device-manifest']);
    expect(await filesOn(kobo)).toEqual({
      ...HERS,
      'storybind/Rain.epub': 'It rained.',
      'storybind/Snow.epub': 'It snowed.',
    });
    expect(await readFile(join(kobo.root, '.storybind/manifest.damaged.json'))).toEqual(Buffer.from(content));
    expect(await manifestOf(kobo)).toMatchObject([{ key: 'Snow.epub' }]);
    // What the lost list knew, and no book of that run, is its owner’s from now on.
    expect(codesOf(await load(kobo, [rain, snow]))).toEqual(['device-name-taken']);
    expect(await manifestOf(kobo)).toHaveLength(1);
  });

  it('is none where a newer storybind wrote it: nothing is done, and it stays', async () => {
    const content = '{"version":99,"books":[]}';
    const kobo = await withManifest(content);
    await expect(load(kobo, [snow])).rejects.toMatchObject({
      diagnostic: { code: 'device-refused', message: /newer/ },
    });
    expect(await readFile(join(kobo.root, '.storybind/manifest.json'), 'utf8')).toBe(content);
    expect(Object.keys(await filesOn(kobo))).not.toContain('storybind/Snow.epub');
  });

  it('stays where it is as long as nothing is recorded: the next run still knows books by their bytes', async () => {
    const kobo = await withManifest('{"version":1,"bo');
    await unloadBooks(kobo, () => true, { isDryRun: false });
    expect(await readFile(join(kobo.root, '.storybind/manifest.json'), 'utf8')).toBe('{"version":1,"bo');
    expect(toldOf(await load(kobo, [rain]))).toEqual({ 'Rain.epub': 'unchanged storybind/Rain.epub' });
    expect(await manifestOf(kobo)).toMatchObject([{ key: 'Rain.epub' }]);
  });

  it('that is larger than any can be is not read', async () => {
    const kobo = await withManifest('');
    await truncate(join(kobo.root, '.storybind/manifest.json'), 3e9);
    expect(codesOf(await load(kobo, [rain], { isSync: true }))).toEqual(['device-manifest']);
    expect(await manifestOf(kobo)).toHaveLength(1);
  });

  it('stays as it is in a dry run', async () => {
    const kobo = await withManifest('{');
    const before = await traceOf(kobo);
    expect(codesOf(await load(kobo, [rain, snow], { isSync: true, isDryRun: true }))).toEqual(['device-manifest']);
    expect(await traceOf(kobo)).toEqual(before);
  });
});

describe('a hostile manifest', () => {
  it.each([
    ['../outside.epub', 'outside'],
    ['storybind/../../outside.epub', 'outside'],
    ['/etc/outside.epub', 'outside'],
    ['..\\outside.epub', 'outside'],
    ['C:\\outside.epub', 'outside'],
    ['storybind//Rain.epub', 'It rained.'],
    ['.kobo/KoboReader.sqlite', 'her shelves'],
    ['.kobo/hidden.epub', 'the reader’s'],
    ['storybind/.kobo/hidden.epub', 'the reader’s'],
    ['Rain.epub\u0000.sqlite', 'It rained.'],
  ])('that names %j takes nothing away', async (path, text) => {
    const kobo = await withManifest(manifest(entry(path, text)));
    const before = await filesOn(kobo);
    const synced = await load(kobo, [], { isSync: true });
    const unloaded = await unloadBooks(kobo, () => true, { isDryRun: false });
    expect([...synced.placed, ...unloaded.placed]).toEqual([]);
    expect(await filesOn(kobo)).toEqual(before);
  });

  it('that leads through a link takes away and overwrites nothing outside', async () => {
    const outside = await deviceFolder('generic', { 'Rain.epub': 'It rained.' });
    const path = 'storybind/link/Rain.epub';
    for (const key of ['gone', 'Rain.epub']) {
      const kobo = await withManifest(manifest(entry(path, 'It rained.', { key })));
      await symlink(outside.root, join(kobo.root, 'storybind/link'));
      const outcome = await load(kobo, [book('Rain.epub', 'It rained for days.'), snow], { isSync: true });
      expect(codesOf(outcome)).toContain('device-path');
      expect(toldOf(outcome)['Snow.epub']).toMatch(/^added/);
      await unloadBooks(kobo, () => true, { isDryRun: false });
      expect(await filesOn(outside)).toEqual({ 'Rain.epub': 'It rained.' });
    }
  });

  it('cannot have a book of hers replaced, for its bytes are not what it says', async () => {
    const kobo = await withManifest(manifest(entry('Hers.epub', 'other bytes', { key: 'Rain.epub', bytes: 7 })));
    await load(kobo, [rain], { isSync: true });
    await load(kobo, [], { isSync: true });
    await unloadBooks(kobo, () => true, { isDryRun: false });
    expect(await filesOn(kobo)).toMatchObject(HERS);
  });
});

describe('a sync', () => {
  it('takes away what is gone, with the folders that this leaves empty, and only ours', async () => {
    const kobo = await deviceFolder('kobo', { ...HERS, 'storybind/Bo Lind/notes.txt': 'hers' });
    const tide = book('Bo Lind/Tide.epub', 'The tide turned.');
    const fog = book('Cleo Marsh/Sea/Fog.epub', 'Fog.');
    await load(kobo, [rain, tide, fog]);
    const outcome = await load(kobo, [rain], { isSync: true });
    expect(toldOf(outcome)).toMatchObject({
      [tide.key]: 'removed storybind/Bo Lind/Tide.epub',
      [fog.key]: 'removed storybind/Cleo Marsh/Sea/Fog.epub',
    });
    expect(await filesOn(kobo)).toEqual({
      ...HERS,
      'storybind/Bo Lind/notes.txt': 'hers',
      'storybind/Rain.epub': 'It rained.',
    });
    await expect(readFile(join(kobo.root, 'storybind/Cleo Marsh'))).rejects.toThrow(/ENOENT/);
    expect(await manifestOf(kobo)).toHaveLength(1);
  });

  it('leaves what is not mirrored, and a plain load takes nothing away', async () => {
    const kobo = await deviceFolder();
    await load(kobo, [rain, snow]);
    expect((await load(kobo, [])).placed).toEqual([]);
    const isMirrored = ({ key }: { readonly key: string }) => key === 'Snow.epub';
    expect(toldOf(await load(kobo, [], { isSync: true, isMirrored }))).toEqual({
      'Snow.epub': 'removed storybind/Snow.epub',
    });
  });

  it('leaves a book that was changed on the device, and says so', async () => {
    const kobo = await deviceFolder();
    await load(kobo, [rain]);
    await writeFile(join(kobo.root, 'storybind/Rain.epub'), 'It rained. How true!');
    const outcome = await load(kobo, [], { isSync: true });
    expect(codesOf(outcome)).toEqual(['device-file-changed']);
    expect(outcome.placed).toEqual([]);
    expect(await filesOn(kobo)).toEqual({ 'storybind/Rain.epub': 'It rained. How true!' });
  });

  it('forgets what its owner has deleted already', async () => {
    const kobo = await deviceFolder();
    await load(kobo, [rain]);
    await rm(join(kobo.root, 'storybind/Rain.epub'));
    expect((await load(kobo, [], { isSync: true })).isDone).toBe(true);
    expect(await manifestOf(kobo)).toEqual([]);
  });
});

describe('an unload', () => {
  it('takes away the books that are chosen, and says with a dry run which', async () => {
    const kobo = await deviceFolder('kobo', HERS);
    await load(kobo, [rain, snow]);
    const isChosen = ({ path }: { readonly path: string }) => path.includes('Rain');
    const before = await traceOf(kobo);
    const told = { 'Rain.epub': 'removed storybind/Rain.epub' };
    expect(toldOf(await unloadBooks(kobo, isChosen, { isDryRun: true }))).toEqual(told);
    expect(await traceOf(kobo)).toEqual(before);
    expect(toldOf(await unloadBooks(kobo, isChosen, { isDryRun: false }))).toEqual(told);
    expect(await filesOn(kobo)).toEqual({ ...HERS, 'storybind/Snow.epub': 'It snowed.' });
    await unloadBooks(kobo, () => true, { isDryRun: false });
    expect(await filesOn(kobo)).toEqual(HERS);
    expect(await manifestOf(kobo)).toEqual([]);
  });
});

describe('what a Kindle keeps beside a book', () => {
  const story = book('Rain.azw3', 'It rained.');
  const state = { 'documents/storybind/Rain.sdr/Rain.azw3f': 'page 9', 'documents/storybind/Rain.sdr/a/b': '' };

  it('goes when the book is replaced, also by a run that was cut off, and stays while it stays', async () => {
    const kindle = await deviceFolder('kindle', state);
    await load(kindle, [story]);
    await load(kindle, [story]);
    expect(await filesOn(kindle)).toMatchObject(state);
    // Replaced, and pulled out before that was recorded.
    await writeFile(join(kindle.root, 'documents/storybind/Rain.azw3'), 'It rained more.');
    await load(kindle, [book('Rain.azw3', 'It rained more.')]);
    expect(await filesOn(kindle)).toEqual({ 'documents/storybind/Rain.azw3': 'It rained more.' });
    await mkdir(join(kindle.root, 'documents/storybind/Rain.sdr'));
    await load(kindle, [book('Rain.azw3', 'It rained no more.')]);
    await expect(readFile(join(kindle.root, 'documents/storybind/Rain.sdr'))).rejects.toThrow(/ENOENT/);
  });

  it('goes with the book, but not while another of its name has a share in it', async () => {
    const kindle = await deviceFolder('kindle', { ...state, 'documents/storybind/Rain.mobi': 'hers' });
    await load(kindle, [story]);
    await unloadBooks(kindle, () => true, { isDryRun: false });
    expect(await filesOn(kindle)).toEqual({ ...state, 'documents/storybind/Rain.mobi': 'hers' });
    const other = await deviceFolder('kindle', state);
    await load(other, [story]);
    await unloadBooks(other, () => true, { isDryRun: false });
    expect(await filesOn(other)).toEqual({});
  });
});
