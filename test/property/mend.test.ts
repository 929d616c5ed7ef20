import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEVICE_RULES } from '../../src/check/devices/device-rules.js';
import { checkBook } from '../../src/check/index.js';
import { DEVICES, preflight } from '../../src/index.js';
import { mendBook } from '../../src/mend-book.js';
import { BAD_BOOKS } from '../books/preflight/bad-books.js';
import { bookOf, type Change } from '../books/preflight/sound-book.js';
import { wordsOf } from '../support/words-of.js';

const MENDABLE = new Set(DEVICE_RULES.filter(({ isMendable }) => isMendable).map(({ code }) => code));
const CHANGES: readonly Change[] = BAD_BOOKS.filter(({ code }) => MENDABLE.has(code)).map(({ change }) => change);

/** A book with several faults at once; undefined where one fault leaves no room for another. */
const badBook = fc.uniqueArray(fc.nat(CHANGES.length - 1), { minLength: 1, maxLength: 5 });
const device = fc.constantFrom(...DEVICES);

const made = (indices: readonly number[]): Promise<Uint8Array | undefined> =>
  bookOf(...indices.flatMap((index) => CHANGES[index] ?? [])).catch(() => undefined);

const errors = async (bytes: Uint8Array): Promise<ReadonlySet<string>> =>
  new Set(
    (await checkBook(bytes, { depth: 'full' })).filter(({ severity }) => severity === 'error').map(({ code }) => code),
  );

describe('a mended book', () => {
  test('has the words of the old one, no fault that could be mended, and stays as it is', async () => {
    await fc.assert(
      fc.asyncProperty(badBook, device, device, async (indices, one, other) => {
        const bytes = await made(indices);
        fc.pre(bytes !== undefined);
        if (!bytes) return;
        const result = await mendBook(bytes, [one, other]);
        expect(wordsOf(result.bytes)).toEqual(wordsOf(bytes));
        const before = await errors(bytes);
        expect([...(await errors(result.bytes))].filter((code) => !before.has(code))).toEqual([]);
        const left = await preflight(result.bytes, [one.id, other.id]);
        expect(left.filter(({ message }) => message.includes('`--fix` mends it'))).toEqual([]);
        const again = await mendBook(result.bytes, [one, other]);
        expect(Buffer.from(again.bytes).equals(result.bytes)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
