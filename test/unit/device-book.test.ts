import { expect, test } from 'vitest';
import { madeBytes } from '../../src/deliver/books/device-book.js';
import { buildEpub, item, page } from '../support/build-epub.js';

const odd = buildEpub({
  documents: { 'a.xhtml': page('<p>One. <b>Two.</p></b>'), 'b.xhtml': '<p>B.</p>' },
  contents: item('B', 'b.xhtml'),
});

test('what is noticed when a book is made for the device is kept for who tells of it, once', async () => {
  const made = madeBytes({ extension: 'kepub.epub', isConverted: true }, 'odd.epub', () => odd);
  expect(made.diagnostics).toEqual([]);
  await made.bytes();
  await made.bytes();
  expect(made.diagnostics).toEqual([expect.objectContaining({ code: 'page-unmarked', file: 'odd.epub' })]);
});

test('a book that the device reads as it is comes as it is', async () => {
  const made = madeBytes({ extension: 'epub', isConverted: false }, 'odd.epub', () => odd);
  expect(await made.bytes()).toBe(odd);
  expect(made.diagnostics).toEqual([]);
});
