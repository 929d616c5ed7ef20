import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCommandLine } from '../../src/cli/run-command-line.js';
import type { Output } from '../../src/cli/ui.js';
import { filesIn, folderOf } from '../support/storybind.js';
import { unzip } from '../support/unzip.js';

class Recorder implements Output {
  text = '';
  #parts: Uint8Array[] = [];

  write(chunk: string | Uint8Array, done: (error?: Error | null) => void): void {
    if (typeof chunk === 'string') this.text += chunk;
    else this.#parts.push(chunk);
    done();
  }

  get bytes(): Uint8Array {
    return Buffer.concat(this.#parts);
  }
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

/** Runs `storybind anthology` with these arguments, without covers. */
async function anthology(...args: readonly string[]) {
  const [stdout, stderr] = [new Recorder(), new Recorder()];
  const { signal } = new AbortController();
  const surroundings = { stdin: nothing(), stdout, stderr, variables: {}, signal };
  const exitCode = await runCommandLine(['anthology', '--no-cover', ...args], surroundings);
  return { exitCode, stdout, stderr: stderr.text };
}

const story = (title: string, more = ''): string =>
  `Title: ${title}\nAuthor: Ines Varga\n${more}\nThe ferry to ${title} left at noon, and nobody waved.\n`;

const TREES = {
  'trees/10-cedar.txt': story('Cedar', 'Series: Trees #2\n'),
  'trees/9-birch.txt': story('Birch', 'Series: Trees #3\n'),
  'trees/2-almond.txt': story('Almond', 'Series: Trees #1\n'),
};

/** What the contents of the book lead to, in order. */
async function contentsOf(path: string): Promise<readonly string[]> {
  const nav = unzip(await readFile(path)).get('EPUB/nav.xhtml') ?? '';
  const [contents = ''] = nav.split('<nav id="landmarks"');
  return [...contents.matchAll(/<a href="text\/([^"]*)\.xhtml"/g)].map(([, name = '']) => name);
}

describe('storybind anthology', () => {
  it('makes one book of a folder, called after it, in the order of the names', async () => {
    const folder = await folderOf({ ...TREES, 'trees/11-elm.txt': story('Elm') });
    const book = join(folder, 'book.epub');
    const { exitCode, stderr } = await anthology(join(folder, 'trees'), '-o', book);
    expect(stderr).toMatch(/book\.epub {2}4 stories · 4 chapters · \d+ words$/m);
    expect(exitCode).toBe(0);
    expect(await contentsOf(book)).toEqual(['title-page', 'almond', 'birch', 'cedar', 'elm', 'colophon']);
    expect(unzip(await readFile(book)).get('EPUB/package.opf')).toContain('>Trees</dc:title>');
  });

  it('puts a series in its order, and files in the order given', async () => {
    const folder = await folderOf(TREES);
    const [book, given] = [join(folder, 'series.epub'), join(folder, 'given.epub')];
    await anthology(join(folder, 'trees'), '-o', book);
    expect(await contentsOf(book)).toEqual(['title-page', 'almond', 'cedar', 'birch', 'colophon']);
    const files = Object.keys(TREES).map((name) => join(folder, name));
    await anthology(...files, '--order', 'given', '-o', given, '--set', 'title=Wood');
    expect(await contentsOf(given)).toEqual(['title-page', 'cedar', 'birch', 'almond', 'colophon']);
  });

  it('makes an omnibus of each series, and says what is left alone', async () => {
    const folder = await folderOf({
      ...TREES,
      'trees/more/rain.txt': story('Rain', 'Series: Weather #1\n'),
      'trees/more/snow.txt': story('Snow', 'Series: Weather #2\n'),
      'trees/more/alone.txt': story('Alone', 'Series: Solitude #1\n'),
      'trees/more/none.txt': story('None'),
    });
    const { exitCode, stderr } = await anthology(join(folder, 'trees'), '--by', 'series', '-o', join(folder, 'books'));
    expect(exitCode).toBe(0);
    expect(await filesIn(join(folder, 'books'))).toEqual(['trees.epub', 'weather.epub']);
    expect(stderr).toMatch(/alone\.txt: warning story-left-out: .*`Solitude`/);
    expect(stderr).toMatch(/none\.txt: warning story-left-out: .*names no series/);
    const opf = unzip(await readFile(join(folder, 'books/weather.epub'))).get('EPUB/package.opf');
    expect(opf).toMatch(/belongs-to-collection"[^>]*>Weather</);
  });

  it('ends with 3 where no two stories share a series, and writes nothing', async () => {
    const folder = await folderOf({ 'one.txt': story('One', 'Series: Solitude #1\n'), 'none.txt': story('None') });
    const { exitCode, stderr } = await anthology(folder, '--by', 'series', '-o', join(folder, 'books'));
    expect(exitCode).toBe(3);
    expect(stderr).toMatch(/error anthology-empty: No two stories here share a series/);
    await expect(filesIn(join(folder, 'books'))).rejects.toThrow('ENOENT');
  });

  it('goes on without a story that cannot be read, and ends with 3', async () => {
    const folder = await folderOf({ ...TREES, 'trees/empty.txt': '' });
    const book = join(folder, 'book.epub');
    const { exitCode, stdout, stderr } = await anthology(join(folder, 'trees'), '-o', book, '--json');
    expect(exitCode).toBe(3);
    expect(stderr).toMatch(/empty\.txt: error input-empty/);
    const told = stdout.text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(told.map(({ status }) => status)).toEqual(['failed', 'written']);
    expect(told[1].stories.map(({ title }: { title: string }) => title)).toEqual(['Almond', 'Birch', 'Cedar']);
    expect(told[1]).toMatchObject({ output: book, title: 'Trees', counts: { chapters: 3 } });
  });

  it('makes nothing of nothing', async () => {
    const folder = await folderOf({ 'trees/empty.txt': '' });
    const book = join(folder, 'book.epub');
    const { exitCode, stderr } = await anthology(join(folder, 'trees'), '-o', book);
    expect(exitCode).toBe(3);
    expect(stderr).toContain('error anthology-empty');
    expect(await filesIn(folder)).toEqual(['trees/empty.txt']);
  });

  it('never takes its own book for a story, nor writes over one', async () => {
    const folder = await folderOf(TREES);
    const book = join(folder, 'trees/book.epub');
    await anthology(join(folder, 'trees'), '-o', book);
    const first = await readFile(book);
    await anthology(join(folder, 'trees'), '-o', book);
    expect((await readFile(book)).equals(first)).toBe(true);
    const [one = ''] = Object.keys(TREES);
    const { exitCode } = await anthology(join(folder, 'trees'), '--by', 'series', '-o', join(folder, 'trees'));
    expect(exitCode).toBe(2);
    const inFolder = await anthology(join(folder, 'trees'), '-o', `${join(folder, 'trees')}/`);
    expect(inFolder.exitCode).toBe(2);
    expect(await readFile(join(folder, one), 'utf8')).toBe(Object.values(TREES)[0]);
    expect((await filesIn(folder)).filter((name) => name.endsWith('.epub'))).toEqual(['trees/book.epub']);
  });

  it('gathers stories below their authors', async () => {
    const folder = await folderOf(TREES);
    await writeFile(join(folder, 'trees/zelkova.md'), '---\ntitle: Zelkova\nauthor: Bo Lind\n---\n\nIt grew.\n');
    const book = join(folder, 'book.epub');
    await anthology(join(folder, 'trees'), '--by', 'author', '-o', book);
    expect(await contentsOf(book)).toEqual([
      ...['title-page', 'author_bo-lind', 'zelkova', 'author_ines-varga', 'almond', 'birch', 'cedar'],
      ...['index-of-authors', 'colophon'],
    ]);
  });

  it('writes to stdout when asked, and refuses what cannot be meant', async () => {
    const folder = await folderOf(TREES);
    const { stdout, exitCode } = await anthology(join(folder, 'trees'), '-o', '-');
    expect(exitCode).toBe(0);
    expect(unzip(stdout.bytes).get('mimetype')).toBe('application/epub+zip');
    expect((await anthology(join(folder, 'trees'), '-o', '-', '--by', 'series')).exitCode).toBe(2);
    expect((await anthology('-')).exitCode).toBe(2);
    expect((await anthology(join(folder, 'trees'), '--order', 'colour')).exitCode).toBe(2);
    expect((await anthology(join(folder, 'trees'), '--set', 'colour=red')).exitCode).toBe(2);
  });
});
