import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assignNames, nameOf, parseTemplate } from '../../src/collection/book-names.js';
import { search, statusOf } from '../../src/collection/catalogue/look.js';
import { readCatalogue } from '../../src/collection/catalogue/open.js';
import { parseQuery } from '../../src/collection/catalogue/query.js';
import { inlineExecutor } from '../../src/collection/run/executor.js';
import { type RunEvent, type RunRequest, type RunSummary, runCollection } from '../../src/collection/run/run.js';
import { findStories } from '../../src/collection/scan.js';

let root: string;
let stories: string;
let out: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'storybind-attack-'));
  stories = join(root, 'stories');
  out = join(root, 'books');
  mkdirSync(stories);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

const about = (title: string): string => `Title: ${title}\nAuthor: Bo Lind\n\nSnow fell on ${title} for a week.\n`;
const story = (path: string, title: string): void => write(join(stories, path), about(title));

async function run(
  request: Partial<RunRequest> = {},
): Promise<RunSummary & { readonly events: readonly RunEvent[]; readonly codes: readonly string[] }> {
  // The clock of a file system is too coarse to tell of a change in the same moment.
  await new Promise((resume) => setTimeout(resume, 30));
  const events: RunEvent[] = [];
  const summary = await runCollection({
    roots: [stories],
    out,
    options: { cover: false },
    tool: '1.0.0',
    executor: inlineExecutor,
    signal: new AbortController().signal,
    say: (event) => events.push(event),
    ...request,
  });
  const codes = events.flatMap((event) => (event.kind === 'flagged' ? [event.diagnostic.code] : []));
  return { ...summary, events, codes };
}

const books = (): readonly string[] =>
  readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.epub'))
    .map((entry) => join(entry.parentPath, entry.name).slice(out.length + 1))
    .sort();

describe('the name of a book', () => {
  it.each([
    ['{title}', { title: '../../etc/passwd' }, '-..-etc-passwd'],
    ['{title}', { title: '/abs' }, '-abs'],
    ['{title}', { title: 'C:\\x' }, 'C-x'],
    ['{title}', { title: 'NUL' }, 'NUL-'],
    ['{title}', { title: 'com¹.old' }, 'com¹-.old'],
    ['../{title}', { title: 'Rain' }, 'Rain'],
    ['/{title}/', { title: 'Rain' }, 'Rain'],
    ['{title}', { title: '\u200f' }, 'story'],
    ['{path}', { path: ' ' }, '-'],
    ['{path}', { path: '\u2028/...' }, '-/-'],
    ['{path}', { path: 'Rain.epub/x' }, 'Rain.epub-/x'],
  ])('%j of %j is %j', (template, facts, name) => {
    expect(nameOf(parseTemplate(template), { path: 'story', ...facts })).toBe(name);
  });

  it('is another than that of every book that some file system takes for the same', () => {
    const wanted = ['Straße', 'STRASSE', 'caf\u00e9', 'cafe\u0301', 'Twin', 'twin'];
    const names = assignNames(wanted.map((name) => ({ key: name, name: `${name}.epub` })));
    expect([...names.values()].filter((name) => name.includes('['))).toHaveLength(3);
  });
});

describe('the folder of books', () => {
  it('is not that of the stories, by whatever way it is named', async () => {
    story('a.txt', 'Almond');
    symlinkSync(stories, join(root, 'link'));
    for (const one of [stories, `${stories}/`, join(root, 'link')]) {
      await expect(run({ out: one })).rejects.toMatchObject({ diagnostic: { code: 'output-is-source' } });
    }
    expect(readdirSync(stories)).toEqual(['a.txt']);
  });

  it('is never entered for stories, neither this one nor another', async () => {
    story('a.txt', 'Almond');
    const inside = join(stories, 'books');
    expect(await run({ out: inside })).toMatchObject({ bound: 1 });
    symlinkSync(inside, join(root, 'link'));
    expect(await run({ out: join(root, 'link') })).toMatchObject({ bound: 0, current: 1 });
    await run();
    expect(books()).toEqual(['a.epub']);
  });

  it('has one book a story, whatever links lead to it', async () => {
    story('a.txt', 'Almond');
    story('novel/chapter-1.md', 'Birch');
    story('novel/chapter-2.md', 'Birch');
    symlinkSync(stories, join(root, 'link'));
    await run();
    expect(await run({ roots: [join(root, 'link')] })).toMatchObject({ bound: 0, current: 2, gone: [] });
    expect(books()).toEqual(['a.epub', 'novel.epub']);
  });

  it('takes no book where it would overwrite a story', async () => {
    story('a.txt', 'Almond');
    await run();
    const own = join(root, 'own');
    write(join(own, 'kept/Almond.epub'), '');
    writeFileSync(join(own, 'kept/Almond.epub'), readFileSync(join(out, 'a.epub')));
    const before = readFileSync(join(own, 'kept/Almond.epub'));
    const ran = await run({ roots: [join(own, 'kept')], out: own, name: 'kept/{title}' });
    expect(ran).toMatchObject({ bound: 0, failed: 1 });
    expect(readFileSync(join(own, 'kept/Almond.epub'))).toEqual(before);
  });

  it('has a folder or a file in the way of one book without harm to the others', async () => {
    for (const name of ['a', 'b', 'sub/c']) story(`${name}.txt`, name);
    mkdirSync(join(out, 'a.epub/full'), { recursive: true });
    writeFileSync(join(out, 'sub'), 'a file');
    expect(await run()).toMatchObject({ bound: 2, failed: 1 });
    expect(books()).toEqual([expect.stringMatching(/^a \[[0-9a-f]{8}\]\.epub$/), 'b.epub']);
    const standing = books();
    expect(await run({ name: 'sub/{title}' })).toMatchObject({ isWhole: false });
    expect(books()).toEqual(standing);
    rmSync(join(out, 'sub'));
    expect(await run()).toMatchObject({ bound: 1, current: 2, isWhole: true });
  });
});

describe('a run that prunes', () => {
  it('keeps the books of a folder within that is empty or cannot be reached: its disk may not be there', async () => {
    story('local/a.txt', 'Almond');
    story('disk/x/b.txt', 'Birch');
    await run();
    renameSync(join(stories, 'disk/x'), join(root, 'unmounted'));
    const ran = await run({ isPruning: true });
    expect(ran).toMatchObject({ pruned: 0 });
    expect(ran.outOfReach.map(({ place }) => place)).toEqual(['disk/x/b.txt']);
    rmSync(join(stories, 'disk'), { recursive: true });
    expect(await run({ isPruning: true })).toMatchObject({ pruned: 1, outOfReach: [] });
    expect(books()).toEqual(['local/a.epub']);
  });

  it('keeps the books of a root that is gone, even where another root holds it', async () => {
    story('local/a.txt', 'Almond');
    story('disk/b.txt', 'Birch');
    const roots = [stories, join(stories, 'disk')];
    await run({ roots });
    rmSync(join(stories, 'disk'), { recursive: true });
    expect(await run({ roots, isPruning: true })).toMatchObject({ pruned: 0, failed: 1 });
    expect(books()).toHaveLength(2);
  });

  it('follows a story that becomes a folder, and the reverse', async () => {
    story('a.md', 'Almond');
    story('b.txt', 'Birch');
    await run();
    rmSync(join(stories, 'a.md'));
    story('a.md/chapter-1.md', 'Aspen');
    story('a.md/chapter-2.md', 'Aspen');
    await run({ isPruning: true });
    expect(books()).toEqual(['a.md.epub', 'b.epub']);
    rmSync(join(stories, 'a.md'), { recursive: true });
    story('a.md', 'Almond');
    await run({ isPruning: true });
    expect(books()).toEqual(['a.epub', 'b.epub']);
  });

  it('goes on when a book that is to bear another name has been taken away by hand', async () => {
    story('b.txt', 'Almond');
    await run({ name: '{title}' });
    rmSync(join(out, 'Almond.epub'));
    rmSync(join(stories, 'b.txt'));
    story('a.txt', 'Almond');
    expect(await run({ name: '{title}' })).toMatchObject({ bound: 1, isWhole: true });
  });
});

describe('the catalogue', () => {
  const path = (): string => join(out, '.storybind/catalogue.db');

  it('that was cut short is told of by who looks, and made anew by who binds', async () => {
    for (const name of ['a', 'b', 'c', 'd']) story(`${name}.txt`, name);
    await run();
    truncateSync(path(), 20_000);
    expect(() => readCatalogue(out)).toThrow(/cut short/);
    expect(existsSync(`${path()}.damaged`)).toBe(false);
    expect(await run()).toMatchObject({ bound: 4, codes: ['catalogue-damaged'] });
    expect(await run()).toMatchObject({ bound: 0, current: 4, codes: [] });
  });

  it('that is a folder is told of', async () => {
    story('a.txt', 'Almond');
    mkdirSync(path(), { recursive: true });
    await expect(run()).rejects.toMatchObject({ diagnostic: { code: 'output-unwritable' } });
    expect(() => readCatalogue(out)).toThrow(/cannot be read: \w/);
  });

  it('still knows what is in the book of a story that can no longer be read', async () => {
    story('a.txt', 'Almond');
    await run();
    write(join(stories, 'a.txt'), '   ');
    expect(await run()).toMatchObject({ failed: 1 });
    const catalogue = readCatalogue(out);
    if (!catalogue) throw new Error('there is a catalogue');
    expect(search(catalogue, parseQuery('title:almond snow'), 9)).toMatchObject([{ output: 'a.epub' }]);
    expect(statusOf(catalogue)).toMatchObject({ bound: 0, failed: 1, words: expect.any(Number) });
    catalogue.close();
  });

  it('refuses a search that is longer than SQLite takes, and takes every other', async () => {
    story('a.txt', 'Almond');
    await run();
    const catalogue = readCatalogue(out);
    if (!catalogue) throw new Error('there is a catalogue');
    expect(() => parseQuery('a '.repeat(500_000))).toThrow(/at most/);
    expect(() => parseQuery('words:>,')).toThrow(/no number/);
    for (const text of ['"', '(((']) expect(() => parseQuery(text)).toThrow(/no letter/);
    for (const text of ['NEAR(a b)', 'a* ^b', '{title}: x', "' OR 1=1 --", 'NOT', 'a OR', 'a -b '.repeat(79)]) {
      expect(() => search(catalogue, parseQuery(text), 9)).not.toThrow();
    }
    catalogue.close();
  });
});

describe.skipIf(process.platform === 'win32')('names that no program can open', () => {
  it('are said, and stop nothing else', async () => {
    story('a.txt', 'Almond');
    for (const name of [Buffer.from('bad\xff.txt', 'latin1'), Buffer.from('bad\xffer/in.txt', 'latin1')]) {
      const place = Buffer.concat([Buffer.from(`${stories}/`), name]);
      mkdirSync(place.subarray(0, place.lastIndexOf('/')), { recursive: true });
      // macOS takes no such name.
      try {
        writeFileSync(place, about('Birch'));
      } catch {
        return;
      }
    }
    const ran = await run();
    expect(ran).toMatchObject({ bound: 1, failed: 1, codes: ['input-unreadable'] });
    const [failed] = ran.events.flatMap((event) => (event.kind === 'failed' ? event.entry.diagnostics : []));
    expect(failed?.message).toContain('not UTF-8');
  });

  it('are not those of links to what is no file', () => {
    symlinkSync('/dev/zero', join(stories, 'zero.txt'));
    symlinkSync('cycle.txt', join(stories, 'cycle.txt'));
    mkdirSync(join(stories, 'folder.d'));
    symlinkSync('folder.d', join(stories, 'folder.txt'));
    symlinkSync('.', join(stories, 'loop'));
    expect(findStories([stories])).toEqual([]);
  });
});

describe('a folder that could not be read', () => {
  it('costs none of its stories their books, for nobody knows whether they are gone', async () => {
    story('a.txt', 'Almond');
    story('vast/b.txt', 'Birch');
    await run();
    // What names so much that it is not read makes the folder one of which nothing is known.
    write(join(stories, 'vast/.storybindignore'), 'x\n'.repeat(600_000));
    const { pruned, gone, outOfReach, codes } = await run({ isPruning: true });
    expect({ pruned, codes }).toEqual({ pruned: 0, codes: ['input-too-large'] });
    expect([...gone, ...outOfReach].map(({ place }) => place)).toEqual(['vast/b.txt', 'vast/b.txt']);
    expect(existsSync(join(out, 'vast/b.epub'))).toBe(true);
    rmSync(join(stories, 'vast'), { recursive: true });
    expect(await run({ isPruning: true })).toMatchObject({ pruned: 1, codes: [] });
  });
});

describe('stories that lie within the folder of books', () => {
  it('are bound, and the books that come to lie beside them are not', async () => {
    const within = join(out, 's');
    write(join(within, 's/a.txt'), about('Almond'));
    const request = { roots: [within] };
    expect(await run(request)).toMatchObject({ bound: 1, failed: 0 });
    expect(existsSync(join(within, 'a.epub'))).toBe(true);
    expect(await run(request)).toMatchObject({ bound: 0, current: 1, failed: 0 });
  });
});
