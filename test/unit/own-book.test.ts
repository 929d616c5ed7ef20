import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { type BindOptions, build, inspect } from '../../src/index.js';
import { PIXEL } from '../support/pixel.js';
import { unzip } from '../support/unzip.js';

const STORY = `---
title: The Weir
author: Ines Varga
series: { name: Waters, position: 2 }
fandom: The Long River
rating: T
tags: [rivers, letters]
published: 2019-03-02
---

# High Water

*Author's note: thank you for waiting.*

The river came up in the night.[^1] Nobody heard it.

* * *

![the weir from above](weir.png)

In the morning the road was gone.

[^1]: It had done so before, in '61.

# Low Water

"It will be back," said Ada.

*A/N: one more chapter to come.*
`;

const sibling = async (path: string): Promise<Uint8Array | undefined> => (path === 'weir.png' ? PIXEL : undefined);
const first = (options: BindOptions = {}) =>
  build({ name: 'weir.md', text: STORY, sibling }, { cover: false, ...options });
const again = (bytes: Uint8Array, options: BindOptions = {}) =>
  build({ name: 'weir.epub', bytes }, { cover: false, ...options });

const same = (one: Uint8Array, other: Uint8Array): boolean => Buffer.from(one).equals(Buffer.from(other));

/** The book with some of its files changed; null takes one away. */
async function edited(bytes: Uint8Array, edits: Readonly<Record<string, ((text: string) => string) | null>>) {
  const zip = await JSZip.loadAsync(bytes);
  for (const [path, edit] of Object.entries(edits)) {
    if (edit === null) zip.remove(path);
    else zip.file(path, edit((await zip.file(path)?.async('string')) ?? ''));
  }
  return zip.generateAsync({ type: 'uint8array' });
}

const RECORD = 'META-INF/storybind.json';
const chapter = (bytes: Uint8Array, words: string): string =>
  [...unzip(bytes)].find(([path, text]) => path.endsWith('.xhtml') && text.includes(words))?.[0] ?? '';

describe('a book of ours, given as a story', () => {
  it('is made into the same book, byte for byte', async () => {
    const book = await first();
    expect(same((await again(book.bytes)).bytes, book.bytes)).toBe(true);
  });

  it('comes back to the same bytes by way of another theme and another place for its notes', async () => {
    const book = await first();
    const other = await again(book.bytes, { theme: 'modern', notes: 'end' });
    expect(same(other.bytes, book.bytes)).toBe(false);
    const back = await again(other.bytes, { theme: 'classic', notes: 'source' });
    expect(same(back.bytes, book.bytes)).toBe(true);
  });

  it('has its notes again after they were left out', async () => {
    const book = await first();
    const without = await again(book.bytes, { notes: 'omit' });
    expect([...unzip(without.bytes).values()].join()).not.toMatch(/<p[^>]*>[^<]*thank you for waiting/);
    expect(same((await again(without.bytes, { notes: 'source' })).bytes, book.bytes)).toBe(true);
  });

  it('takes other metadata, and keeps who it is and where its chapters are', async () => {
    const book = await first();
    const { bytes, story } = await again(book.bytes, { set: { title: 'The Old Weir', tags: ['mills'] } });
    expect(story.metadata).toMatchObject({
      title: 'The Old Weir',
      tags: ['mills'],
      creators: [{ name: 'Ines Varga' }],
    });
    for (const words of ['came up in the night', 'It will be back']) {
      expect(chapter(bytes, words)).toBe(chapter(book.bytes, words));
    }
  });

  it('says no more than the first time', async () => {
    const book = await first();
    const codes = (diagnostics: typeof book.diagnostics) =>
      diagnostics.filter(({ severity }) => severity !== 'info').map(({ code }) => code);
    expect(codes((await again(book.bytes)).diagnostics)).toEqual(codes(book.diagnostics));
  });

  it('keeps the cover that someone brought, and has a drawn one drawn anew', async () => {
    const cover = await coverImage();
    const book = await build({ name: 'weir.md', text: STORY, sibling }, { cover });
    const kept = await build({ name: 'weir.epub', bytes: book.bytes }, { set: { title: 'The Old Weir' } });
    expect(await coverOf(kept.bytes)).toEqual(await coverOf(book.bytes));
    const drawn = await build({ name: 'weir.md', text: STORY, sibling });
    const redrawn = await build({ name: 'weir.epub', bytes: drawn.bytes }, { set: { title: 'The Old Weir' } });
    expect(await coverOf(redrawn.bytes)).not.toEqual(await coverOf(drawn.bytes));
  }, 30_000);
});

describe('a book of ours that someone has edited', () => {
  it('is read as it stands: what the pages say goes before what the record says', async () => {
    const { bytes } = await first();
    const page = chapter(bytes, 'It will be back');
    const changed = await edited(bytes, { [page]: (text) => text.replace('It will be back', 'It never came back') });
    const read = await again(changed);
    expect(JSON.stringify(read.story.sections)).toContain('It never came back');
    expect(read.isSound).toBe(true);
  });

  it('has the title that its package document was given', async () => {
    const { bytes } = await first();
    const changed = await edited(bytes, {
      'EPUB/package.opf': (text) => text.replace(/(<dc:title[^>]*>)The Weir</, '$1Weir and Water<'),
    });
    expect((await inspect({ name: 'weir.epub', bytes: changed })).title).toBe('Weir and Water');
  });

  it.each<[string, ((text: string) => string) | null]>([
    ['is gone', null],
    ['is no JSON', () => '{ "format": 1,'],
    ['is of a later form', (text) => text.replace(/"format":\s*1/, '"format": 99')],
    ['is of another make', () => '[]'],
    ['wants to reach into prototypes', (text) => text.replace('{', '{ "__proto__": { "polluted": true },')],
    ['names pages that are not there', (text) => text.replaceAll('text/', 'nowhere/')],
    ['leads out of the book', (text) => text.replaceAll('text/', '../../../etc/')],
  ])('is read as any other book when the record %s', async (_what, edit) => {
    const { bytes } = await first();
    const read = await again(await edited(bytes, { [RECORD]: edit }));
    const words = JSON.stringify(read.story.sections);
    expect(words).toContain('came up in the night');
    expect(words).toContain('It will be back');
    expect(read.story.metadata.title).toBe('The Weir');
    expect(read.isSound).toBe(true);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});

async function coverImage(): Promise<Uint8Array> {
  const { default: sharp } = await import('sharp');
  const image = sharp({ create: { width: 800, height: 1280, channels: 3, background: '#2b5d63' } });
  return new Uint8Array(await image.jpeg().toBuffer());
}

async function coverOf(bytes: Uint8Array): Promise<Buffer | undefined> {
  const zip = await JSZip.loadAsync(bytes);
  return zip.file(/cover\.jpg$/)[0]?.async('nodebuffer');
}
