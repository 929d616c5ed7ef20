import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkBook } from '../../src/check/index.js';
import { GOOD_BOOK, packBook } from '../books/mutations/good-book.js';
import { packZip } from '../support/zip.js';

const RAIN = 'EPUB/text/the-rain.xhtml';
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const rainWith = (markup: string): Uint8Array => {
  const text = new TextDecoder().decode(GOOD_BOOK.get(RAIN)).replace('<p>Nine lamps', () => `${markup}<p>Nine lamps`);
  return packBook(new Map(GOOD_BOOK).set(RAIN, encode(text)));
};

async function codesOf(bytes: Uint8Array): Promise<ReadonlySet<string>> {
  return new Set((await checkBook(bytes, { depth: 'house' })).map(({ code }) => code));
}

describe('hostile books', () => {
  test('elements nested a hundred thousand deep', async () => {
    const deep = `${'<div>'.repeat(100_000)}${'</div>'.repeat(100_000)}`;
    expect(await codesOf(rainWith(deep))).toContain('xml-not-well-formed');
  });

  test('a hundred thousand attributes on one element', async () => {
    const attributes = Array.from({ length: 100_000 }, (_, index) => `a${index}="x"`).join(' ');
    expect(await codesOf(rainWith(`<p ${attributes}>x</p>`))).toContain('xml-not-well-formed');
  });

  test('entities that multiply', async () => {
    const text = new TextDecoder().decode(GOOD_BOOK.get(RAIN));
    const entities = Array.from({ length: 30 }, (_, index) => `<!ENTITY e${index + 1} "${`&e${index};`.repeat(20)}">`);
    const doctype = `<!DOCTYPE html [<!ENTITY e0 "lamp">${entities.join('')}]>`;
    const bomb = text.replace('<!DOCTYPE html>', doctype).replace('<p>Nine lamps', `<p>${'&e30;'.repeat(1_000)}`);
    expect(await codesOf(packBook(new Map(GOOD_BOOK).set(RAIN, encode(bomb))))).not.toContain('check-defect');
  });

  test('a file that unpacks to more than a book may', async () => {
    const bomb = { path: 'EPUB/bomb.txt', bytes: new Uint8Array(130 * 1024 * 1024) };
    const list = [...GOOD_BOOK].map(([path, bytes]) => ({ path, bytes, isStored: path === 'mimetype' }));
    expect(await codesOf(packZip([...list, bomb]))).toContain('ocf-member-damaged');
  });

  test('a style sheet of one line of open brackets', async () => {
    const codes = await codesOf(packBook(new Map(GOOD_BOOK).set('EPUB/css/book.css', encode('a{b:('.repeat(200_000)))));
    expect(codes).toContain('css-syntax');
  });

  test('a list of a hundred thousand items that are none', async () => {
    expect(await codesOf(rainWith(`<ul>${'<p>x</p>'.repeat(100_000)}</ul>`))).toContain('content-structure');
  });

  test('bytes that mean nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        expect((await codesOf(bytes)).has('ocf-unreadable')).toBe(true);
      }),
    );
  });

  test('a book with any of its bytes changed', async () => {
    const good = packBook(GOOD_BOOK);
    await fc.assert(
      fc.asyncProperty(fc.nat(good.length - 1), fc.nat(255), async (at, value) => {
        const bytes = good.slice();
        bytes[at] = value;
        expect(await codesOf(bytes)).not.toContain('check-defect');
      }),
      { numRuns: 200 },
    );
  });

  test('any member emptied or filled with junk', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...GOOD_BOOK.keys()), fc.uint8Array({ maxLength: 300 }), async (path, junk) => {
        expect(await codesOf(packBook(new Map(GOOD_BOOK).set(path, junk)))).not.toContain('check-defect');
      }),
      { numRuns: 200 },
    );
  });
});
