import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aceViolations } from './support/ace.js';
import { type BoundBook, bindStories, run } from './support/books.js';
import { epubcheck, faults } from './support/epubcheck.js';
import { ReadingRoom, type ReadingSystem } from './support/reading-systems.js';

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

test('Ace finds no violation in any book', async () => {
  const found: string[] = [];
  for (const { book } of books) found.push(...(await aceViolations(book)).map((violation) => `${book}: ${violation}`));
  expect(found).toEqual([]);
});

test('our own check finds nothing in any book', async () => {
  const answers = await Promise.all(books.map(({ book }) => run(['check', book, '--json'])));
  expect(
    answers.flatMap((answer) => (JSON.parse(answer) as { diagnostics: unknown[] }[]).flatMap((one) => one.diagnostics)),
  ).toEqual([]);
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

/** Words as `inspect` counts them: runs of letters and digits, and each ideograph or kana. */
function countWords(text: string): number {
  return [...new Intl.Segmenter('und', { granularity: 'word' }).segment(text)].filter(({ isWordLike }) => isWordLike)
    .length;
}
