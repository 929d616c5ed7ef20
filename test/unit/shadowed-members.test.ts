import { describe, expect, it } from 'vitest';
import { convertBook } from '../../src/convert-book.js';
import type { Diagnostic } from '../../src/diagnostics/report.js';
import { deviceNamed } from '../../src/index.js';
import { mendBook } from '../../src/mend-book.js';
import { buildEpub, page } from '../support/build-epub.js';
import { readEpub } from '../support/read-epub.js';

/** A book with two chapters in two files of one name. */
const book = (second: string): Uint8Array =>
  buildEpub({
    documents: { 'one.xhtml': '<h1>One</h1><p>It rained.</p>' },
    members: { 'OEBPS/one.xhtml': page(second) },
  });
const OTHER = book('<h1>Two</h1><p>It poured.</p>');
const SAME = book('<h1>One</h1><p>It rained.</p>');

const kobo = deviceNamed('kobo');
const WAYS: readonly (readonly [name: string, go: (bytes: Uint8Array) => Promise<readonly Diagnostic[]>])[] = [
  ['is read', async (bytes) => (await readEpub(bytes)).diagnostics],
  ['is converted', async (bytes) => (await convertBook(bytes, { to: 'kepub' })).diagnostics],
  ['is mended', async (bytes) => (await mendBook(bytes, kobo ? [kobo] : [])).diagnostics],
];

describe.each(WAYS)('an EPUB with two files of one name that %s', (_, go) => {
  it('says which text is out of reach', async () => {
    const told = (await go(OTHER)).filter(({ code }) => code === 'member-shadowed');
    expect(told).toEqual([
      expect.objectContaining({ file: 'book.epub', message: expect.stringContaining('`OEBPS/one.xhtml`') }),
    ]);
  });

  it('says nothing where both are the same', async () => {
    expect((await go(SAME)).map(({ code }) => code)).not.toContain('member-shadowed');
  });
});
