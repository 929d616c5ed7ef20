import fc from 'fast-check';
import {
  type AuthorNote,
  type Block,
  type Creator,
  emptyMetadata,
  type Footnote,
  type Inline,
  type Metadata,
  type NoteId,
  noteId,
  paragraph,
  type Receipt,
  type Resource,
  resourceId,
  type Section,
  type Story,
  sectionId,
  text,
  type VerseLine,
} from '../../src/model/story.js';

/** Pieces that real texts are made of, and those that break them. */
const PIECES = [
  ...[
    'rain',
    'The',
    'door',
    'was',
    'open',
    'and',
    'she',
    'never',
    'looked',
    'back',
    "'twas",
    "don't",
    "runnin'",
    'élan',
  ],
  ...[
    '日本語',
    'こんにちは',
    'Привет',
    'مرحبا',
    'שלום',
    '안녕',
    'e\u0301',
    '1980',
    '5\'10"',
    '&copy;',
    '<b>',
    ']]>',
    '😀',
  ],
  ...['"', "'", '--', ' - ', '...', '. . .', '.', ',', '?', '!', ':', ';', ' ', '  ', '\u00a0', '\n', '***', '(', ')'],
  ...['\u0000', '\u000b', '\ud800', '\ufeff', '\ufffc', '\u2028', '\u200b', '\u00ad'],
] as const;

/** A line of text, now and then empty or of blanks only. */
export const arbitraryWords: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...PIECES), { maxLength: 12 })
  .map((pieces) => pieces.join(' '));

const line = fc.oneof(
  { weight: 4, arbitrary: arbitraryWords },
  { weight: 1, arbitrary: fc.constantFrom('', ' ', '\u00a0') },
);

const NOTE_IDS = ['n1', 'n2'].map(noteId);

/** The images that stories may show; which of them have bytes is the test's choice. */
export const ARBITRARY_RESOURCES: readonly Resource[] = [
  { id: resourceId('maps/north.png'), name: 'maps/north.png', mediaType: 'image/png' },
  { id: resourceId('2'), name: 'The Door.png', mediaType: 'image/png' },
];
const image = {
  resource: fc.constantFrom(...ARBITRARY_RESOURCES).map(({ id }) => id),
  alt: fc.constantFrom('', 'A map of the north', 'The "door"'),
};

export const arbitraryInlines: fc.Arbitrary<readonly Inline[]> = fc.letrec<{
  inline: Inline;
  inlines: readonly Inline[];
}>((tie) => {
  const children = tie('inlines');
  const span = <Type extends 'emphasis' | 'strong' | 'strike' | 'superscript' | 'subscript' | 'smallCaps'>(
    type: Type,
  ) => fc.record({ type: fc.constant(type), children });
  return {
    inlines: fc.array(tie('inline'), { maxLength: 4 }),
    inline: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      { weight: 8, arbitrary: fc.record({ type: fc.constant('text' as const), value: line }) },
      { weight: 2, arbitrary: fc.constant<Inline>({ type: 'lineBreak' }) },
      { weight: 1, arbitrary: fc.record({ type: fc.constant('code' as const), value: arbitraryWords }) },
      { weight: 1, arbitrary: fc.constantFrom(...NOTE_IDS).map((note): Inline => ({ type: 'noteReference', note })) },
      { weight: 1, arbitrary: fc.constant<Inline>({ type: 'ruby', base: '漢字', reading: 'かんじ' }) },
      {
        weight: 1,
        arbitrary: fc.record({ type: fc.constant('image' as const), ...image }, { requiredKeys: ['type', 'resource'] }),
      },
      { weight: 2, arbitrary: span('emphasis') },
      {
        weight: 1,
        arbitrary: fc.oneof(span('strong'), span('strike'), span('superscript'), span('subscript'), span('smallCaps')),
      },
      {
        weight: 1,
        arbitrary: children.map((inner): Inline => ({ type: 'link', href: 'https://example.org/', children: inner })),
      },
      {
        weight: 1,
        arbitrary: children.map((inner): Inline => ({ type: 'languageSpan', language: 'fr', children: inner })),
      },
    ),
  };
}).inlines;

/** Lines that may repeat a title, a heading or a byline of the story. */
const REPEATS = [
  'The Rain',
  'THE RAIN.',
  'Chapter 1',
  'chapter 1: the rain',
  'by Ann Weir',
  'By Mary Shelley',
  'II',
] as const;

const verseLine: fc.Arbitrary<VerseLine> = fc.record({ indent: fc.nat({ max: 6 }), children: arbitraryInlines });
const align = fc.constantFrom('center' as const, 'end' as const);
const cell = fc.record(
  { isHeader: fc.boolean(), align, children: arbitraryInlines },
  { requiredKeys: ['isHeader', 'children'] },
);
const row = fc.record({ cells: fc.array(cell, { minLength: 1, maxLength: 3 }) });

export const arbitraryBlocks: fc.Arbitrary<readonly Block[]> = fc.letrec<{ block: Block; blocks: readonly Block[] }>(
  (tie) => {
    const blocks = tie('blocks');
    const run = { children: arbitraryInlines };
    return {
      blocks: fc.array(tie('block'), { maxLength: 6 }),
      block: fc.oneof(
        { maxDepth: 2, depthSize: 'small' },
        { weight: 8, arbitrary: fc.record({ type: fc.constant('paragraph' as const), ...run }) },
        { weight: 1, arbitrary: fc.record({ type: fc.constant('paragraph' as const), align, ...run }) },
        {
          weight: 1,
          arbitrary: fc.record(
            { type: fc.constant('figure' as const), ...image, caption: arbitraryInlines },
            { requiredKeys: ['type', 'resource'] },
          ),
        },
        { weight: 3, arbitrary: fc.constantFrom(...REPEATS).map((words): Block => paragraph(words)) },
        {
          weight: 4,
          arbitrary: fc.constantFrom<Block>(
            { type: 'sceneBreak', ornament: '* * *' },
            { type: 'sceneBreak', ornament: '~' },
            { type: 'sceneBreak' },
          ),
        },
        {
          weight: 1,
          arbitrary: fc.record({
            type: fc.constant('heading' as const),
            depth: fc.constantFrom(1, 2, 3, 4, 5),
            ...run,
          }),
        },
        { weight: 1, arbitrary: fc.record({ type: fc.constant('ending' as const), ...run }) },
        { weight: 1, arbitrary: fc.record({ type: fc.constant('preformatted' as const), text: line }) },
        {
          weight: 1,
          arbitrary: fc.record({
            type: fc.constant('verse' as const),
            stanzas: fc.array(fc.array(verseLine, { maxLength: 3 }), { maxLength: 2 }),
          }),
        },
        {
          weight: 1,
          arbitrary: fc.record(
            {
              type: fc.constant('table' as const),
              caption: arbitraryInlines,
              head: fc.array(row, { maxLength: 1 }),
              rows: fc.array(row, { maxLength: 2 }),
            },
            { requiredKeys: ['type', 'head', 'rows'] },
          ),
        },
        { weight: 1, arbitrary: fc.record({ type: fc.constant('letter' as const), blocks }) },
        {
          weight: 1,
          arbitrary: fc.record(
            { type: fc.constant('quote' as const), blocks, isEpigraph: fc.boolean(), attribution: arbitraryInlines },
            { requiredKeys: ['type', 'blocks', 'isEpigraph'] },
          ),
        },
        {
          weight: 1,
          arbitrary: fc.record({
            type: fc.constant('list' as const),
            isOrdered: fc.boolean(),
            items: fc.array(blocks, { maxLength: 2 }),
          }),
        },
        {
          weight: 1,
          arbitrary: fc.record({
            type: fc.constant('list' as const),
            isOrdered: fc.constant(true),
            start: fc.integer({ min: 2, max: 99 }),
            items: fc.array(blocks, { maxLength: 2 }),
          }),
        },
      ),
    };
  },
).blocks;

const note: fc.Arbitrary<AuthorNote> = fc.record(
  { label: fc.constantFrom('A/N', 'author’s afterthought', 'beta'), blocks: arbitraryBlocks },
  { requiredKeys: ['blocks'] },
);

const bareSection = fc.record(
  {
    role: fc.constantFrom('chapter', 'part', 'prologue', 'epilogue', 'interlude', 'foreword', 'afterword', 'appendix'),
    label: fc.constantFrom('Chapter 1', 'II', 'Prologue'),
    title: fc.oneof(arbitraryInlines, fc.constant([text('The Rain')])),
    byline: fc.constantFrom('Ann Weir', "Tom O'Dowd"),
    notesBefore: fc.array(note, { maxLength: 2 }),
    notesAfter: fc.array(note, { maxLength: 2 }),
    blocks: arbitraryBlocks,
  },
  { requiredKeys: ['role', 'notesBefore', 'notesAfter', 'blocks'] },
);

/** Section ids are unique in a story: readers see to it. */
function withIds(sections: readonly Omit<Section, 'id'>[], prefix: string): readonly Section[] {
  return sections.map((section, index) => {
    const id = `${prefix}${index + 1}`;
    return { ...section, id: sectionId(id), sections: withIds(section.sections, `${id}-`) };
  });
}

type SectionSeed = Omit<Section, 'id'>;
const leaf = bareSection.map((section): SectionSeed => ({ ...section, sections: [] }));
const sectionSeed = fc.oneof(
  { weight: 3, arbitrary: leaf },
  {
    weight: 1,
    arbitrary: fc
      .tuple(bareSection, fc.array(leaf, { maxLength: 2 }))
      .map(([section, children]): SectionSeed => ({ ...section, sections: children as unknown as readonly Section[] })),
  },
);

const creator: fc.Arbitrary<Creator> = fc.record({
  name: fc.constantFrom(
    'Mary Shelley',
    'Vincent van Gogh',
    'dark_angel99',
    "Tom O'Dowd",
    '太宰治',
    'The Lantern Society',
  ),
  role: fc.constantFrom('aut', 'trl', 'ill'),
});

const receipt: Receipt = { file: 'story.txt', line: 1, column: 1, how: 'header line', confidence: 1 };

export const arbitraryMetadata: fc.Arbitrary<Metadata> = fc
  .record(
    {
      title: fc.oneof(arbitraryWords, fc.constant('The Rain')),
      subtitle: arbitraryWords,
      language: fc.constantFrom('en', 'fr', 'de', 'English', 'es', 'ja', 'ru', 'no such tongue'),
      creators: fc.array(creator, { maxLength: 2 }),
      summary: arbitraryBlocks,
      dedication: arbitraryBlocks,
      tags: fc.array(arbitraryWords, { maxLength: 2 }),
      fandoms: fc.array(arbitraryWords, { maxLength: 1 }),
      series: fc.array(fc.record({ name: arbitraryWords, position: fc.nat({ max: 9 }) }), { maxLength: 1 }),
    },
    { requiredKeys: ['creators', 'summary'] },
  )
  .map((fields) => ({ ...emptyMetadata, ...fields, receipts: fields.title === undefined ? {} : { title: receipt } }));

/** A story of any shape that the model allows, with two footnotes to refer to. */
export const arbitraryStory: fc.Arbitrary<Story> = fc
  .record({
    metadata: arbitraryMetadata,
    sections: fc.array(sectionSeed, { minLength: 1, maxLength: 3 }),
    notes: fc.tuple(arbitraryBlocks, arbitraryBlocks),
  })
  .map(({ metadata, sections, notes }) => ({
    metadata,
    sections: withIds(sections, 's'),
    notes: Object.fromEntries(NOTE_IDS.map((id, index) => [id, { id, blocks: notes[index] ?? [] }])) as Record<
      NoteId,
      Footnote
    >,
    resources: Object.fromEntries(ARBITRARY_RESOURCES.map((resource) => [resource.id, resource])),
  }));
