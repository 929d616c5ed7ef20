import { mkdtempSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { readPublication } from '../../src/container/publication.js';
import { textOf } from '../../src/container/xml-query.js';
import { type BoundBook, bindStories, run } from './support/books.js';
import { epubcheck, faults } from './support/epubcheck.js';

let books: readonly (BoundBook & { readonly kepub: string })[];
beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'storybind-kepubs-'));
  const bound = await bindStories();
  books = bound.map((one) => ({ ...one, kepub: join(folder, basename(one.book).replace(/\.epub$/, '.kepub.epub')) }));
  for (const { story, kepub } of books) await run(['build', story, '--format', 'kepub', '-o', kepub, '--quiet']);
});

test('EPUBCheck finds no error and no warning in any KEPUB', async () => {
  const verdicts = await epubcheck(books.map(({ kepub }) => kepub));
  expect(verdicts.flatMap((verdict) => faults(verdict).map((fault) => `${verdict.path}: ${fault}`))).toEqual([]);
});

test('our own check finds nothing in any KEPUB', async () => {
  for (const { kepub } of books) {
    const { diagnostics } = JSON.parse(await run(['check', kepub, '--json'])) as { diagnostics: readonly unknown[] };
    expect(diagnostics, kepub).toEqual([]);
  }
});

test('every page of a KEPUB says what the EPUB’s says, and the package the same', async () => {
  for (const { book, kepub } of books) {
    const [before, after] = [await opened(book), await opened(kepub)];
    const paths = before.package?.manifest.map(({ path }) => path ?? '') ?? [];
    expect(after.package?.document.text).toBe(before.package?.document.text);
    for (const path of paths.filter((one) => one.endsWith('.xhtml'))) {
      expect(bodyText(after, path), `${kepub} ${path}`).toBe(bodyText(before, path));
    }
  }
});

test('an EPUB that is converted is the KEPUB that is built', async () => {
  for (const { book, kepub } of books) {
    await run(['convert', book, '--to', 'kepub', '-o', `${kepub}.converted`, '--quiet']);
    const [built, converted] = [await readFile(kepub), await readFile(`${kepub}.converted`)];
    expect(converted.equals(built), kepub).toBe(true);
  }
});

const opened = async (path: string) => readPublication(await readFile(path));

function bodyText(book: ReturnType<typeof readPublication>, path: string): string {
  const body = book.documentOf(path)?.elements.find(({ name }) => name === 'body');
  if (!body) throw new Error(`${path} has no body.`);
  return textOf(body);
}
