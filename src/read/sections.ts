import type { Report } from '../diagnostics/report.js';
import type { AuthorNote, Inline, Section } from '../model/story.js';
import type { Piece } from './flow.js';

export interface SectionsContext {
  /** The story's title, for a heading that only repeats it. */
  readonly title?: readonly Inline[];
  /** Notes that stood in the header, before the first section, and in the trailer, after the last. */
  readonly notesBefore?: readonly AuthorNote[];
  readonly notesAfter?: readonly AuthorNote[];
}

/**
 * The tree of sections that the pieces make: parts over chapters, roles by the headings' words, author's notes
 * at the edges of their sections, endings marked. Nothing is lost: what stands before the first heading becomes
 * a section of its own, or joins the first.
 */
export function buildSections(
  _pieces: readonly Piece[],
  _context: SectionsContext,
  _report: Report,
): readonly Section[] {
  return [];
}
