import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Report } from '../../src/diagnostics/report.js';
import type { Block, Section, Story } from '../../src/model/story.js';
import { blocksText, plainText, walkSections } from '../../src/model/visit.js';
import { refine, STEPS } from '../../src/refine/index.js';
import { arbitraryStory } from './arbitrary-story.js';

const options = { typography: true };
const numRuns = 300;

/** Everything that a reader of the book would read, in order. */
function allText({ metadata, sections, notes }: Story): string {
  const section = (one: Section): string =>
    [
      one.label,
      plainText(one.title ?? []),
      one.byline,
      notesText(one.notesBefore),
      blocksText(one.blocks),
      notesText(one.notesAfter),
    ].join('\n');
  return [
    ...[
      metadata.title,
      metadata.subtitle,
      ...metadata.tags,
      ...metadata.fandoms,
      ...metadata.series.map(({ name }) => name),
    ],
    ...[metadata.summary, metadata.dedication].map(blocksText),
    ...[...walkSections(sections)].map(section),
    ...Object.values(notes).map((note) => blocksText(note.blocks)),
  ].join('\n');
}

const notesText = (notes: Section['notesBefore']): string => notes.map(({ blocks }) => blocksText(blocks)).join('\n');
const lettersOf = (text: string): string => text.normalize('NFC').replace(/[^\p{L}\p{M}\p{N}]/gu, '');

function everyList(story: Story): readonly (readonly Block[])[] {
  const inside = (blocks: readonly Block[]): readonly (readonly Block[])[] => [
    blocks,
    ...blocks.flatMap((block) => {
      if (block.type === 'quote' || block.type === 'letter') return inside(block.blocks);
      return block.type === 'list' ? block.items.flatMap(inside) : [];
    }),
  ];
  return [...walkSections(story.sections)].flatMap((section) => inside(section.blocks));
}

describe('refine', () => {
  it('changes nothing when it is done again', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryStory, async (story) => {
        const once = await refine(story, options, new Report('story.txt'));
        expect(await refine(once, options, new Report('story.txt'))).toEqual(once);
      }),
      { numRuns },
    );
  });

  it.each(STEPS)('changes nothing when $name is done again', async (step) => {
    await fc.assert(
      fc.asyncProperty(arbitraryStory, async (story) => {
        const once = await step.refine(story, options, new Report());
        expect(await step.refine(once, options, new Report())).toEqual(once);
      }),
      { numRuns: numRuns / 4 },
    );
  });

  it('loses no word but the repeats that it reports', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryStory, async (story) => {
        const report = new Report('story.txt');
        const refined = await refine(story, options, report);
        let rest = lettersOf(allText(story));
        let kept = lettersOf(allText(refined));
        if (report.diagnostics.some(({ code }) => code === 'repeat-dropped')) {
          rest = [...rest].sort().join('');
          const dropped = report.diagnostics.filter(({ code }) => code === 'repeat-dropped');
          kept = [...kept, ...dropped.flatMap(({ message }) => [...lettersOf(repeatedLine(message))])].sort().join('');
        }
        expect(kept).toBe(rest);
      }),
      { numRuns },
    );
  });

  it('leaves scene breaks only between scenes', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryStory, async (story) => {
        for (const blocks of everyList(await refine(story, options, new Report()))) {
          expect(blocks[0]?.type).not.toBe('sceneBreak');
          expect(blocks.at(-1)?.type).not.toBe('sceneBreak');
          const doubled = blocks.some(
            (block, index) => block.type === 'sceneBreak' && blocks[index + 1]?.type === 'sceneBreak',
          );
          expect(doubled).toBe(false);
        }
      }),
      { numRuns },
    );
  });

  it('leaves text that XML 1.0 can hold, a language, and a receipt for every value', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryStory, async (story) => {
        const { metadata, ...rest } = await refine(story, options, new Report());
        // XML 1.0 #charsets
        expect(allText({ metadata, ...rest })).not.toMatch(/[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u);
        expect(metadata.language).toMatch(/^[a-z]{2,3}(?:-[A-Za-z0-9]+)*$/);
        for (const [field, value] of Object.entries(metadata)) {
          if (field === 'receipts' || field === 'others') continue;
          const hasValue = Array.isArray(value) ? value.length > 0 : value !== undefined;
          expect(field in metadata.receipts, field).toBe(hasValue);
        }
      }),
      { numRuns },
    );
  });
});

/** The line that a message quotes. */
const repeatedLine = (message: string): string => message.slice(1, message.indexOf('` only repeats'));
