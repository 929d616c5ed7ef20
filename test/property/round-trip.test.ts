import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPublication } from '../../src/container/publication.js';
import { Report } from '../../src/diagnostics/report.js';
import { layOut } from '../../src/layout/index.js';
import { NOTES_POLICIES, type NotesPolicy, THEME_NAMES, type ThemeName } from '../../src/model/book.js';
import type { Block, Inline, Place, ResourceId, Story, StoryFiles } from '../../src/model/story.js';
import { mapStory } from '../../src/model/visit.js';
import { readOwnBook } from '../../src/read/epub/own-book.js';
import type { ReadResult } from '../../src/read/reader.js';
import { refine } from '../../src/refine/index.js';
import { epubWriter } from '../../src/write/epub/epub-writer.js';
import { PIXEL } from '../support/pixel.js';
import { ARBITRARY_RESOURCES, arbitraryStory } from './arbitrary-story.js';

const FILES: StoryFiles = new Map<ResourceId, Uint8Array>(ARBITRARY_RESOURCES.map(({ id }) => [id, PIXEL]));

const choices = { theme: fc.constantFrom(...THEME_NAMES), notes: fc.constantFrom(...NOTES_POLICIES) };

interface Choices {
  readonly theme: ThemeName;
  readonly notes: NotesPolicy;
}

async function bind(story: Story, files: StoryFiles, { theme, notes }: Choices): Promise<Uint8Array> {
  const book = await layOut(story, files, { theme, notes, vertical: false, cover: false }, new Report());
  return epubWriter.write(book, new Report());
}

async function readBack(bytes: Uint8Array): Promise<ReadResult> {
  const read = await readOwnBook(readPublication(bytes), { name: 'book.epub', bytes }, new Report());
  if (!read) throw new Error('the book was not taken for one of ours');
  return read;
}

const refined = (story: Story): Promise<Story> => refine(story, { typography: true }, new Report());

/** What a reader makes of any story: links hold neither links nor notes, text is in one piece, no file is named. */
function asRead({ metadata, ...rest }: Story): Story {
  const others = metadata.others.map(({ place, ...other }) => ({
    ...other,
    ...(place && { place: withoutFile(place) }),
  }));
  const receipts = Object.entries(metadata.receipts).map(([field, receipt]) => [field, withoutFile(receipt)]);
  const story = { ...rest, metadata: { ...metadata, others, receipts: Object.fromEntries(receipts) } };
  return mapStory(story, { inlines: (inlines) => inOnePiece(withoutNestedLinks(inlines)), blocks: withoutEmptyLines });
}

const withoutFile = <Where extends Place>({ file: _file, ...rest }: Where) => rest;

function withoutNestedLinks(inlines: readonly Inline[]): readonly Inline[] {
  return inlines.flatMap((inline): readonly Inline[] => {
    if (!('children' in inline)) return [inline];
    const children = withoutNestedLinks(inline.children);
    return inline.type === 'link' ? outOfLink(inline, children) : [{ ...inline, children }];
  });
}

function outOfLink(link: Extract<Inline, { type: 'link' }>, inlines: readonly Inline[]): readonly Inline[] {
  const notes: Inline[] = [];
  const flat = (some: readonly Inline[]): readonly Inline[] =>
    some.flatMap((inline): readonly Inline[] => {
      if (inline.type === 'noteReference') notes.push(inline);
      if (inline.type === 'noteReference') return [];
      if (inline.type === 'link') return flat(inline.children);
      return ['children' in inline ? { ...inline, children: flat(inline.children) } : inline];
    });
  return [{ ...link, children: flat(inlines) }, ...notes];
}

function inOnePiece(inlines: readonly Inline[]): readonly Inline[] {
  const joined: Inline[] = [];
  for (const inline of inlines) {
    const last = joined.at(-1);
    if (inline.type === 'text' && last?.type === 'text') {
      joined[joined.length - 1] = { ...last, value: last.value + inline.value };
    } else if (inline.type !== 'text' || inline.value !== '') {
      joined.push('children' in inline ? { ...inline, children: inOnePiece(inline.children) } : inline);
    }
  }
  return joined;
}

const withoutEmptyLines = (blocks: readonly Block[]): readonly Block[] =>
  blocks.filter((block) => block.type !== 'paragraph' || block.children.length > 0);

test('a book reads back as the story that it was made from, whatever its theme and wherever its notes are', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryStory, fc.record(choices), async (given, options) => {
      const story = await refined(asRead(given));
      const { story: read, files, wishes } = await readBack(await bind(story, FILES, options));
      expect(read).toEqual(asRead(story));
      for (const [id, bytes] of files) expect(bytes).toEqual(FILES.get(id));
      expect(wishes).toEqual({ theme: options.theme, notesPolicy: options.notes });
    }),
  );
});

test('a book made from a book, in the same way, is the same book', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryStory, fc.record(choices), async (given, options) => {
      const first = await bind(await refined(asRead(given)), FILES, options);
      const read = await readBack(first);
      const second = await bind(await refined(read.story), read.files, options);
      expect(Buffer.from(second).equals(Buffer.from(first))).toBe(true);
    }),
  );
});

test('a book may go through any other form and comes back the same', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryStory, fc.record(choices), fc.record(choices), async (given, options, others) => {
      const first = await bind(await refined(asRead(given)), FILES, options);
      const once = await readBack(first);
      const other = await readBack(await bind(await refined(once.story), once.files, others));
      const last = await bind(await refined(other.story), other.files, options);
      expect(Buffer.from(last).equals(Buffer.from(first))).toBe(true);
    }),
  );
});
