import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { readMember, readZipRecords } from '../../src/container/zip-records.js';
import { DEVICES } from '../../src/devices/profiles.js';
import { filesIn, folderOf, RAIN, storybind } from '../support/storybind.js';

const colours = (width: number, height: number) =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#335577',
      noise: { type: 'gaussian', mean: 128, sigma: 30 },
    },
  });

const HARBOUR = `# The Harbour

The boats came in.

![the harbour at noon](harbour.jpg)

They went out again.
`;

async function pictureOf(book: string, name = 'harbour.jpg') {
  const archive = readZipRecords(await readFile(book));
  const entry = archive.entries.find(({ path }) => path === `EPUB/images/${name}`);
  const member = entry && readMember(archive, entry, 1 << 24);
  if (!member || !('bytes' in member)) throw new Error(`${book} has no ${name}.`);
  return { bytes: member.bytes, ...(await sharp(member.bytes).metadata()) };
}

describe('storybind build --for', () => {
  it('makes the book that the device reads, its cover and pictures within the screen', async () => {
    const picture = await colours(1600, 1200).jpeg().toBuffer();
    const cwd = await folderOf({ 'harbour.md': HARBOUR, 'harbour.jpg': picture });
    const { exitCode, stderr } = await storybind(['build', 'harbour.md', '--for', 'kobo-nia'], { cwd });
    expect({ exitCode, stderr }).toMatchObject({
      exitCode: 0,
      stderr: expect.stringMatching(/^out\/harbour\.kepub\.epub/),
    });
    const book = join(cwd, 'out/harbour.kepub.epub');
    expect(await pictureOf(book)).toMatchObject({ width: 758, height: 569, space: 'srgb' });
    expect(await pictureOf(book, 'cover.jpg')).toMatchObject({ width: 640, height: 1024 });
    const checked = await storybind(['check', book, '--json'], { cwd });
    expect(JSON.parse(checked.stdout).diagnostics).toEqual([]);
  });

  it('makes cover and pictures grey with --grey, and only with a device', async () => {
    const picture = await colours(400, 300).jpeg().toBuffer();
    const cwd = await folderOf({ 'harbour.md': HARBOUR, 'harbour.jpg': picture });
    const bind = (...args: readonly string[]) => storybind(['build', 'harbour.md', ...args], { cwd });
    expect((await bind('--for', 'nook', '--grey', '-o', 'grey.epub')).exitCode).toBe(0);
    for (const name of ['harbour.jpg', 'cover.jpg']) {
      expect((await pictureOf(join(cwd, 'grey.epub'), name)).space, name).toBe('b-w');
    }
    const [plain, alone] = [await bind('-o', 'plain.epub'), await bind('--grey', '-o', 'alone.epub')];
    expect(alone.stderr).toBe(plain.stderr.replace('plain', 'alone'));
    const [one, other] = await Promise.all(['plain.epub', 'alone.epub'].map((name) => readFile(join(cwd, name))));
    expect(one?.equals(other ?? Buffer.of())).toBe(true);
  });

  it('says in its JSON that a Kindle’s EPUB goes by mail', async () => {
    const cwd = await folderOf({ 'rain.txt': RAIN });
    const args = ['build', 'rain.txt', '--for', 'kindle-paperwhite-6', '--json'];
    const { exitCode, stdout } = await storybind(args, { cwd });
    const { output, diagnostics } = JSON.parse(stdout);
    expect({ exitCode, output }).toEqual({ exitCode: 0, output: 'out/rain.epub' });
    expect(diagnostics).toContainEqual(expect.objectContaining({ code: 'device-by-mail', severity: 'info' }));
    const checked = await storybind(['check', 'out/rain.epub', '--json'], { cwd });
    expect(JSON.parse(checked.stdout).diagnostics).toEqual([]);
  });

  it('refuses a device that is not in the table, and lists those that are', async () => {
    const cwd = await folderOf({ 'rain.txt': RAIN });
    const { exitCode, stderr } = await storybind(['build', 'rain.txt', '--for', 'kobi'], { cwd });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('kobi');
    for (const { id } of DEVICES) expect(stderr).toContain(id);
    expect(await filesIn(cwd)).toEqual(['rain.txt']);
  });

  it('makes a collection anew when the device or its greys change, and only then', async () => {
    const picture = await colours(1600, 1200).jpeg().toBuffer();
    const cwd = await folderOf({
      'stories/harbour.md': HARBOUR,
      'stories/harbour.jpg': picture,
      'stories/rain.txt': RAIN,
    });
    const bind = async (...args: readonly string[]) => {
      const ran = await storybind(['build', 'stories/', '--each', '-o', 'books', '--workers', '0', '--json', ...args], {
        cwd,
      });
      expect(ran.exitCode, ran.stderr).toBe(0);
      return ran.stdout.split('\n').filter((line) => line.includes('"written"')).length;
    };
    const books = async () => (await filesIn(join(cwd, 'books'))).filter((path) => path.endsWith('.epub'));
    expect(await bind()).toBe(2);
    expect(await bind('--for', 'kobo')).toBe(2);
    const [harbour, ...others] = await books();
    expect([harbour, ...others].every((path) => path?.endsWith('.kepub.epub'))).toBe(true);
    expect(others).toHaveLength(1);
    const width = async () => (await pictureOf(join(cwd, 'books', harbour ?? ''))).width;
    expect(await width()).toBe(1440);
    expect(await bind('--for', 'kobo')).toBe(0);
    expect(await bind('--for', 'kobo-nia')).toBe(2);
    expect(await width()).toBe(758);
    expect(await bind('--for', 'kobo-nia', '--grey')).toBe(2);
    expect((await pictureOf(join(cwd, 'books', harbour ?? ''))).space).toBe('b-w');
    expect(await bind('--for', 'kobo-nia', '--grey')).toBe(0);
  });

  it('binds a book for a device again', async () => {
    const picture = await colours(1600, 1200).webp().toBuffer();
    const story = HARBOUR.replace('harbour.jpg', 'harbour.webp');
    const cwd = await folderOf({ 'harbour.md': story, 'harbour.webp': picture });
    const bind = (...args: readonly string[]) => storybind(['build', ...args, '--strict'], { cwd });
    expect((await bind('harbour.md', '--for', 'kindle', '-o', 'kindle.epub')).exitCode).toBe(0);
    expect((await bind('kindle.epub', '--for', 'kindle', '-o', 'again.epub')).exitCode).toBe(0);
    expect((await bind('kindle.epub', '-o', 'plain.epub')).exitCode).toBe(0);
    const [one, other] = await Promise.all(['kindle.epub', 'again.epub'].map((name) => readFile(join(cwd, name))));
    expect(one?.equals(other ?? Buffer.of())).toBe(true);
    expect(await pictureOf(join(cwd, 'plain.epub'))).toMatchObject({ format: 'jpeg', width: 1272 });
  });

  it('needs no native code where every picture fits, and leaves the others as they are without it', async () => {
    const [fitting, large] = await Promise.all([600, 1600].map((width) => colours(width, 400).jpeg().toBuffer()));
    const cwd = await folderOf({
      'pure.cjs': "process.dlopen = () => { throw new Error('no native code here'); };",
      'harbour.md': HARBOUR,
      'harbour.jpg': fitting ?? '',
      'large.md': HARBOUR.replace('harbour.jpg', 'large.jpg'),
      'large.jpg': large ?? '',
    });
    const env = { NODE_OPTIONS: `--require=${join(cwd, 'pure.cjs')}` };
    const bind = async (story: string) => {
      const args = ['build', story, '--for', 'kobo-nia', '--no-cover', '--json'];
      const { exitCode, stdout } = await storybind(args, { cwd, env });
      expect(exitCode).toBe(0);
      return JSON.parse(stdout).diagnostics.map(({ code }: { code: string }) => code);
    };
    expect(await bind('harbour.md')).not.toContain('image-unfitted');
    expect(await bind('large.md')).toContain('image-unfitted');
    expect(Buffer.from((await pictureOf(join(cwd, 'out/large.kepub.epub'), 'large.jpg')).bytes).equals(large!)).toBe(
      true,
    );
  });
});
