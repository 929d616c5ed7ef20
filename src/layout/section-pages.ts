import type { LabelledNote, NotesPage, NotesPolicy, SectionPage } from '../model/book.js';
import type { Section, Story } from '../model/story.js';
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
  /** File names that the book's own pages have. */
  readonly reserved: ReadonlySet<string>;
}

/** A page for every section of the tree, in reading order; a part's page opens the chapters that it holds. */
export function sectionPages(sections: readonly Section[], context: PageContext): readonly SectionPage[] {
  const pages = sections.flatMap((section) => pagesOf(section, 1, '', context));
  return distinctTitles(
    pages.map(({ page }) => page),
    pages.map(({ parent }) => parent),
  );
}

interface PlacedPage {
  readonly page: SectionPage;
  /** The heading of the section that holds this one. */
  readonly parent: string;
}

function pagesOf(section: Section, depth: number, parent: string, context: PageContext): readonly PlacedPage[] {
  const heading = headingText(section, context.language);
  const page = sectionPage(section, heading, depth, context);
  return [{ page, parent }, ...section.sections.flatMap((child) => pagesOf(child, depth + 1, heading, context))];
}

function sectionPage(section: Section, heading: string, depth: number, context: PageContext): SectionPage {
  const { words, footnotes, notes, reserved } = context;
  const label = (note: Section['notesBefore'][number]): LabelledNote => labelNote(note, words);
  const { before, after } = placeNotes(section.notesBefore.map(label), section.notesAfter.map(label), notes);
  const name = reserved.has(section.id) ? `${section.id}-text` : section.id;
  return {
    kind: 'section',
    id: `text-${section.id}`,
    href: `text/${name}.xhtml`,
    title: heading || context.title,
    section,
    headingLevel: Math.min(depth, 6) as SectionPage['headingLevel'],
    hasVisibleHeading: heading !== '',
    notesBefore: before,
    notesAfter: after,
    footnotes: pageFootnotes(section, before, after, footnotes),
  };
}

/** Titles that tell the pages apart (WCAG 2.2 #page-titled): equals take their part's heading, then a number. */
function distinctTitles(pages: readonly SectionPage[], parents: readonly string[]): readonly SectionPage[] {
  const counts = new Map<string, number>();
  for (const { title } of pages) counts.set(title, (counts.get(title) ?? 0) + 1);
  const taken = new Set<string>();
  return pages.map((page, at) => {
    const parent = parents[at];
    const isShared = (counts.get(page.title) ?? 0) > 1;
    const told = isShared && parent ? `${parent} · ${page.title}` : page.title;
    let title = told;
    for (let number = 2; taken.has(title); number++) title = `${told} (${number})`;
    taken.add(title);
    return { ...page, title };
  });
}

/** All the author's notes, a group a section, for the policy `end`; undefined when there are none. */
export function notesPage(pages: readonly SectionPage[], words: LayoutWords): NotesPage | undefined {
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
  };
}
