import { describe, expect, test } from 'vitest';
import { Report } from '../../src/diagnostics/report.js';
import { namesInWords } from '../../src/layout/dates.js';
import { distinctNames } from '../../src/layout/distinct-names.js';
import { headingText } from '../../src/layout/headings.js';
import { bookIdentifier } from '../../src/layout/identity.js';
import { type LayoutOptions, layOut } from '../../src/layout/index.js';
import { modifiedDate } from '../../src/layout/modified.js';
import { WORDS, wordsTag } from '../../src/layout/words/index.js';
import type { Book, ContentsEntry, SectionPage } from '../../src/model/book.js';
import {
  type AuthorNote,
  emptyMetadata,
  type Inline,
  type Metadata,
  noteId,
  paragraph,
  resourceId,
  type Section,
  type Story,
  type StoryDate,
  sectionId,
  text,
} from '../../src/model/story.js';

const OPTIONS: LayoutOptions = { theme: 'classic', notes: 'source', vertical: false, cover: false };
const date = (iso: string): StoryDate => iso as StoryDate;
const note = (words: string, label?: string): AuthorNote => ({ ...(label && { label }), blocks: [paragraph(words)] });
const chapter = (id: string, more: Partial<Section> = {}): Section => ({
  id: sectionId(id),
  role: 'chapter',
  title: [text(id)],
  notesBefore: [],
  notesAfter: [],
  blocks: [paragraph(`The words of ${id}.`)],
  sections: [],
  ...more,
});
const storyOf = (sections: readonly Section[], metadata: Partial<Metadata> = {}, more: Partial<Story> = {}): Story => ({
  metadata: { ...emptyMetadata, title: 'The Salt Road', language: 'en', ...metadata },
  sections,
  notes: {},
  resources: {},
  ...more,
});
const lay = (story: Story, options: Partial<LayoutOptions> = {}, report = new Report()): Promise<Book> =>
  layOut(story, new Map(), { ...OPTIONS, ...options }, report);
const pagesOf = (book: Book): readonly SectionPage[] =>
  book.documents.filter((one): one is SectionPage => one.kind === 'section');
const flat = (entries: readonly ContentsEntry[]): readonly string[] =>
  entries.flatMap((entry) => [entry.href, ...flat(entry.entries)]);

describe('identity', () => {
  const story = { ...emptyMetadata, title: 'The Salt Road', creators: [{ name: 'Ines Varga', role: 'aut' as const }] };

  test('is a UUIDv5', () => {
    expect(bookIdentifier(story)).toMatch(
      /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });

  test('does not change with summary, dates, tags or the marks in a title', () => {
    const changed = { ...story, title: 'The “Salt” Road', tags: ['new'], updated: date('2024-01-01') };
    expect(bookIdentifier(changed)).toBe(bookIdentifier({ ...story, title: 'The "Salt" Road' }));
  });

  test('follows the source’s address before the title, however the address is written', () => {
    const one = bookIdentifier({ ...story, source: 'http://www.stories.example/7/' });
    expect(bookIdentifier({ ...story, title: 'Renamed', source: 'https://stories.example/7#top' })).toBe(one);
    expect(one).not.toBe(bookIdentifier(story));
  });

  test('tells titles apart that differ by vowel signs alone, or are nothing but marks', () => {
    const ids = ['का', 'कि', 'की', '???', '!!!'].map((title) => bookIdentifier({ ...story, title }));
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('does not mind how the host of the address is written', () => {
    const one = bookIdentifier({ ...story, source: 'https://stories.example/Seven' });
    expect(bookIdentifier({ ...story, source: 'https://Stories.Example/Seven/' })).toBe(one);
    expect(bookIdentifier({ ...story, source: 'https://stories.example/seven' })).not.toBe(one);
  });

  test('of a story without a title does not hang on its language', async () => {
    const { title: _, ...untitled } = emptyMetadata;
    const ids = ['en', 'fr'].map(async (language) => {
      const book = await lay({ ...storyOf([chapter('one')]), metadata: { ...untitled, language } });
      return book.identifier;
    });
    const [english, french] = await Promise.all(ids);
    expect(english).toBe(french);
  });

  test('follows a pin before all', () => {
    const pinned = bookIdentifier({ ...story, pinnedId: 'salt-road' });
    expect(bookIdentifier({ ...emptyMetadata, pinnedId: 'salt-road', source: 'https://x.example' })).toBe(pinned);
  });
});

test.each([
  [{ published: '2008' }, '2008-01-01T00:00:00Z'],
  [{ published: '2005-03', completed: '2008-06-29' }, '2008-06-29T00:00:00Z'],
  [{ updated: '2020-02-29', published: '2019' }, '2020-02-29T00:00:00Z'],
  [{}, '2000-01-01T00:00:00Z'],
])('the date of modification comes from the story: %j', (dates, expected) => {
  expect(modifiedDate({ ...emptyMetadata, ...(dates as Partial<Metadata>) })).toBe(expected);
});

test('SOURCE_DATE_EPOCH comes before the story’s dates', () => {
  expect(modifiedDate({ ...emptyMetadata, published: date('2008') }, 1_700_000_000)).toBe('2023-11-14T22:13:20Z');
});

test.each(['0000', '12345', '2008-13-45', '2009-02-30', 'junk'])('a date that is none, `%s`, is passed over', (odd) => {
  const dates = { updated: date(odd), published: date('2008-06-29') };
  expect(modifiedDate({ ...emptyMetadata, ...dates })).toBe('2008-06-29T00:00:00Z');
});

test.each([Number.NaN, -1, 1_700_000_000_000, Number.POSITIVE_INFINITY])(
  'an epoch that no four-digit year can say, %d, is refused as a setting',
  (epoch) => {
    expect(() => modifiedDate(emptyMetadata, epoch)).toThrowError(
      expect.objectContaining({ diagnostic: expect.objectContaining({ code: 'setting-invalid' }) }),
    );
  },
);

test.each([
  ['en', 'Ann, Ben, and Cy'],
  ['de', 'Ann, Ben und Cy'],
  ['da', 'Ann, Ben, and Cy'],
])('names in a book of language %s are listed as its words are: %s', (language, expected) => {
  expect(namesInWords(['Ann', 'Ben', 'Cy'], language)).toBe(expected);
});

test('names that are asked for again are numbered from 2, past those that are taken', () => {
  const unique = distinctNames(['rain-2'], (name, number) => `${name}-${number}`);
  expect(['rain', 'rain', 'rain', 'sun', 'rain-3'].map(unique)).toEqual([
    'rain',
    'rain-3',
    'rain-4',
    'sun',
    'rain-3-2',
  ]);
});

describe('words', () => {
  const english = WORDS['en']!;
  // Truly the same word in both languages.
  const SAME = new Set(['fandom', 'tags', 'status', 'genre', 'seriesPosition', 'source', 'footnotes', 'disclaimer']);

  test('stand ready in fourteen languages and in traditional Chinese', () => {
    expect(Object.keys(WORDS).sort()).toEqual([
      'ar',
      'de',
      'en',
      'es',
      'fr',
      'he',
      'it',
      'ja',
      'ko',
      'nl',
      'pl',
      'pt',
      'ru',
      'zh',
      'zh-Hant',
    ]);
  });

  test.each(Object.entries(WORDS).filter(([tag]) => tag !== 'en'))(
    'of %s are all there, none empty, none left in English',
    (_tag, words) => {
      expect(Object.keys(words)).toEqual(Object.keys(english));
      const entries = Object.entries({ ...words, ...words.statuses }).filter(([, word]) => typeof word === 'string');
      expect(entries.filter(([, word]) => word === '')).toEqual([]);
      const englishWords = { ...english, ...english.statuses } as unknown as Record<string, string>;
      expect(entries.filter(([name, word]) => word === englishWords[name] && !SAME.has(name))).toEqual([]);
    },
  );

  test.each(Object.entries(WORDS))('of %s keep what is filled in', (_tag, words) => {
    const marks = (sentence: string): readonly string[] => (sentence.match(/\{\w+\}/g) ?? []).sort();
    const names = [
      'translatedBy',
      'illustratedBy',
      'editedBy',
      'contributionsBy',
      'seriesPosition',
      'coverOf',
      'coverOfBy',
    ] as const;
    for (const name of names) expect(marks(words[name]), name).toEqual(marks(english[name]));
  });

  test.each([
    ['en-GB', 'en'],
    ['zh-TW', 'zh-Hant'],
    ['zh-Hant-HK', 'zh-Hant'],
    ['zh-CN', 'zh'],
    ['sw', 'en'],
    ['und', 'en'],
  ])('serve %s by %s', (language, tag) => {
    expect(wordsTag(language)).toBe(tag);
  });
});

test.each([
  [{ label: 'Chapter 1', title: [text('The Rain')] }, 'en', 'Chapter 1: The Rain'],
  [{ label: '4', title: [text('The Rain')] }, 'en', '4. The Rain'],
  [{ label: '第三章', title: [text('雨')] }, 'ja', '第三章　雨'],
  [{ label: 'Chapter 1.', title: [text('The Rain')] }, 'en', 'Chapter 1. The Rain'],
  [{ label: 'Chapitre 1', title: [text('La pluie')] }, 'fr', 'Chapitre 1\u202f: La pluie'],
  [{ label: '제1장', title: [text('비')] }, 'ko', '제1장 비'],
  [{ label: 'Epilogue' }, 'en', 'Epilogue'],
  [{}, 'en', ''],
])('a heading is one line in the contents: %j', (section, language, expected) => {
  expect(headingText(section, language)).toBe(expected);
});

describe('pages', () => {
  test('come in the order cover, title page, sections, colophon, and the contents follow them', async () => {
    const book = await lay(storyOf([chapter('one'), chapter('two')]), { cover: true });
    expect(book.documents.map(({ href }) => href)).toEqual([
      'text/cover.xhtml',
      'text/title-page.xhtml',
      'text/one.xhtml',
      'text/two.xhtml',
      'text/colophon.xhtml',
    ]);
    expect(flat(book.contents)).toEqual(book.documents.slice(1).map(({ href }) => href));
    expect(book.landmarks.map(({ type, href }) => [type, href])).toEqual([
      ['cover', 'text/cover.xhtml'],
      ['titlepage', 'text/title-page.xhtml'],
      ['toc', 'nav.xhtml'],
      ['bodymatter', 'text/one.xhtml'],
      ['backmatter', 'text/colophon.xhtml'],
    ]);
  });

  test('of parts stand before their chapters, whose headings are one level down', async () => {
    const part = chapter('part one', { role: 'part', blocks: [], sections: [chapter('one'), chapter('two')] });
    const book = await lay(storyOf([part]));
    expect(pagesOf(book).map(({ title, headingLevel }) => [title, headingLevel])).toEqual([
      ['part one', 1],
      ['one', 2],
      ['two', 2],
    ]);
    expect(book.contents[1]?.entries.map(({ label }) => label)).toEqual(['one', 'two']);
  });

  test('have titles of their own when chapters are called alike', async () => {
    const part = (name: string, id: string): Section =>
      chapter(name, { role: 'part', sections: [chapter(id, { title: [text('Chapter 1')] })] });
    const book = await lay(
      storyOf([part('Part I', 'a'), part('Part II', 'b'), chapter('c', { title: [text('Chapter 1')] })]),
    );
    const titles = book.documents.map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
    expect(titles).toContain('Part II · Chapter 1');
  });

  test('of a one-shot are called by the story, and show no heading of their own', async () => {
    const { title: _, ...untitled } = chapter('story');
    const [page] = pagesOf(await lay(storyOf([untitled])));
    expect([page?.title, page?.hasVisibleHeading]).toEqual(['The Salt Road', false]);
  });

  test('never take a name that the book’s own pages have', async () => {
    const book = await lay(storyOf([chapter('cover'), chapter('colophon'), chapter('title-page')]), { cover: true });
    const hrefs = book.documents.map(({ href }) => href);
    expect(new Set(hrefs).size).toBe(hrefs.length);
  });

  test('never share a name, whatever the chapters are called', async () => {
    const book = await lay(storyOf([chapter('cover'), chapter('cover-text')]));
    expect(new Set(book.documents.map(({ href }) => href)).size).toBe(book.documents.length);
  });

  test('never share a title with the book’s own pages', async () => {
    const called = (id: string, title: string) => chapter(id, { title: [text(title)] });
    const book = await lay(
      storyOf([called('a', 'Title page'), called('b', 'Contents'), called('c', 'About this book')]),
    );
    expect(pagesOf(book).map(({ title }) => title)).toEqual([
      'The Salt Road · Title page',
      'The Salt Road · Contents',
      'The Salt Road · About this book',
    ]);
  });

  test('show the pictures of their headings', async () => {
    const crest = { type: 'image', resource: resourceId('crest'), alt: 'A crest' } as const;
    const resources = {
      crest: { id: crest.resource, name: 'crest.png', mediaType: 'image/png' },
    } as Story['resources'];
    const story = storyOf([chapter('one', { title: [text('One '), crest] })], {}, { resources });
    const files = new Map([[crest.resource, new Uint8Array(1)]]);
    const book = await layOut(story, files, OPTIONS, new Report());
    expect(book.resources.map(({ href }) => href)).toEqual(['images/crest.png']);
  });

  test('keep their names and ids when a chapter comes in before them', async () => {
    const before = pagesOf(await lay(storyOf([chapter('one'), chapter('two')])));
    const after = pagesOf(await lay(storyOf([chapter('new'), chapter('one'), chapter('two')])));
    expect(after.slice(1)).toEqual(before);
  });
});

describe('author’s notes', () => {
  const story = storyOf([
    chapter('one', { notesBefore: [note('Hello!', 'A/N')], notesAfter: [note('Bye!', 'Betaed by Ann')] }),
  ]);
  const shown = async (notes: LayoutOptions['notes']) => {
    const book = await lay(story, { notes });
    const [page] = pagesOf(book);
    const words = (one: readonly { readonly label: string }[] | undefined) => one?.map(({ label }) => label);
    const ends = book.documents.flatMap((one) =>
      one.kind === 'notes' ? one.entries.flatMap((entry) => words(entry.notes) ?? []) : [],
    );
    return { before: words(page?.notesBefore), after: words(page?.notesAfter), ends };
  };

  test.each([
    ['source', { before: ['Author’s note'], after: ['Betaed by Ann'], ends: [] }],
    ['before', { before: ['Author’s note', 'Betaed by Ann'], after: [], ends: [] }],
    ['after', { before: [], after: ['Author’s note', 'Betaed by Ann'], ends: [] }],
    ['end', { before: [], after: [], ends: ['Author’s note', 'Betaed by Ann'] }],
    ['omit', { before: [], after: [], ends: [] }],
  ] as const)('stand where the policy `%s` puts them', async (policy, expected) => {
    expect(await shown(policy)).toEqual(expected);
  });
});

describe('footnotes', () => {
  const mark = (id: string): Inline => ({ type: 'noteReference', note: noteId(id) });
  const footnote = (id: string, words = `About ${id}.`) => ({ id: noteId(id), blocks: [paragraph(words)] });

  test('are numbered on each page in the order of their first marks', async () => {
    const one = chapter('one', { blocks: [paragraph([text('b'), mark('b'), text('a'), mark('a'), mark('b')])] });
    const two = chapter('two', { blocks: [paragraph([mark('a')])] });
    const book = await lay(
      storyOf([one, two], {}, { notes: { a: footnote('a'), b: footnote('b') } as Story['notes'] }),
    );
    expect(pagesOf(book).map(({ footnotes }) => footnotes.map(({ id, number }) => [id, number]))).toEqual([
      [
        ['b', 1],
        ['a', 2],
      ],
      [['a', 1]],
    ]);
  });

  test('that are missing lose their marks, those that are unused stand at the end; both are said', async () => {
    const report = new Report();
    const one = chapter('one', { blocks: [paragraph([text('words'), mark('gone')])] });
    const book = await lay(storyOf([one], {}, { notes: { spare: footnote('spare') } as Story['notes'] }), {}, report);
    expect(report.diagnostics.map(({ code }) => code)).toEqual(['note-missing', 'note-unused']);
    expect(pagesOf(book)[0]?.section.blocks).toEqual([paragraph([text('words')])]);
    expect(pagesOf(book)[0]?.notesAfter.map(({ label, blocks }) => [label, blocks])).toEqual([
      ['Footnotes', [paragraph('About spare.')]],
    ]);
  });
});

describe('footnotes and notes together', () => {
  const mark = { type: 'noteReference', note: noteId('a') } as const;
  const notes = { a: { id: noteId('a'), blocks: [paragraph('About a.')] } } as Story['notes'];

  test('a footnote that nothing refers to stays, even when the author’s notes are left out', async () => {
    const [page] = pagesOf(await lay(storyOf([chapter('one')], {}, { notes }), { notes: 'omit' }));
    expect(page?.notesAfter.flatMap(({ blocks }) => blocks)).toEqual([paragraph('About a.')]);
  });

  test('a footnote of an author’s note goes with it to the end', async () => {
    const one = chapter('one', { notesBefore: [{ blocks: [paragraph([mark])] }] });
    const book = await lay(storyOf([one], {}, { notes }), { notes: 'end' });
    const page = book.documents.find(({ kind }) => kind === 'notes');
    expect(page?.kind === 'notes' && page.footnotes?.map(({ id }) => id)).toEqual(['a']);
  });

  test('a note called like a property of every object is none', async () => {
    const report = new Report();
    const one = chapter('one', { blocks: [paragraph([{ type: 'noteReference', note: noteId('constructor') }])] });
    await lay(storyOf([one]), {}, report);
    expect(report.diagnostics.map(({ code }) => code)).toEqual(['note-missing']);
  });
});

describe('accessibility', () => {
  const figure = (alt?: string): Section =>
    chapter('one', { blocks: [{ type: 'figure', resource: resourceId('map'), ...(alt !== undefined && { alt }) }] });
  const features = async (section: Section, cover = false) =>
    (await lay(storyOf([section]), { cover })).accessibility.features;

  test('claims text alternatives when every picture has one', async () => {
    expect(await features(figure('A map.'))).toContain('alternativeText');
  });

  test('takes the claim away for one picture without, whatever the cover has', async () => {
    expect(await features(figure(), true)).not.toContain('alternativeText');
  });

  test('claims none where nothing needs one', async () => {
    expect(await features(chapter('one'))).not.toContain('alternativeText');
  });

  test('names who evaluated the book only when told', async () => {
    expect((await lay(storyOf([chapter('one')]))).accessibility.certifiedBy).toBeUndefined();
    expect((await lay(storyOf([chapter('one')]), { certifiedBy: 'Ann Example' })).accessibility.certifiedBy).toBe(
      'Ann Example',
    );
  });
});

test('Arabic and Hebrew books run from right to left, and only Japanese and Chinese ones downwards', async () => {
  const shape = async (language: string) => {
    const { direction, isVertical } = await lay(storyOf([chapter('one')], { language }), { vertical: true });
    return { direction, isVertical };
  };
  expect(await shape('ar')).toEqual({ direction: 'rtl', isVertical: false });
  expect(await shape('he-IL')).toEqual({ direction: 'rtl', isVertical: false });
  expect(await shape('ja')).toEqual({ direction: 'ltr', isVertical: true });
  expect(await shape('en')).toEqual({ direction: 'ltr', isVertical: false });
});

test('dates stand on the page in the book’s language, as precise as they are', async () => {
  const book = await lay(
    storyOf([chapter('one')], {
      language: 'fr',
      published: date('2008-06-29'),
      updated: date('2009-03'),
      completed: date('2010'),
    }),
  );
  const colophon = book.documents.at(-1);
  const texts =
    colophon?.kind === 'colophon' ? colophon.facts.flatMap(({ values }) => values.map((value) => value.text)) : [];
  expect(texts).toEqual(expect.arrayContaining(['29 juin 2008', 'mars 2009', '2010']));
});
