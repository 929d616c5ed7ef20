import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildEpub, item } from '../support/build-epub.js';
import { koboFiles } from '../support/machine.js';
import { filesIn, folderOf, RAIN, type Ran, storybind } from '../support/storybind.js';
import { unzip } from '../support/unzip.js';

/** A folder with the files, and a device in `reader/`. */
async function deskWith(
  files: Readonly<Record<string, string | Uint8Array>>,
  device: Readonly<Record<string, string>> = koboFiles('390'),
): Promise<string> {
  const onDevice = Object.fromEntries(Object.entries(device).map(([name, text]) => [`reader/${name}`, text]));
  return folderOf({ ...files, ...onDevice });
}

const KINDLE = { 'documents/mine.azw3': 'mine', 'system/version.txt': 'Kindle 5.16' };

const load = (cwd: string, ...words: readonly string[]): Promise<Ran> =>
  storybind(['load', '--to', 'reader', ...words], { cwd });

/** What lies on the device but for its own and our manifest. */
const booksOn = async (cwd: string): Promise<readonly string[]> =>
  (await filesIn(join(cwd, 'reader'))).filter((name) => !/^(?:\.kobo|\.storybind|system)\//.test(name));

const objects = ({ stdout }: Ran): readonly Record<string, unknown>[] =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

const hashOf = async (path: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex');

const story = (title: string, author = 'Ann Fell', more = ''): string =>
  `Title: ${title}\nAuthor: ${author}\n${more}\nChapter 1\n\nIt rained on ${title}, and nobody minded.\n`;

const epubOf = (title: string, words = 'It rained.'): Uint8Array =>
  buildEpub({
    metadata: `<dc:title>${title}</dc:title><dc:creator>Ann Fell</dc:creator><dc:language>en</dc:language><dc:identifier id="uid">${title}</dc:identifier>`,
    documents: { 'one.xhtml': `<h1>One</h1><p>${words}</p>` },
    contents: item('One', 'one.xhtml'),
  });

describe('storybind load refuses', () => {
  it('an empty word for a device, which an unset variable makes', async () => {
    const cwd = await deskWith({ 'rain.txt': RAIN });
    const { exitCode, stderr } = await storybind(['load', 'rain.txt', '--to', ''], { cwd });
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining('`--to` names nothing') });
    expect((await filesIn(cwd)).filter((name) => name.endsWith('epub'))).toEqual([]);
  });

  it('to load a folder into itself', async () => {
    const cwd = await folderOf({ 'books/rain.txt': RAIN });
    const { exitCode, stderr } = await storybind(['load', 'books', '--to', 'books'], { cwd });
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining('lies in `books` itself') });
    expect(await filesIn(cwd)).toEqual(['books/rain.txt']);
  });
});

it('a load that could not write down what it did is not done', async () => {
  const cwd = await deskWith({ 'rain.txt': RAIN });
  await mkdir(join(cwd, 'reader/.storybind/manifest.json'), { recursive: true });
  const { exitCode, stderr } = await load(cwd, 'rain.txt');
  expect({ exitCode, stderr }).toEqual({ exitCode: 5, stderr: expect.stringContaining('device-manifest') });
});

const RAIN_ON_KOBO = 'storybind/Mara Quill/The Rain on Hollow Street.kepub.epub';

describe('storybind load', () => {
  it('binds a story for the device that it lands on, and leaves what is there alone the next time', async () => {
    const cwd = await deskWith({ 'rain.txt': RAIN });
    const first = await load(cwd, 'rain.txt');
    expect(first).toMatchObject({ exitCode: 0, stdout: '' });
    expect(first.stderr).toContain(`${RAIN_ON_KOBO}  added\n`);
    expect(first.stderr).toContain('Eject it before you pull it out');
    expect(await booksOn(cwd)).toEqual([RAIN_ON_KOBO]);
    const pages = unzip(await readFile(join(cwd, 'reader', RAIN_ON_KOBO)));
    expect([...pages.values()].some((bytes) => bytes.toString().includes('koboSpan'))).toBe(true);
    const before = await stat(join(cwd, 'reader', RAIN_ON_KOBO));
    const manifest = await stat(join(cwd, 'reader/.storybind/manifest.json'));
    const second = await load(cwd, 'rain.txt');
    expect(second.stderr).toContain('1 book unchanged');
    expect((await stat(join(cwd, 'reader', RAIN_ON_KOBO))).mtimeMs).toBe(before.mtimeMs);
    expect((await stat(join(cwd, 'reader/.storybind/manifest.json'))).mtimeMs).toBe(manifest.mtimeMs);
  });

  it('puts a story that was changed in the place of the old one, by whatever title', async () => {
    const cwd = await deskWith({ 'rain.txt': RAIN });
    await load(cwd, 'rain.txt');
    const old = await hashOf(join(cwd, 'reader', RAIN_ON_KOBO));
    await writeFile(join(cwd, 'rain.txt'), RAIN.replace('Hollow Street', 'Hollow Lane').replace('the cat', 'the dog'));
    const { stderr } = await load(cwd, 'rain.txt');
    expect(stderr).toContain(`${RAIN_ON_KOBO}  replaced`);
    expect(await booksOn(cwd)).toEqual([RAIN_ON_KOBO]);
    expect(await hashOf(join(cwd, 'reader', RAIN_ON_KOBO))).not.toBe(old);
  });

  it('makes a KEPUB of any EPUB for Kobo, and copies it byte for byte where EPUB is read', async () => {
    const bytes = epubOf('The Wet Year');
    const cwd = await deskWith({ 'wet.epub': bytes });
    expect((await load(cwd, 'wet.epub')).exitCode).toBe(0);
    expect(await booksOn(cwd)).toEqual(['storybind/Ann Fell/The Wet Year.kepub.epub']);
    await mkdir(join(cwd, 'stick'));
    const plain = await storybind(['load', 'wet.epub', '--to', 'stick', '--json'], { cwd });
    const [book, whole] = objects(plain);
    expect(book).toMatchObject({
      file: 'wet.epub',
      path: 'Ann Fell/The Wet Year.epub',
      action: 'added',
      bytes: bytes.length,
    });
    expect(whole).toMatchObject({ device: 'generic', isDone: true, counts: { added: 1 }, isEjected: false });
    expect(new Uint8Array(await readFile(join(cwd, 'stick/Ann Fell/The Wet Year.epub')))).toEqual(bytes);
  });

  it('names books by a template, and parts those that would have one name', async () => {
    const cwd = await deskWith({ 'a/one.txt': story('Rain'), 'b/two.txt': story('RAIN') });
    const { exitCode } = await load(cwd, 'a/one.txt', 'b/two.txt', '--name', '{author} - {title}');
    const names = await booksOn(cwd);
    expect({ exitCode, count: names.length }).toEqual({ exitCode: 0, count: 2 });
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(2);
    expect(names.every((name) => /^storybind\/Ann Fell - rain(?: \[[0-9a-f]{8}\])?\.kepub\.epub$/i.test(name))).toBe(
      true,
    );
    expect((await load(cwd, 'a/one.txt', '--name', '{nothing}')).exitCode).toBe(2);
  });

  it('says with --dry-run what it would do, and writes nothing', async () => {
    const cwd = await deskWith({ 'rain.txt': RAIN });
    const before = await filesIn(join(cwd, 'reader'));
    const ran = await load(cwd, 'rain.txt', '--dry-run', '--json');
    expect(ran.exitCode).toBe(0);
    expect(objects(ran)[0]).toMatchObject({ path: RAIN_ON_KOBO, action: 'added', status: 'planned' });
    expect(objects(ran)[1]).toMatchObject({ isDryRun: true });
    expect(await filesIn(join(cwd, 'reader'))).toEqual(before);
  });

  it('loads the others when one cannot be read, and says so', async () => {
    const cwd = await deskWith({ 'rain.txt': RAIN, 'broken.epub': 'no zip at all' });
    const { exitCode, stderr } = await load(cwd, 'broken.epub', 'rain.txt');
    expect(exitCode).toBe(3);
    expect(stderr).toContain('broken.epub');
    expect(await booksOn(cwd)).toEqual([RAIN_ON_KOBO]);
  });

  it.each<[string, readonly string[], number, RegExp]>([
    ['a file that is not there', ['rian.txt'], 3, /rian\.txt: error input-missing/],
    ['a collection that is not there', ['author:fell'], 3, /catalogue-missing/],
    ['a folder without stories', ['empty'], 3, /load-empty/],
    ['a sync of a file', ['rain.txt', '--sync'], 2, /setting-invalid.*mirrors a folder/],
    ['nothing at all', [], 2, /missing required argument/],
  ])('refuses %s', async (_what, words, code, said) => {
    const cwd = await deskWith({ 'rain.txt': RAIN, 'empty/.keep': '' });
    const { exitCode, stderr } = await load(cwd, ...words);
    expect({ exitCode, stderr }).toEqual({ exitCode: code, stderr: expect.stringMatching(said) });
    expect(await booksOn(cwd)).toEqual([]);
  });

  it('never writes to the reader’s own files', async () => {
    const cwd = await deskWith({ 'rain.txt': RAIN });
    await load(cwd, 'rain.txt');
    await storybind(['unload', '--all', '--to', 'reader'], { cwd });
    for (const [name, text] of Object.entries(koboFiles('390'))) {
      expect(await readFile(join(cwd, 'reader', name), 'utf8')).toBe(text);
    }
  });
});

describe('storybind load of a collection', () => {
  const STORIES = {
    'stories/rain.txt': story('Rain', 'Ann Fell', 'Fandom: The Long Road\n'),
    'stories/snow.txt': story('Snow', 'Ann Fell'),
    'stories/fog.txt': story('Fog', 'Bo Marsh', 'Fandom: The Long Road\n'),
  };

  async function bound(): Promise<string> {
    const cwd = await deskWith(STORIES);
    const { exitCode } = await storybind(['build', 'stories', '-o', 'books', '--no-cover'], { cwd });
    expect(exitCode).toBe(0);
    return cwd;
  }

  it('mirrors it: what is new comes, what is gone goes, and what is the user’s stays', async () => {
    const cwd = await bound();
    await load(cwd, 'books', '--sync');
    expect(await booksOn(cwd)).toEqual([
      'storybind/Ann Fell/Rain.kepub.epub',
      'storybind/Ann Fell/Snow.kepub.epub',
      'storybind/Bo Marsh/Fog.kepub.epub',
    ]);
    await writeFile(join(cwd, 'reader/storybind/Bo Marsh/mine.epub'), 'mine');
    await writeFile(join(cwd, 'other.txt'), story('Elsewhere'));
    await load(cwd, 'other.txt');
    await rm(join(cwd, 'stories/fog.txt'));
    await writeFile(join(cwd, 'stories/hail.txt'), story('Hail'));
    await storybind(['build', 'stories', '-o', 'books', '--no-cover', '--prune'], { cwd });
    const { stderr } = await load(cwd, 'books', '--sync');
    expect(stderr).toContain('storybind/Bo Marsh/Fog.kepub.epub  taken away');
    expect(stderr).toContain('storybind/Ann Fell/Hail.kepub.epub  added');
    expect(await booksOn(cwd)).toEqual([
      'storybind/Ann Fell/Elsewhere.kepub.epub',
      'storybind/Ann Fell/Hail.kepub.epub',
      'storybind/Ann Fell/Rain.kepub.epub',
      'storybind/Ann Fell/Snow.kepub.epub',
      'storybind/Bo Marsh/mine.epub',
    ]);
    const [, , , whole] = objects(await load(cwd, 'books', '--sync', '--json'));
    expect(whole).toMatchObject({ counts: { unchanged: 3 }, isDone: true });
  });

  it('takes what a search finds, its quotes taken by the shell or not', async () => {
    const cwd = await bound();
    await load(cwd, 'fandom:the long road', '--from', 'books');
    expect(await booksOn(cwd)).toEqual(['storybind/Ann Fell/Rain.kepub.epub', 'storybind/Bo Marsh/Fog.kepub.epub']);
    await load(cwd, 'author:fell', '--from', 'books', '--sync');
    expect(await booksOn(cwd)).toEqual(['storybind/Ann Fell/Rain.kepub.epub', 'storybind/Ann Fell/Snow.kepub.epub']);
  });

  it('keeps the book of a story that fails this time', async () => {
    const cwd = await bound();
    await load(cwd, 'books', '--sync');
    await writeFile(join(cwd, 'stories/snow.txt'), '');
    await storybind(['build', 'stories', '-o', 'books', '--no-cover'], { cwd });
    await rm(join(cwd, 'books/rain.epub'));
    expect((await load(cwd, 'books', '--sync')).exitCode).toBe(0);
    expect(await booksOn(cwd)).toHaveLength(3);
  });

  it('takes nothing away for a search that finds nothing', async () => {
    const cwd = await bound();
    await load(cwd, 'books', '--sync');
    const { exitCode, stderr } = await load(cwd, 'author:nobody', '--from', 'books', '--sync');
    expect({ exitCode, stderr }).toEqual({ exitCode: 3, stderr: expect.stringContaining('load-empty') });
    expect(await booksOn(cwd)).toHaveLength(3);
  });

  it('takes nothing away for one folder of several that is suddenly empty', async () => {
    const cwd = await deskWith({ 'one/rain.txt': story('Rain'), 'two/snow.txt': story('Snow') });
    await load(cwd, 'one', 'two', '--sync');
    await rm(join(cwd, 'two/snow.txt'));
    const ran = await load(cwd, 'one', 'two', '--sync', '--json');
    expect({ exitCode: ran.exitCode, stderr: ran.stderr }).toEqual({
      exitCode: 3,
      stderr: expect.stringMatching(/two: error load-empty/),
    });
    expect(objects(ran).at(-1)).toMatchObject({ isDone: false, counts: { unchanged: 1 } });
    expect(await booksOn(cwd)).toHaveLength(2);
  });

  it('loads a folder of stories that was never bound', async () => {
    const cwd = await deskWith(STORIES);
    expect((await load(cwd, 'stories', '--sync')).exitCode).toBe(0);
    expect(await booksOn(cwd)).toHaveLength(3);
  });
});

describe('storybind load onto a Kindle', () => {
  it('says that it reads no EPUB by cable, and how to send the book', async () => {
    const cwd = await deskWith({ 'rain.txt': RAIN, 'wet.epub': epubOf('The Wet Year') }, KINDLE);
    for (const file of ['rain.txt', 'wet.epub']) {
      const { exitCode, stderr } = await load(cwd, file);
      expect(exitCode).toBe(5);
      expect(stderr).toContain('device-by-cable: Kindle passes over EPUBs');
      expect(stderr).toContain(`storybind send ${file} --to NAME@kindle.com`);
    }
    expect(await booksOn(cwd)).toEqual(['documents/mine.azw3']);
  });

  it('copies an AZW3, and takes what the reader kept of it away with it', async () => {
    const cwd = await deskWith({ 'wet.azw3': 'the bytes of an AZW3' }, KINDLE);
    expect((await load(cwd, 'wet.azw3')).exitCode).toBe(0);
    expect(await booksOn(cwd)).toEqual(['documents/mine.azw3', 'documents/storybind/wet.azw3']);
    await mkdir(join(cwd, 'reader/documents/storybind/wet.sdr'));
    await writeFile(join(cwd, 'reader/documents/storybind/wet.sdr/wet.azw3r'), 'a place');
    await storybind(['unload', 'wet.azw3', '--to', 'reader'], { cwd });
    expect(await booksOn(cwd)).toEqual(['documents/mine.azw3']);
  });

  it('is not what an AZW3 is for on other readers', async () => {
    const cwd = await deskWith({ 'wet.azw3': 'the bytes of an AZW3' });
    const { exitCode, stderr } = await load(cwd, 'wet.azw3');
    expect({ exitCode, stderr }).toEqual({ exitCode: 5, stderr: expect.stringContaining('device-refused') });
  });
});

describe('storybind unload', () => {
  async function loaded(): Promise<string> {
    const cwd = await deskWith({
      'stories/rain.txt': story('Rain'),
      'stories/snow.txt': story('Snow'),
      'stories/fog.txt': story('Fog', 'Bo Marsh'),
    });
    await load(cwd, 'stories');
    await writeFile(join(cwd, 'reader/storybind/Ann Fell/mine.epub'), 'mine');
    return cwd;
  }
  const unload = (cwd: string, ...words: readonly string[]): Promise<Ran> =>
    storybind(['unload', '--to', 'reader', ...words], { cwd });

  it.each<[string, readonly string[], readonly string[]]>([
    ['by its story', ['stories/fog.txt'], ['Rain', 'Snow']],
    ['by its path there', ['storybind/Ann Fell/Rain.kepub.epub'], ['Snow', 'Fog']],
    ['by its name, in any case', ['rain.KEPUB.epub'], ['Snow', 'Fog']],
    ['by a pattern', ['storybind/Ann Fell/*'], ['Fog']],
    ['by its folder here', ['stories'], []],
    ['with all others', ['--all'], []],
  ])('takes a book away %s', async (_what, words, left) => {
    const cwd = await loaded();
    expect((await unload(cwd, ...words)).exitCode).toBe(0);
    const names = (await booksOn(cwd)).map((name) => name.replace(/^.*\/|\.kepub\.epub$/g, ''));
    expect(names.sort()).toEqual([...left, 'mine.epub'].sort());
  });

  it('takes nothing away where a word fits nothing, or with --dry-run', async () => {
    const cwd = await loaded();
    const before = await booksOn(cwd);
    const missed = await unload(cwd, 'stories/fog.txt', 'mine.epub');
    expect({ exitCode: missed.exitCode, stderr: missed.stderr }).toEqual({
      exitCode: 3,
      stderr: expect.stringContaining('`mine.epub`'),
    });
    expect((await unload(cwd, '--all', '--dry-run')).stderr).toContain('would be taken away');
    expect((await unload(cwd)).exitCode).toBe(2);
    expect((await unload(cwd, '--all', 'stories')).exitCode).toBe(2);
    expect(await booksOn(cwd)).toEqual(before);
  });
});

describe('storybind devices', () => {
  it('knows every device by its id', async () => {
    const { exitCode, stdout } = await storybind(['devices', '--known', '--json']);
    const ids = objects({ stdout } as Ran).map(({ id }) => id);
    expect({ exitCode, ids }).toEqual({
      exitCode: 0,
      ids: expect.arrayContaining(['kobo', 'kindle-scribe', 'remarkable']),
    });
  });
});
