import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { typeset } from '../../src/text/typography.js';

const LANGUAGES = [
  'en',
  'fr',
  'de',
  'es',
  'it',
  'pt',
  'nl',
  'pl',
  'ru',
  'cs',
  'sv',
  'hu',
  'ar',
  'ja',
  'und',
  'fr-CA',
  'zu',
];

const pieces = fc.constantFrom(
  ...[
    '"',
    "'",
    '`',
    '´',
    "''",
    '“',
    '”',
    '„',
    '«',
    '»',
    '‘',
    '’',
    '‚',
    '-',
    '--',
    '---',
    '–',
    '—',
    '...',
    '. . .',
    '…',
  ],
  ...['.', ',', '!', '?', ':', ';', '(', ')', '[', ' ', '  ', '\n', '\u00a0', '\u202f', '\ufffc', '/', '*'],
  ...[
    'a',
    'in',
    'o',
    's',
    'tis',
    'em',
    'cause',
    'n',
    't',
    'Word',
    'élan',
    'я',
    '7',
    '10',
    '08',
    '1980',
    '😀',
    'http://x.y',
  ],
);
const text = fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join(''));
const language = fc.constantFrom(...LANGUAGES);
const lettersOf = (value: string): string => value.replace(/[^\p{L}\p{N}]/gu, '');
const runs = 3000;

describe('typeset', () => {
  it('changes nothing when it is done again', () => {
    fc.assert(
      fc.property(text, language, (value, tag) => {
        const once = typeset([value], tag);
        expect(typeset(once, tag)).toEqual(once);
      }),
      { numRuns: runs },
    );
  });

  it('keeps every letter and digit of every run where it was', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 4 }), language, (values, tag) => {
        expect(typeset(values, tag).map(lettersOf)).toEqual(values.map(lettersOf));
      }),
      { numRuns: runs },
    );
  });

  it('reads a paragraph alike, whatever the runs it is cut into', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 4 }), language, (values, tag) => {
        expect(typeset(values, tag).join('')).toBe(typeset([values.join('')], tag).join(''));
      }),
      { numRuns: runs },
    );
  });

  it('leaves what is curly already as its author set it', () => {
    fc.assert(
      fc.property(text, language, (value, tag) => {
        const curly = (one: string): string => one.replace(/[^“”„«»‘‚‹›–—]/g, '');
        const author = curly(value);
        const result = curly(typeset([value], tag).join(''));
        let index = 0;
        for (const mark of result) if (mark === author[index]) index += 1;
        expect(index).toBe(author.length);
      }),
      { numRuns: runs },
    );
  });
});
