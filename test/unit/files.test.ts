import { execFileSync } from 'node:child_process';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { StoryError } from '../../src/diagnostics/report.js';
import { expandPattern } from '../../src/io/expand-pattern.js';
import { openStory, readStream } from '../../src/io/files.js';
import { folderOf } from '../support/storybind.js';

const limits = { extensions: ['txt', 'md', 'yml'] };
const decode = (bytes: Uint8Array | undefined) => bytes && new TextDecoder().decode(bytes);

function caught(work: () => unknown): StoryError {
  try {
    work();
  } catch (error) {
    if (error instanceof StoryError) return error;
  }
  throw new Error('no StoryError was thrown');
}

describe('openStory', () => {
  it('opens a file with a way to the files beside and below it', async () => {
    const folder = await folderOf({ 'rain.md': 'Rain.', 'maps/north.png': 'PNG' });
    const story = openStory(join(folder, 'rain.md'), limits);
    expect(decode(story.bytes)).toBe('Rain.');
    expect(decode(await story.sibling?.('maps/north.png'))).toBe('PNG');
    expect(decode(await story.sibling?.('./maps/../rain.md'))).toBe('Rain.');
  });

  it('never reaches out of the story’s own folder, by whatever way', async () => {
    const folder = await folderOf({ 'secret.txt': 'secret', 'own/rain.md': 'Rain.', 'own-too/x.txt': 'secret' });
    await symlink(join(folder, 'secret.txt'), join(folder, 'own/link.png'));
    await symlink(folder, join(folder, 'own/up'));
    const story = openStory(join(folder, 'own/rain.md'), limits);
    const ways = [
      '../secret.txt',
      join(folder, 'secret.txt'),
      'link.png',
      'up/secret.txt',
      '../own-too/x.txt',
      '..',
      '.',
    ];
    for (const way of ways) expect(await story.sibling?.(way), way).toBeUndefined();
  });

  it('opens a folder as its story files and those of its folders, the others and the hidden ones aside', async () => {
    const folder = await folderOf({ 'b.md': 'B', 'a.txt': 'A', '.c.md': 'C', 'd.png': 'D', 'sub/e.md': 'E' });
    const story = openStory(folder, limits);
    const names = ['a.txt', 'b.md', 'sub/e.md'].map((name) => join(folder, name));
    expect(story.members?.map(({ name }) => name)).toEqual(names);
  });

  it('refuses a folder without stories, a missing file and a pipe, each with its own code', async () => {
    const folder = await folderOf({ 'pictures/x.png': '', 'Rain.md': '' });
    const refusalOf = (name: string) => caught(() => openStory(join(folder, name), limits)).diagnostic;
    expect(refusalOf('pictures')).toMatchObject({ code: 'input-directory', file: join(folder, 'pictures') });
    expect(refusalOf('nothing.txt')).toMatchObject({ code: 'input-missing' });
    expect(refusalOf('Rain.md/x.txt')).toMatchObject({ code: 'input-missing' });
    execFileSync('mkfifo', [join(folder, 'pipe.txt')]);
    expect(refusalOf('pipe.txt')).toMatchObject({ code: 'input-unreadable' });
  });

  it('names the file that was probably meant', async () => {
    const folder = await folderOf({ 'Rain.md': '' });
    expect(caught(() => openStory(join(folder, 'rain.txt'), limits)).message).toContain(join(folder, 'Rain.md'));
  });

  it('refuses what is larger than the limit, a file as well as a folder’s files together', async () => {
    const folder = await folderOf({ 'a.txt': 'x'.repeat(60), 'b.txt': 'x'.repeat(60) });
    const refusalOf = (path: string, limit: number) => caught(() => openStory(path, { ...limits, limit })).diagnostic;
    expect(refusalOf(join(folder, 'a.txt'), 59)).toMatchObject({ code: 'input-too-large' });
    expect(refusalOf(folder, 100)).toMatchObject({ code: 'input-too-large' });
    expect(openStory(folder, { ...limits, limit: 120 }).members).toHaveLength(2);
  });
});

describe('readStream', () => {
  async function* chunks() {
    for (let count = 0; count < 1000; count += 1) yield new Uint8Array(1000);
  }

  it('gathers what comes', async () => {
    expect((await readStream(chunks(), '<stdin>')).bytes.length).toBe(1_000_000);
  });

  it('stops reading beyond the limit', async () => {
    await expect(readStream(chunks(), '<stdin>', { limit: 5000 })).rejects.toMatchObject({
      diagnostic: { code: 'input-too-large', file: '<stdin>' },
    });
  });

  it('stops waiting when it is aborted', async () => {
    const silent = { [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => {}) }) };
    const abortion = new AbortController();
    const reading = readStream(silent, '<stdin>', { signal: abortion.signal });
    abortion.abort(new Error('enough'));
    await expect(reading).rejects.toThrow('enough');
  });
});

describe('expandPattern', () => {
  it('finds what a shell would, in the order of the names', async () => {
    const folder = await folderOf({ 'b.txt': '', 'a.txt': '', 'a.md': '', '.h.txt': '', 'dir.txt/x': '' });
    const found = (pattern: string) =>
      expandPattern(join(folder, pattern)).map((path) => path.slice(folder.length + 1));
    expect(found('*.txt')).toEqual(['a.txt', 'b.txt']);
    expect(found('a*')).toEqual(['a.md', 'a.txt']);
    expect(found('*a*t*')).toEqual(['a.txt']);
    expect(found('a.txt*.txt')).toEqual([]);
  });

  it('takes a file that bears the star in its name for itself', async () => {
    const folder = await folderOf({ 'a*.txt': '', 'ab.txt': '' });
    expect(expandPattern(join(folder, 'a*.txt'))).toEqual([join(folder, 'a*.txt')]);
  });
});
