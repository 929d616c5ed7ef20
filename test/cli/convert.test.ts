import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildEpub, item } from '../support/build-epub.js';
import { filesIn, folderOf, RAIN, storybind } from '../support/storybind.js';
import { unzip } from '../support/unzip.js';

const BOOK = buildEpub({
  documents: { 'cover.xhtml': '<p>The Wet Year</p>', 'one.xhtml': '<p>It rained. It poured.</p>' },
  contents: item('One', 'one.xhtml'),
});
const LOCKED = buildEpub({
  documents: { 'one.xhtml': '<p>It rained.</p>' },
  contents: item('One', 'one.xhtml'),
  members: {
    'META-INF/encryption.xml':
      '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#"><CipherData><CipherReference URI="OEBPS/one.xhtml"/></CipherData></EncryptedData></encryption>',
  },
});

describe('storybind convert', () => {
  it('refuses a signed book, whose signature it would break', async () => {
    const signed = buildEpub({
      documents: { 'one.xhtml': '<p>It rained.</p>' },
      contents: item('One', 'one.xhtml'),
      members: { 'META-INF/signatures.xml': '<signatures/>' },
    });
    const cwd = await folderOf({ 'signed.epub': signed });
    const { exitCode, stderr } = await storybind(['convert', 'signed.epub', '--to', 'kepub'], { cwd });
    expect({ exitCode, stderr }).toEqual({ exitCode: 3, stderr: expect.stringContaining('signed') });
    expect(await filesIn(cwd)).toEqual(['signed.epub']);
  });

  it('makes a KEPUB of an EPUB in out/, under the name that Kobo looks for', async () => {
    const cwd = await folderOf({ 'wet.epub': BOOK });
    const { exitCode, stdout, stderr } = await storybind(['convert', 'wet.epub', '--to', 'kepub'], { cwd });
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: 'out/wet.kepub.epub  of wet.epub\n',
    });
    const pages = unzip(await readFile(join(cwd, 'out/wet.kepub.epub')));
    expect(pages.get('OEBPS/one.xhtml')).toContain('<span class="koboSpan" id="kobo.1.2">It poured.</span>');
  });

  it('makes of storybind’s own EPUB what `build --format kepub` makes of the story, to the byte', async () => {
    const cwd = await folderOf({ 'rain.txt': RAIN });
    await storybind(['build', 'rain.txt', '-o', 'rain.epub'], { cwd });
    await storybind(['build', 'rain.txt', '--format', 'kepub'], { cwd });
    await storybind(['convert', 'rain.epub', '--to', 'kepub', '-o', 'kobo/'], { cwd });
    const [built, converted] = await Promise.all(
      ['out/rain.kepub.epub', 'kobo/rain.kepub.epub'].map((path) => readFile(join(cwd, path))),
    );
    expect(converted?.equals(built ?? Buffer.of())).toBe(true);
    const { exitCode, stdout } = await storybind(['check', 'out/rain.kepub.epub', '--json'], { cwd });
    expect({ exitCode, found: JSON.parse(stdout).diagnostics }).toEqual({ exitCode: 0, found: [] });
  });

  it('writes to the file, the folder or the stream that -o names', async () => {
    const cwd = await folderOf({ 'wet.epub': BOOK, 'shelf/x': '' });
    const convert = (output: string) => storybind(['convert', 'wet.epub', '--to', 'kepub', '-o', output], { cwd });
    for (const output of ['mine.kepub.epub', 'shelf']) expect((await convert(output)).exitCode).toBe(0);
    const { bytes } = await convert('-');
    expect(bytes.equals(await readFile(join(cwd, 'mine.kepub.epub')))).toBe(true);
    expect(await filesIn(cwd)).toEqual(['mine.kepub.epub', 'shelf/wet.kepub.epub', 'shelf/x', 'wet.epub']);
  });

  it('converts the other books when one cannot be, and ends with the gravest code', async () => {
    const cwd = await folderOf({ 'a.epub': BOOK, 'b.epub': LOCKED, 'c.epub': 'no zip', 'e.epub': BOOK });
    const args = ['convert', 'a.epub', 'b.epub', 'c.epub', 'd.epub', 'e.epub', '--to', 'kepub', '--json'];
    const { exitCode, stdout, stderr } = await storybind(args, { cwd });
    expect(exitCode).toBe(3);
    const outcomes = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(outcomes.map(({ file, output, status }) => [file, output, status])).toEqual([
      ['a.epub', 'out/a.kepub.epub', 'written'],
      ['b.epub', null, 'failed'],
      ['c.epub', null, 'failed'],
      ['d.epub', null, 'failed'],
      ['e.epub', 'out/e.kepub.epub', 'written'],
    ]);
    expect(stderr).toMatch(/^b\.epub: error input-damaged: The EPUB is encrypted \(DRM\)/m);
    expect(stderr).toMatch(/^c\.epub: error input-damaged: The file is no ZIP file/m);
    expect(stderr).toMatch(/^d\.epub: error input-missing: /m);
    expect(await filesIn(join(cwd, 'out'))).toEqual(['a.kepub.epub', 'e.kepub.epub']);
  });

  it('refuses a book of which a part is damaged', async () => {
    const bytes = Uint8Array.from(BOOK);
    const at = Buffer.from(bytes).indexOf('OEBPS/one.xhtml') + 'OEBPS/one.xhtml'.length;
    bytes.fill(0xff, at, at + 8);
    const cwd = await folderOf({ 'wet.epub': bytes });
    const { exitCode, stderr } = await storybind(['convert', 'wet.epub', '--to', 'kepub'], { cwd });
    expect(exitCode).toBe(3);
    expect(stderr).toContain('input-damaged: `OEBPS/one.xhtml` cannot be unpacked');
    expect(await filesIn(cwd)).toEqual(['wet.epub']);
  });

  it('writes nothing with --dry-run, and says nothing with --quiet', async () => {
    const cwd = await folderOf({ 'wet.epub': BOOK });
    const planned = await storybind(['convert', 'wet.epub', '--to', 'kepub', '--dry-run', '--json'], { cwd });
    expect(JSON.parse(planned.stdout)).toEqual({
      file: 'wet.epub',
      output: 'out/wet.kepub.epub',
      status: 'planned',
      diagnostics: [],
    });
    expect(await filesIn(cwd)).toEqual(['wet.epub']);
    const quiet = await storybind(['convert', 'wet.epub', '--to', 'kepub', '--quiet'], { cwd });
    expect(quiet).toMatchObject({ exitCode: 0, stdout: '', stderr: '' });
  });

  it('does not overwrite the book that it reads', async () => {
    const cwd = await folderOf({ 'wet.kepub.epub': BOOK });
    const args = ['convert', 'wet.kepub.epub', '--to', 'kepub', '-o', '.'];
    const { exitCode, stderr } = await storybind(args, { cwd });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('output-is-source');
    expect(Buffer.from(BOOK).equals(await readFile(join(cwd, 'wet.kepub.epub')))).toBe(true);
  });

  it.each([
    [['convert', 'wet.epub'], '--to'],
    [['convert', 'wet.epub', '--to', 'mobi'], 'kepub'],
    [['convert', 'a.epub', 'b.epub', '--to', 'kepub', '-o', '-'], '-o - takes one book'],
  ])('refuses %j', async (args, words) => {
    const { exitCode, stderr } = await storybind(args);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(words);
  });

  it('is what a collection’s books can be, too', async () => {
    const cwd = await folderOf({ 's/a.txt': RAIN, 's/b.txt': RAIN.replaceAll('Rain', 'Snow') });
    const args = ['build', 's', '--each', '--no-cover', '--format', 'kepub', '-o', 'books'];
    expect((await storybind(args, { cwd })).exitCode).toBe(0);
    const books = (await filesIn(join(cwd, 'books'))).filter((name) => name.endsWith('.epub'));
    expect(books).toHaveLength(2);
    expect(books.every((name) => name.endsWith('.kepub.epub'))).toBe(true);
  });
});
