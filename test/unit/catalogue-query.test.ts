import fc from 'fast-check';
import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import { Catalogue } from '../../src/collection/catalogue/catalogue.js';
import { search } from '../../src/collection/catalogue/look.js';
import { parseQuery } from '../../src/collection/catalogue/query.js';
import { StoryError } from '../../src/diagnostics/report.js';

describe('a search', () => {
  it('asks for every word and phrase, anywhere or in a field', () => {
    expect(parseQuery('ferry "low tide" ship:ada')).toEqual({
      match: '"ferry" AND "low tide" AND pairing : "ada"',
      bounds: [],
    });
  });

  it('leaves out what a minus is before', () => {
    expect(parseQuery('ferry -tag:angst -rain').match).toBe('"ferry" NOT tag : "angst" NOT "rain"');
    expect(() => parseQuery('-angst')).toThrow(/only what is not wanted/);
  });

  it('takes bounds on the length', () => {
    expect(parseQuery('words:>10k chapters:<=3').bounds).toEqual([
      { column: 'words', operator: '>', value: 10_000 },
      { column: 'chapters', operator: '<=', value: 3 },
    ]);
    expect(() => parseQuery('words:many')).toThrow(/no number/);
  });

  it.each([
    ['1.5k', 1500],
    ['1,5k', 1500],
    ['2K', 2000],
    ['1,500', 1500],
    ['1.500', 1500],
    ['1_234_567', 1_234_567],
    ['>=0', 0],
  ])('understands the number %s', (text, value) => {
    expect(parseQuery(`words:${text}`).bounds).toMatchObject([{ value }]);
  });

  it.each(['1.5', '1,50', '12,34,567', '1.5kk', '1.2.3k', '-5', '1e9', 'k'])('refuses the number `%s`', (text) => {
    expect(() => parseQuery(`words:${text} rain`)).toThrow(StoryError);
  });

  it('of nothing is for everything, of marks alone for nothing that can be found', () => {
    expect(parseQuery('  ')).toEqual({ bounds: [] });
    for (const text of ['!!!', '"…" ?', 'title:!!!']) expect(() => parseQuery(text)).toThrow(/no letter and no digit/);
    expect(parseQuery('rock & roll').match).toBe('"rock" AND "roll"');
  });

  it('takes the beginning of a word', () => {
    expect(parseQuery('lant*').match).toBe('"lant" *');
  });

  it('finds scripts without spaces by any run of their characters', () => {
    expect(parseQuery('雨の港').match).toBe('"雨  の  港"');
  });

  it('of whatever is typed is either understood or refused with a reason', () => {
    const { catalogue } = Catalogue.open((path) => new Database(path), ':memory:');
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), QUERYISH), (text) => {
        try {
          expect(search(catalogue, parseQuery(text), 10)).toEqual([]);
        } catch (error) {
          expect(error).toMatchObject({ diagnostic: { code: 'query-invalid' } });
        }
      }),
      { numRuns: 500 },
    );
  });
});

const QUERYISH = fc
  .array(
    fc.constantFrom(
      '"',
      '*',
      ':',
      '-',
      ' ',
      '(',
      ')',
      'NEAR',
      'AND',
      'title',
      'words',
      '>',
      '5',
      'rain',
      '^',
      '雨',
      "'",
    ),
  )
  .map((parts) => parts.join(''));
