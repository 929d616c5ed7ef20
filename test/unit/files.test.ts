import { execFileSync } from 'node:child_process';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expandPattern } from '../../src/io/expand-pattern.js';
import { openStory, readStream } from '../../src/io/files.js';
import { folderOf } from '../support/storybind.js';

const limits = { extensions: ['txt', 'md', 'yml'] };
const decode = (bytes: Uint8Array | undefined) => bytes && new TextDecoder().decode(bytes);

describe('openStory', () => {
  it('opens a file with a way to the files beside and below it', async () => {
    const folder = await folderOf({ 'rain.md': 'Rain.', 'maps/north.png': 'PNG' });
    const story = await openStory(join(folder, 'rain.md'), limits);
    expect(decode(story.bytes)).toBe('Rain.');
    expect(decode(await story.sibling?.('maps/north.png'))).toBe('PNG');
    expect(decode(await story.sibling?.('./maps/../rain.md'))).toBe('Rain.');
  });

  it('never reaches out of the story’s own folder, by whatever way', async () => {
    const folder = await folderOf({ 'secret.txt': 'secret', 'own/rain.md': 'Rain.', 'own-too/x.txt': 'secret' });
    await symlink(join(folder, 'secret.txt'), join(folder, 'own/link.png'));
    await symlink(folder, join(folder, 'own/up'));
    const story = await openStory(join(folder, 'own/rain.md'), limits);
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

  it('opens a folder as its story files, the others and the hidden ones aside', async () => {
    const folder = await folderOf({ 'b.md': 'B', 'a.txt': 'A', '.c.md': 'C', 'd.png': 'D', 'sub/e.md': 'E' });
    const story = await openStory(folder, limits);
    expect(story.members?.map(({ name }) => name)).toEqual([join(folder, 'a.txt'), join(folder, 'b.md')]);
  });

  it('refuses a folder without stories, a missing file and a pipe, each with its own code', async () => {
    const folder = await folderOf({ 'pictures/x.png': '', 'Rain.md': '' });
    const codeOf = (name: string) => openStory(join(folder, name), limits).catch(({ diagnostic }) => diagnostic);
    expect(await codeOf('pictures')).toMatchObject({ code: 'input-directory', file: join(folder, 'pictures') });
    expect(await codeOf('nothing.txt')).toMatchObject({ code: 'input-missing' });
    expect(await codeOf('Rain.md/x.txt')).toMatchObject({ code: 'input-missing' });
    execFileSync('mkfifo', [join(folder, 'pipe.txt')]);
    expect(await codeOf('pipe.txt')).toMatchObject({ code: 'input-unreadable' });
  });

  it('names the file that was probably meant', async () => {
    const folder = await folderOf({ 'Rain.md': '' });
    const wrong = await openStory(join(folder, 'rain.txt'), limits).catch((error: Error) => error.message);
    expect(wrong).toContain(join(folder, 'Rain.md'));
  });

  it('refuses what is larger than the limit, a file as well as a folder’s files together', async () => {
    const folder = await folderOf({ 'a.txt': 'x'.repeat(60), 'b.txt': 'x'.repeat(60) });
    const tooLarge = { diagnostic: { code: 'input-too-large' } };
    await expect(openStory(join(folder, 'a.txt'), { ...limits, limit: 59 })).rejects.toMatchObject(tooLarge);
    await expect(openStory(folder, { ...limits, limit: 100 })).rejects.toMatchObject(tooLarge);
    await expect(openStory(folder, { ...limits, limit: 120 })).resolves.toBeDefined();
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
    const found = async (pattern: string) =>
      (await expandPattern(join(folder, pattern))).map((path) => path.slice(folder.length + 1));
    expect(await found('*.txt')).toEqual(['a.txt', 'b.txt']);
    expect(await found('a*')).toEqual(['a.md', 'a.txt']);
    expect(await found('*a*t*')).toEqual(['a.txt']);
    expect(await found('a.txt*.txt')).toEqual([]);
  });

  it('takes a file that bears the star in its name for itself', async () => {
    const folder = await folderOf({ 'a*.txt': '', 'ab.txt': '' });
    expect(await expandPattern(join(folder, 'a*.txt'))).toEqual([join(folder, 'a*.txt')]);
  });
});
