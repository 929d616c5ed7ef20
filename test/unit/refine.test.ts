import { describe, expect, it } from 'vitest';
import { Report } from '../../src/diagnostics/report.js';
import {
  type Block,
  emptyMetadata,
  type Metadata,
  paragraph,
  type Section,
  type Story,
  sceneBreak,
  sectionId,
  text,
} from '../../src/model/story.js';
import { blocksText } from '../../src/model/visit.js';
import { refine } from '../../src/refine/index.js';

const ENGLISH: Partial<Metadata> = { language: 'en' };

const chapter = (blocks: readonly Block[], more: Partial<Section> = {}): Section => ({
  id: sectionId('c'),
  role: 'chapter',
  notesBefore: [],
  notesAfter: [],
  blocks,
  sections: [],
  ...more,
});

const story = (sections: readonly Section[], metadata: Partial<Metadata> = ENGLISH): Story => ({
  metadata: { ...emptyMetadata, ...metadata },
  sections,
  notes: {},
  resources: {},
});

async function refined(one: Story, typography = true) {
  const report = new Report('rain.txt');
  const result = await refine(one, { typography }, report);
  return { story: result, blocks: result.sections[0]?.blocks ?? [], diagnostics: report.diagnostics };
}

const codes = (diagnostics: readonly { readonly code: string }[]) => diagnostics.map(({ code }) => code);

describe('the language', () => {
  const prose = paragraph(
    'The rain came down on the old roof, and she did not hear the knocking until it was too late.',
  );

  it('is the declared one, normalised, without a word', async () => {
    const { story: result, diagnostics } = await refined(story([chapter([prose])], { language: 'english' }));
    expect(result.metadata.language).toBe('en');
    expect(diagnostics).toEqual([]);
  });

  it('is recognised where none is declared, with a receipt that says so', async () => {
    const { story: result, diagnostics } = await refined(story([chapter([prose])], {}));
    expect(result.metadata.language).toBe('en');
    expect(result.metadata.receipts.language).toMatchObject({ how: 'text', line: 1, column: 1 });
    expect(result.metadata.receipts.language?.confidence).toBeGreaterThan(0.6);
    expect(codes(diagnostics)).toEqual(['language-guessed']);
  });

  it('is recognised in spite of a wrong declaration, which is named with its place', async () => {
    const receipt = { line: 3, column: 11, how: 'front matter', confidence: 1 } as const;
    const { story: result, diagnostics } = await refined(
      story([chapter([prose])], { language: 'gibberisch', receipts: { language: receipt } }),
    );
    expect(result.metadata.language).toBe('en');
    expect(diagnostics[0]).toMatchObject({ code: 'language-invalid', line: 3, column: 11 });
    expect(diagnostics[0]?.message).toContain('`gibberisch`');
  });

  it('is und where nothing can tell, with a way out', async () => {
    const { story: result, diagnostics } = await refined(story([chapter([paragraph('Zzz.')])], {}));
    expect(result.metadata.language).toBe('und');
    expect(codes(diagnostics)).toEqual(['language-unknown']);
    expect(diagnostics[0]?.message).toContain('language: en');
  });

  it('stays und where nothing could tell before, whatever was refined since', async () => {
    const { story: settled } = await refined(story([chapter([paragraph('Zzz.')])], {}));
    const { story: again, diagnostics } = await refined({ ...settled, sections: [chapter([prose])] });
    expect(again.metadata.language).toBe('und');
    expect(diagnostics).toEqual([]);
  });
});

describe('characters', () => {
  it('that XML forbids are removed and counted, and the rest composed', async () => {
    const { blocks, diagnostics } = await refined(story([chapter([paragraph('a\u0000b\ud800c cafe\u0301 A\u2028B')])]));
    expect(blocksText(blocks)).toBe('abc café A\nB');
    expect(diagnostics).toMatchObject([{ code: 'control-characters' }]);
    expect(diagnostics[0]?.message).toMatch(/^2 characters/);
  });

  it('of names that only look alike are not folded into one another', async () => {
    const { blocks } = await refined(story([chapter([paragraph('\uf91d \u212b ﬁ')])]));
    expect(blocksText(blocks)).toBe('\uf91d \u212b ﬁ');
  });
});

describe('scene breaks', () => {
  it('are merged, and dropped at the edges of a section', async () => {
    const { blocks } = await refined(
      story([
        chapter([
          sceneBreak('***'),
          paragraph('One.'),
          sceneBreak(),
          paragraph(' '),
          sceneBreak('#'),
          paragraph('Two.'),
          sceneBreak(),
        ]),
      ]),
    );
    expect(blocks).toEqual([paragraph('One.'), sceneBreak('#'), paragraph('Two.')]);
  });
});

describe('empty paragraphs', () => {
  it('go, with the notes that hold nothing else', async () => {
    const note = { label: 'A/N', blocks: [paragraph('\u00a0')] };
    const { story: result } = await refined(
      story([chapter([paragraph(''), paragraph('One.'), paragraph([{ type: 'lineBreak' }])], { notesBefore: [note] })]),
    );
    expect(result.sections[0]?.blocks).toEqual([paragraph('One.')]);
    expect(result.sections[0]?.notesBefore).toEqual([]);
  });

  it('typed as two line breaks part the paragraph; a single one stays', async () => {
    const br = { type: 'lineBreak' } as const;
    const { blocks } = await refined(
      story([chapter([paragraph([br, text('One'), br, text('two.'), br, text(' '), br, text('Three.'), br])])]),
    );
    expect(blocks).toEqual([paragraph([text('One'), br, text('two.')]), paragraph('Three.')]);
  });
});

describe('repeats at the beginning of a section', () => {
  const titled: Partial<Metadata> = {
    ...ENGLISH,
    title: 'The Rain',
    creators: [{ name: 'Ann Weir', role: 'aut' }],
  };

  it('of the title, the heading and the byline go, and are named', async () => {
    const { blocks, diagnostics } = await refined(
      story(
        [
          chapter(
            ['THE RAIN', 'by Ann Weir', 'Chapter 1: "Home"', 'It rained.'].map((line) => paragraph(line)),
            { label: 'Chapter 1', title: [text('Home')] },
          ),
        ],
        titled,
      ),
    );
    expect(blocks).toEqual([paragraph('It rained.')]);
    expect(codes(diagnostics)).toEqual(['repeat-dropped', 'repeat-dropped', 'repeat-dropped']);
    expect(diagnostics[1]?.message).toContain('`by Ann Weir`');
  });

  it('stay where they are sentences, stand further on, or are all that there is', async () => {
    const sentence = [paragraph('The rain.'), paragraph('It fell.')];
    expect((await refined(story([chapter(sentence)], titled))).blocks).toEqual(sentence);
    const later = [paragraph('It fell.'), paragraph('The Rain')];
    expect((await refined(story([chapter(later)], titled))).blocks).toEqual(later);
    const alone = [paragraph('The Rain')];
    expect((await refined(story([chapter(alone)], titled))).blocks).toEqual(alone);
  });
});

describe('typography', () => {
  const emphasis = { type: 'emphasis', children: [text('mustn\'t"')] } as const;

  it('reaches across emphasis, titles, notes and series, and no code', async () => {
    const { story: result } = await refined(
      story(
        [
          chapter(
            [
              paragraph([text('"You '), emphasis, text(' -- '), { type: 'code', value: "'x'" }]),
              { type: 'preformatted', text: '"--"' },
            ],
            {
              title: [text("Don't")],
              notesAfter: [{ blocks: [paragraph('"Thanks..."')] }],
            },
          ),
        ],
        { ...ENGLISH, title: 'Ann\'s "Rain"', tags: ["Don't Starve"], series: [{ name: "Ann's" }] },
      ),
    );
    const [section] = result.sections;
    expect(section?.blocks).toEqual([
      paragraph([
        text('“You '),
        { type: 'emphasis', children: [text('mustn’t”')] },
        text(' — '),
        { type: 'code', value: "'x'" },
      ]),
      { type: 'preformatted', text: '"--"' },
    ]);
    expect(section?.title).toEqual([text('Don’t')]);
    expect(blocksText(section?.notesAfter[0]?.blocks ?? [])).toBe('“Thanks…”');
    expect(result.metadata.title).toBe('Ann’s “Rain”');
    expect(result.metadata.series).toEqual([{ name: 'Ann’s' }]);
    expect(result.metadata.tags).toEqual(["Don't Starve"]);
  });

  it('sees a stanza as a whole, and a foreign passage in its own custom', async () => {
    const line = (words: string) => ({ indent: 0, children: [text(words)] });
    const { blocks } = await refined(
      story([
        chapter([
          { type: 'verse', stanzas: [[line('"Come in'), line('at 7"')]] },
          paragraph([text('"No, '), { type: 'languageSpan', language: 'de', children: [text('"nein"')] }, text('"')]),
        ]),
      ]),
    );
    expect(blocks[0]).toEqual({ type: 'verse', stanzas: [[line('“Come in'), line('at 7”')]] });
    expect(blocksText(blocks.slice(1))).toBe('“No, „nein“”');
  });

  it('does nothing when it is not wanted', async () => {
    const { blocks } = await refined(story([chapter([paragraph('"No" -- no...')])]), false);
    expect(blocks).toEqual([paragraph('"No" -- no...')]);
  });
});

describe('foreign passages', () => {
  it('are marked where their script tells the language, and only there', async () => {
    const { blocks } = await refined(
      story([chapter([paragraph('He said こんにちは、みんな! twice, α and 東京 and Ελλάδα.')])]),
    );
    const span = (language: string, words: string) => ({ type: 'languageSpan', language, children: [text(words)] });
    expect(blocks).toEqual([
      {
        type: 'paragraph',
        children: [
          text('He said '),
          span('ja', 'こんにちは、みんな'),
          text('! twice, α and 東京 and '),
          span('el', 'Ελλάδα'),
          text('.'),
        ],
      },
    ]);
  });

  it('are no passages in a story of that language', async () => {
    const { blocks } = await refined(story([chapter([paragraph('こんにちは')])], { language: 'ja' }));
    expect(blocks).toEqual([paragraph('こんにちは')]);
  });
});

describe('creators and receipts', () => {
  it('files names that it understands, and leaves the others', async () => {
    const names = ['Mary Shelley', 'dark_angel99', 'Homer'];
    const { story: result } = await refined(
      story([chapter([paragraph('x')])], { ...ENGLISH, creators: names.map((name) => ({ name, role: 'aut' })) }),
    );
    expect(result.metadata.creators.map(({ fileAs }) => fileAs)).toEqual(['Shelley, Mary', undefined, undefined]);
  });

  it('gives every value a receipt, and keeps the readers’ own', async () => {
    const receipt = { file: 'rain.txt', line: 2, column: 8, how: 'header line', confidence: 1 } as const;
    const { story: result } = await refined(
      story([chapter([paragraph('x')])], { ...ENGLISH, title: 'Rain', tags: ['fog'], receipts: { title: receipt } }),
    );
    expect(result.metadata.receipts.title).toEqual(receipt);
    expect(result.metadata.receipts.tags).toEqual({
      file: 'rain.txt',
      line: 1,
      column: 1,
      how: 'text',
      confidence: 0.5,
    });
    expect(result.metadata.receipts.summary).toBeUndefined();
  });
});
