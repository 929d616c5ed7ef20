import type { AuthorNote, Block, Section } from '../../model/story.js';
import { walkSections } from '../../model/visit.js';
import type { BlockPiece } from '../flow.js';
import { emptySection } from './drafts.js';
import { splitNotes } from './edge-notes.js';
import { markEndings } from './mark-endings.js';
import { blocksOf, countWords } from './words.js';

/** Few enough words for an epigraph, a dedication or a line about the place. */
const SHORT = 80;
const LONGEST_EPIGRAPH = 250;

/**
 * The sections with what stands before the first heading: an epigraph joins the first section; the opening of a story
 * whose first heading is `2`, or that has no other chapter, is a chapter; other prose is a foreword.
 */
export function joinLead(
  lead: readonly BlockPiece[],
  sections: readonly Section[],
  firstNumber?: number,
): readonly Section[] {
  const { before, text, after } = splitNotes(markEndings(lead));
  const blocks = blocksOf(text);
  const [first, ...others] = sections;
  if (!first) {
    const chapter = withPlace({ ...emptySection('chapter'), notesBefore: before, notesAfter: after, blocks }, text);
    return blocks.length + before.length + after.length > 0 ? [chapter] : [];
  }
  const notes = [...before, ...after];
  if (blocks.length === 0) return [withNotes(first, notes), ...others];
  if (isEpigraph(blocks) && firstNumber !== 2) {
    return [{ ...withNotes(first, notes), blocks: [...blocks, ...first.blocks] }, ...others];
  }
  const isChapter = firstNumber === 2 || !sections.some(holdsChapter) || !hasWords(sections, countWords(blocks));
  const role = isChapter ? 'chapter' : 'foreword';
  return [withPlace({ ...emptySection(role), notesBefore: before, notesAfter: after, blocks }, text), ...sections];
}

function isEpigraph(blocks: readonly Block[]): boolean {
  const words = countWords(blocks);
  const isSetApart = blocks.every(
    (block) => block.type === 'quote' || block.type === 'verse' || block.type === 'figure',
  );
  return words <= SHORT || (isSetApart && words <= LONGEST_EPIGRAPH);
}

function holdsChapter(section: Section): boolean {
  return section.role === 'chapter' || section.sections.some(holdsChapter);
}

/** Whether the sections hold at least so many words; counts no further. */
function hasWords(sections: readonly Section[], least: number): boolean {
  let words = 0;
  for (const section of walkSections(sections)) {
    words += countWords(section.blocks);
    if (words >= least) return true;
  }
  return false;
}

function withNotes(section: Section, notes: readonly AuthorNote[]): Section {
  return { ...section, notesBefore: [...notes, ...section.notesBefore] };
}

function withPlace(section: Section, pieces: readonly BlockPiece[]): Section {
  return pieces[0] ? { ...section, place: pieces[0].place } : section;
}
