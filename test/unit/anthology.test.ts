import { describe, expect, it } from 'vitest';
import { type AnthologyWishes, anthologyOf } from '../../src/collection/anthology/anthology-of.js';
import type { Order } from '../../src/collection/anthology/order.js';
import { highestRating } from '../../src/collection/anthology/rating.js';
import { Report } from '../../src/diagnostics/report.js';
import { anthology, check } from '../../src/index.js';
import { layOut } from '../../src/layout/index.js';
import type { Book, SectionPage } from '../../src/model/book.js';
import {
  emptyMetadata,
  type Metadata,
  noteId,
  paragraph,
  resourceId,
  type Section,
  type Story,
  type StoryDate,
  type StoryFiles,
  sectionId,
  text,
} from '../../src/model/story.js';
import { walkSections } from '../../src/model/visit.js';
import { epubWriter } from '../../src/write/epub/epub-writer.js';
import { PIXEL } from '../support/pixel.js';
import { section } from '../support/sample-book.js';
import { unzip } from '../support/unzip.js';

const OTHER_PNG = Uint8Array.from([...PIXEL, 0]);

const by = (...names: readonly string[]): Metadata['creators'] =>
  names.map((name) => ({ name, role: 'aut', fileAs: name.replace(/^(\S+) (.+)$/, '$2, $1') }));

const chapter = (title: string, ...words: readonly string[]): Section =>
  section({
    id: sectionId(title.toLowerCase()),
    role: 'chapter',
    title: [text(title)],
    blocks: words.map((one) => paragraph(one)),
  });

/** A story of that name, with a chapter that is not headed unless it has others. */
function story(title: string, metadata: Partial<Metadata> = {}, sections?: readonly Section[]): Story {
  return {
    metadata: { ...emptyMetadata, language: 'en', creators: by('Ann Weir'), title, ...metadata },
    sections: sections ?? [
      section({ id: sectionId('chapter'), role: 'chapter', blocks: [paragraph(`Here is ${title}.`)] }),
    ],
    notes: {},
    resources: {},
  };
}

const NOTHING: StoryFiles = new Map();
const gather = (stories: readonly Story[], wishes: AnthologyWishes = {}) =>
  anthologyOf(
    stories.map((one) => ({ story: one, files: NOTHING })),
    wishes,
  ).story;

const bookOf = (
  stories: readonly Story[],
  wishes: AnthologyWishes = {},
  files: StoryFiles = NOTHING,
): Promise<Book> => {
  const read = anthologyOf(
    stories.map((one) => ({ story: one, files })),
    wishes,
  );
  const options = { theme: 'classic', notes: 'source', vertical: false, cover: false } as const;
  return layOut(read.story, read.files, options, new Report());
};

const pagesOf = ({ documents }: Book): readonly SectionPage[] =>
  documents.filter((document) => document.kind === 'section');
const titlesOf = ({ sections }: Story): readonly (string | undefined)[] =>
  sections.map(({ work }) => work?.metadata.title);
const membersOf = async (book: Book) => unzip(await epubWriter.write(book, new Report()));

/** A story whose chapter refers to a footnote and shows an image, both called as in every other such story. */
function withNote(title: string, note: string): Story {
  const id = noteId('1');
  const map = resourceId('map.png');
  return {
    ...story(title, {}, [
      {
        ...chapter('Chapter 1'),
        blocks: [
          paragraph([text('It rained'), { type: 'noteReference', note: id }]),
          { type: 'figure', resource: map, alt: 'A map' },
        ],
      },
    ]),
    notes: { [id]: { id, blocks: [paragraph(note)] } },
    resources: { [map]: { id: map, name: 'map.png', mediaType: 'image/png' } },
  };
}

describe('the parts of an anthology', () => {
  it('keep chapters, footnotes and their words apart, whatever all stories call them', async () => {
    const book = await bookOf([
      withNote('Almond', 'of almonds'),
      withNote('Birch', 'of birches'),
      withNote('Almond', 'of more'),
    ]);
    const hrefs = pagesOf(book).map(({ href }) => href);
    expect(hrefs).toEqual([
      'text/almond.xhtml',
      'text/almond__chapter 1.xhtml',
      'text/birch.xhtml',
      'text/birch__chapter 1.xhtml',
      'text/almond-2.xhtml',
      'text/almond-2__chapter 1.xhtml',
    ]);
    const notes = pagesOf(book).flatMap(({ footnotes }) => footnotes);
    expect(notes.map(({ blocks }) => blocks)).toEqual(
      ['of almonds', 'of birches', 'of more'].map((words) => [paragraph(words)]),
    );
    expect(new Set(book.documents.map(({ title }) => title)).size).toBe(book.documents.length);
  });

  it('store an image once that several stories show, and two of one name as two', async () => {
    const map = resourceId('map.png');
    const given = ['Almond', 'Birch', 'Cedar'].map((title, index) => ({
      story: withNote(title, 'n'),
      files: new Map([[map, index === 2 ? OTHER_PNG : PIXEL]]),
    }));
    const { story: whole, files } = anthologyOf(given);
    expect(files.size).toBe(2);
    expect(Object.keys(whole.resources)).toHaveLength(2);
    const options = { theme: 'plain', notes: 'source', vertical: false, cover: false } as const;
    const { resources } = await layOut(whole, files, options, new Report());
    expect(resources.map(({ href }) => href).every((href) => /^images\/map-[0-9a-f]{8}\.png$/.test(href))).toBe(true);
    expect(resources).toHaveLength(2);
  });

  it('keep their names when a story more comes in, wherever it stands', async () => {
    const known = [withNote('Almond', 'a'), withNote('Birch', 'b')];
    const before = pagesOf(await bookOf(known)).map(({ href, title }) => `${href} ${title}`);
    const after = pagesOf(await bookOf([withNote('Aspen', 'c'), ...known])).map(
      ({ href, title }) => `${href} ${title}`,
    );
    expect(after).toEqual(expect.arrayContaining(before));
  });

  it('tell stories of one title apart by their age, not by their place', () => {
    const old = story('Rain', { published: '1999' as StoryDate, creators: by('Bo Lind') });
    const young = story('Rain', { published: '2020' as StoryDate });
    for (const order of [
      [old, young],
      [young, old],
    ]) {
      const ids = gather(order).sections.map(({ id, work }) => [work?.metadata.published, id]);
      expect(Object.fromEntries(ids)).toEqual({ '1999': 'rain', '2020': 'rain-2' });
    }
  });

  it('open with a title page of their own; a story of one chapter without a heading follows on the same page', async () => {
    const [page, ...others] = pagesOf(
      await bookOf([story('Almond', { subtitle: 'A Fable', fandoms: ['Trees'], summary: [paragraph('Short.')] })]),
    );
    expect(others).toEqual([]);
    expect(page?.section.blocks).toEqual([paragraph('Here is Almond.')]);
    expect(page?.titling).toMatchObject({ subtitle: 'A Fable', creators: ['Ann Weir'], summary: { label: 'Summary' } });
    expect(page?.titling?.facts).toEqual([
      { label: 'Fandom', values: [{ text: 'Trees' }] },
      { label: 'Words', values: [{ text: '3' }] },
    ]);
  });

  it('keep at their own end the footnotes that nothing refers to', async () => {
    const id = noteId('lost');
    const lost = { ...story('Almond'), notes: { [id]: { id, blocks: [paragraph('A lost note.')] } } };
    const pages = pagesOf(await bookOf([lost, story('Birch')]));
    expect(pages.map(({ notesAfter }) => notesAfter.flatMap(({ blocks }) => blocks))).toEqual([
      [paragraph('A lost note.')],
      [],
    ]);
  });
});

describe('the languages of an anthology', () => {
  const MIXED = [
    story('Rain', {}, [chapter('One', 'It rained all day and nobody came to the harbour.')]),
    story('الميزان', { language: 'ar', creators: by('ليلى منصور') }, [chapter('١', 'كان يا ما كان.')]),
    story('Le Tram', { language: 'fr', fandoms: ['Villes'] }, [chapter('Un', 'Il pleut.')]),
  ];

  it('is as a whole in the one of most words', () => {
    expect(gather(MIXED).metadata.language).toBe('en');
  });

  it('marks each page with the language and direction of its story, and words it so', async () => {
    const members = await membersOf(await bookOf(MIXED));
    const pages = [...members].filter(([path]) => path.startsWith('EPUB/text/'));
    const attributes = pages.map(([path, page]) => `${path.slice(10)} ${/<html[^>]* (lang=[^>]*)>/.exec(page)?.[1]}`);
    expect(attributes).toEqual(
      expect.arrayContaining([
        'title-page.xhtml lang="en" xml:lang="en"',
        'rain__one.xhtml lang="en" xml:lang="en"',
        expect.stringMatching(/^x-\w+\.xhtml lang="ar" xml:lang="ar" dir="rtl"$/),
        expect.stringMatching(/^x-\w+__.*\.xhtml lang="ar" xml:lang="ar" dir="rtl"$/),
        'le-tram__un.xhtml lang="fr" xml:lang="fr"',
      ]),
    );
    expect(members.get('EPUB/text/le-tram.xhtml')).toContain('<dt>Fandom\u202f:</dt>');
    expect(members.get('EPUB/nav.xhtml')).toContain('<span lang="ar" xml:lang="ar" dir="rtl">الميزان</span>');
  });

  it('sets the pages of a script that runs the other way by a style sheet of theirs', async () => {
    const members = await membersOf(await bookOf(MIXED));
    const arabic = [...members].find(([path]) => /text\/x-\w+\.xhtml$/.test(path))?.[1];
    expect(arabic).toContain('href="../styles/book-ar.css"');
    expect(members.get('EPUB/styles/book-ar.css')).toContain('padding-right: 2em');
    expect(members.get('EPUB/text/rain.xhtml')).toContain('href="../styles/book.css"');
    expect(members.has('EPUB/styles/book-fr.css')).toBe(false);
    expect(members.get('EPUB/package.opf')).toContain('href="styles/book-ar.css" media-type="text/css"');
  });
});

describe('what is said of the whole', () => {
  it('is what all stories say together, with a receipt for each field', () => {
    const { metadata } = gather(
      [
        story('Almond', { fandoms: ['Trees'], warnings: ['frost'], rating: 'Mature', tags: ['quiet'] }),
        story('Birch', { fandoms: ['trees', 'Birds'], creators: by('Bo Lind', 'Ann Weir'), rating: 'Explicit' }),
      ],
      { title: 'Two Trees' },
    );
    expect(metadata).toMatchObject({ title: 'Two Trees', fandoms: ['Trees', 'Birds'], warnings: ['frost'] });
    expect(metadata.creators.map(({ name, role }) => `${name} ${role}`)).toEqual(['Ann Weir aut', 'Bo Lind aut']);
    expect(metadata).toMatchObject({ rating: 'Explicit', tags: [], series: [] });
    expect(metadata.receipts).toMatchObject({ title: { how: 'anthology' }, fandoms: { how: 'anthology' } });
    expect(metadata.receipts.series).toBeUndefined();
  });

  it('is a series where all belong to one, in the order of their positions', () => {
    const weir = (title: string, position: number): Story =>
      story(title, { series: [{ name: position === 2 ? 'the weir' : 'The Weir', position }] });
    const whole = gather([weir('Third', 3), weir('First', 1), weir('Second', 2)], { title: 'Some Folder' });
    expect(whole.metadata).toMatchObject({ title: 'The Weir', series: [{ name: 'The Weir' }] });
    expect(titlesOf(whole)).toEqual(['First', 'Second', 'Third']);
  });

  it('names the authors in the title where there is no other', async () => {
    expect((await bookOf([story('Almond'), story('Birch')])).title).toBe('Stories by Ann Weir');
    const french = [story('Almond', { language: 'fr' }), story('Birch', { language: 'fr' })];
    expect((await bookOf(french)).title).toBe('Histoires de Ann Weir');
  });

  it('is the same book when a story of another author comes in', async () => {
    const [one, two] = [story('Almond'), story('Birch', { creators: by('Bo Lind') })];
    const before = await bookOf([one], { title: 'Trees' });
    expect((await bookOf([one, two], { title: 'Trees' })).identifier).toBe(before.identifier);
  });

  it.each<[readonly (string | undefined)[], string | undefined]>([
    [['Mature', 'General Audiences'], 'Mature'],
    [['K+', 'T', 'K'], 'T'],
    [['Teen', 'teen'], 'Teen'],
    [['Mature', undefined], undefined],
    [['Mature', 'PG-13'], undefined],
    [['Mature', 'Not Rated'], undefined],
    [[], undefined],
  ])('rates %j as %j', (ratings, rating) => {
    expect(highestRating(ratings)).toBe(rating);
  });
});

describe('the order of the stories', () => {
  const STORIES = [
    story('The Birch', { published: '2010' as StoryDate, creators: by('Bo Lind') }),
    story('Almond', { published: '2003-05' as StoryDate, series: [{ name: 'Trees', position: 2 }] }),
    story('Story 10', { creators: by('Zed Aster') }, [chapter('One', 'One two three four five.')]),
    story('Story 9', { published: '1999-01-02' as StoryDate, series: [{ name: 'Trees', position: 1 }] }),
  ];

  it.each<[Order, string]>([
    ['given', 'The Birch, Almond, Story 10, Story 9'],
    ['date', 'Story 9, Almond, The Birch, Story 10'],
    ['title', 'Almond, The Birch, Story 9, Story 10'],
    ['author', 'Story 10, The Birch, Almond, Story 9'],
    ['series', 'Story 9, Almond, The Birch, Story 10'],
    ['length', 'Almond, The Birch, Story 9, Story 10'],
  ])('by %s', (order, expected) => {
    expect(titlesOf(gather(STORIES, { order })).join(', ')).toBe(expected);
  });

  it('is that given where not all share a series', () => {
    expect(titlesOf(gather(STORIES))).toEqual(STORIES.map(({ metadata }) => metadata.title));
  });

  it('gathers the stories below their authors, and keeps the pages’ names', async () => {
    const whole = gather(STORIES, { by: 'author' });
    const tree = whole.sections.map(({ title, sections }) => [title?.[0], sections.map(({ id }) => id)]);
    expect(tree).toEqual([
      [text('Zed Aster'), ['story-10']],
      [text('Bo Lind'), ['the-birch']],
      [text('Ann Weir'), ['almond', 'story-9']],
    ]);
    const book = await bookOf(STORIES, { by: 'author' });
    expect(pagesOf(book).find(({ section: { id } }) => id === 'almond')?.headingLevel).toBe(2);
    expect(new Set([...walkSections(whole.sections)].map(({ id }) => id)).size).toBe(11);
  });
});

describe('the indexes', () => {
  const STORIES = [
    story('Almond', { fandoms: ['Trees'], relationships: ['Ada/Bo'] }),
    story('Birch', { fandoms: ['Birds', 'Trees'], creators: by('Bo Lind', 'Ann Weir') }),
  ];

  it('lead from each author and fandom to the stories, and are left out where there is only one entry', async () => {
    const { documents } = await bookOf(STORIES);
    const indexes = documents.filter((document) => document.kind === 'index');
    expect(indexes.map(({ heading, groups }) => [heading, groups])).toEqual([
      [
        'Index of authors',
        [
          {
            entries: [
              { term: 'Lind, Bo', places: [{ text: 'Birch', href: 'text/birch.xhtml' }] },
              {
                term: 'Weir, Ann',
                places: [
                  { text: 'Almond', href: 'text/almond.xhtml' },
                  { text: 'Birch', href: 'text/birch.xhtml' },
                ],
              },
            ],
          },
        ],
      ],
      [
        'Index of fandoms',
        [{ entries: [expect.objectContaining({ term: 'Birds' }), expect.objectContaining({ term: 'Trees' })] }],
      ],
    ]);
  });

  it('are landmarks and stand in the contents, after the stories', async () => {
    const book = await bookOf(STORIES);
    expect(book.landmarks).toContainEqual({
      type: 'index',
      label: 'Index of authors',
      href: 'text/index-of-authors.xhtml',
    });
    expect(book.contents.map(({ label, by: author }) => [label, author])).toEqual([
      ['Title page', undefined],
      ['Almond', 'Ann Weir'],
      ['Birch', 'Bo Lind, Ann Weir'],
      ['Index of authors', undefined],
      ['Index of fandoms', undefined],
      ['About this book', undefined],
    ]);
  });

  it('go by the letters of the book’s language where they are long', async () => {
    const names = 'Ash Birch Éclair Elm Fir Gum Hazel Ivy Juniper Katsura Larch Åsa 9Trees'.split(' ');
    const letters = async (language: string): Promise<string> => {
      const book = await bookOf(names.map((name) => story(name, { language, fandoms: [name] })));
      const [index] = book.documents.filter((document) => document.kind === 'index');
      return index?.groups.map(({ letter, entries }) => `${letter}${entries.length}`).join(' ') ?? '';
    };
    expect(await letters('en')).toBe('#1 A2 B1 E2 F1 G1 H1 I1 J1 K1 L1');
    expect(await letters('sv')).toBe('#1 A1 B1 E2 F1 G1 H1 I1 J1 K1 L1 Å1');
  });

  it('are not in a book of one story', async () => {
    const options = { theme: 'classic', notes: 'source', vertical: false, cover: false } as const;
    const book = await layOut(story('Almond', { fandoms: ['A', 'B'] }), new Map(), options, new Report());
    expect(book.documents.some(({ kind }) => kind === 'index')).toBe(false);
  });
});

describe('an anthology as a book', () => {
  const INPUTS = [
    {
      name: 'almond.txt',
      text: 'Title: Almond\nAuthor: Ines Varga\nFandom: Trees\nPairing: Ada/Bo\nSummary: A tree speaks.\n\nChapter 1: The Root\n\nThe tree said nothing at first.\n\nAuthor’s note: Trees are slow.\n\nChapter 2: The Crown\n\nThen it spoke.\n',
    },
    {
      name: 'tram.md',
      text: '---\ntitle: Le Tram\nauthor: Solène Arnaud\nlanguage: fr\nfandom: Villes\n---\n\nLe tram est parti à minuit.[^1]\n\n[^1]: Sans moi.\n',
    },
  ];

  it('passes every check, and is the same each time', async () => {
    const options = { set: { title: 'Two Winters' }, cover: false } as const;
    const { bytes, fileName, isSound } = await anthology(INPUTS, options);
    expect({ fileName, isSound }).toEqual({ fileName: 'two-winters.epub', isSound: true });
    expect(await check(bytes)).toEqual([]);
    expect(Buffer.from((await anthology(INPUTS, options)).bytes).equals(bytes)).toBe(true);
  });

  it('shows its contents and the page of a part as they stand', async () => {
    const { bytes } = await anthology(INPUTS, { set: { title: 'Two Winters' }, cover: false });
    const members = unzip(bytes);
    await expect(members.get('EPUB/nav.xhtml')).toMatchFileSnapshot('../books/two-winters/nav.xhtml');
    await expect(members.get('EPUB/toc.ncx')).toMatchFileSnapshot('../books/two-winters/toc.ncx');
    await expect(members.get('EPUB/text/almond.xhtml')).toMatchFileSnapshot('../books/two-winters/almond.xhtml');
    await expect(members.get('EPUB/text/le-tram.xhtml')).toMatchFileSnapshot('../books/two-winters/le-tram.xhtml');
    await expect(members.get('EPUB/text/index-of-authors.xhtml')).toMatchFileSnapshot(
      '../books/two-winters/index-of-authors.xhtml',
    );
  });

  it('goes on without a story that cannot be read, and says which; without any it throws', async () => {
    const broken = { name: 'empty.txt', text: '' };
    const { story: whole, diagnostics } = await anthology([broken, ...INPUTS], { cover: false });
    expect(titlesOf(whole)).toEqual(['Almond', 'Le Tram']);
    expect(diagnostics.find(({ severity }) => severity === 'error')).toMatchObject({
      code: 'input-empty',
      file: 'empty.txt',
    });
    await expect(anthology([broken])).rejects.toMatchObject({ diagnostic: { code: 'anthology-empty' } });
  });
});
