import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Report } from '../../src/diagnostics/report.js';
import type { Section } from '../../src/model/story.js';
import { blocksText, plainText, walkSections } from '../../src/model/visit.js';
import type { Piece } from '../../src/read/flow.js';
import { buildSections } from '../../src/read/sections.js';
import { pieces, prose } from '../support/pieces.js';

const line = fc.constantFrom(
  ...[
    '# Part One',
    '# Part Two: Rain',
    '## Chapter 1',
    '## Chapter 2: Tea',
    '## 2. Chapter 3',
    '# Prologue',
    '## Epilogue',
    '# Afterword',
  ],
  ...[
    "## Author's Note",
    '# The Rain',
    '## Tea',
    '### Noon',
    '## IV',
    '## 3.',
    '# I. Sun',
    '## The End',
    '##',
    '### Interlude',
    '## 第三章 雨',
  ],
  ...[
    '***',
    'A/N: thanks',
    "Author's Note:",
    '(A/N: thanks all)',
    'Disclaimer: not mine',
    'Note: shut',
    'P.S.: more',
    '> A/N: quoted',
  ],
  ...[
    'Thanks for reading!',
    'Please review!',
    '~Wren',
    'The End',
    'TBC',
    'It rained.',
    '“Rain,” she said.',
    '> Rain is patient.',
    '…',
    'Rated T',
  ],
  ...['# Chapter Five | Snow', '# Dedication', prose(90), prose(450)],
);
const story = fc.array(line, { maxLength: 40 });

const wordsIn = (text: string) => (text.match(/[\p{L}\p{N}]+/gu) ?? []).sort();

function wordsOfPieces(all: readonly Piece[]): readonly string[] {
  const said = all.map((piece) =>
    piece.kind === 'block'
      ? blocksText([piece.block])
      : `${plainText(piece.children)} ${plainText(piece.subtitle ?? [])}`,
  );
  return wordsIn(said.join('\n'));
}

function wordsOfSections(sections: readonly Section[]): readonly string[] {
  const said = [...walkSections(sections)].flatMap((section) => [
    section.label ?? '',
    plainText(section.title ?? []),
    ...[...section.notesBefore, ...section.notesAfter].map((note) => `${note.label ?? ''} ${blocksText(note.blocks)}`),
    blocksText(section.blocks),
  ]);
  return wordsIn(said.join('\n'));
}

describe('buildSections', () => {
  it('loses no word, and adds none', () => {
    fc.assert(
      fc.property(story, (lines) => {
        const all = pieces(...lines);
        expect(wordsOfSections(buildSections(all, {}, new Report()))).toEqual(wordsOfPieces(all));
      }),
      { numRuns: 3000 },
    );
  });

  it('gives every section an id of its own', () => {
    fc.assert(
      fc.property(story, (lines) => {
        const ids = [...walkSections(buildSections(pieces(...lines), {}, new Report()))].map((section) => section.id);
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });

  it('begins and ends no section with a scene break', () => {
    fc.assert(
      fc.property(story, (lines) => {
        for (const { blocks } of walkSections(buildSections(pieces(...lines), {}, new Report()))) {
          expect([blocks[0]?.type, blocks.at(-1)?.type]).not.toContain('sceneBreak');
        }
      }),
    );
  });

  it('comes to an end on a hundred thousand headings, notes and breaks', () => {
    for (const one of ['# Rain', '## Chapter 1', 'A/N: thanks', '***', 'The End', '###### IV', "# Author's Note"]) {
      const all = pieces(...Array.from({ length: 100_000 }, () => one));
      const title = [{ type: 'text', value: 'Rain' }] as const;
      expect(buildSections(all, { title }, new Report()).length).toBeGreaterThanOrEqual(0);
    }
  });
});
