import type {
  Book,
  BookDocument,
  BookOrigin,
  LabelledNote,
  NotesPage,
  NotesPolicy,
  SectionPage,
} from '../../model/book.js';
import {
  OWN_RECORD_FORMAT,
  type OwnFootnote,
  type OwnNote,
  type OwnPage,
  type OwnRecord,
  type OwnResource,
  type OwnSection,
  type OwnUnused,
} from '../../model/own-record.js';
import {
  type AuthorNote,
  type Block,
  type Footnote,
  type Inline,
  type Metadata,
  type NoteId,
  type Place,
  type Resource,
  type Section,
  type SectionId,
  text,
} from '../../model/story.js';
import { mapStory, walkBlocks } from '../../model/visit.js';
import { noteLabelId } from './author-notes.js';
import { notePlace } from './notes-page.js';
import { footnoteId } from './page.js';

/** `META-INF/storybind.json`: what the pages cannot say of the story, so that the book reads back as the story it tells. */
export function ownRecord(book: Book, origin: BookOrigin): string {
  return `${JSON.stringify(recordOf(book, origin), sortedKeys, 1)}\n`;
}

/** Keys in one order, whichever way their object was made: the same story gives the same bytes. */
function sortedKeys(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}

function recordOf(book: Book, origin: BookOrigin): OwnRecord {
  const { documents, cover } = book;
  const { unusedNotes } = origin;
  const story = mapStory(origin.story, { inlines: inOnePiece });
  const pages = new Map(
    documents.flatMap((page) => (page.kind === 'section' ? [[page.section.id, page] as const] : [])),
  );
  const notesPage = documents.find((page) => page.kind === 'notes');
  const notes = shownNotes(documents, origin.notesPolicy);
  const last = [...pages.values()].at(-1);
  return {
    format: OWN_RECORD_FORMAT,
    theme: book.theme,
    notesPolicy: origin.notesPolicy,
    ...(origin.hasOwnCover && cover && { ownCover: cover.href }),
    metadata: withoutFiles(story.metadata),
    ...(story.metadata.title === undefined && { untitled: book.title }),
    documents: documents.map(({ href }) => href),
    ...(notesPage && { notesPage: { href: notesPage.href, ...ornamentsOf(blocksOfNotes(notesPage)) } }),
    sections: story.sections.flatMap((section) => sectionRecord(section, pages, notes)),
    footnotes: Object.values<Footnote>(story.notes).map((note) => footnoteRecord(note, documents, unusedNotes)),
    ...(last && unusedNotes.length > 0 && { unused: unusedRecord(book, last, origin) }),
    resources: Object.values<Resource>(story.resources).map((resource) => resourceRecord(resource, book, origin)),
  };
}

/**
 * Where things were read, without the files' names: where a story lies on someone's disk is nobody's business, and the
 * book is the same from wherever it is bound.
 */
function withoutFiles(metadata: Metadata): Metadata {
  const others = metadata.others.map(({ place, ...other }) => ({
    ...other,
    ...(place && { place: placeAlone(place) }),
  }));
  const receipts = Object.entries(metadata.receipts).map(([field, { file: _file, ...receipt }]) => [field, receipt]);
  return { ...metadata, others, receipts: Object.fromEntries(receipts) };
}

const placeAlone = ({ line, column }: Place): Place => ({ line, column });

/** Text in one piece, as markup has it, so that the record of a book that was read back is the same. */
function inOnePiece(inlines: readonly Inline[]): readonly Inline[] {
  const joined: Inline[] = [];
  for (const inline of inlines) {
    const last = joined.at(-1);
    if (inline.type === 'text' && last?.type === 'text') joined[joined.length - 1] = text(last.value + inline.value);
    else if ('children' in inline) joined.push({ ...inline, children: inOnePiece(inline.children) });
    else if (inline.type !== 'text' || inline.value !== '') joined.push(inline);
  }
  return joined;
}

type Pages = ReadonlyMap<SectionId, SectionPage>;
type Shown = NonNullable<OwnNote['shown']>;
/** Where the author's notes of a section are shown, those before it first. */
type ShownNotes = ReadonlyMap<string, readonly Shown[]>;

function sectionRecord(section: Section, pages: Pages, notes: ShownNotes): readonly OwnSection[] {
  const page = pages.get(section.id);
  if (!page) return [];
  const shown = notes.get(page.href) ?? [];
  const { id, role, notesBefore, notesAfter } = section;
  return [
    {
      id,
      role,
      href: page.href,
      ...ornamentsOf(blocksOfSection(page)),
      ...headingRecord(section, page),
      notesBefore: notesBefore.map((note, index) => noteRecord(note, shown[index])),
      notesAfter: notesAfter.map((note, index) => noteRecord(note, shown[notesBefore.length + index])),
      sections: section.sections.flatMap((child) => sectionRecord(child, pages, notes)),
    },
  ];
}

type HeadingRecord = Pick<OwnSection, 'isLabelOnly' | 'unseen'>;

/** What the heading's markup does not tell. */
function headingRecord({ label, title }: Section, { hasVisibleHeading }: SectionPage): HeadingRecord {
  const showsTitle = hasVisibleHeading && title !== undefined;
  const showsLabel = hasVisibleHeading && label !== undefined;
  const unseen = {
    ...(label !== undefined && !showsLabel && { label }),
    ...(title !== undefined && !showsTitle && { title }),
  };
  return {
    ...(showsLabel && !showsTitle && { isLabelOnly: true }),
    ...(Object.keys(unseen).length > 0 && { unseen }),
  };
}

const noteRecord = ({ label, blocks }: AuthorNote, shown: Shown | undefined): OwnNote => ({
  ...(label !== undefined && { label }),
  ...(shown ? { shown } : { blocks }),
});

/** Where the pages show the author's notes, by the page of the section that they belong to. */
function shownNotes(documents: readonly BookDocument[], policy: NotesPolicy): ShownNotes {
  if (policy === 'omit') return new Map();
  return new Map(
    documents.flatMap((page) => {
      if (page.kind === 'notes') {
        return page.entries.map(({ href, notes }, index) => [href, shownIn(page, notes, notePlace(index))] as const);
      }
      if (page.kind !== 'section' || policy === 'end') return [];
      // What follows the section's own notes are unused footnotes.
      const own = page.section.notesBefore.length + page.section.notesAfter.length;
      const all = [...shownIn(page, page.notesBefore, 'before'), ...shownIn(page, page.notesAfter, 'after')];
      return [[page.href, all.slice(0, own)] as const];
    }),
  );
}

const shownIn = ({ id }: BookDocument, notes: readonly LabelledNote[], place: string): readonly Shown[] =>
  notes.map(({ label }, index) => ({ label, id: noteLabelId(id, place, index) }));

function footnoteRecord(
  { id, blocks }: Footnote,
  documents: readonly BookDocument[],
  unused: readonly NoteId[],
): OwnFootnote {
  const shown = documents.flatMap((page) => {
    const footnotes = page.kind === 'section' || page.kind === 'notes' ? (page.footnotes ?? []) : [];
    return footnotes.filter((note) => note.id === id).map(({ number }) => footnoteId(page.id, number));
  });
  if (shown.length > 0) return { id, shown };
  return unused.includes(id) ? { id } : { id, blocks };
}

/** The note that closes the last page holds the unused footnotes, one after the other. */
function unusedRecord(book: Book, last: SectionPage, { story, unusedNotes }: BookOrigin): OwnUnused {
  const held = new Set(book.resources.map(({ id }) => id));
  const isShown = (block: Block): boolean =>
    block.type !== 'figure' || held.has(block.resource) || block.caption !== undefined;
  return {
    id: noteLabelId(last.id, 'after', last.notesAfter.length - 1),
    notes: unusedNotes.map((id) => ({ id, blocks: (story.notes[id]?.blocks ?? []).filter(isShown).length })),
  };
}

function resourceRecord({ id, name, mediaType }: Resource, { resources }: Book, { unshown }: BookOrigin): OwnResource {
  const href = resources.find((resource) => resource.id === id)?.href;
  const kept = unshown.find((resource) => resource.id === id)?.href;
  return { id, name, mediaType, ...(href !== undefined && { href }), ...(kept !== undefined && { kept }) };
}

/** The blocks of a page, in the order of its markup. */
const blocksOfSection = ({ section, notesBefore, notesAfter, footnotes }: SectionPage): readonly Block[] => [
  ...notesBefore.flatMap(({ blocks }) => blocks),
  ...section.blocks,
  ...[...notesAfter, ...footnotes].flatMap(({ blocks }) => blocks),
];

const blocksOfNotes = ({ entries, footnotes = [] }: NotesPage): readonly Block[] =>
  [...entries.flatMap(({ notes }) => notes), ...footnotes].flatMap(({ blocks }) => blocks);

function ornamentsOf(blocks: readonly Block[]): Pick<OwnPage, 'ornaments'> {
  const ornaments = [...walkBlocks(blocks)].flatMap((block) =>
    block.type === 'sceneBreak' ? [block.ornament ?? null] : [],
  );
  const [first] = ornaments;
  if (first === undefined || ornaments.every((ornament) => ornament === null)) return {};
  return { ornaments: first !== null && ornaments.every((ornament) => ornament === first) ? first : ornaments };
}
