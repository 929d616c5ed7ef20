import { describe, expect, it } from 'vitest';
import { bind } from './support/bind.js';

/** Enough that a search which goes back over its steps would take minutes. */
const LENGTH = 400_000;

/** What such searches choke on. */
const RUNS: readonly string[] = [
  ...[' ', '\t', '.', '*', ':', '1', '<', '>', '_', '`', '~', '-', '=', '#', '[', ']', '(', '!', '&', '\\', '"', "'"],
  ...['“', '—', '…', '\u00a0', '\u200d', '\u0301', '《', '|', '/', '@', '%', ',', ';', '?', 'I', 'a', 'A', '雨', '+'],
  ...['* ', '. ', '- ', '_ ', '[^', '](', '![', '<b', '<!', '<!--', '</', '&#', '&a', '"a', "'a", 'a@', 'a.', 'a:'],
  ...[
    'www.',
    'http://',
    'by ',
    'Title: ',
    'Chapter ',
    '1. ',
    '1-',
    '1/',
    'A.B',
    '-- ',
    '. . ',
    '** ',
    '~~',
    '{{',
    '$$',
  ],
];

const repeated = (run: string): string => run.repeat(Math.ceil(LENGTH / run.length));

describe.each(['rain.txt', 'rain.md', 'rain.html'])('%s', (file) => {
  it.each(RUNS)('a long run of %j becomes a book', async (run) => {
    const story = `The Rain\n\nby Ann Fell\n\nBefore the rain.\n\nx${repeated(run)}x\n\nAfter the rain.\n`;
    const markup = `<h1>The Rain</h1><p>Before the rain.</p><p>x${repeated(run)}x</p><p>After the rain.</p>`;
    const { refusal, text } = await bind(file, file === 'rain.html' ? markup : story);
    if (refusal === undefined) expect(text).toContain('Before the rain.');
    else expect(refusal).toBe('input-too-large');
  });

  it.each(['\n', ' \n', 'a\n', '.\n', '*\n', '-\n', '\ta\n', 'a: b\n', '> \n', '1\n', '=\n', '|a|\n', '"a"\n'])(
    'fifty thousand lines of %j become a book or are refused',
    async (line) => {
      const { refusal, text } = await bind(file, `Before the rain.\n\n${line.repeat(50_000)}\n\nAfter the rain.\n`);
      if (refusal === undefined) expect(text).toContain('Before the rain.');
      else expect(refusal).toBe('input-too-large');
    },
  );
});

describe('style sheets', () => {
  it.each([
    '/*',
    '/**',
    'a{',
    '{}',
    'a{b:c}',
    '@media x{',
    '@media x{}a{display:none}',
    'a,',
    '.a{font-style:italic}',
    ':',
    '<!--',
  ])('of a long run of %j are borne', async (run) => {
    const story = `<style>@media print{${run.repeat(Math.ceil(LENGTH / run.length))}</style><p class="a">It rained.</p>`;
    expect((await bind('rain.html', story)).text).toContain('It rained.');
  });
});
