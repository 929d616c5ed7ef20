import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isEnding } from '../../src/read/vocabulary/endings.js';
import { hanNumber } from '../../src/read/vocabulary/heading-numbers.js';
import { parseHeading } from '../../src/read/vocabulary/headings.js';
import { lookUpLabel, splitLabel } from '../../src/read/vocabulary/labels.js';
import { noteOpening } from '../../src/read/vocabulary/notes.js';
import { judgeSceneBreak } from '../../src/read/vocabulary/scene-breaks.js';
import { readDate } from '../../src/text/dates.js';

const READERS: readonly (readonly [string, (text: string) => unknown])[] = [
  ['parseHeading', parseHeading],
  ['lookUpLabel', lookUpLabel],
  ['splitLabel', splitLabel],
  ['judgeSceneBreak', judgeSceneBreak],
  ['isEnding', isEnding],
  ['noteOpening', noteOpening],
  ['readDate', readDate],
];

/** Bits that the patterns look for, so that arbitrary texts come near to them. */
const bits = fc.constantFrom(
  ...[
    'Chapter ',
    'Part',
    'IV',
    '1',
    '12',
    '.',
    ':',
    ' - ',
    '–',
    '*',
    '**',
    '_',
    '~',
    '#',
    'x',
    'o',
    'O',
    '0',
    ' ',
    '\n',
    '\t',
  ],
  ...[
    '第',
    '三',
    '章',
    'A/N',
    "Author's note",
    'note',
    'Thanks for',
    ' reading',
    '(',
    ')',
    '[',
    ']',
    '"',
    '“',
    '…',
    '...',
    '/',
    '-',
  ],
  ...[
    'June',
    '2008',
    '29',
    'The End',
    'fin',
    'Title',
    'summery',
    '年',
    '月',
    '\u0301',
    '\u{1F600}',
    '\ud800',
    '’',
    'the ',
  ],
);
const nearMiss = fc
  .array(fc.oneof({ weight: 5, arbitrary: bits }, fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 40 })
  .map((all) => all.join(''));

/** What makes backtracking patterns slow: a million repetitions, and an end that does not match. */
const HOSTILE = [
  'x',
  'xo',
  'o ',
  '- ',
  '*',
  ' ',
  '.',
  '. ',
  ' -',
  '1',
  '1/',
  '1 of ',
  'I',
  'IV',
  'A',
  'the ',
  '年',
  '三',
  '第',
  '#',
  '(',
  '[',
  '"',
  'a/n',
  ':',
  '\t',
  'é',
  'Chapter ',
  '~-',
  '<',
  'and ',
].flatMap((bit) => [
  bit.repeat(1_000_000),
  `${bit.repeat(1_000_000)}!z`,
  `Chapter 1${bit.repeat(1_000_000)}`,
  `${bit.repeat(90)}!z`,
  `Title${bit.repeat(40)}!z`,
]);

describe.each(READERS)('%s', (_name, read) => {
  it('reads any text without throwing', () => {
    fc.assert(
      fc.property(nearMiss, (text) => void read(text)),
      { numRuns: 2000 },
    );
  });

  it('comes to an end on hostile lines', () => {
    for (const text of HOSTILE) read(text);
  });

  it('says the same twice', () => {
    fc.assert(fc.property(nearMiss, (text) => void expect(read(text)).toEqual(read(text))));
  });
});

describe('parseHeading', () => {
  const letters = (text: string) => text.replace(/[^\p{L}\p{N}]+/gu, '');

  it('keeps every letter of a heading in its label and title, a repeated number aside', () => {
    fc.assert(
      fc.property(nearMiss, (text) => {
        const parts = parseHeading(text);
        if (!parts) return;
        const kept = letters(`${parts.label ?? ''}${parts.title ?? ''}`);
        expect(letters(text).endsWith(kept)).toBe(true);
        const left = letters(text).slice(0, letters(text).length - kept.length);
        expect(left === '' || /\d|^[ivxlc]+$/iu.test(left)).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });

  it('gives titles that are slices of the heading', () => {
    fc.assert(fc.property(nearMiss, (text) => void expect(text).toContain(parseHeading(text)?.title ?? '')));
  });
});

describe('hanNumber', () => {
  it('reads what it is written from', () => {
    const DIGITS = '零一二三四五六七八九';
    const write = (value: number): string => {
      const [tens, units] = [Math.floor(value / 10), value % 10];
      return `${tens > 1 ? DIGITS[tens] : ''}${tens > 0 ? '十' : ''}${units > 0 ? DIGITS[units] : ''}`;
    };
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99 }), (value) => void expect(hanNumber(write(value))).toBe(value)),
    );
  });
});

describe('readDate', () => {
  it('reads every ISO day as itself', () => {
    const days = fc.date({ min: new Date('1400-01-01'), max: new Date('2199-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (day) => {
        const iso = day.toISOString().slice(0, 10);
        expect(readDate(iso)).toEqual({ kind: 'date', iso, confidence: 1 });
      }),
    );
  });

  it('gives only days that exist', () => {
    fc.assert(
      fc.property(nearMiss, (text) => {
        const reading = readDate(text);
        if (reading.kind !== 'date') return;
        expect(reading.iso).toMatch(/^\d{4}(?:-\d{2}(?:-\d{2})?)?$/u);
        expect(Number.isNaN(Date.parse(reading.iso))).toBe(false);
      }),
      { numRuns: 5000 },
    );
  });
});

describe('noteOpening', () => {
  it('gives the note’s text as a slice of the paragraph', () => {
    fc.assert(
      fc.property(nearMiss, (text) => void expect(text).toContain(noteOpening(text)?.rest ?? '')),
      { numRuns: 3000 },
    );
  });
});

describe('splitLabel', () => {
  it('keeps every letter of the line in label and value', () => {
    const letters = (text: string) => text.replace(/[^\p{L}\p{N}]+/gu, '');
    fc.assert(
      fc.property(
        fc.constantFrom('Title', 'summery', 'A/N', 'Rating'),
        fc.constantFrom(':', ' - ', '....', '：', ':** '),
        nearMiss,
        (label, separator, value) => {
          const line = `${label}${separator}${value}`;
          const split = splitLabel(line);
          if (split) expect(letters(`${split.label}${split.value}`)).toBe(letters(line));
        },
      ),
    );
  });
});
