import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chooseTarget } from '../../src/deliver/find/choose-target.js';
import { ejectDevice } from '../../src/deliver/find/eject.js';
import { findDevices } from '../../src/deliver/find/find-devices.js';
import { recogniseDevice } from '../../src/deliver/find/markers.js';
import { koboFiles, machineWith, mountLine } from '../support/machine.js';
import { folderOf } from '../support/storybind.js';

/** A folder in which those folders and files lie. */
async function diskOf(folders: readonly string[], files: Readonly<Record<string, string>> = {}): Promise<string> {
  const root = await folderOf(files);
  for (const folder of folders) await mkdir(join(root, folder), { recursive: true });
  return root;
}

const codeOf = (error: unknown): unknown => (error as { diagnostic?: { code?: string } }).diagnostic?.code;

describe('a device is known by its markers', () => {
  const { machine } = machineWith({});
  const recognised = async (folders: readonly string[], files: Readonly<Record<string, string>> = {}) => {
    const known = await recogniseDevice(await diskOf(folders, files), machine);
    return known && { id: known.profile.id, folder: known.folder };
  };

  it.each([
    ['376', 'kobo-clara'],
    ['377', 'kobo-sage'],
    ['380', 'kobo-sage'],
    ['382', 'kobo-nia'],
    ['384', 'kobo-libra'],
    ['387', 'kobo-elipsa'],
    ['388', 'kobo-libra'],
    ['390', 'kobo-libra'],
    ['373', 'kobo'],
    ['999', 'kobo'],
  ])('Kobo’s model %s is %s', async (model, id) => {
    expect(await recognised([], koboFiles(model))).toEqual({ id, folder: 'storybind' });
  });

  it.each(['690', '691', '693'])('a Tolino on Kobo’s hardware (%s) is a Tolino', async (model) => {
    expect(await recognised([], koboFiles(model))).toEqual({ id: 'tolino', folder: '' });
    expect(await recognised(['Books'], koboFiles(model))).toEqual({ id: 'tolino', folder: 'Books' });
  });

  it.each([
    ['a Kindle', ['documents', 'system'], 'kindle', 'documents/storybind'],
    ['a Kindle in capitals', ['Documents', 'SYSTEM'], 'kindle', 'Documents/storybind'],
    ['a PocketBook', ['system', 'Books'], 'pocketbook', 'Books'],
    ['an old PocketBook', ['system', 'books'], 'pocketbook', 'books'],
    ['a Nook', ['My Files'], 'nook', 'My Files'],
    ['a Nook with its books', ['My Files/Books'], 'nook', 'My Files/Books'],
    ['a new Nook', ['NOOK/Books', 'NOOK/My Files'], 'nook', 'NOOK/Books'],
    ['a Nook of the years between', ['NOOK/My Files'], 'nook', 'NOOK/My Files'],
  ])('%s', async (_what, folders, id, folder) => {
    expect(await recognised(folders)).toEqual({ id, folder });
  });

  it.each([
    ['an empty stick', [], {}],
    ['documents without a system', ['documents'], {}],
    ['a version of fewer fields', [], { '.kobo/version': 'N428,4.9' }],
    ['an empty version', [], { '.kobo/version': '' }],
    ['photographs', ['DCIM', 'MISC'], {}],
  ])('%s is no e-reader', async (_what, folders, files) => {
    expect(await recognised(folders, files)).toBeUndefined();
  });

  it('tells no more of its serial number than the beginning', async () => {
    const known = await recogniseDevice(await diskOf([], koboFiles('390')), machine);
    expect(known?.serial).toBe('N428…');
    expect(JSON.stringify(known)).not.toContain('N4281');
  });
});

describe('devices are found', () => {
  it('on Linux among what is mounted of FAT and exFAT, blanks in its name or not', async () => {
    const kobo = await diskOf([], koboFiles('390'));
    const kindle = await diskOf(['documents', 'system']);
    const blank = join(await diskOf(['my reader/system', 'my reader/Books']), 'my reader');
    const server = await diskOf([], koboFiles('376'));
    const { machine } = machineWith({
      mounts: [
        'proc /proc proc rw 0 0',
        'not a line',
        mountLine(kobo),
        mountLine(kindle, { type: 'exfat', options: 'ro,nosuid' }),
        mountLine(blank, { type: 'fuseblk' }),
        mountLine(server, { type: 'nfs4' }),
      ],
    });
    const found = await findDevices(machine);
    const facts = new Map(found.map(({ root, profile, isReadOnly }) => [root, [profile.id, isReadOnly]]));
    expect(facts).toEqual(
      new Map([
        [kobo, ['kobo-libra', false]],
        [kindle, ['kindle', true]],
        [blank, ['pocketbook', false]],
      ]),
    );
    expect(found.every(({ free = 0 }) => free > 0)).toBe(true);
  });

  it('on a Mac among its volumes', async () => {
    const volumes = await diskOf(['KOBOeReader/.kobo', 'Macintosh HD'], {
      'KOBOeReader/.kobo/version': koboFiles('382')['.kobo/version'] ?? '',
    });
    const { machine } = machineWith({ platform: 'darwin', places: { '/Volumes': volumes } });
    expect((await findDevices(machine)).map(({ root, profile }) => [root, profile.id])).toEqual([
      ['/Volumes/KOBOeReader', 'kobo-nia'],
    ]);
  });

  it('on Windows among the drives after C', async () => {
    const drive = await diskOf(['documents', 'system']);
    const system = await diskOf(['documents', 'system']);
    const { machine } = machineWith({ platform: 'win32', places: { 'E:\\': `${drive}/`, 'C:\\': `${system}/` } });
    expect((await findDevices(machine)).map(({ root, profile }) => [root, profile.id])).toEqual([['E:\\', 'kindle']]);
  });

  it('over MTP, where `gio` is there: a Kindle by its name', async () => {
    const listing = `Drive(0): disk\nVolume(0): Kindle\n  Type: GProxyVolume (GProxyVolumeMonitorMTP)\n  Mount(0): Kindle -> mtp://Amazon_Kindle_G8S1/\nMount(1): Kindle -> mtp://Amazon_Kindle_G8S1/\nVolume(1): Phone\n  Mount(0): Phone -> mtp://Some_Phone_77/\n`;
    const { machine } = machineWith({ programs: { 'gio mount -l': { stdout: listing } } });
    expect(await findDevices(machine)).toEqual([
      expect.objectContaining({
        transport: 'mtp',
        root: 'mtp://Amazon_Kindle_G8S1/',
        folder: 'Internal Storage/documents/storybind',
        label: 'Amazon Kindle G8S1',
      }),
    ]);
  });
});

describe('--to', () => {
  it('may be left out where one is connected, and only then', async () => {
    const [one, two] = [await diskOf([], koboFiles('390')), await diskOf(['documents', 'system'])];
    const alone = machineWith({ mounts: [mountLine(one)] }).machine;
    expect(await chooseTarget(undefined, alone)).toMatchObject({ root: one, folder: 'storybind' });
    const both = machineWith({ mounts: [mountLine(one), mountLine(two)] }).machine;
    const refusal = await chooseTarget(undefined, both).catch((error: unknown) => error);
    expect(codeOf(refusal)).toBe('device-ambiguous');
    expect(String(refusal)).toContain(one);
    expect(String(refusal)).toContain(two);
    expect(codeOf(await chooseTarget(undefined, machineWith({}).machine).catch((error: unknown) => error))).toBe(
      'device-missing',
    );
  });

  it('names a family, or a model of it', async () => {
    const [libra, unknown] = [await diskOf([], koboFiles('390')), await diskOf([], koboFiles('373'))];
    const { machine } = machineWith({ mounts: [mountLine(libra), mountLine(unknown)] });
    expect(await chooseTarget('kobo-libra', machine)).toMatchObject({ root: libra });
    expect(codeOf(await chooseTarget('kobo', machine).catch((error: unknown) => error))).toBe('device-ambiguous');
    expect(codeOf(await chooseTarget('kobo-libra', machineWith({ mounts: [] }).machine).catch((error) => error))).toBe(
      'device-missing',
    );
    const { machine: single } = machineWith({ mounts: [mountLine(unknown)] });
    expect(await chooseTarget('kobo', single)).toMatchObject({ root: unknown, profile: { id: 'kobo' } });
    // It does not tell its own model: who owns it does.
    expect(await chooseTarget('kobo-clara', single)).toMatchObject({ root: unknown, profile: { id: 'kobo-clara' } });
    expect(codeOf(await chooseTarget('nook', single).catch((error: unknown) => error))).toBe('device-missing');
  });

  it('says what to do for a family that is not found by being plugged in', async () => {
    const refusal = (wish: string): Promise<string> => chooseTarget(wish, machineWith({}).machine).then(String, String);
    expect(await refusal('kindle')).toMatch(/No Kindle was found.*MTP.*`gio`.*storybind send/);
    expect(await refusal('boox')).toMatch(/MTP.*--to boox:PATH/);
    expect(await refusal('tolino')).toContain('--to tolino:PATH');
    expect(await refusal('generic')).toMatch(/No e-reader was found.*--to PATH/);
    expect(await refusal('kobo')).toContain('Plug it in');
  });

  it('takes an id for the device, though a folder here is called so, and says how that is named', async () => {
    const { machine } = machineWith({});
    const here = { ...machine, isFolder: (path: string) => path === resolve('kobo') || machine.isFolder(path) };
    const refusal = await chooseTarget('kobo', here).catch(String);
    expect(refusal).toMatch(/No Kobo was found.*The folder of that name is `\.\/kobo`/);
  });

  it('is no hidden folder, into which no e-reader looks', async () => {
    const kobo = await diskOf(['.adobe'], koboFiles('390'));
    const { machine } = machineWith({ mounts: [mountLine(kobo)] });
    expect(await chooseTarget(join(kobo, '.adobe'), machine).catch(String)).toMatch(/is hidden/);
  });

  it('names a folder: what it is by its markers, else any e-reader', async () => {
    const { machine } = machineWith({});
    const kobo = await diskOf([], koboFiles('390'));
    expect(await chooseTarget(kobo, machine)).toMatchObject({ profile: { id: 'kobo-libra' }, folder: 'storybind' });
    const plain = await diskOf([]);
    expect(await chooseTarget(plain, machine)).toMatchObject({ profile: { id: 'generic' }, root: plain, folder: '' });
  });

  it('names a folder with its device', async () => {
    const { machine } = machineWith({});
    const plain = await diskOf(['books']);
    expect(await chooseTarget(`pocketbook:${plain}`, machine)).toMatchObject({
      profile: { id: 'pocketbook' },
      root: plain,
      folder: 'books',
    });
  });

  it('names a folder below a connected device: the books go there, and the manifest stays with the device', async () => {
    const kobo = await diskOf(['shelf/new'], koboFiles('390'));
    const { machine } = machineWith({ mounts: [mountLine(kobo)] });
    expect(await chooseTarget(join(kobo, 'shelf/new'), machine)).toMatchObject({ root: kobo, folder: 'shelf/new' });
  });

  it.each([
    ['remarkable', 'http://10.11.99.1', 'remarkable'],
    ['remarkable@127.0.0.1:8080', 'http://127.0.0.1:8080', 'remarkable'],
    ['remarkable-paper-pro', 'http://10.11.99.1', 'remarkable-paper-pro'],
  ])('names a reMarkable: %s', async (wish, root, id) => {
    expect(await chooseTarget(wish, machineWith({}).machine)).toMatchObject({
      transport: 'upload',
      root,
      profile: { id },
    });
  });

  it('says of a slip where to look', async () => {
    const file = join(await folderOf({ 'a.epub': '' }), 'a.epub');
    const { machine } = machineWith({});
    for (const wish of ['/no/such/place', 'kobbo', file]) {
      const refusal = await chooseTarget(wish, machine).catch((error: unknown) => error);
      expect(codeOf(refusal), wish).toBe('device-missing');
      expect(String(refusal)).toContain(wish);
    }
  });
});

describe('ejecting', () => {
  const target = async (root: string, platform: NodeJS.Platform, wishes = {}) => {
    const { machine, ran } = machineWith({ platform, ...wishes });
    const [found] = await findDevices(machine);
    if (!found) throw new Error(`Nothing was found at ${root}.`);
    return { found, machine, ran };
  };

  it('lets the system write out what it holds, then lets go of the device', async () => {
    const root = await diskOf([], koboFiles('390'));
    const programs = { 'udisksctl unmount -b /dev/sdb1': {}, 'udisksctl power-off -b /dev/sdb1': {} };
    const { found, machine, ran } = await target(root, 'linux', { mounts: [mountLine(root)], programs });
    expect(await ejectDevice(found, machine)).toEqual({ isEjected: true });
    expect(ran.filter((line) => line.startsWith('udisksctl'))).toEqual(Object.keys(programs));
  });

  it('says why where it cannot', async () => {
    const root = await diskOf([], koboFiles('390'));
    const busy = { 'udisksctl unmount -b /dev/sdb1': { status: 1, stderr: 'Error: target is busy\n' } };
    const { found, machine } = await target(root, 'linux', { mounts: [mountLine(root)], programs: busy });
    expect(await ejectDevice(found, machine)).toEqual({ isEjected: false, reason: 'Error: target is busy' });
    const without = await target(root, 'linux', { mounts: [mountLine(root)] });
    expect(await ejectDevice(without.found, without.machine)).toMatchObject({
      reason: expect.stringContaining('no `udisksctl`'),
    });
  });

  it('has a command of its own on each system', async () => {
    const volumes = await diskOf(['NOOK/My Files']);
    const mac = await target('', 'darwin', {
      places: { '/Volumes': volumes },
      programs: { 'diskutil eject /Volumes/NOOK': {} },
    });
    expect(await ejectDevice(mac.found, mac.machine)).toEqual({ isEjected: true });
    const windows = await target('', 'win32', { places: { 'F:\\': `${volumes}/NOOK/` } });
    await ejectDevice(windows.found, windows.machine);
    expect(windows.ran.at(-1)).toContain("ParseName('F:')");
  });
});
