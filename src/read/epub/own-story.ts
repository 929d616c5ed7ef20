import type { OwnFootnote, OwnNote, OwnPage, OwnSection } from '../../model/own-record.js';
import {
  type AuthorNote,
  type Block,
  type Footnote,
  type Metadata,
  type NoteId,
  noteId,
  type Section,
  type Story,
  type StoryFiles,
} from '../../model/story.js';
import { containerAddress } from './container-path.js';
import type { OwnBook } from './own-book.js';
import { OwnImages } from './own-images.js';
import type { OwnPageReading } from './own-page.js';
import { footnoteIdsOf, type OwnPageContent, type OwnShownNote, readOwnPage } from './own-section.js';

type NoteIds = ReadonlyMap<string, NoteId>;

/** The story that the pages tell, put together as the record says. */
export function readOwnStory(book: OwnBook, metadata: Metadata): { readonly story: Story; readonly files: StoryFiles } {
  const { sections, notesPage } = book.record;
  const ids = noteIdsOf(book);
  const images = new OwnImages(book);
  const contents = new Map<string, OwnPageContent>();
  const read = (page: OwnPage, record: Partial<OwnSection>, level: number): void => {
    const body = book.bodies.get(page.href);
    if (body) contents.set(page.href, readOwnPage(body, record, readingOf(book, page, level, ids, images)));
  };
  const readTree = (section: OwnSection, level: number): void => {
    read(section, section, Math.min(level, 6));
    for (const child of section.sections) readTree(child, level + 1);
  };
  for (const section of sections) readTree(section, 1);
  if (notesPage) read(notesPage, {}, 1);
  const shown: Shown = { contents, notes: new Map([...contents.values()].flatMap(({ notes }) => [...notes])) };
  const known = knownNotes(book);
  const story = {
    metadata,
    sections: sections.map((section) => sectionOf(section, shown, known)),
    notes: footnotesOf(book, shown, ids),
    resources: images.resources,
  };
  return { story, files: images.files };
}

function readingOf(book: OwnBook, page: OwnPage, level: number, ids: NoteIds, images: OwnImages): OwnPageReading {
  const path = book.folder + page.href;
  const { ornaments } = page;
  let breaks = 0;
  return {
    level,
    noteAt: (href) => {
      const fragment = href.includes('#') ? containerAddress(path, href)?.fragment : undefined;
      return fragment === undefined ? undefined : ids.get(fragment);
    },
    imageAt: (href) => {
      const address = containerAddress(path, href);
      return address && images.idAt(address.path);
    },
    nextOrnament: () => (typeof ornaments === 'string' ? ornaments : (ornaments?.[breaks++] ?? undefined)),
  };
}

/** The footnotes by the ids of the elements that show them: those of the record, and those that someone has added. */
function noteIdsOf({ record, bodies }: OwnBook): NoteIds {
  const recorded = new Map(record.footnotes.flatMap(({ id, shown = [] }) => shown.map((at) => [at, id] as const)));
  const taken = new Set<NoteId>(record.footnotes.map(({ id }) => id));
  const ids = new Map<string, NoteId>();
  for (const at of [...bodies.values()].flatMap(footnoteIdsOf)) {
    let id = recorded.get(at) ?? noteId(at);
    while (!recorded.has(at) && taken.has(id)) id = noteId(`${id}_`);
    taken.add(id);
    ids.set(at, id);
  }
  return ids;
}

interface Shown {
  readonly contents: ReadonlyMap<string, OwnPageContent>;
  readonly notes: ReadonlyMap<string, OwnShownNote>;
}

/** The ids of the author's notes that the record knows. */
function knownNotes({ record: { sections, unused } }: OwnBook): ReadonlySet<string> {
  const idsOf = ({ notesBefore, notesAfter, sections: inner }: OwnSection): readonly string[] => [
    ...[...notesBefore, ...notesAfter].flatMap(({ shown }) => shown?.id ?? []),
    ...inner.flatMap(idsOf),
  ];
  return new Set([...sections.flatMap(idsOf), ...(unused ? [unused.id] : [])]);
}

function sectionOf(record: OwnSection, shown: Shown, known: ReadonlySet<string>): Section {
  const content = shown.contents.get(record.href);
  const added = [...(content?.notes ?? [])].filter(([id]) => !known.has(id)).map(([, note]) => note);
  const more = (isBefore: boolean): readonly AuthorNote[] =>
    added.filter((note) => note.isBefore === isBefore).map((note) => noteOf({}, note));
  const notes = (records: readonly OwnNote[]): readonly AuthorNote[] =>
    records.flatMap((note) => {
      const found = note.shown && shown.notes.get(note.shown.id);
      if (found) return [noteOf(note, found)];
      // One that was on a page, and is there no more, was taken out.
      return note.blocks ? [{ ...(note.label !== undefined && { label: note.label }), blocks: note.blocks }] : [];
    });
  return {
    id: record.id,
    role: record.role,
    ...content?.heading,
    notesBefore: [...notes(record.notesBefore), ...more(true)],
    notesAfter: [...notes(record.notesAfter), ...more(false)],
    blocks: content?.blocks ?? [],
    sections: record.sections.map((section) => sectionOf(section, shown, known)),
  };
}

/** The note under its own label, unless someone has written another over it. */
function noteOf(record: OwnNote, { label: written, blocks }: OwnShownNote): AuthorNote {
  const label = written === record.shown?.label ? record.label : written;
  return { ...(label && { label }), blocks };
}

function footnotesOf({ record }: OwnBook, shown: Shown, ids: NoteIds): Story['notes'] {
  const onPages = new Map<NoteId, readonly Block[]>();
  for (const [at, blocks] of [...shown.contents.values()].flatMap(({ footnotes }) => [...footnotes])) {
    const id = ids.get(at);
    if (id !== undefined && !onPages.has(id)) onPages.set(id, blocks);
  }
  const unused = unusedOf(record.unused, shown);
  const recorded = record.footnotes.flatMap(({ id, blocks }: OwnFootnote): readonly Footnote[] => {
    const found = onPages.get(id) ?? unused.get(id) ?? blocks;
    return found ? [{ id, blocks: found }] : [];
  });
  const known = new Set(record.footnotes.map(({ id }) => id));
  const added = [...onPages].filter(([id]) => !known.has(id)).map(([id, blocks]): Footnote => ({ id, blocks }));
  return Object.fromEntries([...recorded, ...added].map((note) => [note.id, note]));
}

/** The unused footnotes, cut from the note that holds them all; what someone added there belongs to the last. */
function unusedOf(unused: OwnBook['record']['unused'], { notes }: Shown): ReadonlyMap<NoteId, readonly Block[]> {
  const held = unused && notes.get(unused.id);
  if (!unused || !held) return new Map();
  let from = 0;
  return new Map(
    unused.notes.map(({ id, blocks }, index) => {
      const end = index === unused.notes.length - 1 ? held.blocks.length : from + blocks;
      const own = held.blocks.slice(from, end);
      from = end;
      return [id, own] as const;
    }),
  );
}
