import { describe, expect, test } from 'vitest';
import { type Diagnostic, Report } from '../../src/diagnostics/report.js';
import type { Block, Section } from '../../src/model/story.js';
import { blocksText, plainText } from '../../src/model/visit.js';
import { pickReader } from '../../src/read/index.js';
import type { ReadResult } from '../../src/read/reader.js';
import { PIXEL } from '../support/read-markdown.js';

interface ReadFolder extends ReadResult {
  readonly diagnostics: readonly Diagnostic[];
}

const FOLDER = 'the-long-rain';

/** Reads a folder from memory; `siblings` are the files that lie in it and are no stories. */
async function readFolder(
  files: Readonly<Record<string, string>>,
  siblings: Readonly<Record<string, Uint8Array>> = {},
): Promise<ReadFolder> {
  const sibling = async (path: string) => siblings[path];
  const members = Object.entries(files).map(([name, text]) => ({
    name: `${FOLDER}/${name}`,
    bytes: new TextEncoder().encode(text),
    sibling,
  }));
  const source = { name: FOLDER, bytes: new Uint8Array(), sibling, members };
  const report = new Report(FOLDER);
  const result = await (await pickReader(source)).read(source, {}, report);
  return { ...result, diagnostics: report.diagnostics };
}

/** `Chapter 1: The gate`, or as much of that as the section has. */
const nameOf = ({ label, title }: Section): string => [label, title && plainText(title)].filter(Boolean).join(': ');

const names = ({ story }: ReadFolder): readonly string[] => story.sections.map(nameOf);
const texts = ({ story }: ReadFolder): readonly string[] => story.sections.map(({ blocks }) => blocksText(blocks));

const noteOf = (block: Block | undefined): string | undefined =>
  block?.type === 'paragraph' ? block.children.find((one) => one.type === 'noteReference')?.note : undefined;

describe('a folder is one story', () => {
  test('whose files follow each other as people count, not as letters do', async () => {
    const read = await readFolder({
      'chapter1.txt': 'The gate was shut, and nobody came.\n',
      'chapter10.txt': 'The river took the bridge at night.\n',
      'chapter2.txt': 'The road was wet, and nobody went.\n',
    });
    expect(read.reader).toBe('folder');
    expect(names(read)).toEqual(['Chapter 1', 'Chapter 2', 'Chapter 10']);
    expect(texts(read).map((text) => text.split(' ')[1])).toEqual(['gate', 'road', 'river']);
  });

  test('whose readers are those of its files, each by its own name', async () => {
    const read = await readFolder({ '1.md': 'It *rained*.\n', '2.txt': 'It said *nothing*, and the road was wet.\n' });
    const [markdown] = read.story.sections[0]?.blocks ?? [];
    expect(markdown).toMatchObject({ type: 'paragraph', children: [{}, { type: 'emphasis' }, {}] });
    expect(read.story.sections).toHaveLength(2);
  });

  test('and is refused when its files are several stories', async () => {
    const reading = readFolder({ 'rain.md': 'It rained.\n', 'sun.md': 'The sun shone.\n' });
    await expect(reading).rejects.toMatchObject({ diagnostic: { code: 'input-directory', file: FOLDER } });
  });

  test('and is refused when it only says what it is', async () => {
    const reading = readFolder({ 'story.yaml': 'title: The Dry Well\n' });
    await expect(reading).rejects.toMatchObject({ diagnostic: { code: 'input-directory', file: FOLDER } });
  });

  test('without numbers too, when a file says so', async () => {
    const read = await readFolder({ 'rain.md': 'It rained.\n', 'story.yaml': 'title: Weather\n', 'sun.md': 'Sun.\n' });
    expect(names(read)).toEqual(['Rain', 'Sun']);
  });
});

describe('a file of a folder', () => {
  test('is called what it calls itself, else what its name says', async () => {
    const read = await readFolder({
      '001-prologue.md': 'It rained.\n',
      '002_the-dry-spell.md': 'It was dry.\n',
      '003.md': '# Chapter 3: The Flood\n\nIt rained again.\n',
    });
    expect(names(read)).toEqual(['Prologue', 'The dry spell', 'Chapter 3: The Flood']);
    expect(read.story.sections.map(({ role }) => role)).toEqual(['prologue', 'chapter', 'chapter']);
  });

  test('is a part of the book when it has chapters of its own', async () => {
    const chapters = '## The Gate\n\nShut.\n\n## The Road\n\nWet.\n';
    const read = await readFolder({ '1.md': `# North\n\n${chapters}`, '2.md': '# South\n\nDry.\n' });
    const [north, south] = read.story.sections;
    expect(north).toMatchObject({ id: 'north', blocks: [] });
    expect(north?.sections.map(nameOf)).toEqual(['The Gate', 'The Road']);
    expect(south?.sections).toEqual([]);
  });

  test('has an id by its name, and an ordinal only among equals', async () => {
    const interlude = '# Interlude\n\nIt rained.\n';
    const read = await readFolder({ '1.md': interlude, '2.md': '# The Road\n\nWet.\n', '3.md': interlude });
    expect(read.story.sections.map(({ id }) => id)).toEqual(['interlude', 'the-road', 'interlude-2']);
  });

  test('gives its author to the book when it is the first, and alone in saying who that is', async () => {
    const read = await readFolder({ '1.md': '---\nauthor: Ann Fell\n---\nIt rained.\n', '2.md': 'It was dry.\n' });
    expect(read.story.sections.map(({ byline }) => byline)).toEqual([undefined, undefined]);
    expect(read.story.metadata.creators).toEqual([{ name: 'Ann Fell', role: 'aut' }]);
  });

  test.each([
    ['it is not the first', { '1.md': 'It was dry.\n', '2.md': '---\nauthor: Ann Fell\n---\nIt rained.\n' }, 1],
    [
      'it only has a line below its title',
      { '1.md': '# Rain\n\nby Ann Fell\n\nIt rained.\n', '2.md': 'It was dry.\n' },
      0,
    ],
  ])('keeps its author as a byline when %s', async (_why, files, at) => {
    const read = await readFolder(files);
    expect(read.story.sections.map(({ byline }) => byline)[at]).toBe('Ann Fell');
    expect(read.story.metadata.creators).toEqual([]);
    expect(read.story.metadata.receipts.creators).toBeUndefined();
  });

  test('gives its author to the book when all name the same', async () => {
    const text = '---\nauthor: Ann Fell\n---\nIt rained.\n';
    const read = await readFolder({ '1.md': text, '2.md': text });
    expect(read.story.sections.map(({ byline }) => byline)).toEqual([undefined, undefined]);
    expect(read.story.metadata.creators).toEqual([{ name: 'Ann Fell', role: 'aut' }]);
    expect(read.story.metadata.receipts.creators).toMatchObject({ line: 2, how: 'front matter' });
  });

  test('shows its summary before its text', async () => {
    const read = await readFolder({ '1.md': '---\nsummary: A flood.\n---\nIt rained.\n', '2.md': 'It was dry.\n' });
    const [note] = read.story.sections[0]?.notesBefore ?? [];
    expect(note?.label).toBe('Summary');
    expect(blocksText(note?.blocks ?? [])).toBe('A flood.');
    expect(read.story.metadata.summary).toEqual([]);
  });

  test('is named in what is said of it, and the folder in what is said of the whole', async () => {
    const read = await readFolder({ '1.md': '---\ndate: Smarch 5th\n---\nIt rained.\n', '2.md': 'It was dry.\n' });
    expect(read.diagnostics.map(({ code, file }) => [code, file])).toEqual([
      ['date-invalid', `${FOLDER}/1.md`],
      ['title-missing', FOLDER],
    ]);
  });
});

describe('files of one folder never take each other’s', () => {
  test('footnotes', async () => {
    const text = (note: string) => `It rained.[^1]\n\n[^1]: ${note}\n`;
    const { story } = await readFolder({ '1.md': text('Little.'), '2.md': text('Much.') });
    const found = story.sections.map(({ blocks }) => {
      const id = noteOf(blocks[0]);
      const note = Object.values(story.notes).find((one) => one.id === id);
      return note && blocksText(note.blocks);
    });
    expect(found).toEqual(['Little.', 'Much.']);
    for (const [key, note] of Object.entries(story.notes)) expect(note.id).toBe(key);
  });

  test('images', async () => {
    const other = Uint8Array.from([...PIXEL, 1]);
    const { story, files } = await readFolder(
      { '1.md': '![a gate](one/map.png)\n', '2.md': '![a road](two/map.png)\n' },
      { 'one/map.png': PIXEL, 'two/map.png': other },
    );
    const figures = story.sections.flatMap(({ blocks }) => blocks.filter((block) => block.type === 'figure'));
    expect(figures.map(({ alt, resource }) => [alt, files.get(resource)])).toEqual([
      ['a gate', PIXEL],
      ['a road', other],
    ]);
    expect(Object.keys(story.resources).sort()).toEqual([...files.keys()].sort());
  });
});

describe('what a folder says of the whole', () => {
  const POSTS = {
    '2013-11-01-one.md': '---\nlayout: post\n---\nIt rained.\n',
    '2013-11-09-two.md': '---\nlayout: post\n---\nIt was dry.\n',
  };

  test('its dated files say when it was published and last changed', async () => {
    const read = await readFolder(POSTS);
    const { published, updated, receipts } = read.story.metadata;
    expect([published, updated]).toEqual(['2013-11-01', '2013-11-09']);
    expect(receipts.published).toMatchObject({ file: `${FOLDER}/2013-11-01-one.md`, how: 'file name' });
    expect(receipts.updated).toMatchObject({ file: `${FOLDER}/2013-11-09-two.md`, how: 'file name' });
    expect(names(read)).toEqual(['One', 'Two']);
  });

  test('one day alone is no change', async () => {
    const { metadata } = (
      await readFolder({ '2013-11-01-one.md': 'It rained.\n', '2013-11-01-two.md': 'It was dry.\n' })
    ).story;
    expect(metadata.published).toBe('2013-11-01');
    expect(metadata.updated).toBeUndefined();
    expect(metadata.receipts.updated).toBeUndefined();
  });

  test('its own name is its title where nothing else is, and that is said', async () => {
    const { story, diagnostics } = await readFolder(POSTS);
    expect(story.metadata.title).toBe('The long rain');
    expect(story.metadata.receipts.title).toMatchObject({ file: FOLDER, how: 'file name' });
    expect(diagnostics.map(({ code }) => code)).toContain('title-missing');
  });

  test('a Jekyll site file gives title, author and language, and its other keys nothing', async () => {
    const site = 'title: The Long Rain\nauthor: Ann Fell\nlang: en-GB\ntheme: minima\nplugins: [jekyll-feed]\n';
    const { story, diagnostics } = await readFolder({ ...POSTS, '_config.yml': site });
    const { title, creators, language, receipts } = story.metadata;
    expect([title, language, creators]).toEqual(['The Long Rain', 'en-GB', [{ name: 'Ann Fell', role: 'aut' }]]);
    expect(receipts.title).toMatchObject({ file: `${FOLDER}/_config.yml`, how: 'front matter' });
    expect(receipts.published).toMatchObject({ how: 'file name' });
    expect(diagnostics).toEqual([]);
    expect(story.sections).toHaveLength(2);
  });

  test.each(['story.yaml', 'story.yml', 'metadata.yaml'])('%s goes before the site file', async (name) => {
    const told = 'title: The Dry Well\nauthor: [Ann Fell, Bo Marsh]\npublished: 2012\n';
    const { metadata } = (await readFolder({ ...POSTS, '_config.yml': 'title: My site\n', [name]: told })).story;
    expect(metadata.title).toBe('The Dry Well');
    expect(metadata.creators.map((creator) => creator.name)).toEqual(['Ann Fell', 'Bo Marsh']);
    expect(metadata.published).toBe('2012');
    for (const field of ['title', 'creators', 'published'] as const) {
      expect(metadata.receipts[field]).toMatchObject({ file: `${FOLDER}/${name}`, how: 'front matter' });
    }
  });
});

/** Titles of all sections, nested as they are: `Part One > The Weir`. */
const tree = (sections: readonly Section[], above = ''): readonly string[] =>
  sections.flatMap((section) => [above + nameOf(section), ...tree(section.sections, `${above}${nameOf(section)} > `)]);

describe('folders in a folder', () => {
  test('are chapters, with a file a scene', async () => {
    const { story } = await readFolder({
      '01-the-weir/01.txt': 'The lamp was lit.\n',
      '01-the-weir/02.txt': 'The lamp went out.\n',
      '02-the-road/01.txt': 'Nobody went.\n',
    });
    expect(tree(story.sections)).toEqual(['The weir', 'The road']);
    expect(story.sections[0]?.blocks.map(({ type }) => type)).toEqual(['paragraph', 'sceneBreak', 'paragraph']);
  });

  test('are parts, where their files are chapters', async () => {
    const { story } = await readFolder({
      'part-1/chapter-1.md': '# The Weir\n\nIt rained.\n',
      'part-1/chapter-2.md': '# The Lamp\n\nIt burned.\n',
      'part-2/chapter-3.md': '# The Road\n\nIt was dry.\n',
    });
    expect(tree(story.sections)).toEqual([
      'Part 1',
      'Part 1 > The Weir',
      'Part 1 > The Lamp',
      'Part 2',
      'Part 2 > The Road',
    ]);
    expect(story.sections.map(({ role }) => role)).toEqual(['part', 'part']);
  });
});

describe('a table of contents (SUMMARY.md)', () => {
  const BOOK = {
    'book.toml':
      '[book]\ntitle = "The Long Rain"\nauthors = ["Ann Fell"]\nlanguage = "en"\n\n[output.html]\ntitle = "x"\n',
    'src/SUMMARY.md':
      '# Summary\n\n[Before](before.md)\n\n# The Flood\n\n- [The Weir](b.md)\n  - [The Lamp](deep/c.md)\n- [Not yet]()\n- [The Road](a.md)\n',
    'src/a.md': 'Nobody went.\n',
    'src/b.md': 'It rained.\n',
    'src/before.md': 'It was dry.\n',
    'src/deep/c.md': 'It burned.\n',
    'src/draft.md': 'Perhaps.\n',
  };

  test('gives the order, the parts and the titles', async () => {
    const { story } = await readFolder(BOOK);
    expect(tree(story.sections)).toEqual([
      'Before',
      'The Flood',
      'The Flood > The Weir',
      'The Flood > The Weir > The Lamp',
      'The Flood > The Road',
    ]);
  });

  test('leaves a file out that it does not list, and that is said', async () => {
    const { diagnostics } = await readFolder(BOOK);
    expect(diagnostics.filter(({ code }) => code === 'file-unlisted').map(({ message }) => message)).toEqual([
      expect.stringContaining('`draft.md`'),
    ]);
  });

  test('stands beside the settings of the book (book.toml)', async () => {
    const { metadata } = (await readFolder(BOOK)).story;
    expect([metadata.title, metadata.creators[0]?.name, metadata.language]).toEqual([
      'The Long Rain',
      'Ann Fell',
      'en',
    ]);
  });
});
