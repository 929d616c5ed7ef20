import { describe, expect, it } from 'vitest';
import { bookOf, edit, RAIN, withStyles } from '../books/preflight/sound-book.js';
import { folderOf, RAIN as STORY, storybind } from '../support/storybind.js';

const SOUND = await bookOf();
const MODERN = await bookOf(withStyles('@media (min-width: 30em) { p { margin: 0 } }'));
const PLAIN = await bookOf(edit(RAIN, / class="koboSpan" id="kobo.1.1"/, ''));

const check = (args: readonly string[], cwd: string) => storybind(['check', ...args], { cwd });

describe('storybind check --for', () => {
  it('says that a book is valid, and fit for the devices that are named', async () => {
    const cwd = await folderOf({ 'lamps.kepub.epub': SOUND });
    const { exitCode, stderr } = await check(['lamps.kepub.epub', '--for', 'kobo,nook', '--for', 'boox'], cwd);
    expect(exitCode).toBe(0);
    expect(stderr.trimEnd().split('\n').at(-1)).toMatch(
      /^lamps\.kepub\.epub {2}valid · fit for kobo · fit for nook · fit for boox/,
    );
  });

  it('ends with 4 where a device would lose part of a valid book, and names the device, the rule and its source', async () => {
    const cwd = await folderOf({ 'lamps.epub': MODERN });
    expect((await check(['lamps.epub'], cwd)).exitCode).toBe(0);
    const { exitCode, stderr } = await check(['lamps.epub', '--for', 'nook,boox'], cwd);
    expect(exitCode).toBe(4);
    expect(stderr).toMatch(
      /^lamps\.epub\/EPUB\/css\/book\.css:\d+:\d+: error preflight-css-modern: Nook: `@media .*`--fix` mends it\. \[andreklein\.net/m,
    );
    expect(stderr).toMatch(/valid · unfit for nook · fit for boox · 1 error/);
  });

  it('ends with 6 at warnings of a device with --strict', async () => {
    const cwd = await folderOf({ 'lamps.epub': PLAIN });
    const args = ['lamps.epub', '--for', 'kobo'];
    const { exitCode, stderr } = await check(args, cwd);
    expect(exitCode).toBe(0);
    expect(stderr).toContain('storybind convert book.epub --to kepub');
    expect((await check([...args, '--strict'], cwd)).exitCode).toBe(6);
  });

  it('prints what is valid and what is fit as JSON', async () => {
    const cwd = await folderOf({ 'lamps.epub': MODERN });
    const { exitCode, stdout } = await check(
      ['lamps.epub', '--for', 'nook', '--for', 'nook,kindle', '--json', '-q'],
      cwd,
    );
    expect(exitCode).toBe(4);
    const { diagnostics, ...verdict } = JSON.parse(stdout);
    const devices = [
      { id: 'nook', isFit: false },
      { id: 'kindle', isFit: true },
    ];
    expect(verdict).toEqual({ file: 'lamps.epub', isValid: true, devices });
    const codes = diagnostics.map(({ code }: { code: string }) => code);
    expect(codes).toContain('preflight-css-modern');
    expect(codes).toContain('device-by-mail');
  });

  it('says nothing of devices where none is named', async () => {
    const cwd = await folderOf({ 'lamps.epub': MODERN });
    const { stdout, stderr } = await check(['lamps.epub', '--json'], cwd);
    expect(JSON.parse(stdout)).not.toHaveProperty('devices');
    expect(stdout + stderr).not.toContain('preflight-');
  });

  it('calls a book of storybind’s own fit for the device that it was made for', async () => {
    const cwd = await folderOf({ 'rain.txt': STORY });
    await storybind(['build', 'rain.txt', '--for', 'kobo'], { cwd });
    const { exitCode, stdout } = await check(['out/rain.kepub.epub', '--for', 'kobo', '--strict', '--json'], cwd);
    expect({ exitCode, ...JSON.parse(stdout) }).toMatchObject({ exitCode: 0, devices: [{ id: 'kobo', isFit: true }] });
  });

  it('calls a file that is no book unfit, without a stack trace', async () => {
    const cwd = await folderOf({ 'noise.epub': 'x'.repeat(1000) });
    const { exitCode, stdout, stderr } = await check(['noise.epub', '--for', 'kobo', '--json'], cwd);
    expect(exitCode).toBe(4);
    expect(JSON.parse(stdout)).toMatchObject({ isValid: false, devices: [{ id: 'kobo', isFit: false }] });
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it.each(['kobi', 'kobo,', 'kobo,kobi', ''])('refuses the device "%s", and lists those that there are', async (id) => {
    const cwd = await folderOf({ 'lamps.epub': SOUND });
    const { exitCode, stdout, stderr } = await check(['lamps.epub', '--for', id], cwd);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain('kindle-paperwhite-6');
  });
});
