import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bookOf, inBody, withStyles } from '../books/preflight/sound-book.js';
import { filesIn, folderOf, storybind } from '../support/storybind.js';

const BAD = await bookOf(inBody('<!-- lamps -- all of them -->'), withStyles('p { font-family: Arial }'));
const SOUND = await bookOf();

describe('storybind check --fix', () => {
  it('writes the mended book beside the old one’s name in out/, and says what was done', async () => {
    const cwd = await folderOf({ 'book.epub': BAD });
    const { exitCode, stderr } = await storybind(['check', 'book.epub', '--for', 'kindle', '--fix'], { cwd });
    expect({ exitCode, stderr }).toEqual({
      exitCode: 0,
      stderr: expect.stringMatching(/out\/book\.epub {2}of book\.epub\n {2}comments that hold `--`.*\n {2}fonts/),
    });
    expect(new Uint8Array(await readFile(join(cwd, 'book.epub')))).toEqual(BAD);
    const checked = await storybind(['check', 'out/book.epub', '--for', 'kindle', '--strict'], { cwd });
    expect(checked.exitCode).toBe(0);
    expect(checked.stderr).toContain('fit for kindle');
  });

  it('writes nothing with --dry-run, nor where there is nothing to mend', async () => {
    const cwd = await folderOf({ 'bad.epub': BAD, 'sound.epub': SOUND });
    const ran = await storybind(['check', 'bad.epub', '--for', 'kindle', '--fix', '--dry-run', '--json'], { cwd });
    expect(JSON.parse(ran.stdout)).toMatchObject({
      file: 'bad.epub',
      output: 'out/bad.epub',
      status: 'planned',
      mended: [{ code: 'preflight-comment' }, { code: 'preflight-font-family' }],
    });
    const sound = await storybind(['check', 'sound.epub', '--for', 'kindle', '--fix', '--json'], { cwd });
    expect(JSON.parse(sound.stdout)).toMatchObject({ status: 'unchanged', output: null, mended: [] });
    expect(await filesIn(cwd)).toEqual(['bad.epub', 'sound.epub']);
  });

  it('never writes over the book that was given', async () => {
    const cwd = await folderOf({ 'book.epub': BAD });
    const args = ['check', 'book.epub', '--for', 'kindle', '--fix', '-o', 'book.epub'];
    const { exitCode, stderr } = await storybind(args, { cwd });
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining('output-is-source') });
    expect(new Uint8Array(await readFile(join(cwd, 'book.epub')))).toEqual(BAD);
  });

  it('nor over another book of the run, read already or not', async () => {
    const cwd = await folderOf({ 'd/x.epub': BAD, 'x.epub': SOUND });
    const args = ['check', 'd/x.epub', 'x.epub', '--for', 'kindle', '--fix', '-o', '.'];
    const { exitCode, stderr } = await storybind(args, { cwd });
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining('output-is-source') });
    expect(new Uint8Array(await readFile(join(cwd, 'x.epub')))).toEqual(SOUND);
  });

  it('gives each its own name, also where one is called as another would be', async () => {
    const cwd = await folderOf({ 'p/a.epub': BAD, 'q/a.epub': BAD, 'r/a-2.epub': BAD });
    const args = ['check', 'p/a.epub', 'q/a.epub', 'r/a-2.epub', '--for', 'kindle', '--fix', '-o', 'mended'];
    expect((await storybind(args, { cwd })).exitCode).toBe(0);
    expect(await filesIn(join(cwd, 'mended'))).toEqual(['a-2-2.epub', 'a-2.epub', 'a.epub']);
  });

  it('mends the others when one cannot be read, and keeps the name of a KEPUB', async () => {
    const cwd = await folderOf({ 'broken.epub': 'no zip at all', 'book.kepub.epub': BAD });
    const args = ['check', 'broken.epub', 'book.kepub.epub', '--for', 'kindle', '--fix', '-o', 'mended/'];
    const { exitCode, stderr } = await storybind(args, { cwd });
    expect({ exitCode, stderr }).toEqual({ exitCode: 3, stderr: expect.stringContaining('broken.epub: error') });
    expect(await filesIn(join(cwd, 'mended'))).toEqual(['book.kepub.epub']);
  });

  it.each([
    ['no device', ['--fix'], 'name them with --for'],
    ['--epubcheck', ['--fix', '--for', 'kobo', '--epubcheck'], 'check the mended book'],
    ['-o without --fix', ['--for', 'kobo', '-o', 'x.epub'], 'a check writes nothing'],
    ['--dry-run without --fix', ['--dry-run'], 'a check writes nothing'],
  ])('refuses %s', async (_what, flags, said) => {
    const cwd = await folderOf();
    await writeFile(join(cwd, 'book.epub'), SOUND);
    const { exitCode, stderr } = await storybind(['check', 'book.epub', ...flags], { cwd });
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining(said) });
  });
});
