import type { Report } from '../diagnostics/report.js';
import type { LabelledNote } from '../model/book.js';
import type { Footnote, NoteId, SectionId, Story } from '../model/story.js';
import { walkSections } from '../model/visit.js';
import { settleNotes } from './footnotes.js';
import { wordsFor } from './words/index.js';
import { worksIn } from './works.js';

/** A story whose footnotes can all be reached. */
export interface SettledFootnotes {
  readonly story: Story;
  /** The footnotes that nothing refers to, by the section at whose end they stand: the last of their story. */
  readonly closings: ReadonlyMap<SectionId, LabelledNote>;
  readonly unused: readonly NoteId[];
}

/** The story with every footnote reachable: references that lead nowhere are dropped, unused footnotes kept. */
export function settleFootnotes(given: Story, report: Report): SettledFootnotes {
  const { story, missing, unused } = settleNotes(given);
  for (const id of missing) {
    report.add(
      'note-missing',
      `The text refers to the footnote \`${id}\`, which is not there; the mark was left out. Add the footnote.`,
    );
  }
  for (const { id } of unused) {
    report.add(
      'note-unused',
      `Nothing refers to the footnote \`${id}\`; it stands at the end. Refer to it with \`[^${id}]\`.`,
    );
  }
  return { story, closings: closingNotes(story, unused), unused: unused.map(({ id }) => id) };
}

function closingNotes(
  { metadata, sections }: Story,
  unused: readonly Footnote[],
): ReadonlyMap<SectionId, LabelledNote> {
  const works = worksIn(sections);
  const owners = new Map(works.flatMap((part) => part.work.notes.map((id) => [id, part] as const)));
  const closings = new Map<SectionId, LabelledNote>();
  for (const { id, blocks } of unused) {
    const owner = owners.get(id);
    const last = [...walkSections(owner ? [owner] : sections)].at(-1);
    if (!last) continue;
    const words = wordsFor((owner?.work.metadata ?? metadata).language ?? 'und');
    const known = closings.get(last.id);
    closings.set(last.id, { label: words.footnotes, blocks: [...(known?.blocks ?? []), ...blocks] });
  }
  return closings;
}
