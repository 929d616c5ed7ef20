import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesIn, folderOf, RAIN, storybind } from '../support/storybind.js';

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;

describe('storybind build', () => {
  it('binds a story into out/, says so in one line on stderr, and nothing on stdout', async () => {
    const cwd = await folderOf({ 'rain.txt': RAIN });
    const { exitCode, stdout, stderr } = await storybind(['build', 'rain.txt', '--no-cover'], { cwd });
    expect(stderr).toMatch(/^out\/rain\.epub {2}2 chapters · \d+ words · 1 scene break\n/);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
    expect(await filesIn(cwd)).toEqual(['out/rain.epub', 'rain.txt']);
    expect(isZip(await readFile(join(cwd, 'out/rain.epub')))).toBe(true);
  });

  it('writes to the file, or into the folder, that -o names', async () => {
    const cwd = await folderOf({ 'rain.txt': RAIN, 'shelf/x': '' });
    const build = (output: string) => storybind(['build', 'rain.txt', '--no-cover', '-o', output], { cwd });
    for (const output of ['book.epub', 'shelf', 'new/']) expect((await build(output)).exitCode).toBe(0);
    expect(await filesIn(cwd)).toEqual(['book.epub', 'new/rain.epub', 'rain.txt', 'shelf/rain.epub', 'shelf/x']);
  });

  it('reads stdin and writes stdout, byte for byte the book that files give', async () => {
    const cwd = await folderOf({ 'rain.txt': RAIN });
    await storybind(['build', 'rain.txt', '--no-cover', '-o', 'rain.epub'], { cwd });
    const piped = await storybind(['build', '-', '--as', 'text', '--no-cover', '-o', '-'], { cwd, stdin: RAIN });
    expect(piped.exitCode).toBe(0);
    expect(piped.bytes.equals(await readFile(join(cwd, 'rain.epub')))).toBe(true);
  });

  it('names the book of stdin for the story’s title', async () => {
    const cwd = await folderOf();
    await storybind(['build', '-', '--no-cover'], { cwd, stdin: RAIN });
    expect(await filesIn(cwd)).toEqual(['out/the-rain-on-hollow-street.epub']);
  });

  it('expands a pattern that no shell did', async () => {
    const cwd = await folderOf({ 's/a.txt': RAIN, 's/b.txt': RAIN, 's/c.md': '# C\n\nText.\n' });
    const { exitCode } = await storybind(['build', 's/*.txt', '--no-cover', '-o', 'books'], { cwd });
    expect(exitCode).toBe(0);
    expect(await filesIn(join(cwd, 'books'))).toEqual(['a.epub', 'b.epub']);
  });

  it('binds the other stories when one cannot be, and ends with the gravest code', async () => {
    const cwd = await folderOf({ 'a.txt': RAIN, 'empty.txt': '', 'z.txt': RAIN });
    const args = ['build', 'a.txt', 'empty.txt', 'nothing.txt', 'z.txt', '--no-cover', '--json'];
    const { exitCode, stdout, stderr } = await storybind(args, { cwd });
    expect(exitCode).toBe(3);
    expect(await filesIn(join(cwd, 'out'))).toEqual(['a.epub', 'z.epub']);
    expect(stderr).toMatch(/^empty\.txt:?.* error input-empty: /m);
    const outcomes = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(outcomes.map(({ file, status, output }) => [file, status, output])).toEqual([
      ['a.txt', 'written', 'out/a.epub'],
      ['empty.txt', 'failed', null],
      ['nothing.txt', 'failed', null],
      ['z.txt', 'written', 'out/z.epub'],
    ]);
    expect(outcomes[0]).toMatchObject({ title: 'The Rain on Hollow Street', counts: { chapters: 2, sceneBreaks: 1 } });
    expect(outcomes[2].diagnostics[0]).toMatchObject({ code: 'input-missing', severity: 'error' });
  });

  it('keeps two stories of one name apart', async () => {
    const cwd = await folderOf({ 'a/rain.txt': RAIN, 'b/rain.txt': RAIN });
    await storybind(['build', 'a/rain.txt', 'b/rain.txt', '--no-cover'], { cwd });
    expect(await filesIn(join(cwd, 'out'))).toEqual(['rain-2.epub', 'rain.epub']);
  });

  it('says nothing under --quiet but errors', async () => {
    const cwd = await folderOf({ 'rain.txt': RAIN });
    const quiet = await storybind(['build', 'rain.txt', '--no-cover', '--quiet'], { cwd });
    expect(quiet).toMatchObject({ exitCode: 0, stdout: '', stderr: '' });
    expect((await storybind(['build', 'nothing.txt', '--quiet'], { cwd })).stderr).toContain('input-missing');
  });

  it('ends with 6 under --strict when there are warnings, and has written the book', async () => {
    const cwd = await folderOf({ 'untitled.txt': 'It rained, and then it did not, and the cat was pleased.\n' });
    const lenient = await storybind(['build', 'untitled.txt', '--no-cover'], { cwd });
    expect(lenient).toMatchObject({ exitCode: 0 });
    expect(lenient.stderr).toContain('warning title-missing');
    expect((await storybind(['build', 'untitled.txt', '--no-cover', '--strict'], { cwd })).exitCode).toBe(6);
    expect(await filesIn(join(cwd, 'out'))).toEqual(['untitled.epub']);
  });

  it('sets fields by their front matter keys', async () => {
    const cwd = await folderOf({ 'rain.txt': RAIN });
    const args = ['rain.txt', '--set', 'title=Another', '--set', 'author=Ann Example', '--set', 'author=Bo Example'];
    const { stdout } = await storybind(['inspect', ...args, '--json'], { cwd });
    expect(JSON.parse(stdout)).toMatchObject({
      title: 'Another',
      creators: ['Ann Example', 'Bo Example'],
      receipts: { title: { how: 'option' } },
    });
  });

  it('fits a cover of one’s own, and says when it is no image', async () => {
    const cwd = await folderOf({ 'rain.txt': RAIN, 'cover.jpg': 'not an image' });
    const wrong = await storybind(['build', 'rain.txt', '--cover', 'cover.jpg'], { cwd });
    expect(wrong.exitCode).toBe(3);
    expect(wrong.stderr).toContain('cover-invalid');
    const missing = await storybind(['build', 'rain.txt', '--cover', 'nothing.jpg'], { cwd });
    expect(missing.exitCode).toBe(3);
    expect(missing.stderr).toContain('nothing.jpg');
    expect(await filesIn(cwd)).toEqual(['cover.jpg', 'rain.txt']);
  });

  it('binds a folder of chapters into one book', async () => {
    const cwd = await folderOf({ 'weir/01.md': '# One\n\nText.\n', 'weir/02.md': '# Two\n\nText.\n' });
    const { exitCode, stderr } = await storybind(['build', 'weir', '--no-cover'], { cwd });
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/^out\/weir\.epub {2}2 chapters/);
  });

  it('replaces an older book', async () => {
    const cwd = await folderOf({ 'rain.txt': RAIN, 'out/rain.epub': 'older' });
    await storybind(['build', 'rain.txt', '--no-cover'], { cwd });
    expect(isZip(await readFile(join(cwd, 'out/rain.epub')))).toBe(true);
  });

  it('takes dcterms:modified from SOURCE_DATE_EPOCH, and refuses one that is none', async () => {
    const cwd = await folderOf({ 'rain.txt': RAIN });
    const build = (epoch: string, out: string) =>
      storybind(['build', 'rain.txt', '--no-cover', '-o', out], { cwd, env: { SOURCE_DATE_EPOCH: epoch } });
    await build('1300000000', 'a.epub');
    await build('1400000000', 'b.epub');
    const books = await Promise.all(['a.epub', 'b.epub'].map((name) => readFile(join(cwd, name))));
    expect(books[0]?.equals(books[1] as Buffer)).toBe(false);
    expect((await build('yesterday', 'c.epub')).exitCode).toBe(2);
  });
});

describe('wrong usage', () => {
  const cases: readonly [string, readonly string[], RegExp][] = [
    ['no command', [], /Usage: storybind/],
    ['a misspelt command', ['biuld', 'rain.txt'], /Did you mean build\?/],
    ['a misspelt option', ['build', 'rain.txt', '--themes', 'classic'], /Did you mean --theme\?/],
    ['a theme that is none', ['build', 'rain.txt', '--theme', 'clasic'], /classic, modern, plain/],
    ['no story', ['build'], /files/],
    ['a setting without a value', ['build', 'rain.txt', '--set', 'title'], /key=value/],
    ['a setting that is none', ['build', 'rain.txt', '--set', 'titel=x'], /Did you mean `title`\?/],
    ['several stories to stdout', ['build', 'rain.txt', 'rain.txt', '-o', '-'], /folder/],
    ['a book and JSON to stdout', ['build', 'rain.txt', '-o', '-', '--json'], /stdout/],
    ['a shell that is none', ['completion', 'csh'], /bash, zsh, fish/],
  ];

  it.each(cases)('%s ends with 2 and says what is right', async (_name, args, says) => {
    const cwd = await folderOf({ 'rain.txt': RAIN });
    const { exitCode, stdout, stderr } = await storybind(args, { cwd });
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(says);
    expect(stdout).toBe('');
    expect(await filesIn(cwd)).toEqual(['rain.txt']);
  });
});

describe('help', () => {
  it.each(['build', 'inspect', 'check', 'completion'])('of %s has examples', async (command) => {
    const { exitCode, stdout } = await storybind(['help', command]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`$ storybind ${command} `);
    expect((await storybind([command, '--help'])).stdout).toBe(stdout);
  });

  it('has the version of package.json', async () => {
    const { version } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'));
    expect((await storybind(['--version'])).stdout).toBe(`${version}\n`);
  });
});

describe('a story that changes', () => {
  it('gives another book', async () => {
    const cwd = await folderOf({ 'rain.txt': RAIN });
    const build = async () => {
      await storybind(['build', 'rain.txt', '--no-cover'], { cwd });
      return readFile(join(cwd, 'out/rain.epub'));
    };
    const before = await build();
    await writeFile(join(cwd, 'rain.txt'), RAIN.replace('the cat', 'the dog'));
    expect((await build()).equals(before)).toBe(false);
  });
});

describe('storybind build --as-one', () => {
  it('binds the files given as one book, in their order, called after its title', async () => {
    const cwd = await folderOf({ 'b.txt': 'It was dry.\n', 'a.md': '# The Flood\n\nIt rained.\n' });
    const args = ['build', '--as-one', 'b.txt', 'a.md', '--set', 'title=The Weir', '--no-cover', '--json'];
    const { exitCode, stdout } = await storybind(args, { cwd });
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      output: 'out/the-weir.epub',
      title: 'The Weir',
      counts: { chapters: 2 },
    });
  });
});
