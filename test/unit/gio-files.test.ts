import { describe, expect, it } from 'vitest';
import { gioFiles } from '../../src/deliver/mtp/gio-files.js';
import type { Target } from '../../src/deliver/target.js';
import { unloadBooks } from '../../src/deliver/usb/unload-books.js';
import { deviceNamed } from '../../src/devices/profiles.js';
import { book, codesOf, load, toldOf } from '../support/device-folder.js';
import { GIO_ROOT, type GioDevice, gioDevice } from '../support/gio.js';

const TOP = 'Internal Storage/documents';
const HERS = { [`${TOP}/Hers.azw3`]: 'her own', 'Internal Storage/system/version.txt': '5.17' };

const target: Target = {
  profile: deviceNamed('kindle')!,
  transport: 'mtp',
  root: GIO_ROOT,
  folder: `${TOP}/storybind`,
  isReadOnly: false,
};
const filesOf = ({ run }: GioDevice) => gioFiles(GIO_ROOT, run);
const loadOnto = (device: GioDevice, books: Parameters<typeof load>[1], options = {}) =>
  load(target, books, { files: filesOf(device), ...options });

/** The files with their text, but those that storybind keeps for itself. */
const textsOn = ({ files }: GioDevice): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...files].flatMap(([path, bytes]) =>
      bytes && !path.includes('/.storybind/') ? [[path, Buffer.from(bytes).toString()]] : [],
    ),
  );

const rain = book('Ann Ode/Rain & 雨 100%.azw3', 'It rained.');
const rainPath = `${TOP}/storybind/Ann Ode/Rain & 雨 100-.azw3`;
const tide = book('Tide.azw3', 'The tide turned.');

describe('a device behind gio', () => {
  it('takes books in folders that are made for them, and keeps its list in its storage', async () => {
    const device = gioDevice(HERS);
    const outcome = await loadOnto(device, [rain, tide]);
    expect(outcome).toMatchObject({ isDone: true, diagnostics: [] });
    expect(textsOn(device)).toEqual({
      ...HERS,
      [rainPath]: 'It rained.',
      [`${TOP}/storybind/Tide.azw3`]: 'The tide turned.',
    });
    expect(device.files.has('Internal Storage/.storybind/manifest.json')).toBe(true);
  });

  it('is written nothing where all is there, and is asked once a folder', async () => {
    const device = gioDevice(HERS);
    await loadOnto(device, [rain, tide]);
    device.calls.length = 0;
    const outcome = await loadOnto(device, [rain, tide], { isSync: true });
    expect(outcome.placed.map(({ action }) => action)).toEqual(['unchanged', 'unchanged']);
    expect(device.calls.filter((call) => !/^(list|cat)/.test(call))).toEqual([]);
    expect(new Set(device.calls).size).toBe(device.calls.length);
  });

  it('has a changed book replaced, what it kept of the old one taken away, and what is gone taken away', async () => {
    const device = gioDevice({ ...HERS, [`${rainPath.replace('.azw3', '.sdr')}/a/b.azw3f`]: 'page 9' });
    await loadOnto(device, [rain, tide]);
    const outcome = await loadOnto(device, [book(rain.name, 'It rained more.')], { isSync: true });
    expect(toldOf(outcome)).toEqual({
      [tide.key]: `removed ${TOP}/storybind/Tide.azw3`,
      [rain.key]: `replaced ${rainPath}`,
    });
    expect(textsOn(device)).toEqual({ ...HERS, [rainPath]: 'It rained more.' });
  });

  it('is left as it was by an unload, but for its list', async () => {
    const device = gioDevice(HERS);
    await loadOnto(device, [rain, tide]);
    await unloadBooks(target, () => true, { isDryRun: false, files: filesOf(device) });
    expect(textsOn(device)).toEqual(HERS);
    expect(device.files.has(`${TOP}/storybind/Ann Ode`)).toBe(false);
  });

  it('keeps a file of hers that a book would lie on, whatever case it is in', async () => {
    const device = gioDevice({ [`${TOP}/storybind/TIDE.azw3`]: 'hers' });
    const outcome = await loadOnto(device, [tide]);
    expect(codesOf(outcome)).toEqual(['device-name-taken']);
    expect(textsOn(device)[`${TOP}/storybind/TIDE.azw3`]).toBe('hers');
    expect(Object.values(textsOn(device))).toContain('The tide turned.');
  });

  it('has a copy taken away that did not arrive whole', async () => {
    const device = gioDevice(HERS);
    device.failNext('copy', 'cut');
    const outcome = await loadOnto(device, [tide, rain]);
    expect(codesOf(outcome)).toEqual(['device-damaged']);
    expect(textsOn(device)).toEqual({ ...HERS, [rainPath]: 'It rained.' });
    expect((await loadOnto(device, [tide, rain])).isDone).toBe(true);
  });

  it('that refuses one book gets the others', async () => {
    const device = gioDevice(HERS);
    device.failNext('copy', 'refused');
    const outcome = await loadOnto(device, [tide, rain]);
    expect(codesOf(outcome)).toEqual(['device-refused']);
    expect(outcome.diagnostics[0]?.message).toMatch(
      /`.*Tide\.azw3` could not be copied to the device at `mtp:.*\(gio: Nein\)/,
    );
    expect(toldOf(outcome)[rain.key]).toBe(`added ${rainPath}`);
  });

  it('that answers no more is never taken for an empty one', async () => {
    const device = gioDevice({ ...HERS, [rainPath]: 'hers' });
    const pulled = gioDevice(HERS);
    pulled.pull();
    await expect(loadOnto(pulled, [rain])).rejects.toMatchObject({ diagnostic: { code: 'device-gone' } });

    device.failNext('cat', 'refused');
    const outcome = await loadOnto(device, [rain]);
    expect(codesOf(outcome)).toEqual(['device-refused']);
    expect(textsOn(device)[rainPath]).toBe('hers');

    const inMidCopy = gioDevice(HERS);
    const pulling = book('Pull.azw3', 'pull', {
      bytes: async () => {
        inMidCopy.pull();
        return Buffer.from('pull');
      },
    });
    const cut = await loadOnto(inMidCopy, [rain, pulling, tide]);
    expect(codesOf(cut)).toEqual(['device-gone']);
    expect(cut.placed.map(({ action }) => action)).toEqual(['added', 'failed', 'failed']);
  });

  it('has no bytes compared that did not all come', async () => {
    const device = gioDevice({ [`${TOP}/a.azw3`]: 'whole' });
    device.failNext('cat', 'cut');
    await expect(filesOf(device).hash(`${TOP}/a.azw3`)).rejects.toMatchObject({
      diagnostic: { code: 'device-damaged' },
    });
  });

  it('tells what it has free', async () => {
    expect(await filesOf(gioDevice()).free()).toBe(5_000_000);
  });
});
