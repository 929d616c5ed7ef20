import { mkdir, readdir, readFile, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderOf, start, storybind } from '../support/storybind.js';

const story = (title: string): string => `Title: ${title}\nAuthor: Bo Lind\n\nThe gate of ${title} stood open.\n`;
const BUILD = ['build', 'stories', '--no-cover', '-o', 'books'];

const manyStories = (count: number): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`stories/story-${index}x.txt`, story(`Town ${index}`)]),
  );

describe('a reader of stdout that leaves', () => {
  it('does not end the run, nor costs it the report', async () => {
    const cwd = await folderOf(manyStories(24));
    const child = start([...BUILD, '--json', '--workers', '2', '--report', 'report.json'], { cwd });
    child.stdout?.once('data', () => child.stdout?.destroy());
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    const exitCode = await new Promise((resume) => child.once('close', resume));
    expect({ exitCode, said: /Unhandled|EPIPE/.test(said) }).toEqual({ exitCode: 0, said: false });
    expect(JSON.parse(await readFile(join(cwd, 'report.json'), 'utf8')).stories).toHaveLength(24);
  });
});

describe('a report', () => {
  it('overwrites no story, nor becomes one, and is refused before the work', async () => {
    const cwd = await folderOf({ 'stories/a.txt': story('Almond'), 'stories/b.html': '<p>It rained.</p>' });
    for (const report of ['stories/a.txt', 'stories/b.html', 'stories/report.html']) {
      const { exitCode, stderr } = await storybind([...BUILD, '--report', report], { cwd });
      expect({ exitCode, isSaid: stderr.includes('output-is-source') }).toEqual({ exitCode: 2, isSaid: true });
    }
    expect((await storybind([...BUILD, '--report', 'stories'], { cwd })).exitCode).toBe(5);
    expect((await storybind([...BUILD, '--report', ''], { cwd })).exitCode).toBe(5);
    expect(await readdir(cwd)).toEqual(['stories']);
    expect((await storybind([...BUILD, '--report', 'books/report.html'], { cwd })).exitCode).toBe(0);
  });

  it('overwrites nothing by way of a link, no book and no catalogue', async () => {
    const cwd = await folderOf({ 'stories/a.txt': story('Almond') });
    expect((await storybind(BUILD, { cwd })).exitCode).toBe(0);
    await symlink('stories/a.txt', join(cwd, 'report.json'));
    const before = await Promise.all(['stories/a.txt', 'books/a.epub'].map((path) => readFile(join(cwd, path))));
    for (const report of ['report.json', 'books/a.epub', 'books/.storybind/catalogue.db']) {
      const { exitCode, stderr } = await storybind([...BUILD, '--report', report], { cwd });
      expect({ report, exitCode, isSaid: stderr.includes('output-is-source') }).toEqual({
        report,
        exitCode: 2,
        isSaid: true,
      });
    }
    const after = await Promise.all(['stories/a.txt', 'books/a.epub'].map((path) => readFile(join(cwd, path))));
    expect(after).toEqual(before);
  });
});

describe('a run that is strict', () => {
  it('ends with 6 as long as a book is flagged, whichever run bound it', async () => {
    const cwd = await folderOf({ 'stories/a.md': '# Map\n\n![the map](map.png)\n\nThere was a map.\n' });
    expect((await storybind([...BUILD, '--strict'], { cwd })).exitCode).toBe(6);
    const again = await storybind([...BUILD, '--strict'], { cwd });
    expect(again.exitCode).toBe(6);
    expect(again.stderr).toContain('flagged before, unchanged: stories/a.md');
    expect((await storybind(BUILD, { cwd })).exitCode).toBe(0);
  });
});

describe('what a terminal shows of names', () => {
  it('commands it nothing, and keeps to a line', async () => {
    const cwd = await folderOf({ 'stories/a.txt': story('Almond'), 'stories/e\u001b[31m\nx.txt': '  ' });
    const first = await storybind(BUILD, { cwd });
    const second = await storybind([...BUILD, '--json'], { cwd });
    const status = await storybind(['status', 'books'], { cwd });
    for (const text of [first.stderr, second.stderr, status.stdout]) {
      expect({ hasEscape: text.includes('\u001b'), isBroken: /^x\.txt/m.test(text) }).toEqual({
        hasEscape: false,
        isBroken: false,
      });
    }
    for (const line of second.stdout.trim().split('\n')) expect(JSON.parse(line)).toHaveProperty('status');
  });
});

describe('--json', () => {
  it('says the name that a book has in the end', async () => {
    const cwd = await folderOf({ 'stories/b.txt': story('Rain') });
    await storybind([...BUILD, '--name', '{title}'], { cwd });
    await writeFile(join(cwd, 'stories/a.txt'), story('Rain'));
    const { stdout } = await storybind([...BUILD, '--name', '{title}', '--json'], { cwd });
    const outputs = new Map<string, string>();
    for (const line of stdout.trim().split('\n')) {
      const { file, output } = JSON.parse(line);
      outputs.set(file, output);
    }
    expect(outputs.get(join('stories', 'a.txt'))).toBe('Rain.epub');
    for (const output of outputs.values()) await stat(join(cwd, 'books', output));
  });
});

describe('status and search', () => {
  it('say that a catalogue is damaged, and leave it to the next build', async () => {
    const cwd = await folderOf(manyStories(8));
    await storybind(BUILD, { cwd });
    await truncate(join(cwd, 'books/.storybind/catalogue.db'), 20_000);
    for (const args of [
      ['status', 'books'],
      ['search', '-o', 'books', 'gate'],
    ]) {
      const { exitCode, stderr } = await storybind(args, { cwd });
      expect({ exitCode, isSaid: stderr.includes('catalogue-unreadable') }).toEqual({ exitCode: 3, isSaid: true });
    }
    expect((await storybind(BUILD, { cwd })).stderr).toContain('catalogue-damaged');
    expect(
      (await storybind(['search', '-o', 'books', 'gate', '--json'], { cwd })).stdout.trim().split('\n'),
    ).toHaveLength(8);
  });
});

describe('--prune', () => {
  it('says which books it keeps because the disk of their stories may be away', async () => {
    const cwd = await folderOf({ 'stories/a.txt': story('Almond'), 'stories/disk/b.txt': story('Birch') });
    await storybind(BUILD, { cwd });
    await rm(join(cwd, 'stories/disk/b.txt'));
    expect((await storybind([...BUILD, '--prune'], { cwd })).stderr).toMatch(/^1 book kept: .*Is the disk there\?$/m);
    await rm(join(cwd, 'stories/disk'), { recursive: true });
    expect((await storybind([...BUILD, '--prune'], { cwd })).stderr).toContain('removed disk/b.epub');
    await mkdir(join(cwd, 'stories/disk'));
    expect((await storybind([...BUILD, '--prune'], { cwd })).stderr).toMatch(
      /^1 book in books: 0 bound, 1 as they were/m,
    );
  });
});
