import fc from 'fast-check';
import type { Root } from 'hast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { toHast } from 'mdast-util-to-hast';
import { gfm } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';
import { Report } from '../../src/diagnostics/report.js';
import { mapBlocks, mapInlines } from '../../src/model/visit.js';
import { joinLines } from '../../src/read/hast/runs.js';
import { readTree } from '../../src/read/hast.js';
import { loadImages } from '../../src/read/images.js';
import { parseSegments } from '../../src/read/markdown/segments.js';
import { markdownTree } from '../../src/read/markdown/tree.js';
import { readMarkdown } from '../support/read-markdown.js';
import { showBlocks, storyWords } from '../support/show-story.js';

const noImages = await loadImages([], { name: 'x', bytes: new Uint8Array() }, new Report());

function shown(tree: Root): readonly string[] {
  const { pieces } = readTree(tree, { report: new Report(), images: noImages });
  const blocks = pieces.flatMap((piece) => (piece.kind === 'block' ? [piece.block] : []));
  return showBlocks(mapBlocks(blocks, { inlines: (run) => mapInlines(run, joinLines) }));
}

/** What makes CommonMark's rules for emphasis hard: signs beside words, punctuation, spaces, quotes and line ends. */
const prose = fc
  .array(
    fc.constantFrom(
      'a',
      'word',
      'é',
      ' ',
      ' ',
      '\n',
      '*',
      '_',
      '**',
      '[',
      ']',
      '.',
      ',',
      '!',
      '"',
      '“',
      '”',
      "'",
      '(',
      ')',
      '—',
    ),
    {
      minLength: 1,
      maxLength: 30,
    },
  )
  .map((tokens) => `Once ${tokens.join('')}`);

describe('paragraphs that pass by the parser', () => {
  it('come out as the parser would have made them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(prose, { minLength: 1, maxLength: 4 }), async (paragraphs) => {
        const text = paragraphs.join('\n\n');
        const ours = await markdownTree(text, { report: new Report(), lineOffset: 0 });
        const theirs = toHast(fromMarkdown(text)) as Root;
        expect(shown(ours)).toEqual(shown(theirs));
      }),
      { numRuns: 500 },
    );
  });
});

describe('a text parsed a few pages at a time', () => {
  const options = { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] };
  const parse = (text: string) => fromMarkdown(text, options);
  const blocks = fc.array(
    fc.constantFrom(
      ...[
        'Word *and* word.',
        '# Heading',
        'Title\n===',
        '> quote\nlazy',
        '- item',
        '  more',
        '- item\n\n  more',
        '2. item',
        '***',
      ],
      ...[
        '```\ncode',
        '```',
        '~~~',
        '<div>',
        '</div>',
        '<pre>',
        'x</pre>',
        '<!-- one',
        'two -->',
        '<b>bold</b>',
        '    code',
      ],
      ...[
        'a[^1] b[^2]',
        '[^1]: note',
        '    of two',
        '[^2]: other\nlazy',
        '[^3]',
        '| a |\n|---|\n| b |',
        '[word]',
        '\\',
        '<?php',
        '?>',
      ],
    ),
    { minLength: 1, maxLength: 14 },
  );

  it('is the text parsed whole', () => {
    fc.assert(
      fc.property(blocks, fc.constantFrom('\n\n', '\n\n', '\n\n\n', '\n'), (lines, gap) => {
        const text = lines.join(gap);
        const whole = parse(text).children;
        const definitions = JSON.stringify(whole).match(/"footnoteDefinition"/g)?.length ?? 0;
        fc.pre(definitions === (text.match(/^ *\[\^.\]:/gm)?.length ?? 0));
        expect(parseSegments(text, parse, 1).children).toEqual(whole);
      }),
      { numRuns: 800 },
    );
  });
});

/** No ornament (`oxx`), which alone on its line is a scene break. */
const word = fc.stringMatching(/^[a-z]{3,9}$/).filter((one) => !/^[xo]+$/.test(one));
const decorate = fc.constantFrom<(word: string) => string>(
  (one) => one,
  (one) => one,
  (one) => one,
  (one) => `*${one}*`,
  (one) => `**${one}**`,
  (one) => `_${one}_`,
  (one) => `\`${one}\``,
  (one) => `[${one}](https://tide.example/)`,
  (one) => `[${one}](local.html)`,
  (one) => `<b>${one}</b>`,
  // An element that HTML does not have: `<ins>` would be one.
  (one) => `<z${one} ${one}>`,
  (one) => `~~${one}~~`,
  (one) => `"${one},"`,
  (one) => `[${one}]`,
  (one) => `![${one}](lost.png)`,
  (one) => `*${one}`,
  (one) => `${one}*`,
  (one) => `& ${one}`,
  (one) => `\\*${one}`,
);
const line = fc
  .array(fc.tuple(word, decorate), { minLength: 1, maxLength: 12 })
  .map((words) => ({ words: words.map(([one]) => one), text: words.map(([one, mark]) => mark(one)).join(' ') }));
const shape = fc.constantFrom<(text: string) => string>(
  (text) => text,
  (text) => text,
  (text) => `> ${text}`,
  (text) => `- ${text}`,
  (text) => `1. ${text}`,
  (text) => `## ${text}`,
  (text) => `    ${text}`,
  (text) => `${text}\\\n${text}`,
  (text) => `${text}\n---`,
  (text) => `| ${text} |\n|---|\n| ${text} |`,
  (text) => `<div>${text}</div>`,
  (text) => `\`\`\`\n${text}\n\`\`\``,
);

describe('a Markdown story', () => {
  it('loses no word', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(line, shape), { minLength: 1, maxLength: 8 }), async (blocks) => {
        const text = blocks.map(([{ text: words }, make]) => make(words)).join('\n\n');
        const { story } = await readMarkdown(`# Reeds\n\n${text}`);
        const kept = storyWords(story).toLowerCase();
        for (const { words } of blocks.map(([one]) => one)) for (const one of words) expect(kept).toContain(one);
      }),
      { numRuns: 500 },
    );
  });

  it('is read without an exception, whatever the text', async () => {
    const anything = fc
      .array(
        fc.constantFrom(
          ...[
            '#',
            '\n',
            '\n\n',
            '    ',
            '>',
            '- ',
            '1. ',
            '*',
            '_',
            '`',
            '```\n',
            '~~~\n',
            '[',
            ']',
            '(',
            ')',
            '!',
            '<',
            '>',
          ],
          ...[
            '</',
            'div',
            '<div>',
            '</div>',
            '<b>',
            '<p>',
            '<!--',
            '-->',
            '[^a]',
            '[^a]: ',
            '|',
            '---',
            '===',
            '\\',
            '&amp;',
          ],
          ...[
            '---\n',
            'title: a\n',
            'word ',
            'Title: b',
            '\u0007',
            '\ue000',
            '\ud800',
            '漢',
            'www.a.example',
            'a@b.example',
            '\t',
          ],
        ),
        { maxLength: 60 },
      )
      .map((tokens) => `x${tokens.join('')}`);
    await fc.assert(
      fc.asyncProperty(anything, async (text) => {
        const { story } = await readMarkdown(text);
        expect(story.metadata.title).toBeTypeOf('string');
      }),
      { numRuns: 500 },
    );
  });
});
