import { describe, expect, it } from 'vitest';
import { FORMATS, makeStory } from '../bench/library.mjs';
import { filesIn, folderOf, storybind } from '../support/storybind.js';

const NOVEL = { ...makeStory(1, { chapters: 4, words: 2400 }), title: 'Low Water', author: 'Ada Lark' };
const EARLY = { ...NOVEL, chapters: NOVEL.chapters.slice(0, 3) };
const OTHER = makeStory(2, { chapters: 2, words: 1200 });

const LIBRARY = {
  'new/low-water.html': FORMATS.html(NOVEL),
  'old/lowwater.txt': FORMATS.txt(EARLY),
  'other.md': FORMATS.md(OTHER),
};

describe('storybind duplicates', () => {
  it('shows the copies of a story, the fullest first, and what the others lack; it writes nothing', async () => {
    const cwd = await folderOf(LIBRARY);
    const { exitCode, stdout, stderr } = await storybind(['duplicates', '.'], { cwd });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^Low Water, by Ada Lark: 2 copies$/m);
    expect(stdout).toMatch(/^ {2}fullest {2}new\/low-water\.html {2}[\d,]+ words · 4 chapters$/m);
    expect(stdout).toMatch(/^ {2}copy {5}old\/lowwater\.txt {2}[\d,]+ words · 3 chapters$/m);
    expect(stdout).toContain('the same text, shorter');
    expect(stdout).toContain(`lacks 1 of 4 chapters: “Chapter 4: ${NOVEL.chapters[3]?.title}”`);
    expect(stdout).not.toContain('other.md');
    expect(stderr).toContain('3 stories compared · 1 is there more than once');
    expect(await filesIn(cwd)).toEqual(Object.keys(LIBRARY).sort());
  });

  it('prints JSON, with the sentence in which the wording parts', async () => {
    const [first, ...rest] = NOVEL.chapters;
    const paragraphs = ['Nobody had asked the weaver.', ...(first?.paragraphs ?? [])];
    const edited = { ...NOVEL, chapters: [{ title: first?.title ?? '', paragraphs }, ...rest] };
    const cwd = await folderOf({ 'a.md': FORMATS.md(edited), 'b.txt': FORMATS.txt(NOVEL), 'c.md': FORMATS.md(OTHER) });
    const { stdout } = await storybind(['duplicates', 'a.md', 'b.txt', 'c.md', '--json', '--quiet'], { cwd });
    const found = JSON.parse(stdout);
    expect(found).toMatchObject({ stories: 3, contained: [], sameTitle: [], unreadable: [] });
    expect(found.families).toHaveLength(1);
    expect(found.families[0].fullest).toMatchObject({ path: 'a.md', title: 'Low Water', chapters: 4 });
    expect(found.families[0].copies).toMatchObject([
      {
        path: 'b.txt',
        relation: 'edited',
        missing: [],
        extra: [],
        edits: [
          { chapter: `Chapter 1: ${first?.title}`, differing: 1, first: { fullest: 'Nobody had asked the weaver.' } },
        ],
      },
    ]);
  });

  it('names a story that cannot be read, compares the others and ends with 3', async () => {
    const cwd = await folderOf({ ...LIBRARY, 'empty.txt': '' });
    const { exitCode, stdout, stderr } = await storybind(['duplicates', '.', 'gone.txt'], { cwd });
    expect(exitCode).toBe(3);
    expect(stdout).toContain('Low Water');
    expect(stderr).toMatch(/^empty\.txt.*error input-empty/m);
    expect(stderr).toMatch(/^gone\.txt.*error input-missing/m);
    expect(stderr).toContain('2 could not be read');
  });

  it('reads many stories in threads, with the same answer', async () => {
    const files = Array.from({ length: 30 }, (_, at) => [`${at}.txt`, FORMATS.txt(makeStory(at + 10, { words: 300 }))]);
    const cwd = await folderOf({ ...LIBRARY, ...Object.fromEntries(files), 'empty.txt': '' });
    const { exitCode, stdout, stderr } = await storybind(['duplicates', '.', '--json'], { cwd });
    const { stories, families, unreadable } = JSON.parse(stdout);
    expect({ exitCode, stories, unreadable }).toMatchObject({
      exitCode: 3,
      stories: 33,
      unreadable: [{ file: 'empty.txt' }],
    });
    expect(families).toMatchObject([
      { fullest: { path: 'new/low-water.html' }, copies: [{ path: 'old/lowwater.txt' }] },
    ]);
    expect(stderr).toContain('empty.txt');
  });

  it('says when no story is there twice, and leaves out what it is told to', async () => {
    const cwd = await folderOf(LIBRARY);
    const { exitCode, stdout, stderr } = await storybind(['duplicates', '.', '--ignore', 'old/'], { cwd });
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
    expect(stderr).toContain('2 stories compared · none is there twice');
  });
});
