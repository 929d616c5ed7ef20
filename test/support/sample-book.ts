import type { Book, BookDocument, BookWords, LabelledNote, SectionPage } from '../../src/model/book.js';
import {
  type Block,
  emptyMetadata,
  type Inline,
  noteId,
  paragraph,
  resourceId,
  type Section,
  type StoryDate,
  sceneBreak,
  sectionId,
  text,
} from '../../src/model/story.js';

/** A hand-made book that shows every kind of page, block and inline. */
export const sampleBook = (changes: Partial<Book> = {}): Book => ({ ...BOOK, ...changes });

/** A book of one untitled chapter with nothing known of it. */
export const smallBook = (changes: Partial<Book> = {}): Book => ({
  ...BOOK,
  title: 'Small Hours',
  metadata: { ...emptyMetadata, title: 'Small Hours', language: 'en' },
  documents: [
    {
      ...sectionPage('small-hours', { role: 'chapter', blocks: [paragraph('The kettle sang. Nobody came.')] }),
      title: 'Small Hours',
      hasVisibleHeading: false,
    },
  ],
  contents: [{ label: 'Small Hours', href: 'text/small-hours.xhtml', entries: [] }],
  landmarks: [{ type: 'bodymatter', label: 'Start of text', href: 'text/small-hours.xhtml' }],
  resources: [],
  ...changes,
});

/** A section with what it lacks filled in. */
export function section(parts: Partial<Section> & Pick<Section, 'role'>): Section {
  return { id: sectionId('section'), notesBefore: [], notesAfter: [], blocks: [], sections: [], ...parts };
}

/** A page `text/ID.xhtml` that shows the section. */
export function sectionPage(
  id: string,
  parts: Partial<Section> & Pick<Section, 'role'>,
  page: Partial<SectionPage> = {},
): SectionPage {
  return {
    kind: 'section',
    id,
    href: `text/${id}.xhtml`,
    title: id,
    section: section({ id: sectionId(id), ...parts }),
    headingLevel: 1,
    hasVisibleHeading: true,
    notesBefore: [],
    notesAfter: [],
    footnotes: [],
    ...page,
  };
}

export const em = (value: string): Inline => ({ type: 'emphasis', children: [text(value)] });

const note = (label: string, words: string): LabelledNote => ({ label, blocks: [paragraph(words)] });

const map = resourceId('map');
const tide = noteId('tide');
const lamp = noteId('lamp');

const WORDS: BookWords = {
  contents: 'Contents',
  landmarks: 'Landmarks',
  cover: 'Cover',
  titlePage: 'Title page',
  startOfText: 'Start of text',
  footnotes: 'Footnotes',
  backToText: 'Back to text',
  footnote: 'Footnote',
};

/** A grey pixel, as PNG. */
const PIXEL = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=='),
  (character) => character.charCodeAt(0),
);

const cover = {
  href: 'images/cover.png',
  bytes: PIXEL,
  mediaType: 'image/png',
  width: 1,
  height: 1,
  alt: 'Cover of The Keeper’s Daughter by Ada Quill',
} as const;

const rainBlocks: readonly Block[] = [
  {
    type: 'quote',
    isEpigraph: true,
    blocks: [paragraph('Whoever minds the light must mind the dark as well.')],
    attribution: [text('An old saying of the island')],
  },
  paragraph([
    text('The rain came in from the west & stayed. “It is only weather,” said Maud, who had been on the rock for '),
    em('eleven'),
    text(' winters and believed in nothing she could not lift.'),
    { type: 'noteReference', note: tide },
  ]),
  paragraph(
    'Ines did not answer. She was counting the seconds between the lightning and the thunder, as her father had taught her, and the number was getting smaller in a way that she did not like at all.',
  ),
  paragraph([
    text('Below, on the slip, somebody had lit '),
    { type: 'link', href: 'https://example.org/lamps?kind=storm|hurricane', children: [text('a storm lamp')] },
    text('.'),
    { type: 'noteReference', note: lamp },
    text(' It swung once, twice, and went out.'),
    { type: 'noteReference', note: tide },
  ]),
  sceneBreak('* * *'),
  paragraph('By morning the boat was gone, and the rope lay on the stones, cut clean.'),
  {
    type: 'letter',
    blocks: [
      paragraph('Dear Ines,'),
      paragraph('I have taken the boat. Do not look for it. The oil will last until March if you are careful.'),
      { ...paragraph([text('M.')]), align: 'end' },
    ],
  },
  paragraph('She read it twice, and then she put it in the stove.'),
  { type: 'ending', children: [text('End of the first chapter')] },
];

const songBlocks: readonly Block[] = [
  paragraph('They sang in the kitchen, the two of them, while the soup boiled over:'),
  {
    type: 'verse',
    stanzas: [
      [
        { indent: 0, children: [text('The light goes round, the light goes round,')] },
        { indent: 1, children: [text('the gulls go after,')] },
        { indent: 0, children: [text('and nobody now remembers the sound')] },
        { indent: 1, children: [text('of your '), em('laughter'), text('.')] },
      ],
      [
        {
          indent: 0,
          children: [
            text(
              'But the stair has a step for every year, and the last of them creaks when the wind is near the glass,',
            ),
          ],
        },
        { indent: 2, children: [text('and lets it pass.')] },
      ],
    ],
  },
  { type: 'heading', depth: 2, children: [text('What was in the cupboard')] },
  {
    type: 'list',
    isOrdered: false,
    items: [
      [paragraph('two tins of paraffin;')],
      [
        paragraph('a tide table:'),
        { type: 'list', isOrdered: true, start: 3, items: [[paragraph('March')], [paragraph('April')]] },
      ],
      [paragraph('a biscuit tin.'), paragraph('It was empty.')],
    ],
  },
  { type: 'figure', resource: map, alt: 'A map of the rock', caption: [text('The rock, drawn by Ines')] },
  { type: 'preformatted', text: 'WIND  SW 9\nGLASS 28.6 & falling' },
  {
    type: 'table',
    caption: [text('Oil left')],
    head: [
      {
        cells: [
          { isHeader: true, children: [text('Month')] },
          { isHeader: true, align: 'end', children: [text('Tins')] },
        ],
      },
    ],
    rows: [
      {
        cells: [
          { isHeader: true, children: [text('January')] },
          { isHeader: false, align: 'end', children: [text('7')] },
        ],
      },
    ],
  },
  paragraph([
    text('On the wall, in chalk: '),
    { type: 'smallCaps', children: [text('mind the light')] },
    text(', H'),
    { type: 'subscript', children: [text('2')] },
    text('O, 3'),
    { type: 'superscript', children: [text('rd')] },
    text(', '),
    { type: 'strike', children: [text('no')] },
    text(' '),
    { type: 'strong', children: [text('yes')] },
    text(', '),
    { type: 'code', value: 'if (dark) {' },
    text(', '),
    { type: 'languageSpan', language: 'fr', children: [text('bonne nuit')] },
    text(', '),
    { type: 'languageSpan', language: 'he', children: [text('לילה טוב')] },
    text(', '),
    { type: 'ruby', base: '灯台', reading: 'とうだい' },
    text(' and'),
    { type: 'lineBreak' },
    { type: 'image', resource: map, alt: 'a small map' },
    text('.'),
  ]),
  { type: 'quote', isEpigraph: false, blocks: [paragraph('Never trust a calm.')] },
];

const DOCUMENTS: readonly BookDocument[] = [
  { kind: 'cover', id: 'cover', href: 'text/cover.xhtml', title: 'Cover', image: cover },
  {
    kind: 'titlePage',
    id: 'title-page',
    href: 'text/title-page.xhtml',
    title: 'The Keeper’s Daughter',
    heading: 'The Keeper’s Daughter',
    subtitle: 'A story of the rock',
    creators: ['Ada Quill', 'Tom Reed'],
    contributors: ['Translated by Nan Finch'],
    series: ['The Lantern Cycle, 2'],
    facts: [
      { label: 'Fandom', values: [{ text: 'Original Work' }] },
      { label: 'Relationships', values: [{ text: 'Ines & Maud' }, { text: 'Ines/the Sea' }] },
      { label: 'Rating', values: [{ text: 'Teen' }] },
      { label: 'Published', values: [{ text: '29 June 2008', date: '2008-06-29' }] },
    ],
    summary: { label: 'Summary', blocks: [paragraph('A lamp, a boat, and a winter.'), paragraph('It rains.')] },
    disclaimer: { label: 'Disclaimer', blocks: [paragraph('The rock is not for sale.')] },
    dedication: { label: 'Dedication', blocks: [paragraph('For whoever is still awake.')] },
  },
  sectionPage('winter', { role: 'part', label: 'Part One', title: [text('Winter')] }, { title: 'Part One: Winter' }),
  sectionPage(
    'the-rain',
    { role: 'chapter', label: 'Chapter 1', title: [text('The Rain')], byline: 'Ada Quill', blocks: rainBlocks },
    {
      title: 'Chapter 1: The Rain',
      headingLevel: 2,
      notesBefore: [note('Author’s note', 'I began this one in a storm.')],
      notesAfter: [note('A/N', 'Tell me what you think!')],
      footnotes: [
        { id: tide, number: 1, blocks: [paragraph('Twelve, by the harbour book.')] },
        {
          id: lamp,
          number: 2,
          blocks: [{ type: 'preformatted', text: 'LAMP NO. 7' }, paragraph('It hangs in the museum.')],
        },
      ],
    },
  ),
  sectionPage(
    'the-song',
    { role: 'chapter', title: [text('The '), em('Song')], blocks: songBlocks },
    { title: 'The Song', headingLevel: 2 },
  ),
  sectionPage('afterword', { role: 'afterword', title: [text('Afterword')], blocks: [paragraph('It stopped.')] }),
  {
    kind: 'notes',
    id: 'author-notes',
    href: 'text/author-notes.xhtml',
    title: 'Author’s notes',
    heading: 'Author’s notes',
    entries: [{ of: 'The Song', href: 'text/the-song.xhtml', notes: [note('A/N', 'The tune is an old one.')] }],
  },
  {
    kind: 'colophon',
    id: 'colophon',
    href: 'text/colophon.xhtml',
    title: 'Colophon',
    heading: 'Colophon',
    facts: [{ label: 'Source', values: [{ text: 'example.org/keeper', href: 'https://example.org/keeper' }] }],
    paragraphs: ['Bound by storybind.'],
  },
];

const BOOK: Book = {
  identifier: 'urn:uuid:5b0bd1de-6c0e-5c3f-8f5e-4d6a3b0f2c11',
  modified: '2008-06-29T00:00:00Z',
  title: 'The Keeper’s Daughter',
  language: 'en',
  direction: 'ltr',
  isVertical: false,
  theme: 'classic',
  metadata: {
    ...emptyMetadata,
    title: 'The Keeper’s Daughter',
    subtitle: 'A story of the rock',
    creators: [
      { name: 'Ada Quill', role: 'aut', fileAs: 'Quill, Ada' },
      { name: 'Tom Reed', role: 'aut' },
      { name: 'Nan Finch', role: 'trl', fileAs: 'Finch, Nan' },
    ],
    language: 'en',
    identifiers: ['urn:isbn:9780000000002'],
    source: 'https://example.org/keeper',
    publisher: 'Rock Press',
    published: '2008-06-29' as StoryDate,
    summary: [paragraph('A lamp, a boat, and a winter.'), paragraph('It rains.')],
    fandoms: ['Original Work'],
    relationships: ['Ines & Maud', 'Ines/the Sea'],
    characters: ['Ines', 'Maud'],
    rating: 'Teen',
    warnings: ['Weather'],
    genres: ['Drama'],
    tags: ['lighthouses', 'Drama'],
    series: [{ name: 'The Lantern Cycle', position: 2 }, { name: 'Storms' }],
    rights: 'CC BY 4.0',
  },
  documents: DOCUMENTS,
  contents: [
    { label: 'Title page', href: 'text/title-page.xhtml', entries: [] },
    {
      label: 'Part One: Winter',
      href: 'text/winter.xhtml',
      entries: [
        { label: 'Chapter 1: The Rain', href: 'text/the-rain.xhtml', entries: [] },
        { label: 'The Song', href: 'text/the-song.xhtml', entries: [] },
      ],
    },
    { label: 'Afterword', href: 'text/afterword.xhtml', entries: [] },
    { label: 'Author’s notes', href: 'text/author-notes.xhtml', entries: [] },
    { label: 'Colophon', href: 'text/colophon.xhtml', entries: [] },
  ],
  landmarks: [
    { type: 'cover', label: 'Cover', href: 'text/cover.xhtml' },
    { type: 'titlepage', label: 'Title page', href: 'text/title-page.xhtml' },
    { type: 'toc', label: 'Contents', href: 'nav.xhtml' },
    { type: 'bodymatter', label: 'Start of text', href: 'text/winter.xhtml' },
  ],
  cover,
  resources: [{ id: map, href: 'images/map.png', mediaType: 'image/png', bytes: PIXEL }],
  words: WORDS,
  accessibility: {
    features: [
      'tableOfContents',
      'structuralNavigation',
      'readingOrder',
      'displayTransformability',
      'ARIA',
      'alternativeText',
    ],
    summary: 'Made automatically from a text; not evaluated by a person.',
  },
};
