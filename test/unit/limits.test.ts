import { describe, expect, test } from 'vitest';
import {
  countMarkup,
  DEFAULT_LIMITS,
  DEFAULT_MEMORY,
  needOf,
  parseSize,
  readingLimits,
  refuseHeavy,
  refuseLarge,
  sizeInWords,
} from '../../src/read/limits.js';

const caught = (work: () => void): string => {
  try {
    work();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('the limits of reading', () => {
  test('are those of a gibibyte unless someone says otherwise', () => {
    expect(readingLimits()).toEqual(DEFAULT_LIMITS);
    expect(DEFAULT_LIMITS.memory).toBe(DEFAULT_MEMORY);
  });

  test('all grow with the memory', () => {
    const larger = readingLimits(2 * DEFAULT_MEMORY);
    for (const [name, limit] of Object.entries(DEFAULT_LIMITS)) {
      expect(larger[name as keyof typeof larger], name).toBeGreaterThan(limit);
    }
  });

  test('let the longest novels through in every format', () => {
    const novel = { characters: 8_000_000, lines: 60_000, elements: 60_000, signs: 40_000, containers: 5000 };
    for (const kind of ['text', 'markdown', 'html', 'xml'] as const) {
      expect(needOf(kind, novel), kind).toBeLessThan(DEFAULT_LIMITS.text);
    }
  });

  test('refuse with the size that would do, and that size does', () => {
    const need = needOf('html', { characters: 0, elements: 400_000 });
    const message = caught(() => refuseHeavy(need, DEFAULT_LIMITS, 'rain.html'));
    const wanted = parseSize(/--memory (\w+)/.exec(message)?.[1] ?? '') ?? 0;
    expect(caught(() => refuseHeavy(need, readingLimits(wanted), 'rain.html'))).toBe('');
    const large = caught(() => refuseLarge(100_000_000, DEFAULT_LIMITS.file, DEFAULT_LIMITS, 'rain.txt'));
    expect(large).toMatch(/95\.4 MiB; at most 64 MiB/);
    const enough = readingLimits(parseSize(/--memory (\w+)/.exec(large)?.[1] ?? ''));
    expect(enough.file).toBeGreaterThanOrEqual(100_000_000);
  });

  test('count the tags and attributes of markup, in text and in bytes', () => {
    const markup = '<p class="a"><b>x</b> 1 < 2</p><!-- no -->';
    const counts = { characters: markup.length, elements: 3, attributes: 1 };
    expect(countMarkup(markup)).toEqual(counts);
    expect(countMarkup(new TextEncoder().encode(markup))).toEqual(counts);
    expect(countMarkup(new Uint8Array(Buffer.from(markup, 'utf16le'))).elements).toBeGreaterThanOrEqual(3);
  });
});

describe('a size', () => {
  test.each([
    ['512M', 512 * 2 ** 20],
    ['2G', 2 ** 31],
    ['1.5 GiB', 1.5 * 2 ** 30],
    ['300000k', 300_000 * 1024],
    ['1073741824', 2 ** 30],
  ])('may be written as %s', (text, size) => {
    expect(parseSize(text)).toBe(size);
  });

  test.each(['', 'M', '-1G', '1T', '1e9', 'much', '1 2'])('cannot be %j', (text) => {
    expect(parseSize(text)).toBeUndefined();
  });

  test('is said in the unit that fits', () => {
    expect([1000, 64 * 2 ** 20, 2 ** 30, 1.5 * 2 ** 30].map(sizeInWords)).toEqual([
      '1000 bytes',
      '64 MiB',
      '1 GiB',
      '1.5 GiB',
    ]);
  });
});
