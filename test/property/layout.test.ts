import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Report } from '../../src/diagnostics/report.js';
import { layOut } from '../../src/layout/index.js';
import { type BookDocument, NOTES_POLICIES } from '../../src/model/book.js';
import { refine } from '../../src/refine/index.js';
import { arbitraryStory } from './arbitrary-story.js';

/** Stories as they come to layout: refined. */
const refined = arbitraryStory.map((story) => refine(story, { typography: false }, new Report()));
const OPTIONS = { theme: 'classic', notes: 'source', vertical: false, cover: false } as const;

/** Runs of one script, Han by the character: Arabic and Chinese set their `and` between names without a space. */
const WORD = /\p{Script=Han}|[\p{Script=Latin}\p{N}]+|(?:(?![\p{Script=Han}\p{Script=Latin}])\p{L})+/gu;

/** Every word that a value of the model or the book says, whatever it stands in. */
function wordsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.match(WORD) ?? [];
  if (value === null || typeof value !== 'object' || value instanceof Uint8Array) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    ['receipts', 'place', 'type', 'id', 'note', 'resource', 'ornament', 'href', 'language'].includes(key)
      ? []
      : wordsOf(inner),
  );
}

/** The policies that keep the author's notes. */
const KEEPING = NOTES_POLICIES.filter((policy) => policy !== 'omit');

test('every word of a story, its notes and its metadata stands on a page, wherever the notes go', async () => {
  await fc.assert(
    fc.asyncProperty(refined, fc.constantFrom(...KEEPING), async (coming, notes) => {
      const story = await coming;
      const { documents } = await layOut(story, new Map(), { ...OPTIONS, notes }, new Report());
      const shown = new Set(wordsOf(documents.map(shownOf)));
      const { metadata } = story;
      const told = [
        story.sections,
        story.notes,
        metadata.title,
        metadata.subtitle,
        metadata.summary,
        metadata.disclaimer,
        metadata.dedication,
        metadata.creators.map(({ name }) => name),
        metadata.series,
        metadata.fandoms,
        metadata.relationships,
        metadata.characters,
        metadata.warnings,
        metadata.genres,
        metadata.tags,
        metadata.rating,
        metadata.rights,
        metadata.publisher,
        metadata.others,
      ];
      expect(
        wordsOf(told).filter((word) => !shown.has(word) && !isPlainLabel(word) && !shown.has(capital(word))),
      ).toEqual([]);
    }),
  );
});

/** What a page shows: its section's notes only where the policy puts them, and none of the sections that it holds. */
function shownOf(document: BookDocument): unknown {
  if (document.kind !== 'section') return document;
  const { notesBefore: _before, notesAfter: _after, sections: _sections, ...section } = document.section;
  return { ...document, section };
}

/** A note's label stands as a heading does. */
const capital = (word: string): string => word.charAt(0).toLocaleUpperCase('und') + word.slice(1);

/** A note's label that only says that it is a note is worded anew. */
const isPlainLabel = (word: string): boolean => /^(?:a|n|an|author|authors?|s|notes?)$/i.test(word);

test('layout is the same each time, whatever the policy for notes', async () => {
  await fc.assert(
    fc.asyncProperty(refined, fc.constantFrom(...NOTES_POLICIES), async (coming, notes) => {
      const story = await coming;
      const lay = () => layOut(story, new Map(), { ...OPTIONS, notes }, new Report());
      expect(await lay()).toEqual(await lay());
    }),
    { numRuns: 30 },
  );
});

test('no two pages share a name, an id or a title, and contents and landmarks lead to pages that are there', async () => {
  await fc.assert(
    fc.asyncProperty(refined, async (coming) => {
      const story = await coming;
      const book = await layOut(story, new Map(), OPTIONS, new Report());
      for (const key of ['href', 'id', 'title'] as const) {
        const values = book.documents.map((document) => document[key]);
        expect(new Set(values).size, key).toBe(values.length);
      }
      const hrefs = new Set(['nav.xhtml', ...book.documents.map(({ href }) => href)]);
      expect(book.landmarks.filter(({ href }) => !hrefs.has(href))).toEqual([]);
    }),
  );
});
