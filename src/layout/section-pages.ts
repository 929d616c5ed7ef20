import type { LabelledNote, NotesPage, NotesPolicy, SectionPage } from '../model/book.js';
import type { Section, Story } from '../model/story.js';
import { walkSections } from '../model/visit.js';
import { distinctNames } from './distinct-names.js';
import { pageFootnotes } from './footnotes.js';
import { headingText } from './headings.js';
import { labelNote, placeNotes } from './note-labels.js';
import type { LayoutWords } from './words/words.js';

export interface PageContext {
  /** The book's title: what a one-shot without a heading is called. */
  readonly title: string;
  readonly language: string;
  readonly notes: NotesPolicy;
  readonly words: LayoutWords;
  readonly footnotes: Story['notes'];
  /** What stands at the end of the last page, whatever the policy: footnotes that nothing refers to. */
  readonly closing?: LabelledNote;
}

/** File names under `text/` that the book's own pages have. */
const OWN_NAMES: ReadonlySet<string> = new Set(['cover', 'title-page', 'authors-notes', 'colophon']);

/** A page for every section of the tree, in reading order; a part's page opens the chapters that it holds. */
export function sectionPages(sections: readonly Section[], context: PageContext): readonly SectionPage[] {
  const last = [...walkSections(sections)].at(-1);
  const place = (section: Section, depth: number, parent: string): readonly PlacedPage[] => {
    const heading = headingText(section, context.language);
    const closing = section === last && context.closing ? [context.closing] : [];
    const page = sectionPage(section, heading, depth, closing, context);
    return [{ page, parent }, ...section.sections.flatMap((child) => place(child, depth + 1, heading))];
  };
  return distinctTitles(
    sections.flatMap((section) => place(section, 1, '')),
    context,
  );
}

interface PlacedPage {
  readonly page: SectionPage;
  /** The heading of the section that holds this one. */
  readonly parent: string;
}

function sectionPage(
  section: Section,
  heading: string,
  depth: number,
  closing: readonly LabelledNote[],
  { title, words, footnotes, notes }: PageContext,
): SectionPage {
  const label = (note: Section['notesBefore'][number]): LabelledNote => labelNote(note, words);
  const { before, after } = placeNotes(section.notesBefore.map(label), section.notesAfter.map(label), notes);
  const notesAfter = [...after, ...closing];
  const blocks = [...blocksOf(before), ...section.blocks, ...blocksOf(notesAfter)];
  // No slug has an underscore, so no other section has this name.
  const name = OWN_NAMES.has(section.id) ? `${section.id}_text` : section.id;
  return {
    kind: 'section',
    id: `text-${section.id}`,
    href: `text/${name}.xhtml`,
    title: heading || title,
    section,
    headingLevel: Math.min(depth, 6) as SectionPage['headingLevel'],
    hasVisibleHeading: heading !== '',
    notesBefore: before,
    notesAfter,
    footnotes: pageFootnotes(section.title ?? [], blocks, footnotes),
  };
}

const blocksOf = (notes: readonly LabelledNote[]) => notes.flatMap(({ blocks }) => blocks);

/**
 * Titles that tell the pages apart (WCAG 2.2 #page-titled): one that another page has too, be it the book's own, takes
 * its part's heading before it, else the book's title, and a number where that is not enough.
 */
function distinctTitles(placed: readonly PlacedPage[], { title, words }: PageContext): readonly SectionPage[] {
  const own = [words.cover, words.titlePage, words.contents, words.authorsNotes, words.about];
  const counts = new Map(own.map((word) => [word, 1]));
  for (const { page } of placed) counts.set(page.title, (counts.get(page.title) ?? 0) + 1);
  const unique = distinctNames(own, (name, number) => `${name} (${number})`);
  return placed.map(({ page, parent }) => {
    const isShared = (counts.get(page.title) ?? 0) > 1;
    const whole = parent || (own.includes(page.title) ? title : '');
    return { ...page, title: unique(isShared && whole ? `${whole} · ${page.title}` : page.title) };
  });
}

/** All the author's notes, a group a section, for the policy `end`; undefined when there are none. */
export function notesPage(
  pages: readonly SectionPage[],
  { words, footnotes }: Pick<PageContext, 'words' | 'footnotes'>,
): NotesPage | undefined {
  const entries = pages.flatMap(({ title, href, section }) => {
    const notes = [...section.notesBefore, ...section.notesAfter].map((note) => labelNote(note, words));
    return notes.length > 0 ? [{ of: title, href, notes }] : [];
  });
  if (entries.length === 0) return undefined;
  return {
    kind: 'notes',
    id: 'page-notes',
    href: 'text/authors-notes.xhtml',
    title: words.authorsNotes,
    heading: words.authorsNotes,
    entries,
    footnotes: pageFootnotes(
      [],
      entries.flatMap(({ notes }) => blocksOf(notes)),
      footnotes,
    ),
  };
}
