import type { LabelledNote, NotesPage, NotesPolicy, SectionPage } from '../model/book.js';
import type { Section, SectionId, Story } from '../model/story.js';
import { letDraw } from '../pictures/let-draw.js';
import { distinctNames } from './distinct-names.js';
import { pageFootnotes } from './footnotes.js';
import { headingText } from './headings.js';
import { INDEX_NAMES } from './index-pages.js';
import { labelNote, placeNotes } from './note-labels.js';
import { pageLanguage } from './page-language.js';
import type { LayoutWords } from './words/words.js';
import { withOnlyChapter, workContext, workTitling } from './works.js';

export interface PageContext {
  /** What a section without a heading is called: the book's title, in an anthology its story's. */
  readonly title: string;
  readonly language: string;
  readonly notes: NotesPolicy;
  readonly words: LayoutWords;
  readonly footnotes: Story['notes'];
  /** Pages in another language say so. */
  readonly bookLanguage: string;
  readonly isVertical: boolean;
  /** What stands at the end of a section's page, whatever the policy: footnotes that nothing refers to. */
  readonly closings: ReadonlyMap<SectionId, LabelledNote>;
}

/** File names under `text/` that the book's own pages have. */
const OWN_NAMES: ReadonlySet<string> = new Set(['cover', 'title-page', 'authors-notes', 'colophon', ...INDEX_NAMES]);

/** A page for every section of the tree, in reading order; a part's page opens the chapters that it holds. */
export async function sectionPages(
  sections: readonly Section[],
  context: PageContext,
): Promise<readonly SectionPage[]> {
  const placed: PlacedPage[] = [];
  for (const section of sections) {
    placed.push(...placePages(section, { depth: 1, parents: [], isOfWork: false }, context));
    await letDraw();
  }
  return distinctTitles(placed, context);
}

interface Position {
  readonly depth: number;
  /** The headings of the sections that hold this one, the outermost first; in an anthology, from its story's on. */
  readonly parents: readonly string[];
  readonly isOfWork: boolean;
}

interface PlacedPage extends Position {
  readonly page: SectionPage;
}

function placePages(section: Section, position: Position, context: PageContext): readonly PlacedPage[] {
  const { work } = section;
  const own = work ? workContext(section, work, context) : context;
  const shown = work ? withOnlyChapter(section) : section;
  const joined = shown === section ? [section] : [section, ...section.sections];
  const closings = joined.flatMap(({ id }) => context.closings.get(id) ?? []);
  const heading = headingText(shown, own.language);
  const inner: Position = {
    depth: position.depth + 1,
    parents: [...(work ? [] : position.parents), heading || own.title],
    isOfWork: position.isOfWork || work !== undefined,
  };
  const page = sectionPage(shown, heading, position.depth, closings, own);
  const language =
    own.language === context.bookLanguage ? {} : { language: pageLanguage(own.language, own.isVertical) };
  return [
    {
      ...position,
      page: {
        ...page,
        ...language,
        ...(work && { titling: workTitling(section, work, own) }),
        ...(inner.isOfWork && { isOfWork: true }),
      },
    },
    ...shown.sections.flatMap((child) => placePages(child, inner, own)),
  ];
}

function sectionPage(
  section: Section,
  heading: string,
  depth: number,
  closings: readonly LabelledNote[],
  { title, words, footnotes, notes }: PageContext,
): SectionPage {
  const label = (note: Section['notesBefore'][number]): LabelledNote => labelNote(note, words);
  const { before, after } = placeNotes(section.notesBefore.map(label), section.notesAfter.map(label), notes);
  const notesAfter = [...after, ...closings];
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
 * its part's heading before it, else the book's title, and a number where that is not enough. In an anthology every
 * chapter is told with its story's, whatever the others are called: a story more changes none of them.
 */
function distinctTitles(placed: readonly PlacedPage[], { title, words }: PageContext): readonly SectionPage[] {
  const own = [
    ...[words.cover, words.titlePage, words.contents, words.authorsNotes, words.about],
    ...[words.indexOfAuthors, words.indexOfFandoms, words.indexOfRelationships],
  ];
  const counts = new Map(own.map((word) => [word, 1]));
  for (const { page } of placed) counts.set(page.title, (counts.get(page.title) ?? 0) + 1);
  const unique = distinctNames(own, (name, number) => `${name} (${number})`);
  return placed.map(({ page, parents, isOfWork }) => {
    if (isOfWork) return { ...page, title: unique([...parents, page.title].join(' · ')) };
    const isShared = (counts.get(page.title) ?? 0) > 1;
    const whole = parents.at(-1) || (own.includes(page.title) ? title : '');
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
