import type { AuthorNote, Section } from '../../model/story.js';
import { plainText } from '../../model/visit.js';

/** The sections, those that are nothing but a note given to their neighbour: the one before, else the one after. */
export function mergeNoteSections(sections: readonly Section[]): readonly Section[] {
  const kept: Section[] = [];
  let waiting: readonly AuthorNote[] = [];
  for (const section of sections.map((one) => ({ ...one, sections: mergeNoteSections(one.sections) }))) {
    const last = kept.at(-1);
    if (!isOnlyNotes(section)) {
      kept.push({ ...section, notesBefore: [...waiting, ...section.notesBefore] });
      waiting = [];
    } else if (last) kept[kept.length - 1] = withNotesAfter(last, namedNotes(section));
    else waiting = [...waiting, ...namedNotes(section)];
  }
  return waiting.length > 0 ? [...kept, notesAlone(sections, waiting)] : kept;
}

function isOnlyNotes(section: Section): boolean {
  const hasNotes = section.notesBefore.length + section.notesAfter.length > 0;
  return hasNotes && section.role !== 'part' && section.blocks.length === 0 && section.sections.length === 0;
}

/** Where there is nothing but notes, they are the text. */
function notesAlone(sections: readonly Section[], notes: readonly AuthorNote[]): Section {
  return { ...(sections[0] as Section), role: 'chapter', notesBefore: notes, notesAfter: [], blocks: [] };
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
