import type { NumberedFootnote } from '../model/book.js';
import type { Block, Footnote, Inline, NoteId, Story } from '../model/story.js';
import { mapStory, ownRuns, walkBlocks, walkInlines, walkSections } from '../model/visit.js';

/** The notes that the runs refer to, in the order of their references. */
function referredNotes(runs: Iterable<readonly Inline[]>): readonly NoteId[] {
  const found = new Set<NoteId>();
  for (const run of runs) {
    for (const inline of walkInlines(run)) if (inline.type === 'noteReference') found.add(inline.note);
  }
  return [...found];
}

function* runsOf(blocks: readonly Block[]): Generator<readonly Inline[]> {
  for (const block of walkBlocks(blocks)) yield* ownRuns(block);
}

/** The footnote of the id; undefined where the story has none (`constructor` is no note of it). */
const noteOf = (notes: Story['notes'], id: NoteId): Footnote | undefined =>
  Object.hasOwn(notes, id) ? notes[id] : undefined;

/**
 * The footnotes of a page, numbered from 1 in the order in which the page first refers to them; a footnote that only
 * another footnote refers to comes after those of the text.
 */
export function pageFootnotes(
  title: readonly Inline[],
  blocks: readonly Block[],
  notes: Story['notes'],
): readonly NumberedFootnote[] {
  if (Object.keys(notes).length === 0) return [];
  const ids = new Set(referredNotes([title, ...runsOf(blocks)]));
  for (const id of ids) for (const inner of referredNotes(runsOf(noteOf(notes, id)?.blocks ?? []))) ids.add(inner);
  return [...ids]
    .flatMap((id) => noteOf(notes, id) ?? [])
    .map((note, at) => ({ id: note.id, number: at + 1, blocks: note.blocks }));
}

export interface SettledNotes {
  readonly story: Story;
  /** The ids that the text refers to and that have no footnote. */
  readonly missing: readonly NoteId[];
  /** The footnotes that nothing refers to. */
  readonly unused: readonly Footnote[];
}

/** The story without references that lead nowhere, and what was found amiss. */
export function settleNotes(story: Story): SettledNotes {
  const { reached, missing } = reachNotes(story);
  const unused = Object.values<Footnote>(story.notes).filter((note) => !reached.has(note.id));
  if (missing.length === 0) return { story, missing, unused };
  const isKept = (inline: Inline): boolean =>
    inline.type !== 'noteReference' || noteOf(story.notes, inline.note) !== undefined;
  const prune = (inlines: readonly Inline[]): readonly Inline[] =>
    inlines
      .filter(isKept)
      .map((inline) => ('children' in inline ? { ...inline, children: prune(inline.children) } : inline));
  return { story: mapStory(story, { inlines: prune }), missing, unused };
}

/** The footnotes that the text leads to, through each other too; and the ids, of any reference, that have none. */
function reachNotes(story: Story): { readonly reached: ReadonlySet<NoteId>; readonly missing: readonly NoteId[] } {
  const reached = new Set(referredNotes(textRuns(story)));
  for (const id of reached) {
    for (const inner of referredNotes(runsOf(noteOf(story.notes, id)?.blocks ?? []))) reached.add(inner);
  }
  const inNotes = Object.values<Footnote>(story.notes).flatMap((note) => referredNotes(runsOf(note.blocks)));
  return { reached, missing: [...new Set([...reached, ...inNotes])].filter((id) => !noteOf(story.notes, id)) };
}

/** The runs of the sections. Only their pages have footnotes: a mark in a summary leads nowhere. */
function* textRuns({ sections }: Story): Generator<readonly Inline[]> {
  for (const section of walkSections(sections)) {
    if (section.title) yield section.title;
    yield* runsOf(section.blocks);
    for (const note of [...section.notesBefore, ...section.notesAfter]) yield* runsOf(note.blocks);
  }
}
