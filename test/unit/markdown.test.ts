import { describe, expect, it } from 'vitest';
import { StoryError } from '../../src/diagnostics/report.js';
import { DEFAULT_LIMITS } from '../../src/read/limits.js';
import { codes, PIXEL, readMarkdown } from '../support/read-markdown.js';

const titleOf = async (text: string) => {
  const { metadata } = (await readMarkdown(text)).story;
  return [metadata.title, metadata.receipts.title?.how];
};
const outline = async (text: string) =>
  (await readMarkdown(text)).story.sections.map(({ role, label, title }) =>
    [role, label, title?.map((one) => ('value' in one ? one.value : '')).join('')].filter(Boolean).join(' '),
  );

describe('the bytes of a file', () => {
  it('that hold nothing are refused', async () => {
    for (const text of ['', ' \n\t\n']) {
      const error = await readMarkdown(text).catch((cause: unknown) => cause);
      expect(error).toBeInstanceOf(StoryError);
      expect((error as StoryError).diagnostic.code).toBe('input-empty');
    }
  });

  it('that are no text are refused', async () => {
    const error = await readMarkdown(Uint8Array.from({ length: 2000 }, (_, at) => (at * 37) % 11)).catch(
      (cause: unknown) => cause,
    );
    expect((error as StoryError).diagnostic.code).toBe('input-binary');
  });

  it('that are more than any story are refused', async () => {
    const error = await readMarkdown(new Uint8Array(DEFAULT_LIMITS.file + 1).fill(0x61)).catch(
      (cause: unknown) => cause,
    );
    expect((error as StoryError).diagnostic.code).toBe('input-too-large');
  });

  it('may be in an old encoding, with line ends of any kind', async () => {
    const { blocks, encoding, story } = await readMarkdown(
      Buffer.from('# Été\r\n\r\nLa mer était belle ce matin-là.\r\n', 'latin1'),
    );
    expect(story.metadata.title).toBe('Été');
    expect(blocks).toEqual(['p: La mer était belle ce matin-là.']);
    expect(encoding).toBe('windows-1252');
  });
});

describe('the title', () => {
  it('is the front matter’s, and a heading that repeats it is no chapter', async () => {
    expect(await titleOf('---\ntitle: Reeds\n---\n\n# Reeds!\n\nText.')).toEqual(['Reeds', 'front matter']);
    expect(await outline('---\ntitle: Reeds\n---\n\n# Reeds!\n\nText.')).toEqual(['chapter']);
  });

  it('is a heading above all others', async () => {
    expect(await titleOf('# Reeds\n\n### One\n\nText.\n\n### Two\n\nText.')).toEqual(['Reeds', 'heading']);
  });

  it('is the first heading where those of its rank say that they are chapters', async () => {
    expect(await titleOf('# Reeds\n\n# Chapter 1\n\nText.\n\n# Chapter 2\n\nText.')).toEqual(['Reeds', 'heading']);
    expect(await titleOf('# Reeds\n\nby Ann\n\n# I\n\nText.\n\n# II\n\nText.')).toEqual(['Reeds', 'heading']);
  });

  it('is no chapter of a book of chapters', async () => {
    expect(await titleOf('# Chapter 1\n\nText.\n\n# Chapter 2\n\nText.')).toEqual(['Story', 'file name']);
    expect(await titleOf('# Part One\n\n## Out\n\nText.\n\n# Part Two\n\n## Back\n\nText.')).toEqual([
      'Story',
      'file name',
    ]);
    expect(await titleOf('# The Rain\n\nText.\n\n# The Sun\n\nText.')).toEqual(['Story', 'file name']);
  });

  it('is the only heading that there is, whatever its words and rank', async () => {
    expect(await titleOf('## Chapter One\n\nText.')).toEqual(['Chapter One', 'heading']);
    expect(await titleOf('### Reeds\n\nText.')).toEqual(['Reeds', 'heading']);
  });

  it('may stand below a motto or an image that is lost', async () => {
    expect(await titleOf('![Cover](lost.png)\n\n# Reeds\n\nText.')).toEqual(['Reeds', 'heading']);
    const text = '> All salt is old.\n\n# Reeds\n\nText.';
    expect(await titleOf(text)).toEqual(['Reeds', 'heading']);
    expect((await readMarkdown(text)).blocks).toEqual(['epigraph', '  p: All salt is old.', 'p: Text.']);
  });

  it('is missed, with a way out', async () => {
    const { diagnostics } = await readMarkdown('Text.');
    expect(diagnostics).toMatchObject([{ code: 'title-missing', line: 1 }]);
    expect(diagnostics[0]?.message).toContain('--set title=');
  });
});

describe('bylines', () => {
  it('stand right below the title', async () => {
    for (const byline of ['by Ann Wren', '*By Ann Wren*', 'A story by **Ann Wren**', '## by Ann Wren']) {
      const { story, blocks } = await readMarkdown(`# Reeds\n\n${byline}\n\nText.`);
      expect(story.metadata.creators, byline).toEqual([{ name: 'Ann Wren', role: 'aut' }]);
      expect(blocks, byline).toEqual(['p: Text.']);
    }
  });

  it('are text anywhere else, or when they go on as a sentence does', async () => {
    for (const text of [
      '---\ntitle: Chapter 1\n---\n\nby Ann Wren, hardened keeper of lamps\n\nText.',
      '# Reeds\n\nBy noon the river had fallen.\n\nText.',
      '# Reeds\n\nText.\n\nby Ann Wren\n\nText.',
    ]) {
      expect((await readMarkdown(text)).story.metadata.creators).toEqual([]);
    }
  });
});

describe('header lines', () => {
  it('are only taken where something tells that they are', async () => {
    const { story, blocks } = await readMarkdown('Setting: a lighthouse, at night.\n\nThe lamp went out.');
    expect(story.metadata.others).toEqual([]);
    expect(blocks[0]).toBe('p: Setting: a lighthouse, at night.');
  });

  it('are read from lists, tables, quotes and verse', async () => {
    for (const header of [
      '- **Author:** Ann Wren\n- **Rating:** T',
      '| Author | Ann Wren |\n|---|---|\n| Rating | T |',
      '> Author: Ann Wren\n> Rating: T',
      'Author: Ann Wren\\\nRating: T\\\nWords: 10',
    ]) {
      const { story, blocks } = await readMarkdown(`# Reeds\n\n${header}\n\nText.`);
      expect(story.metadata.creators, header).toEqual([{ name: 'Ann Wren', role: 'aut' }]);
      expect(story.metadata.rating, header).toBe('T');
      expect(blocks, header).toEqual(['p: Text.']);
    }
  });

  it('take the paragraph below an empty label for its value', async () => {
    const { story, blocks } = await readMarkdown('# Reeds\n\nAuthor: Ann\n\n**Summary:**\n\n> One river.\n\nText.');
    expect(story.metadata.summary).toHaveLength(1);
    expect(blocks).toEqual(['p: Text.']);
  });
});

describe('front matter that is no YAML', () => {
  it('stays in the book as text', async () => {
    const { blocks, diagnostics } = await readMarkdown('+++\ntitle = "Reeds\n+++\n\nText.');
    expect(blocks).toEqual(['preformatted', '  | title = "Reeds', 'p: Text.']);
    expect(diagnostics[0]).toMatchObject({ code: 'front-matter-invalid', line: 2 });
  });

  it('is none where a story opens with a rule', async () => {
    const { blocks, diagnostics } = await readMarkdown('---\n\nText.\n\n---\n\nMore.');
    expect(blocks).toContain('p: Text.');
    expect(blocks).toContain('p: More.');
    expect(diagnostics.map(({ code }) => code)).toEqual(['title-missing']);
  });
});

describe('running text in front matter', () => {
  it('is Markdown too', async () => {
    const { shown } = await readMarkdown(
      '---\nsummary: One *river* and a <sigh>.\ndisclaimer: Not _mine_.\n---\n\n# R\n\nText.',
    );
    expect(shown).toContain('summary: p: One *river* and a <sigh>. @');
    expect(shown).toContain('disclaimer: p: Not {emphasis:mine}. @');
  });

  it('may be nested without end', async () => {
    const { shown } = await readMarkdown(`---\nsummary: "*a ${'> '.repeat(9000)}x"\n---\n\n# R\n\nText.`);
    expect(shown).toContain('summary: p: *a > >');
  });
});

describe('images', () => {
  it('lie beside the story, each once', async () => {
    const text = '![a](art/my%20map.png)\n\n![b](./art/my%20map.png)\n\nText ![c](<art/my map.png>) too.';
    const { story, files, blocks } = await readMarkdown(text, { 'art/my map.png': PIXEL });
    expect(Object.values(story.resources)).toEqual([
      { id: 'art-my-map', name: 'art/my map.png', mediaType: 'image/png' },
    ]);
    expect([...files.values()]).toEqual([PIXEL]);
    expect(blocks).toEqual(['figure art-my-map [a]', 'figure art-my-map [b]', 'p: Text {image art-my-map:c} too.']);
  });

  it('that cannot be had are said, by why, and leave their text', async () => {
    const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>');
    const cases = {
      'image-missing': 'lost.png',
      'image-remote': 'https://tide.example/a.png',
      'image-outside': '../../etc/passwd',
      'image-format': 'drawing.svg',
    };
    for (const [code, address] of Object.entries(cases)) {
      const { diagnostics, blocks } = await readMarkdown(`# R\n\nText.\n\n  ![A map](${address})`, {
        'drawing.svg': svg,
      });
      expect(diagnostics, address).toMatchObject([{ code, line: 5, column: 3 }]);
      expect(blocks, address).toEqual(['p: Text.', 'p: A map']);
    }
  });

  it('never reach outside the folder', async () => {
    const asked: string[] = [];
    const { markdownReader } = await import('../../src/read/markdown.js');
    const { Report } = await import('../../src/diagnostics/report.js');
    const addresses = [
      '../a.png',
      'b/../../c.png',
      '/etc/d.png',
      '%2e%2e/e.png',
      'file:///f.png',
      'C:/g.png',
      '..\\h.png',
      '//i.example/i.png',
    ];
    const bytes = new TextEncoder().encode(addresses.map((one) => `![x](<${one}>)`).join('\n\n'));
    const sibling = async (path: string) => {
      asked.push(path);
      return PIXEL;
    };
    const { files } = await markdownReader.read({ name: 'a.md', bytes, sibling }, {}, new Report());
    expect(asked).toEqual([]);
    expect(files.size).toBe(0);
  });

  it('may be inside the file', async () => {
    const { blocks } = await readMarkdown(`![dot](data:image/png;base64,${Buffer.from(PIXEL).toString('base64')})`);
    expect(blocks).toEqual(['figure embedded [dot]']);
  });

  it('without a text alternative are named, with what to write', async () => {
    const { diagnostics } = await readMarkdown('# R\n\n![](a.png)', { 'a.png': PIXEL });
    expect(diagnostics).toMatchObject([{ code: 'image-alt-missing', line: 3, column: 1 }]);
  });
});

describe('text that Markdown would change against its writer’s mind', () => {
  it('keeps paragraphs that a rule makes headings of', async () => {
    const paragraph = 'The lamp went out at four, and nobody noticed but the gulls.';
    expect((await readMarkdown(`Text.\n\n${paragraph}\n---\n\nMore.`)).blocks).toEqual([
      'p: Text.',
      `p: ${paragraph}`,
      'scene break',
      'p: More.',
    ]);
  });

  it('keeps a short sentence of dialogue that a rule makes a heading of', async () => {
    expect((await readMarkdown('# R\n\nText.\n\n"Always, your friend."\n---\n\nMore.')).blocks).toEqual([
      'p: Text.',
      'p: "Always, your friend."',
      'scene break',
      'p: More.',
    ]);
  });

  it('keeps headings that are made so on purpose, sentences too', async () => {
    const text = 'R\n=\n\nOut\n---\n\nText.\n\nBack\n----\n\nText.\n\nHome Again!\n---\n\nText.';
    expect(await outline(text)).toEqual(['chapter Out', 'chapter Back', 'chapter Home Again!']);
  });

  it('takes a heading without a space for one where its words say so', async () => {
    expect(
      await outline('# R\n\n#Chapter One\n\nText.\n\n#Chapter Two\n\n#winning is everything\n\n#1\n\nText.'),
    ).toEqual(['chapter Chapter One', 'chapter Chapter Two']);
  });

  it('reads paragraphs that are indented as in print', async () => {
    const text =
      '# R\n\n    The river rose, and *nobody* saw it. It went on rising for the better part of a day.\n\n\t"Yes," she said.\n\n    One leg\n      keeps dry\n    and thinks';
    expect((await readMarkdown(text)).blocks).toEqual([
      'p: The river rose, and {emphasis:nobody} saw it. It went on rising for the better part of a day.',
      'p: "Yes," she said.',
      'verse',
      '  One leg',
      '  > keeps dry',
      '  and thinks',
    ]);
  });

  it('leaves code and drawings as they are', async () => {
    const blocks = ['let a = b();', '+--+\n    |  |\n    +--+', 'if (x) { y }'];
    for (const code of blocks)
      expect((await readMarkdown(`# R\n\nText.\n\n    ${code}`)).blocks).toContain('preformatted');
  });

  it('leaves out what only speaks to other tools', async () => {
    const text =
      '# R {#r}\n\n[TOC]\n\n## Out {.unnumbered}\n\n::: verse\n\nText.\n\n:::\n\n\\newpage\n\n## Back {-}\n\nA {word}.';
    const read = await readMarkdown(text);
    expect(read.story.metadata.title).toBe('R');
    expect(await outline(text)).toEqual(['chapter Out', 'chapter Back']);
    expect(read.blocks).toEqual(['p: Text.', 'p: A {word}.']);
  });

  it('keeps words in angle brackets that are no elements', async () => {
    expect((await readMarkdown('Text <sigh> and <waves hand> *too*.\n\n<coughs>\n\n</rant>')).blocks).toEqual([
      'p: Text <sigh> and <waves hand> {emphasis:too}.',
      'p: <coughs>',
      'p: </rant>',
    ]);
  });

  it('sees through elements of no name that open and close', async () => {
    expect((await readMarkdown('<poem>One *two*</poem> three')).blocks).toEqual(['p: One {emphasis:two} three']);
  });

  it('joins the lines of scripts without spaces without one', async () => {
    expect((await readMarkdown('吾輩は猫で\nある。\n\nOne\ntwo.')).blocks).toEqual([
      'p: 吾輩は猫である。',
      'p: One two.',
    ]);
  });

  it('takes long lines without a blank one for paragraphs', async () => {
    const sentence = 'The river rose and the river fell and nobody who lived beside it took any notice. ';
    const text = Array.from({ length: 14 }, (_, at) => `${at % 2 ? 'So' : '*Then*'} ${sentence.repeat(3).trim()}`).join(
      '\n',
    );
    expect((await readMarkdown(text)).blocks).toHaveLength(14);
  });

  it('keeps every footnote, whatever refers to it', async () => {
    const { story, diagnostics } = await readMarkdown('a[^1] b[^x]\n\n[^1]: one\n\nc[^1]\n\n[^1]: two\n[^9]: three');
    expect(Object.keys(story.notes)).toHaveLength(2);
    expect(codes({ diagnostics }).toSorted()).toEqual(['note-missing', 'note-unused']);
  });
});

describe('page separators and rules', () => {
  it('of empty headings are nothing', async () => {
    const { story } = await readMarkdown('# Reeds\n\n##\nOne.\n\n##\nTwo.\n\n## \nThree.');
    expect(story.sections).toHaveLength(1);
    expect(story.sections[0]?.blocks.map(({ type }) => type)).toEqual(['paragraph', 'paragraph', 'paragraph']);
  });
});

describe('a list of contents', () => {
  it('is left to the navigation, with its heading', async () => {
    const text = '# Reeds\n\n## Contents\n\n1. [Out](#out)\n2. Back\n\n## Out\n\nText.\n\n## Back\n\nText.';
    expect(await outline(text)).toEqual(['chapter Out', 'chapter Back']);
    expect(codes(await readMarkdown(text))).toContain('contents-list-dropped');
  });

  it('is not any list', async () => {
    const text = '# Reeds\n\n## Out\n\n- salt\n- rope\n\n## Back\n\nText.';
    expect((await readMarkdown(text)).blocks).toContain('list');
  });
});

describe('abuse', () => {
  const many = 20_000;
  const texts: Readonly<Record<string, string>> = {
    'quotes in quotes': '>'.repeat(many),
    'lists in lists': `${'- '.repeat(many)}x`,
    'numbered lists in lists': `${'1. '.repeat(many)}x`,
    'emphasis that opens': '*a '.repeat(many),
    'emphasis within words': '*a_b'.repeat(many),
    'strong in emphasis': '**a *b '.repeat(many),
    'brackets that open': '['.repeat(many),
    'links in links': '[a]('.repeat(many),
    'images in images': '!['.repeat(many),
    'elements in elements': '<div>'.repeat(many),
    'elements in elements, apart': '<div>\n\n'.repeat(2000),
    'tables in tables': '<table><tr><td>'.repeat(many),
    'spans of as many colours': Array.from({ length: many }, (_, at) => `<font color=${at}>`).join(''),
    'notes that open': '[^'.repeat(many),
    'headings from below': 'a\n=\n'.repeat(many / 4),
    'empty items': '-\n'.repeat(many / 4),
    backticks: '`a'.repeat(many),
    'a single line': 'word '.repeat(400_000),
    'a single line with a sign': `${'word '.repeat(400_000)}*`,
    definitions: '[a]: b\n'.repeat(many),
  };
  for (const [what, text] of Object.entries(texts)) {
    it(`by ${what} ends in a story`, async () => {
      const { story, diagnostics } = await readMarkdown(text);
      expect(story.sections).toBeDefined();
      expect(() => JSON.stringify(story)).not.toThrow();
      expect(diagnostics.every(({ severity }) => severity !== 'error')).toBe(true);
    });
  }

  it('by nesting is said, at its line, and no word is lost', async () => {
    const { diagnostics, blocks } = await readMarkdown(`# Reeds\n\nText.\n\n${'> '.repeat(5000)}deep *words* here`);
    expect(diagnostics).toMatchObject([{ code: 'input-too-deep', line: 5 }]);
    expect(blocks.join('\n')).toContain('deep {emphasis:words} here');
  });
});
