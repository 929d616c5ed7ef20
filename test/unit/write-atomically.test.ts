import { link, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { StoryError } from '../../src/diagnostics/report.js';
import { writeAtomically } from '../../src/io/write-atomically.js';
import { filesIn, folderOf } from '../support/storybind.js';

const bytes = new TextEncoder().encode('a book');

describe('writeAtomically', () => {
  it('makes the folders that are missing and leaves nothing but the file', async () => {
    const folder = await folderOf();
    writeAtomically(join(folder, 'a/b/rain.epub'), bytes);
    expect(await filesIn(folder)).toEqual(['a/b/rain.epub']);
    expect(await readFile(join(folder, 'a/b/rain.epub'), 'utf8')).toBe('a book');
  });

  it('replaces an older book and keeps its permissions', async () => {
    const folder = await folderOf({ 'rain.epub': 'an older and much longer book' });
    await writeFile(join(folder, 'rain.epub'), 'older', { mode: 0o640 });
    const before = (await stat(join(folder, 'rain.epub'))).mode;
    writeAtomically(join(folder, 'rain.epub'), bytes);
    expect(await readFile(join(folder, 'rain.epub'), 'utf8')).toBe('a book');
    expect((await stat(join(folder, 'rain.epub'))).mode).toBe(before);
  });

  it('follows a link and leaves it one', async () => {
    const folder = await folderOf({ 'shelf/rain.epub': 'older' });
    await symlink(join(folder, 'shelf/rain.epub'), join(folder, 'link.epub'));
    writeAtomically(join(folder, 'link.epub'), bytes);
    expect(await readFile(join(folder, 'shelf/rain.epub'), 'utf8')).toBe('a book');
  });

  it.each(['by its own name', 'through a symbolic link', 'through a hard link'])(
    'refuses to overwrite a source %s',
    async (way) => {
      const folder = await folderOf({ 'rain.txt': 'the only copy' });
      const source = join(folder, 'rain.txt');
      const target = way === 'by its own name' ? source : join(folder, 'other.epub');
      if (way === 'through a symbolic link') await symlink(source, target);
      if (way === 'through a hard link') await link(source, target);
      expect(() => writeAtomically(target, bytes, [source])).toThrow(/would overwrite/);
      expect(await readFile(source, 'utf8')).toBe('the only copy');
    },
  );

  it('says what is in the way when the target is a folder, or a file stands where a folder must', async () => {
    const folder = await folderOf({ 'taken/x': '', file: '' });
    for (const target of ['taken', 'file/rain.epub']) {
      expect(() => writeAtomically(join(folder, target), bytes)).toThrow(StoryError);
      expect(() => writeAtomically(join(folder, target), bytes)).toThrow(/cannot be written.*-o/);
    }
    expect(await filesIn(folder)).toEqual(['file', 'taken/x']);
  });

  it('writes to a device as it is', async () => {
    writeAtomically('/dev/null', bytes);
    expect((await stat('/dev/null')).isCharacterDevice()).toBe(true);
  });
});
