import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMAND, filesIn, folderOf, RAIN, storybind } from '../support/storybind.js';

const PNG = new Uint8Array([
  0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1,
]);

/** Binds one file; what the command said, and what it left behind beside the file. */
async function bind(name: string, content: string | Uint8Array, ...more: readonly string[]) {
  const cwd = await folderOf({ [name]: content });
  const ran = await storybind(['build', name, '--no-cover', ...more], { cwd });
  return { ...ran, left: (await filesIn(cwd)).filter((file) => file !== name), cwd };
}

describe('input that is no story', () => {
  const cases: readonly [string, string, string | Uint8Array, string][] = [
    ['an empty file', 'empty.txt', '', 'input-empty'],
    ['blank lines alone', 'blank.txt', ' \n\n\t\n', 'input-empty'],
    ['an empty Markdown file', 'empty.md', '', 'input-empty'],
    ['an image named as text', 'picture.txt', PNG, 'input-binary'],
    ['an image named as Markdown', 'picture.md', PNG, 'input-binary'],
    ['zeros', 'zeros.txt', new Uint8Array(100_000), 'input-'],
  ];

  it.each(cases)(
    '%s ends with 3, says why in a line, and leaves nothing behind',
    async (_name, file, content, code) => {
      const { exitCode, stdout, stderr, left } = await bind(file, content);
      expect({ exitCode, stdout, left }).toEqual({ exitCode: 3, stdout: '', left: [] });
      expect(stderr).toMatch(new RegExp(`^${file}.*: error ${code}[a-z-]*: .+\\n$`));
    },
  );

  it('a file of 200 MB on one line is refused by its size, from disk and from a pipe', async () => {
    const cwd = await folderOf();
    const file = await open(join(cwd, 'line.txt'), 'w');
    const chunk = Buffer.alloc(2 ** 20, 'word ');
    for (let count = 0; count < 200; count += 1) await file.write(chunk);
    await file.close();
    const { exitCode, stderr } = await storybind(['build', 'line.txt'], { cwd });
    expect(exitCode).toBe(3);
    expect(stderr).toMatch(/^line\.txt: error input-too-large: .*200 MiB.*64 MiB.*Split/);
    expect(await filesIn(cwd)).toEqual(['line.txt']);
    const piped = execFileSync(
      'bash',
      ['-c', `cat line.txt | "${process.execPath}" "$0" build - 2>&1; echo "\${PIPESTATUS[1]}"`, COMMAND],
      { cwd, encoding: 'utf8' },
    );
    expect(piped).toMatch(/input-too-large[\s\S]*\n3\n$/);
    expect(await filesIn(cwd)).toEqual(['line.txt']);
  });

  it('a folder without stories, a missing file and a file that cannot be read are each said to be so', async () => {
    const cwd = await folderOf({ 'pictures/x.png': PNG, 'locked.txt': RAIN });
    if (process.getuid?.() === 0) execFileSync('mkfifo', [join(cwd, 'pipe.txt')]);
    else await chmod(join(cwd, 'locked.txt'), 0);
    const unreadable = process.getuid?.() === 0 ? 'pipe.txt' : 'locked.txt';
    for (const [path, code] of [
      ['pictures', 'input-directory'],
      ['nothing.txt', 'input-missing'],
      [unreadable, 'input-unreadable'],
    ]) {
      const { exitCode, stderr } = await storybind(['build', path as string], { cwd });
      expect(exitCode, path).toBe(3);
      expect(stderr).toMatch(new RegExp(`^${path}: error ${code}: .+\\n$`));
    }
    expect(existsSync(join(cwd, 'out'))).toBe(false);
  });
});

describe('input that is hard to read', () => {
  it('a line of many megabytes becomes a book', async () => {
    const { exitCode, left } = await bind('line.txt', 'word '.repeat(800_000));
    expect({ exitCode, left }).toEqual({ exitCode: 0, left: ['out/line.epub'] });
  });

  const nested: readonly [string, string][] = [
    ['quotes', `${'> '.repeat(50_000)}deep`],
    ['lists', Array.from({ length: 1000 }, (_, depth) => `${'  '.repeat(depth)}- item`).join('\n')],
    ['brackets', `${'['.repeat(50_000)}deep${']'.repeat(50_000)}`],
    ['emphasis', `${'*a '.repeat(20_000)}deep${' a*'.repeat(20_000)}`],
    ['markup', `${'<div>'.repeat(50_000)}deep${'</div>'.repeat(50_000)}`],
    ['inline markup', `x ${'<b>'.repeat(20_000)}deep${'</b>'.repeat(20_000)}`],
  ];

  it.each(nested)('%s nested many thousand deep are flattened or refused, never a defect', async (_name, text) => {
    const { exitCode, stderr, left } = await bind('deep.md', `# Deep\n\nBefore.\n\n${text}\n\nAfter.\n`);
    expect(stderr).not.toContain('defect');
    expect([0, 3]).toContain(exitCode);
    expect(left).toEqual(exitCode === 0 ? ['out/deep.epub'] : []);
    if (exitCode !== 0) expect(stderr).toMatch(/error input-/);
  });

  it('bytes that no encoding knows are replaced, and said to be', async () => {
    const text = Buffer.from(RAIN.replaceAll('a', 'ä').replace('cat', 'cät'), 'utf8');
    text[text.length - 20] = 0xff;
    const { exitCode, stdout } = await bind('rain.txt', text, '--json');
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout).diagnostics.map(({ code }: { code: string }) => code)).toContain('encoding-invalid');
  });

  it('an old encoding is recognised, and said to be', async () => {
    const text = Buffer.from(RAIN.replaceAll('letter', 'lettre écrite à Noël').replace('cat', 'chat âgé'), 'latin1');
    const cwd = await folderOf({ 'rain.txt': text });
    const { stdout } = await storybind(['inspect', '--json', 'rain.txt'], { cwd });
    expect(JSON.parse(stdout)).toMatchObject({ encoding: 'windows-1252' });
  });

  it('a missing image is named with its place and a way out, and --strict minds', async () => {
    const story = '# Rain\n\nIt rained.\n\n![A map](map.png)\n\nIt stopped.\n';
    const { exitCode, stderr, left } = await bind('rain.md', story);
    expect({ exitCode, left }).toEqual({ exitCode: 0, left: ['out/rain.epub'] });
    expect(stderr).toMatch(/^rain\.md:5:1: warning image-missing: .*`map\.png`.*Put it/m);
    expect((await bind('rain.md', story, '--strict')).exitCode).toBe(6);
  });

  it('a bad date is named with its place and left out', async () => {
    const { exitCode, stderr } = await bind('rain.txt', RAIN.replace('2011-04-09', 'the 41st of Smarch'));
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/^rain\.txt:3:\d+: warning date-invalid: .*41st of Smarch/m);
  });

  it('names that would command a terminal do not reach it', async () => {
    const { stderr } = await bind('a\u001b[31mb.txt', '');
    expect(stderr).not.toContain('\u001b');
  });
});

describe('a place where no book can be put', () => {
  it('below a file: ends with 5 and says what is in the way', async () => {
    const { exitCode, stderr, left } = await bind('rain.txt', RAIN, '-o', 'rain.txt/book.epub');
    expect({ exitCode, left }).toEqual({ exitCode: 5, left: [] });
    expect(stderr).toMatch(/error output-unwritable: .*-o/);
  });

  it.runIf(existsSync('/dev/full'))('a full disk: ends with 5 and says so', async () => {
    const { exitCode, stderr, left } = await bind('rain.txt', RAIN, '-o', '/dev/full');
    expect({ exitCode, left }).toEqual({ exitCode: 5, left: [] });
    expect(stderr).toContain('the disk is full');
  });

  it.runIf(existsSync('/proc/self'))('where the system makes no folders: ends with 5 and says so', async () => {
    const { exitCode, stderr, left } = await bind('rain.txt', RAIN, '-o', '/proc/storybind/shelf/book.epub');
    expect({ exitCode, left }).toEqual({ exitCode: 5, left: [] });
    expect(stderr).toContain('no such folder');
  });

  it('the story itself: ends with 2 and leaves the story as it is', async () => {
    const { exitCode, stderr, cwd } = await bind('rain.txt', RAIN, '-o', './rain.txt');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('output-is-source');
    expect(await readFile(join(cwd, 'rain.txt'), 'utf8')).toBe(RAIN);
  });
});

describe('a book that is there already', () => {
  it('is left as it is when the new one cannot be made', async () => {
    const cwd = await folderOf({ 'rain.txt': '', 'out/rain.epub': 'the older book' });
    expect((await storybind(['build', 'rain.txt'], { cwd })).exitCode).toBe(3);
    expect(await filesIn(cwd)).toEqual(['out/rain.epub', 'rain.txt']);
    expect(await readFile(join(cwd, 'out/rain.epub'), 'utf8')).toBe('the older book');
  });
});
