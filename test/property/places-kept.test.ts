import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { build } from '../../src/index.js';
import { unzip } from '../support/unzip.js';

interface Chapter {
  /** Chapters of the same number are the same chapter, in whatever state. */
  readonly number: number;
  readonly title: string;
  readonly text: string;
}

const WORDS = ['ferry', 'lantern', 'salt', 'harbour', 'letter', 'orchard', 'winter', 'bridge', 'stranger', 'key'];

const chapter = (number: number): Chapter => ({
  number,
  title: `The ${WORDS[number % WORDS.length]} of ${WORDS[Math.floor(number / WORDS.length) % WORDS.length]}`,
  text: `She came to it on day ${number}. Nobody had told her.\n\n* * *\n\n*Later* they asked her why[^${number}].\n\n[^${number}]: Note ${number}.`,
});

const NOVEL = Array.from({ length: 12 }, (_, number) => chapter(number));

/** What an author does to a story between two chapters. */
const EDITS = {
  insert: fc.record({ at: fc.nat({ max: 12 }), number: fc.integer({ min: 20, max: 99 }) }),
  remove: fc.record({ at: fc.nat({ max: 11 }) }),
  edit: fc.record({
    at: fc.nat({ max: 11 }),
    with: fc.constantFrom('A new line.', '“Quite,” she said.', '* * *\n\nAnd then.'),
  }),
  swap: fc.record({ at: fc.nat({ max: 11 }), with: fc.nat({ max: 11 }) }),
};

const edits = fc.array(
  fc.oneof(
    EDITS.insert.map(
      ({ at, number }) =>
        (novel: readonly Chapter[]) =>
          novel.toSpliced(at, 0, chapter(number)),
    ),
    EDITS.remove.map(
      ({ at }) =>
        (novel: readonly Chapter[]) =>
          novel.length > 2 ? novel.toSpliced(at, 1) : novel,
    ),
    EDITS.edit.map(
      ({ at, with: line }) =>
        (novel: readonly Chapter[]) =>
          novel.map((one, index) => (index === at ? { ...one, text: `${one.text}\n\n${line}` } : one)),
    ),
    EDITS.swap.map(({ at, with: other }) => (novel: readonly Chapter[]) => {
      const [one, two] = [novel[at], novel[other]];
      return one && two ? novel.with(at, two).with(other, one) : novel;
    }),
  ),
  { minLength: 1, maxLength: 4 },
);

/** The pages of the book that hold chapters, by what each says of its number. */
async function pagesOf(novel: readonly Chapter[], format: 'md' | 'txt'): Promise<ReadonlyMap<string, Page>> {
  const head = format === 'md' ? '# The Long Way\n\nby Ines Varga\n\n' : 'Title: The Long Way\nAuthor: Ines Varga\n\n';
  const body = novel.map(({ title, text }, index) =>
    format === 'md' ? `## ${title}\n\n${text}` : `Chapter ${index + 1}: ${title}\n\n${text.replace(/\[\^.*$/gm, '')}`,
  );
  const { bytes } = await build({ name: `novel.${format}`, text: `${head}${body.join('\n\n')}\n` }, { cover: false });
  const pages = new Map<string, Page>();
  for (const [path, markup] of unzip(bytes)) {
    const day = /came to it on day (\d+)\./.exec(markup)?.[1];
    if (path.endsWith('.xhtml') && day !== undefined) pages.set(day, { path, markup });
  }
  return pages;
}

interface Page {
  readonly path: string;
  readonly markup: string;
}

describe('a rebuilt book keeps the reader’s place', () => {
  test('names, ids and bytes of chapters that nobody touched stay, whatever happens to the others', async () => {
    const before = await pagesOf(NOVEL, 'md');
    expect(before.size).toBe(NOVEL.length);
    await fc.assert(
      fc.asyncProperty(edits, async (changes) => {
        const edited = changes.reduce((novel, change) => change(novel), NOVEL as readonly Chapter[]);
        fc.pre(new Set(edited.map(({ title }) => title)).size === edited.length);
        const after = await pagesOf(edited, 'md');
        for (const { number, text } of edited) {
          if (NOVEL[number]?.text !== text) continue;
          expect(after.get(String(number))).toEqual(before.get(String(number)));
        }
      }),
      { numRuns: 40 },
    );
  });

  test('an edited chapter keeps its name', async () => {
    const before = await pagesOf(NOVEL, 'md');
    const after = await pagesOf(NOVEL.with(3, { ...chapter(3), text: `${chapter(3).text}\n\nMore.` }), 'md');
    expect(after.get('3')?.path).toBe(before.get('3')?.path);
    expect(after.get('3')?.markup).not.toBe(before.get('3')?.markup);
  });

  test('chapters that are numbered anew keep their names; their pages differ in the number alone', async () => {
    const before = await pagesOf(NOVEL, 'txt');
    const after = await pagesOf(NOVEL.toSpliced(2, 1), 'txt');
    for (const { number } of NOVEL.toSpliced(2, 1)) {
      const [was, is] = [before.get(String(number)), after.get(String(number))];
      expect(is?.path).toBe(was?.path);
      const numberless = (page: Page | undefined) => page?.markup.replaceAll(/Chapter \d+/g, 'Chapter');
      expect(numberless(is)).toBe(numberless(was));
    }
  });

  test('two chapters of one title keep their names when others come and go', async () => {
    const twins = [
      chapter(0),
      { ...chapter(1), title: 'Interlude' },
      chapter(2),
      { ...chapter(3), title: 'Interlude' },
    ];
    const before = await pagesOf(twins, 'md');
    const after = await pagesOf([chapter(50), ...twins.slice(0, 2), chapter(51), ...twins.slice(2)], 'md');
    for (const { number } of twins) expect(after.get(String(number))).toEqual(before.get(String(number)));
  });

  test('a reading position stays: the story’s own ids, one for each place that a reader may mark', async () => {
    const before = await pagesOf(NOVEL, 'md');
    const after = await pagesOf([chapter(70), ...NOVEL.toReversed()], 'md');
    const ids = (page: Page | undefined) => [...(page?.markup.matchAll(/\bid="([^"]+)"/g) ?? [])].map(([, id]) => id);
    for (const { number } of NOVEL) expect(ids(after.get(String(number)))).toEqual(ids(before.get(String(number))));
  });
});
