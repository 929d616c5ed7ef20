import { expect, test } from 'vitest';
import { Report } from '../../src/diagnostics/report.js';
import type { Book } from '../../src/model/book.js';
import { epubWriter } from '../../src/write/epub/epub-writer.js';
import { sampleBook, smallBook } from '../support/sample-book.js';
import { unzip } from '../support/unzip.js';

const BOOKS: Readonly<Record<string, Book>> = {
  'the-keepers-daughter': sampleBook(),
  'small-hours': smallBook({ theme: 'modern' }),
};

test.each(Object.entries(BOOKS))('%s, member by member', async (name, book) => {
  const members = unzip(await epubWriter.write(book, new Report()));
  await expect(`${[...members.keys()].join('\n')}\n`).toMatchFileSnapshot(`${name}/MEMBERS.txt`);
  for (const [path, content] of members) {
    if (!path.endsWith('.png') && path !== 'mimetype') {
      await expect(content).toMatchFileSnapshot(`${name}/${path}`);
    }
  }
});
