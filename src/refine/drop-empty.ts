import type { AuthorNote, Block, Inline, Section, Story } from '../model/story.js';
import { mapStory, plainText, walkInlines } from '../model/visit.js';
import type { RefineStep } from './step.js';

/**
 * The story without paragraphs, headings and notes that say nothing: space is the stylesheet's business. A paragraph
 * that an empty line was typed into (two line breaks together) is two.
 */
export const dropEmpty: RefineStep = {
  name: 'drop-empty',
  refine: (story) => withoutEmptyNotes(mapStory(story, { blocks: dropEmptyBlocks })),
};

function dropEmptyBlocks(blocks: readonly Block[]): readonly Block[] {
  return blocks
    .map(captionAlone)
    .flatMap((block) => (block.type === 'paragraph' ? splitAtGaps(block) : [block]))
    .filter((block) => !isEmpty(block));
}

/** A table of which nothing but its caption says something is that caption. */
function captionAlone(block: Block): Block {
  if (block.type !== 'table' || !block.caption || !isEmpty(block)) return block;
  return { type: 'paragraph', children: block.caption };
}

/** True of inlines that show nothing. */
function isBlank(inlines: readonly Inline[]): boolean {
  if (/[^\s\u00ad\u200b-\u200f\u2060\ufeff]/.test(plainText(inlines))) return false;
  for (const inline of walkInlines(inlines))
    if (inline.type === 'image' || inline.type === 'noteReference') return false;
  return true;
}

/** True of blocks that hold nothing but changes of scene. */
const isSilent = (blocks: readonly Block[]): boolean => blocks.every(({ type }) => type === 'sceneBreak');

function isEmpty(block: Block): boolean {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
    case 'ending':
      return isBlank(block.children);
    case 'quote':
      return isSilent(block.blocks) && isBlank(block.attribution ?? []);
    case 'letter':
      return isSilent(block.blocks);
    case 'list':
      return block.items.every(isSilent);
    case 'verse':
      return block.stanzas.every((lines) => lines.every((line) => isBlank(line.children)));
    case 'preformatted':
      return block.text.trim() === '';
    case 'table':
      return [...block.head, ...block.rows].every((row) => row.cells.every((cell) => isBlank(cell.children)));
    case 'sceneBreak':
    case 'figure':
      return false;
    default:
      return block satisfies never;
  }
}

/** The paragraph's parts between two or more line breaks together, without breaks at their ends. */
function splitAtGaps(paragraph: Extract<Block, { type: 'paragraph' }>): readonly Block[] {
  if (!paragraph.children.some((inline) => inline.type === 'lineBreak')) return [paragraph];
  const parts: Inline[][] = [[]];
  let gap: Inline[] = [];
  for (const inline of paragraph.children) {
    const part = parts.at(-1) as Inline[];
    const isAtGap = gap.length > 0 || part.length === 0;
    if (inline.type === 'lineBreak' || (inline.type === 'text' && isAtGap && isBlank([inline]))) {
      gap.push(inline);
      continue;
    }
    const breaks = gap.filter(({ type }) => type === 'lineBreak').length;
    if (breaks > 1 && part.length > 0) parts.push([inline]);
    else part.push(...(part.length > 0 || breaks === 0 ? gap : []), inline);
    gap = [];
  }
  return parts.map((children) => ({ ...paragraph, children }));
}

function withoutEmptyNotes(story: Story): Story {
  const said = (notes: readonly AuthorNote[]): readonly AuthorNote[] => notes.filter(({ blocks }) => !isSilent(blocks));
  const section = (one: Section): Section => ({
    ...one,
    notesBefore: said(one.notesBefore),
    notesAfter: said(one.notesAfter),
    sections: one.sections.map(section),
  });
  return { ...story, sections: story.sections.map(section) };
}
