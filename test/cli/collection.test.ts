import { createHash } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderOf, RAIN, storybind } from '../support/storybind.js';

const story = (title: string, more = ''): string =>
  `Title: ${title}\nAuthor: Ines Varga\nFandom: The Long Road\n${more}\nThe ferry to ${title} left at noon.\n`;

const COLLECTION = {
  'stories/north/almond.txt': story('Almond', 'Pairing: Ada/Bo\n'),
  'stories/north/birch.md': '---\ntitle: Birch\nauthor: Bo Lind\n---\n\nA lantern hung in the birch.\n',
  'stories/south/cedar.txt': story('Cedar', 'Series: Trees #2\n'),
  'stories/south/rain.txt': RAIN,
  'stories/novel/chapter-1.md': '# One\n\nIt began.\n',
  'stories/novel/chapter-2.md': '# Two\n\nIt went on.\n',
};

const BUILD = ['build', 'stories', '--no-cover', '-o', 'books'];

/** The books below the folder, with their hashes. */
async function booksIn(folder: string): Promise<Readonly<Record<string, string>>> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.epub')).sort();
  const hashes = await Promise.all(
    names.map(async (name) =>
      createHash('sha256')
        .update(await readFile(join(folder, name)))
        .digest('hex'),
    ),
  );
  return Object.fromEntries(names.map((name, index) => [name, hashes[index] ?? '']));
}

describe('storybind build of a folder of stories', () => {
  it('binds every story below it, a folder of chapters as one, and says what it did', async () => {
    const cwd = await folderOf(COLLECTION);
    const { exitCode, stdout, stderr } = await storybind(BUILD, { cwd });
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
    expect(Object.keys(await booksIn(join(cwd, 'books')))).toEqual([
      'north/almond.epub',
      'north/birch.epub',
      'novel.epub',
      'south/cedar.epub',
      'south/rain.epub',
    ]);
    expect(stderr).toMatch(/^south\/rain\.epub {2}2 chapters · \d+ words · 1 scene break$/m);
    expect(stderr).toMatch(/^5 books in books: 5 bound, in [\d.]+ s$/m);
  });

  it('makes the same bytes with any number of workers, and with none', async () => {
    const cwd = await folderOf(COLLECTION);
    const built = [];
    for (const workers of ['0', '1', '2', '8']) {
      const { exitCode, stderr } = await storybind([...BUILD, '--workers', workers], { cwd });
      expect({ exitCode, isClean: !/MaxListeners/.test(stderr) }).toEqual({ exitCode: 0, isClean: true });
      built.push(await booksIn(join(cwd, 'books')));
      await rm(join(cwd, 'books'), { recursive: true });
    }
    for (const books of built) expect(books).toEqual(built[0]);
  });

  it('draws the same covers in threads as without, whatever fonts the machine has', async () => {
    const fonts =
      '<fontconfig><match target="font"><edit name="antialias"><bool>false</bool></edit></match></fontconfig>';
    const cwd = await folderOf({ ...COLLECTION, 'fonts.conf': fonts });
    const env = { FONTCONFIG_FILE: join(cwd, 'fonts.conf') };
    const built = [];
    for (const workers of ['0', '2']) {
      await storybind(['build', 'stories', '-o', 'books', '--workers', workers], { cwd, env });
      built.push(await booksIn(join(cwd, 'books')));
      await rm(join(cwd, 'books'), { recursive: true });
    }
    expect(Object.keys(built[0] ?? {})).toHaveLength(5);
    expect(built[1]).toEqual(built[0]);
  });

  it('binds nothing twice, and says what became of each story in JSON', async () => {
    const cwd = await folderOf(COLLECTION);
    await storybind(BUILD, { cwd });
    await writeFile(join(cwd, 'stories/north/almond.txt'), story('Aspen'));
    await rm(join(cwd, 'stories/south/cedar.txt'));
    const { exitCode, stdout } = await storybind([...BUILD, '--json', '--prune'], { cwd });
    expect(exitCode).toBe(0);
    const told = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(told.map(({ file, status }) => `${status} ${file}`).sort()).toEqual([
      'current stories/north/birch.md',
      'current stories/novel',
      'current stories/south/rain.txt',
      'removed stories/south/cedar.txt',
      'written stories/north/almond.txt',
    ]);
    expect(told.find(({ status }) => status === 'written')).toMatchObject({
      title: 'Aspen',
      output: 'north/almond.epub',
    });
  });

  it('names the books by a template', async () => {
    const cwd = await folderOf(COLLECTION);
    await storybind([...BUILD, '--name', '{author}/{series}/{position} {title}'], { cwd });
    expect(Object.keys(await booksIn(join(cwd, 'books')))).toEqual(
      [
        'Bo Lind/Birch.epub',
        'Ines Varga/Almond.epub',
        'Ines Varga/Trees/02 Cedar.epub',
        'Mara Quill/The Rain on Hollow Street.epub',
        'Novel.epub',
      ].sort(),
    );
  });

  it('goes on when a story cannot be bound, and ends with the code that says so, again and again', async () => {
    const cwd = await folderOf({ ...COLLECTION, 'stories/broken.txt': '' });
    const first = await storybind(BUILD, { cwd });
    expect(first.exitCode).toBe(3);
    expect(first.stderr).toMatch(/^stories\/broken\.txt: error input-empty: /m);
    expect(first.stderr).toMatch(/5 bound, 1 failed/);
    const second = await storybind(BUILD, { cwd });
    expect(second.exitCode).toBe(3);
    expect(second.stderr).toMatch(/^failed before, unchanged: stories\/broken\.txt$/m);
  });

  it('writes a report for people and one for programs', async () => {
    const title = '<b>&"Tricky"</b>';
    const cwd = await folderOf({ ...COLLECTION, 'stories/broken.txt': '', 'stories/odd.txt': story(title) });
    await storybind([...BUILD, '--report', 'report.html'], { cwd });
    const page = await readFile(join(cwd, 'report.html'), 'utf8');
    expect(page).toContain('<h2>Failed (1)</h2>');
    expect(page).toContain('stories/broken.txt');
    expect(page).not.toContain(title);
    expect(page).not.toMatch(/<script|https?:/);
    await storybind([...BUILD, '--report', 'report.json'], { cwd });
    const report = JSON.parse(await readFile(join(cwd, 'report.json'), 'utf8'));
    expect(report.counts).toEqual({ bound: 0, current: 6, failed: 1, pruned: 0, gone: 0 });
    expect(report.stories.map(({ status }: { status: string }) => status)).toContain('failed before');
  });

  it('still binds a folder of numbered chapters as one book, and each file of it when asked to', async () => {
    const cwd = await folderOf({
      'weir/01-arrival.md': '# Arrival\n\nShe came.\n',
      'weir/02-rain.md': '# Rain\n\nIt rained.\n',
    });
    await storybind(['build', 'weir', '--no-cover', '-o', 'one/'], { cwd });
    expect(Object.keys(await booksIn(join(cwd, 'one')))).toEqual(['weir.epub']);
    await storybind(['build', 'weir', '--each', '--no-cover', '-o', 'each'], { cwd });
    expect(Object.keys(await booksIn(join(cwd, 'each')))).toEqual(['01-arrival.epub', '02-rain.epub']);
  });

  it('goes to no stdout, which takes one book', async () => {
    const cwd = await folderOf(COLLECTION);
    const { exitCode, stdout, stderr } = await storybind(['build', 'stories', '-o', '-'], { cwd });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain('error setting-invalid');
    expect(await readdir(cwd)).toEqual(['stories']);
  });

  it('refuses a folder of books that is a file, a template and a number that make no sense', async () => {
    const cwd = await folderOf({ ...COLLECTION, file: '' });
    expect((await storybind(['build', 'stories', '-o', 'file'], { cwd })).exitCode).toBe(5);
    expect((await storybind([...BUILD, '--name', '{writer}'], { cwd })).exitCode).toBe(2);
    expect((await storybind([...BUILD, '--workers', 'many'], { cwd })).exitCode).toBe(2);
  });
});

describe('the catalogue', () => {
  it('finds books by words, fields and length', async () => {
    const cwd = await folderOf(COLLECTION);
    await storybind(BUILD, { cwd });
    const find = async (...query: string[]): Promise<readonly string[]> => {
      const { stdout } = await storybind(['search', ...query, '-o', 'books', '--json'], { cwd });
      return stdout
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line).metadata.title as string)
        .sort();
    };
    expect(await find('lantern')).toEqual(['Birch']);
    expect(await find('fandom:"long road"')).toEqual(['Almond', 'Cedar']);
    expect(await find('pairing:ada', 'ferry')).toEqual(['Almond']);
    expect(await find('author:varga', '-series:trees')).toEqual(['Almond']);
    expect(await find('fandom:"long road"', '-olive')).toEqual(['Almond', 'Cedar']);
    expect(await find('fandom:"long road"', '-cedar')).toEqual(['Almond']);
    expect(await find('lant*')).toEqual(['Birch']);
    expect(await find('words:>100')).toEqual([]);
    expect(await find('nowhere')).toEqual([]);
    expect(await find('"; DROP TABLE story; --')).toEqual([]);
  });

  it('shows as many as are wanted, of what can be asked for', async () => {
    const cwd = await folderOf(COLLECTION);
    await storybind(BUILD, { cwd });
    for (const args of [
      ['--limit', '1e309'],
      ['--limit', '99999999999999999999'],
      ['--limit', '0'],
      ['!!!'],
      ['words:1.5'],
    ]) {
      const { exitCode, stdout } = await storybind(['search', '-o', 'books', ...args], { cwd });
      expect({ args, exitCode, stdout }).toEqual({ args, exitCode: 2, stdout: '' });
    }
    const { stdout } = await storybind(['search', '-o', 'books', '--limit', '1', '--json'], { cwd });
    expect(stdout.trim().split('\n')).toHaveLength(1);
  });

  it('says how it stands with a folder of books', async () => {
    const cwd = await folderOf({ ...COLLECTION, 'stories/broken.txt': '' });
    await storybind(BUILD, { cwd });
    const { exitCode, stdout } = await storybind(['status', 'books'], { cwd });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/5 books/);
    expect(stdout).toMatch(/stories\/broken\.txt: The file is empty/);
    const status = JSON.parse((await storybind(['status', 'books', '--json'], { cwd })).stdout);
    expect(status).toMatchObject({ stories: 6, bound: 5, failed: 1 });
  });

  it('is told to be missing where there is none', async () => {
    const cwd = await folderOf();
    const { exitCode, stderr } = await storybind(['status', 'books'], { cwd });
    expect(exitCode).toBe(3);
    expect(stderr).toMatch(/catalogue-missing/);
  });
});
