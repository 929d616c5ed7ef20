import type { AuthorNote, Section } from '../../model/story.js';
import { plainText } from '../../model/visit.js';
import { emptySection } from './drafts.js';

/** The sections, those that are nothing but a note given to their neighbour: the one before, else the one after. */
export function mergeNoteSections(sections: readonly Section[]): readonly Section[] {
  const kept: { readonly section: Section; readonly after: AuthorNote[] }[] = [];
  const first: AuthorNote[] = [];
  for (const one of sections) {
    const section = { ...one, sections: mergeNoteSections(one.sections) };
    if (isOnlyNotes(section)) (kept.at(-1)?.after ?? first).push(...namedNotes(section));
    else kept.push({ section, after: [] });
  }
  const merged = kept.map(({ section, after }) => (after.length > 0 ? withNotesAfter(section, after) : section));
  return first.length > 0 ? withNotesBefore(merged, first) : merged;
}

/** Where there is nothing but notes, a chapter holds them. */
function withNotesBefore(sections: readonly Section[], notes: readonly AuthorNote[]): readonly Section[] {
  const [first = emptySection('chapter'), ...others] = sections;
  return [{ ...first, notesBefore: [...notes, ...first.notesBefore] }, ...others];
}

function isOnlyNotes(section: Section): boolean {
  const hasNotes = section.notesBefore.length + section.notesAfter.length > 0;
  return hasNotes && section.role !== 'part' && section.blocks.length === 0 && section.sections.length === 0;
}

/** The section's notes, the first one labelled by the section's heading too, so that none of its words is lost. */
function namedNotes({ label, title, notesBefore, notesAfter }: Section): readonly AuthorNote[] {
  const heading = [label, title && plainText(title)].filter(Boolean).join(': ');
  const [first, ...others] = [...notesBefore, ...notesAfter];
  if (!first || heading === '') return [...notesBefore, ...notesAfter];
  return [{ ...first, label: [heading, first.label].filter(Boolean).join(': ') }, ...others];
}

/** The section with notes after its last text: inside a part, after the part's last chapter. */
export function withNotesAfter(section: Section, notes: readonly AuthorNote[]): Section {
  const last = section.sections.at(-1);
  if (!last) return { ...section, notesAfter: [...section.notesAfter, ...notes] };
  return { ...section, sections: [...section.sections.slice(0, -1), withNotesAfter(last, notes)] };
}
