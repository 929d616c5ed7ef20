import { describe, expect, test } from 'vitest';
import { checkBook } from '../../src/check/index.js';
import { GOOD_BOOK, packBook } from '../books/mutations/good-book.js';
import { MUTATIONS } from '../books/mutations/table.js';

describe('the good book', () => {
  test('has nothing that our rules find', async () => {
    expect(await checkBook(packBook(GOOD_BOOK), { depth: 'house' })).toEqual([]);
  });

  test('has nothing that general conformance finds', async () => {
    expect(await checkBook(packBook(GOOD_BOOK), { depth: 'full' })).toEqual([]);
  });
});

test('the table holds at least forty mutations, each of its own name', () => {
  const names = Object.values(MUTATIONS).flatMap((list) => list.map(({ name }) => name));
  expect(names.length).toBeGreaterThanOrEqual(40);
  expect(new Set(names).size).toBe(names.length);
});

describe.each(Object.entries(MUTATIONS))('%s', (_part, list) => {
  test.each(list.map(({ name, code, make }) => [name, code, make] as const))(
    'catches %s',
    async (_name, code, make) => {
      const codes = (await checkBook(make(), { depth: 'house' })).map((finding) => finding.code);
      expect(codes).toContain(code);
    },
  );
});
