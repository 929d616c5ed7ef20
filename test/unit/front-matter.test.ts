import { describe, expect, it } from 'vitest';
import { Report } from '../../src/diagnostics/report.js';
import { lookUpKey, suggestKey } from '../../src/read/front-matter/keys.js';
import { frontMatterJsonSchema } from '../../src/read/front-matter/schema.js';
import { plainBlocks } from '../../src/read/front-matter/values.js';
import { readFrontMatter, splitFrontMatter } from '../../src/read/front-matter.js';
import { MetadataBuilder } from '../../src/read/metadata-builder.js';

async function read(source: string) {
  const { frontMatter, body, bodyLine } = splitFrontMatter(source);
  if (!frontMatter) throw new Error('The fixture has no front matter.');
  const metadata = new MetadataBuilder();
  const report = new Report('story.md');
  const result = await readFrontMatter(frontMatter, { metadata, report, toBlocks: plainBlocks });
  return { ...result, body, bodyLine, metadata: metadata.metadata, diagnostics: report.diagnostics };
}

const yaml = (source: string) => read(`---\n${source}\n---\nText.\n`);

describe('splitFrontMatter', () => {
  it('parts the front matter from the body and says where the body starts', () => {
    expect(splitFrontMatter('---\ntitle: Reeds\n---\n\nThe river.\n')).toEqual({
      frontMatter: { syntax: 'yaml', source: 'title: Reeds', line: 2 },
      body: '\nThe river.\n',
      bodyLine: 4,
    });
  });

  it('takes a closing line of three dots', () => {
    expect(splitFrontMatter('---\ntitle: Reeds\n...\nThe river.').body).toBe('The river.');
  });

  it('leaves a story that opens with a scene break alone', () => {
    for (const text of [
      '---\n\nThe river rose.\n\n---\n\nIt fell.',
      '---\nThe river rose, and\n---\nfell.',
      '---\ntitle: x',
    ]) {
      expect(splitFrontMatter(text)).toEqual({ body: text, bodyLine: 1 });
    }
  });

  it('takes an empty front matter for one', () => {
    expect(splitFrontMatter('---\n---\nThe river.').body).toBe('The river.');
  });
});

describe('readFrontMatter', () => {
  it('reads every kind of field, with a receipt at the place of its value', async () => {
    const { metadata, diagnostics } = await yaml(
      [
        'title: The Reeds',
        'author: [Ann Brook, "Lee Marsh"]',
        'characters: Wren, Old Tam',
        'genres:',
        '  - Fantasy',
        'series: { name: River Tales, position: 2 }',
        'url: https://reeds.example/1',
        'id: reeds-1',
      ].join('\n'),
    );
    expect(diagnostics).toEqual([]);
    expect(metadata).toMatchObject({
      title: 'The Reeds',
      creators: [
        { name: 'Ann Brook', role: 'aut' },
        { name: 'Lee Marsh', role: 'aut' },
      ],
      characters: ['Wren', 'Old Tam'],
      genres: ['Fantasy'],
      series: [{ name: 'River Tales', position: 2 }],
      source: 'https://reeds.example/1',
      pinnedId: 'reeds-1',
    });
    expect(metadata.receipts.title).toEqual({ line: 2, column: 8, how: 'front matter', confidence: 1 });
    expect(metadata.receipts.genres).toMatchObject({ line: 6, column: 3 });
  });

  it('reads people with roles and file-as forms, in the shapes of other tools too', async () => {
    const { metadata } = await yaml(
      [
        'creator:',
        '  - { role: author, text: Ann Brook }',
        '  - { name: Lee Marsh, role: illustrator, file-as: "Marsh, Lee" }',
        'translator: Ida Ford & Sol Weir',
      ].join('\n'),
    );
    expect(metadata.creators).toEqual([
      { name: 'Ann Brook', role: 'aut' },
      { name: 'Lee Marsh', role: 'ill', fileAs: 'Marsh, Lee' },
      { name: 'Ida Ford', role: 'trl' },
      { name: 'Sol Weir', role: 'trl' },
    ]);
  });

  it('keeps the spelling of values that YAML takes for numbers or booleans', async () => {
    expect((await yaml('title: 007\nrating: true')).metadata).toMatchObject({ title: '007', rating: 'true' });
  });

  it('reads paragraphs of a summary', async () => {
    const { metadata } = await yaml('summary: |\n  One river.\n\n  Two banks.');
    expect(metadata.summary).toHaveLength(2);
  });

  it('names an unknown key, suggests the known one, and keeps its value', async () => {
    const { metadata, diagnostics } = await yaml('titel: Reeds\nmood: wistful');
    expect(diagnostics.map(({ code, line, column }) => ({ code, line, column }))).toEqual([
      { code: 'front-matter-unknown', line: 2, column: 1 },
      { code: 'front-matter-unknown', line: 3, column: 1 },
    ]);
    expect(diagnostics[0]?.message).toContain('Did you mean `title`?');
    expect(metadata.others).toEqual([
      { label: 'titel', value: 'Reeds', place: { line: 2, column: 1 } },
      { label: 'mood', value: 'wistful', place: { line: 3, column: 1 } },
    ]);
  });

  it('says nothing of keys that belong to site generators', async () => {
    const { metadata, diagnostics } = await yaml('layout: post\npermalink: /x\ndraft: false\npublished: false');
    expect(diagnostics).toEqual([]);
    expect(metadata.others).toEqual([]);
    expect(metadata.published).toBeUndefined();
  });

  it('reads the other fields when one has the wrong form', async () => {
    const { metadata, diagnostics } = await yaml('title: { a: { b: c } }\nrating: Teen');
    expect(diagnostics).toMatchObject([{ code: 'front-matter-value', line: 2, column: 8 }]);
    expect(metadata.title).toBeUndefined();
    expect(metadata.rating).toBe('Teen');
    expect(metadata.others[0]?.value).toContain('"b":"c"');
  });

  it('mends a value with a colon in it, and says so', async () => {
    const { metadata, diagnostics } = await yaml('title: Reeds: A Tale\nrating: Teen');
    expect(metadata).toMatchObject({ title: 'Reeds: A Tale', rating: 'Teen' });
    expect(diagnostics).toMatchObject([{ code: 'front-matter-invalid', line: 2 }]);
  });

  it('refuses what is no YAML, with the place', async () => {
    const { isRead, diagnostics } = await yaml('title: Reeds\nlist: [a, b');
    expect(isRead).toBe(false);
    expect(diagnostics).toMatchObject([{ code: 'front-matter-invalid', line: 3 }]);
  });

  it('refuses aliases that unfold without end', async () => {
    const levels = Array.from({ length: 12 }, (_, level) => {
      const value =
        level === 0
          ? '[x, x, x, x, x, x, x, x]'
          : `[${Array(8)
              .fill(`*a${level - 1}`)
              .join(', ')}]`;
      return `k${level}: &a${level} ${value}`;
    });
    const { isRead, diagnostics } = await yaml(levels.join('\n'));
    expect(isRead).toBe(false);
    expect(diagnostics[0]?.code).toBe('front-matter-invalid');
  });

  it('survives deep nesting', async () => {
    const { isRead } = await yaml(`tags: ${'['.repeat(20_000)}`);
    expect(isRead).toBe(false);
  });

  it('reads pandoc’s title block', async () => {
    const { metadata, bodyLine } = await read('% The Reeds\n% Ann Brook; Lee Marsh\n% 2016-05-01\n\nThe river.');
    expect(metadata).toMatchObject({ title: 'The Reeds', published: '2016-05-01' });
    expect(metadata.creators.map(({ name }) => name)).toEqual(['Ann Brook', 'Lee Marsh']);
    expect(metadata.receipts.creators).toMatchObject({ line: 2, column: 3, how: 'front matter' });
    expect(bodyLine).toBe(4);
  });

  it('takes lines that only begin with a per cent sign for text', () => {
    for (const text of ['% is a sign.\nAnother line.', '%\nText.', '% a\n% b\n% c\n% d\n']) {
      expect(splitFrontMatter(text).frontMatter).toBeUndefined();
    }
  });

  it('reads TOML by the same keys, with the lines where they stand', async () => {
    const toml =
      '+++\n# Hugo\ntitle = "Reeds"\ndate = 2014-05-02T10:00:00Z\n\n[params]\nauthor = ["Ann Fell", "Bo"]\n+++\n\nIt rained.\n';
    const { isRead, metadata } = await read(toml);
    expect(isRead).toBe(true);
    expect([metadata.title, metadata.published, metadata.creators.map(({ name }) => name)]).toEqual([
      'Reeds',
      '2014-05-02',
      ['Ann Fell', 'Bo'],
    ]);
    expect(metadata.receipts.title).toMatchObject({ line: 3, how: 'front matter' });
  });

  it('says where TOML is broken, and keeps it', async () => {
    const { isRead, diagnostics } = await read('+++\ntitle = "Reeds\n+++\n\nText.\n');
    expect(isRead).toBe(false);
    expect(diagnostics[0]).toMatchObject({ code: 'front-matter-invalid', line: 2 });
  });

  it('hands on the wishes that are no metadata', async () => {
    const { wishes, notes } = await yaml('cover: art/front.png\ntheme: modern\nnotes: end');
    expect(wishes).toEqual({ coverPath: 'art/front.png', theme: 'modern', notesPolicy: 'end' });
    expect(notes).toEqual([]);
  });

  it('takes notes in the author’s own words for an author’s note', async () => {
    const { notes } = await yaml('notes: Written on a barge.');
    expect(notes).toEqual([
      {
        blocks: [{ type: 'paragraph', children: [{ type: 'text', value: 'Written on a barge.' }] }],
        place: { line: 2, column: 8 },
      },
    ]);
  });
});

describe('front matter keys', () => {
  it('are compared without regard to case, hyphens, underscores and spaces', () => {
    for (const key of ['Content Warnings', 'content_warnings', 'contentWarnings'])
      expect(lookUpKey(key)).toBe('warnings');
  });

  it('are suggested only when near', () => {
    expect(suggestKey('autor')).toBe('author');
    expect(suggestKey('sumary')).toBe('summary');
    expect(suggestKey('weather')).toBeUndefined();
  });
});

describe('the published schema', () => {
  it('is the one that the reader uses (`vitest -u` writes it)', async () => {
    const schema = `${JSON.stringify(frontMatterJsonSchema(), null, 2)}\n`;
    await expect(schema).toMatchFileSnapshot('../../assets/front-matter.schema.json');
  });
});
