import { describe, expect, it } from 'vitest';
import { countStory, inspectStory } from '../../src/inspect.js';
import {
  type Block,
  emptyMetadata,
  paragraph,
  type Section,
  type SectionRole,
  type Story,
  type StoryDate,
  sceneBreak,
  sectionId,
  text,
} from '../../src/model/story.js';

const section = (role: SectionRole, title: string, blocks: readonly Block[], sections: readonly Section[] = []) => ({
  id: sectionId(title),
  role,
  title: [text(title)],
  notesBefore: [],
  notesAfter: [],
  blocks,
  sections,
});

const story = (sections: readonly Section[], metadata: Partial<Story['metadata']> = {}): Story => ({
  metadata: { ...emptyMetadata, ...metadata },
  sections,
  notes: {},
  resources: {},
});

const read = (one: Story) => ({ story: one, reader: 'text', encoding: 'utf-8' });

describe('inspectStory', () => {
  it('has every key of the contract, in its order, null or empty where nothing is known', () => {
    expect(inspectStory(read(story([])), [])).toEqual({
      title: null,
      creators: [],
      language: null,
      summary: null,
      published: null,
      updated: null,
      completed: null,
      status: null,
      fandoms: [],
      relationships: [],
      characters: [],
      rating: null,
      warnings: [],
      genres: [],
      tags: [],
      series: [],
      source: null,
      sections: [],
      counts: { chapters: 0, sceneBreaks: 0, words: 0, images: 0, footnotes: 0 },
      reader: 'text',
      encoding: 'utf-8',
      receipts: {},
      diagnostics: [],
    });
  });

  it('says what is known, as plain JSON', () => {
    const receipt = { line: 1, column: 8, how: 'header line', confidence: 1 } as const;
    const inspection = inspectStory(
      read(
        story([], {
          title: 'The Rain',
          creators: [
            { name: 'Mara Quill', role: 'aut' },
            { name: 'Jo Bell', role: 'trl' },
          ],
          language: 'und',
          summary: [paragraph('A leak.'), paragraph('A letter.')],
          published: '2011-04' as StoryDate,
          series: [{ name: 'Weir' }, { name: 'Rain', position: 2.5 }],
          receipts: { title: receipt },
        }),
      ),
      [],
    );
    expect(inspection).toMatchObject({
      title: 'The Rain',
      creators: ['Mara Quill'],
      language: null,
      summary: 'A leak.\nA letter.',
      published: '2011-04',
      series: [
        { name: 'Weir', position: null },
        { name: 'Rain', position: 2.5 },
      ],
      receipts: { title: receipt },
    });
    expect(JSON.parse(JSON.stringify(inspection))).toEqual(inspection);
  });

  it('gives a section’s numbering for its title where it has none', () => {
    const { title: _title, ...untitled } = section('chapter', 'x', []);
    const sections = [{ ...untitled, label: 'IV' }, untitled];
    expect(inspectStory(read(story(sections)), []).sections.map(({ title }) => title)).toEqual(['IV', null]);
  });
});

describe('countStory', () => {
  const broken = [paragraph('One two.'), sceneBreak('* * *'), paragraph('Three.')];

  it('counts chapters and the breaks in them at any depth, and every word of the text', () => {
    const parts = [
      section('foreword', 'Foreword', broken),
      section('part', 'I', broken, [section('prologue', 'Before', broken), section('chapter', 'One', broken)]),
      section('epilogue', 'After', broken),
      section('appendix', 'Maps', broken),
    ];
    expect(countStory(story(parts))).toMatchObject({ chapters: 3, sceneBreaks: 3, words: 18 });
  });

  it('counts what quotes, lists and letters hold', () => {
    const blocks: readonly Block[] = [
      { type: 'quote', blocks: broken, attribution: [text('Ann Example')], isEpigraph: false },
      { type: 'list', isOrdered: false, items: [broken, [paragraph('four')]] },
      { type: 'letter', blocks: broken },
      { type: 'preformatted', text: 'five six' },
    ];
    expect(countStory(story([section('chapter', 'One', blocks)]))).toMatchObject({ sceneBreaks: 3, words: 14 });
  });
});
