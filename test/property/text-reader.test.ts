import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ReadText, readText } from '../support/read-text.js';
import { storyWords } from '../support/show-story.js';

const word = fc.stringMatching(/^[b-df-hj-np-tv-z][aeiou][b-df-hj-np-tv-z][aeiou][a-z]{0,5}$/);
const words = (least: number, most: number): fc.Arbitrary<string> =>
  fc.array(word, { minLength: least, maxLength: most }).map((all) => all.join(' '));
const sentence = words(4, 14).map((text) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`);
const prose = fc.array(sentence, { minLength: 1, maxLength: 6 }).map((all) => all.join(' '));

function wrapped(text: string, width: number, first: string, rest: string): string {
  const lines = [first];
  for (const one of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line.trim() !== '' && line.length + one.length + 1 > width) lines.push(rest + one);
    else lines[lines.length - 1] = line.trim() === '' ? line + one : `${line} ${one}`;
  }
  return lines.join('\n');
}

const paragraph = fc
  .tuple(
    prose,
    fc.constantFrom(40, 66, 78, 10_000),
    fc.constantFrom('', '   ', '\t', '      '),
    fc.constantFrom('', '', '    '),
  )
  .map(([text, width, first, rest]) => wrapped(text, width, first, rest));
const shortLine = words(1, 5);
const title = shortLine.map((text) => text.replace(/\b[a-z]/gu, (letter) => letter.toUpperCase()));
const line = fc.oneof(
  shortLine,
  title,
  title.map((text) => text.toUpperCase()),
  title.map((text) => `${' '.repeat(24)}${text}`),
  title.map((text) => `by ${text}`),
  title.map((text) => `- ${text}`),
  title.map((text) => `Copyright 1990 by ${text}`),
  title.map((text) => `Chapter 2: ${text}`),
  title.map((text) => `### ${text}`),
  title.map((text) => `${text}\n${'-'.repeat(text.length)}`),
  title.map((text) => `│ ${text} │`),
  fc.constantFrom('Chapter One', 'CHAPTER 3', 'I', 'II', '2', 'Part Two', 'Prologue', 'The End', 'Contents', 'TBC'),
  fc.constantFrom('* * *', '-----', '***', '~*~', '...', '--', 'xXx', '#'),
  fc.array(shortLine, { minLength: 2, maxLength: 5 }).map((all) => all.map((one) => `    ${one}`).join('\n')),
  shortLine.map((text) => `"${text}," ${text}`),
  shortLine.map((text) => `_${text}_ and *${text}*`),
);
const label = fc
  .tuple(
    fc.constantFrom(
      'Title',
      'summery',
      'Author',
      'Rating',
      'Pairing',
      'Note',
      'A/N',
      'Disclaimer',
      'Genre',
      'Beta',
      'completed',
      'Status',
      'Characters',
      'Warnings',
      'Series',
    ),
    fc.oneof(shortLine, title, prose),
    fc.constantFrom(': ', ' - ', ':\n', ': \n\n'),
  )
  .map(([name, value, between]) => `${name}${between}${value}`);
const gap = fc.constantFrom('\n', '\n\n', '\n\n', '\n\n', '\n\n\n', '\n\n\n\n\n', '\n\f');
const part = fc.tuple(
  fc.oneof({ arbitrary: paragraph, weight: 4 }, { arbitrary: line, weight: 3 }, { arbitrary: label, weight: 1 }),
  gap,
);
const story = fc.array(part, { minLength: 1, maxLength: 30 }).map((parts) => parts.flat().join(''));

/** The lines of the text that no diagnostic says were set aside. */
function keptLines(text: string, { diagnostics }: ReadText): string {
  const dropped = diagnostics.flatMap(({ code, message }) => {
    if (code !== 'boilerplate-dropped' && code !== 'contents-list-dropped') return [];
    const range = /lines? (\d+)(?: to (\d+))?/u.exec(message);
    return [[Number(range?.[1]), Number(range?.[2] ?? range?.[1])] as const];
  });
  const isKept = (number: number): boolean => !dropped.some(([first, last]) => number >= first && number <= last);
  return text
    .split('\n')
    .filter((_, at) => isKept(at + 1))
    .join('\n');
}

const LABELS =
  /^(?:title|summery|author|rating|pairing|note|disclaimer|genre|beta|completed|status|characters|warnings|series|copyright|chapter|part|prologue|contents|the|end|and|by|one|two)$/u;

describe('a plain text story', () => {
  it('loses no word: each is in its text or its metadata, or was said to be set aside', async () => {
    await fc.assert(
      fc.asyncProperty(story, async (text) => {
        const read = await readText(`${text}\n`);
        const kept = new Set(
          storyWords(read.story)
            .toLowerCase()
            .match(/[a-z]+/gu),
        );
        const asked =
          keptLines(text, read)
            .toLowerCase()
            .match(/[a-z]{3,}/gu) ?? [];
        for (const one of asked)
          if (!LABELS.test(one) && !/^[xo]+$/u.test(one))
            expect(kept, `${one} of ${JSON.stringify(text)}`).toContain(one);
      }),
      { numRuns: 800 },
    );
  });

  it('says of every value where in the file it was read', async () => {
    await fc.assert(
      fc.asyncProperty(story, async (text) => {
        const { story: read } = await readText(`${text}\n`);
        const lines = text.split('\n');
        for (const receipt of Object.values(read.metadata.receipts)) {
          if (receipt.how === 'file name') continue;
          expect(receipt.line).toBeLessThanOrEqual(lines.length);
          expect(receipt.column).toBeLessThanOrEqual((lines[receipt.line - 1] ?? '').length + 1);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is read without an exception, whatever the bytes', async () => {
    const token = fc.constantFrom(
      ...[
        '\n',
        '\n\n',
        '\r\n',
        ' ',
        '\t',
        '    ',
        '\f',
        '>',
        '| ',
        '│',
        '╔══╗',
        '*',
        '_',
        '/',
        '=',
        '~~',
        '#',
        '---',
        '===',
        '. . .',
      ],
      ...[
        'Title:',
        'Note: ',
        'by ',
        'I',
        'II',
        '1',
        '2',
        'Chapter 1',
        'Contents',
        'The End',
        '《',
        '》',
        '｜',
        '［＃',
        '］',
        '漢字',
        '　',
      ],
      ...[
        '***START OF THE PROJECT GUTENBERG EBOOK',
        '*** END OF',
        'From: a',
        'Subject: b',
        '-- ',
        '\u0007',
        '\u001b[1m',
        '\ud800',
        'word',
        'é',
        'Ã©',
      ],
    );
    await fc.assert(
      fc.asyncProperty(fc.array(token, { maxLength: 80 }), async (tokens) => {
        const { story: read } = await readText(`x${tokens.join('')}`);
        expect(read.metadata.title).toBeTypeOf('string');
      }),
      { numRuns: 1000 },
    );
  });
});
