import { type Block, paragraph, type Section, sceneBreak, text } from '../../src/model/story.js';
import { blocksText, plainText } from '../../src/model/visit.js';
import type { Piece } from '../../src/read/flow.js';

/**
 * Pieces from lines: `## Title | Subtitle` is a heading of level 2, `***` a scene break, `> …` a quote, anything else
 * a paragraph. The place is the line's own.
 */
export function pieces(...lines: readonly string[]): readonly Piece[] {
  return lines.map((line, index) => {
    const place = { line: index + 1, column: 1 };
    const heading = /^(#{1,6}) ?([^|]*)(?:\| (.*))?$/u.exec(line);
    if (!heading) return { kind: 'block', block: blockOf(line), place };
    const children = heading[2]?.trim() ? [text(heading[2].trim())] : [];
    const subtitle = heading[3] ? { subtitle: [text(heading[3])] } : {};
    return { kind: 'heading', level: heading[1]!.length, children, ...subtitle, place };
  });
}

function blockOf(line: string): Block {
  if (line === '***') return sceneBreak('***');
  if (line.startsWith('> ')) return { type: 'quote', blocks: [paragraph(line.slice(2))], isEpigraph: true };
  return paragraph(line);
}

/** A story's prose of so many words, without anybody speaking. */
export function prose(words: number): string {
  return `${Array.from({ length: words }, (_, index) => ['rain', 'fell', 'over', 'hills'][index % 4]).join(' ')}.`;
}

/** The sections as lines: role, label, title, then notes, text and sections, indented. */
export function outlineText(sections: readonly Section[], indent = ''): string {
  return sections
    .flatMap((section) => [
      `${indent}${section.role}${section.label ? ` [${section.label}]` : ''}${section.title ? ` ${plainText(section.title)}` : ''}`,
      ...section.notesBefore.map((note) => `${indent}  < ${noteText(note)}`),
      ...section.blocks.map((block) => `${indent}  ${blockText(block)}`),
      ...section.notesAfter.map((note) => `${indent}  > ${noteText(note)}`),
      ...(section.sections.length > 0 ? [outlineText(section.sections, `${indent}  `)] : []),
    ])
    .join('\n');
}

function noteText({ label, blocks }: Section['notesBefore'][number]): string {
  return [label && `(${label})`, blocksText(blocks).replaceAll('\n', ' / ')].filter(Boolean).join(' ');
}

function blockText(block: Block): string {
  if (block.type === 'sceneBreak') return '***';
  const words = blocksText([block]);
  const shown = words.length > 40 ? `${words.slice(0, 12)}…` : words;
  return block.type === 'paragraph' ? shown : `${block.type}: ${shown}`;
}
