import type { Report } from '../diagnostics/report.js';
import type { AuthorNote, Inline, Section } from '../model/story.js';
import type { Piece } from './flow.js';
import { raiseBackMatter } from './sections/back-matter.js';
import { emptySection, factsOf, sectionOf } from './sections/drafts.js';
import { joinLead } from './sections/lead.js';
import { mergeNoteSections, withNotesAfter } from './sections/note-sections.js';
import { reportNumberGaps } from './sections/number-gaps.js';
import { type OutlineNode, outlineOf } from './sections/outline.js';
import { withIds } from './sections/section-ids.js';

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
export function buildSections(pieces: readonly Piece[], context: SectionsContext, report: Report): readonly Section[] {
  const { lead, nodes } = raiseBackMatter(outlineOf(pieces, context.title));
  reportNumberGaps(nodes, report);
  const facts = factsOf(nodes);
  const sections = mergeNoteSections(nodes.map((node) => sectionOf(node, facts)));
  const whole = joinLead(lead, sections, firstNumber(nodes));
  return withIds(withContextNotes(whole, context));
}

/** The number of the first chapter's heading: `2` tells that what stands above it is the first chapter. */
function firstNumber(nodes: readonly OutlineNode[]): number | undefined {
  const first = nodes.find(({ head }) => !head.isNote);
  return first?.head.parts?.number;
}

function withContextNotes(
  sections: readonly Section[],
  { notesBefore = [], notesAfter = [] }: SectionsContext,
): readonly Section[] {
  const hasNotes = notesBefore.length + notesAfter.length > 0;
  const [first, ...others] = sections.length === 0 && hasNotes ? [emptySection('chapter')] : sections;
  if (!first) return [];
  const noted = [{ ...first, notesBefore: [...notesBefore, ...first.notesBefore] }, ...others];
  const last = noted.at(-1);
  return last && notesAfter.length > 0 ? [...noted.slice(0, -1), withNotesAfter(last, notesAfter)] : noted;
}
