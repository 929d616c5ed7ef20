import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anthologyOf } from '../../src/collection/anthology/anthology-of.js';
import { Report } from '../../src/diagnostics/report.js';
import { layOut } from '../../src/layout/index.js';
import type { ResourceId, Story } from '../../src/model/story.js';
import { refine } from '../../src/refine/index.js';
import { epubWriter } from '../../src/write/epub/epub-writer.js';
import { PIXEL } from '../support/pixel.js';
import { unzip } from '../support/unzip.js';
import { ARBITRARY_RESOURCES, arbitraryStory } from './arbitrary-story.js';

const FILES = new Map<ResourceId, Uint8Array>(ARBITRARY_RESOURCES.map(({ id }) => [id, PIXEL]));
const OPTIONS = { theme: 'classic', notes: 'source', vertical: false, cover: false } as const;

const stories = fc
  .array(arbitraryStory, { minLength: 1, maxLength: 3 })
  .map((some) => Promise.all(some.map((story) => refine(story, { typography: false }, new Report()))));

const letters = (page: string): string => page.replace(/[^\p{L}\p{N}]/gu, '');

/** The words of the story's pages in a book of its own, page by page, without their headings. */
const bookOf = async (story: Story, files = FILES) =>
  unzip(await epubWriter.write(await layOut(story, files, OPTIONS, new Report()), new Report()));

const textOf = (page: string): string =>
  letters(
    page
      .replace(/<head>.*?<\/head>/su, '')
      .replace(/<h\d[^>]*class="hidden-heading"[^>]*>.*?<\/h\d>/gsu, '')
      .replace(/<[^>]*>/gu, ''),
  );

test('every word of every story’s pages stands in the anthology, in its order', async () => {
  await fc.assert(
    fc.asyncProperty(stories, async (coming) => {
      const alone = await coming;
      const whole = anthologyOf(alone.map((story) => ({ story, files: FILES })));
      const members = await bookOf(whole.story, whole.files as Map<ResourceId, Uint8Array>);
      const spine = [...members].filter(([path]) => path.startsWith('EPUB/text/')).map(([, page]) => textOf(page));
      for (const story of alone) {
        const own = [...(await bookOf(story))]
          .filter(([path]) => path.startsWith('EPUB/text/') && !/(?:title-page|colophon)\.xhtml$/.test(path))
          .map(([, page]) => textOf(page));
        for (const words of own) expect(spine.some((page) => page.includes(words))).toBe(true);
      }
    }),
    { numRuns: 40 },
  );
});

test('no two pages, ids or images of an anthology have one name, even where a story is there twice', async () => {
  await fc.assert(
    fc.asyncProperty(stories, async (coming) => {
      const alone = await coming;
      const whole = anthologyOf([...alone, ...alone].map((story) => ({ story, files: FILES })));
      const members = await bookOf(whole.story, whole.files as Map<ResourceId, Uint8Array>);
      const ids = [...members].filter(([path]) => path.endsWith('.xhtml')).flatMap(([, page]) => idsOf(page));
      expect(new Set(ids).size).toBe(ids.length);
      expect([...members.keys()].filter((path) => path.startsWith('EPUB/images/')).length).toBeLessThanOrEqual(1);
    }),
    { numRuns: 40 },
  );
});

const idsOf = (page: string): readonly string[] => [...page.matchAll(/ id="([^"]*)"/g)].map(([, id = '']) => id);
