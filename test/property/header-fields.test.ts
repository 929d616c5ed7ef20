import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Report } from '../../src/diagnostics/report.js';
import type { Metadata, Receipt } from '../../src/model/story.js';
import { blocksText } from '../../src/model/visit.js';
import { applyHeaderField } from '../../src/read/header-fields.js';
import { MetadataBuilder } from '../../src/read/metadata-builder.js';
import { type LabelMeaning, lookUpLabel } from '../../src/read/vocabulary/labels.js';

const LABELS = [
  ...[
    'title',
    'subject',
    'author',
    'translator',
    'summary',
    'rating',
    'fandom',
    'category',
    'pairing',
    'relationships',
    'characters',
  ],
  ...[
    'genre',
    'tags',
    'warnings',
    'disclaimer',
    'date',
    'published',
    'updated',
    'completed',
    'status',
    'complete?',
    'series',
    'words',
  ],
  ...['source', 'language', 'copyright', 'publisher', 'story id', 'dedication', 'beta', 'chapters', 'subtitle'],
];
const receipt: Receipt = { line: 1, column: 1, how: 'header line', confidence: 1 };

function read(label: string, value: string): Metadata {
  const builder = new MetadataBuilder();
  const match = lookUpLabel(label);
  if (!match) throw new Error(`no label ${label}`);
  applyHeaderField({ match, label, value, receipt }, builder, new Report());
  return builder.metadata;
}

const bits = fc.constantFrom(
  ...[
    'Ann',
    'Wren',
    ' x ',
    '/',
    ' & ',
    ' and ',
    ',',
    ';',
    ' ',
    '(',
    ')',
    '[',
    ']',
    '"',
    '“',
    '#',
    '2',
    '12',
    '1,234',
    'words',
    'Part 2 of ',
  ],
  ...[
    '2008-06-29',
    '6/29/08',
    '3/4/98',
    ' - ',
    'Words: ',
    'Chapters: 3/3',
    'Complete',
    'WIP',
    'no',
    'T',
    'English',
    'Drama',
    '@',
    'a@b.org',
  ],
  ...[
    'https://example.org/a',
    '!',
    'ALL',
    'THE',
    '.',
    '\n',
    '\n\n',
    'all the way',
    'by ',
    'Series',
    '日本',
    '\u0301',
    '<',
    '>',
  ],
);
const value = fc
  .array(fc.oneof({ weight: 6, arbitrary: bits }, fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 20 })
  .map((all) => all.join(''));

/** Fields that say it in other words than the source: dates, counts, tags, places in a series; and names without addresses. */
const REWORDED: ReadonlySet<LabelMeaning> = new Set([
  'date',
  'published',
  'updated',
  'completed',
  'words',
  'language',
  'status',
  'rating',
  'series',
  'author',
  'translator',
]);
const wordsIn = (text: string) => text.normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? [];

function saidBy(metadata: Metadata): ReadonlySet<string> {
  const { others, receipts: _, creators, series, summary, disclaimer, dedication, ...plain } = metadata;
  const lists = Object.values(plain).flatMap((one) => (Array.isArray(one) ? one : [one]));
  return new Set(
    wordsIn(
      [
        ...lists.map(String),
        ...others.map((one) => one.value),
        ...creators.map((one) => `${one.name} ${one.fileAs ?? ''}`),
        ...series.map((one) => one.name),
        blocksText([...summary, ...disclaimer, ...dedication]),
      ].join(' '),
    ),
  );
}

describe('applyHeaderField', () => {
  it('reads any value of any label without throwing', () => {
    fc.assert(
      fc.property(fc.constantFrom(...LABELS), value, (label, text) => void read(label, text)),
      { numRuns: 3000 },
    );
  });

  it('comes to an end on hostile values', () => {
    const hostile = [
      'a',
      'a ',
      ' ',
      ',',
      'a,',
      ', ',
      '/',
      ' x ',
      'A B ',
      'AA ',
      '(',
      '[',
      '"',
      '1',
      '1,',
      '- ',
      ' - ',
      '@',
      'a@',
      'a.',
      'http://',
      '#a ',
      '#',
      ';',
      'Words: ',
      ' and ',
    ];
    for (const label of LABELS) for (const bit of hostile) read(label, `${bit.repeat(200_000)}!z`);
  });

  it('loses no word: what its field does not hold is kept beside it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...LABELS), value, (label, text) => {
        if (REWORDED.has(lookUpLabel(label)?.meaning ?? 'other')) return;
        const said = [...saidBy(read(label, text))];
        for (const word of wordsIn(text)) {
          if (/^(?:x|and|Words|Chapters)$/u.test(word)) continue;
          // `1,234` may have been taken for the number that it is.
          const isSaid =
            said.includes(word) || (/\d/.test(word) && said.some((one) => one.includes(word.replace(/\D+/gu, ''))));
          expect(isSaid, `${word} in ${said.join(' ')}`).toBe(true);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('gives every field that has a value its receipt', () => {
    fc.assert(
      fc.property(fc.constantFrom(...LABELS), value, (label, text) => {
        const { others: _, receipts, ...fields } = read(label, text);
        for (const [field, held] of Object.entries(fields)) {
          if (!Array.isArray(held) || held.length > 0) expect(receipts).toHaveProperty(field);
        }
      }),
    );
  });
});
