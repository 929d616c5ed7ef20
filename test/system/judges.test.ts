import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countWords } from '../../src/text/word-count.js';
import { aceViolations } from './support/ace.js';
import { type BoundBook, bindForDevices, bindStories, run } from './support/books.js';
import { epubcheck, faults } from './support/epubcheck.js';
import { ReadingRoom, type ReadingSystem } from './support/reading-systems.js';

const EPUB_FAMILIES = ['kindle', 'pocketbook', 'nook', 'tolino', 'remarkable', 'boox', 'generic'];

let books: readonly BoundBook[];
beforeAll(async () => {
  books = await bindStories();
});

test('there are at least eight sample stories', () => {
  expect(books.length).toBeGreaterThanOrEqual(8);
});

test('EPUBCheck finds no error and no warning in any book', async () => {
  const verdicts = await epubcheck(books.map(({ book }) => book));
  expect(verdicts.flatMap((verdict) => faults(verdict).map((fault) => `${verdict.path}: ${fault}`))).toEqual([]);
});

test('EPUBCheck finds no error and no warning in a book with pictures bound for any family of e-readers that takes EPUB', async () => {
  const made = await bindForDevices('stories/the-salt-road.md', EPUB_FAMILIES);
  const verdicts = await epubcheck(made);
  expect(verdicts).toHaveLength(EPUB_FAMILIES.length);
  expect(verdicts.flatMap((verdict) => faults(verdict).map((fault) => `${verdict.path}: ${fault}`))).toEqual([]);
});

test('Ace finds no violation in any book', async () => {
  const found: string[] = [];
  for (const { book } of books) found.push(...(await aceViolations(book)).map((violation) => `${book}: ${violation}`));
  expect(found).toEqual([]);
});

test('our own check finds nothing in any book', async () => {
  const found: unknown[] = [];
  for (const { book } of books) {
    const answer = JSON.parse(await run(['check', book, '--json'])) as { diagnostics: readonly unknown[] };
    found.push(...answer.diagnostics.map((diagnostic) => ({ book, diagnostic })));
  }
  expect(found).toEqual([]);
});

describe.each<ReadingSystem>(['foliate', 'epubjs'])('%s', (system) => {
  let room: ReadingRoom;
  beforeAll(async () => {
    room = await ReadingRoom.open();
  });
  afterAll(() => room.close());

  test('shows every book with its words, its contents and its cover, and asks for nothing else', async () => {
    for (const { book, inspected } of books) {
      const shown = await room.read(system, book);
      const words = countWords(shown.sections.join('\n'));
      expect(shown.complaints, book).toEqual([]);
      expect(shown.coverBytes, book).toBeGreaterThan(10_000);
      expect(shown.contents.length, book).toBeGreaterThanOrEqual(inspected.counts.chapters);
      expect(
        shown.contents.every((label) => label.trim() !== ''),
        book,
      ).toBe(true);
      // The pages say more than the story (title page, notes, colophon), never less.
      expect(words, book).toBeGreaterThanOrEqual(inspected.counts.words);
    }
  });
});
