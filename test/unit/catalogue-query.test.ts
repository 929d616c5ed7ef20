import fc from 'fast-check';
import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import { Catalogue } from '../../src/collection/catalogue/catalogue.js';
import { search } from '../../src/collection/catalogue/look.js';
import { parseQuery } from '../../src/collection/catalogue/query.js';

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
