import type { NotesPolicy, ThemeName } from './book.js';
import type { Block, Inline, Metadata, NoteId, Resource, SectionId, SectionRole } from './story.js';

/** Where the record lies in a book's container. EPUB OCF 3.3 #sec-container-metainf lets other files stand there. */
export const OWN_RECORD = 'META-INF/storybind.json';

/** Where images lie that only notes show which the book leaves out. */
export const OWN_IMAGES = 'META-INF/storybind';

/** The form of the record. One with another number is left alone. */
export const OWN_RECORD_FORMAT = 1;

/**
 * What the pages of a book cannot say of its story. Text and markup are not in it: they are read from the pages, so
 * that what was edited there stays edited. Only what no page shows is kept as a whole.
 */
export interface OwnRecord {
  readonly format: typeof OWN_RECORD_FORMAT;
  readonly theme: ThemeName;
  readonly notesPolicy: NotesPolicy;
  /** The image that the user brought, relative to the package document. A drawn one is drawn again. */
  readonly ownCover?: string;
  readonly metadata: Metadata;
  /** What the book is called where the story has no title. */
  readonly untitled?: string;
  /** Every document in the spine but the contents, in order, relative to the package document. */
  readonly documents: readonly string[];
  /** The one of them that holds all the author's notes (`end`). */
  readonly notesPage?: OwnPage;
  readonly sections: readonly OwnSection[];
  readonly footnotes: readonly OwnFootnote[];
  /** The footnotes that nothing refers to: together in one author's note at the end. */
  readonly unused?: OwnUnused;
  readonly resources: readonly OwnResource[];
}

export interface OwnPage {
  /** Relative to the package document. */
  readonly href: string;
  /** The ornaments of its scene breaks, in document order; null where the source had none. One for all when alike. */
  readonly ornaments?: string | readonly (string | null)[];
}

export interface OwnSection extends OwnPage {
  readonly id: SectionId;
  readonly role: SectionRole;
  /** True when the heading is the numbering alone; otherwise a heading without parts is the title. */
  readonly isLabelOnly?: boolean;
  /** The parts of the heading that the page does not show. */
  readonly unseen?: { readonly label?: string; readonly title?: readonly Inline[] };
  readonly notesBefore: readonly OwnNote[];
  readonly notesAfter: readonly OwnNote[];
  readonly sections: readonly OwnSection[];
}

export interface OwnNote {
  /** As the source wrote it. */
  readonly label?: string;
  /** The label as the book words it, and the id of the element that shows it; left out when no page does. */
  readonly shown?: { readonly label: string; readonly id: string };
  /** The words of a note that no page shows. */
  readonly blocks?: readonly Block[];
}

export interface OwnFootnote {
  readonly id: NoteId;
  /** The ids of the elements that show it, a page each. */
  readonly shown?: readonly string[];
  /** The words of a footnote that no page shows. */
  readonly blocks?: readonly Block[];
}

export interface OwnUnused {
  /** The id of the note's label. */
  readonly id: string;
  /** How many of the note's blocks are whose. */
  readonly notes: readonly { readonly id: NoteId; readonly blocks: number }[];
}

export interface OwnResource extends Resource {
  /** Relative to the package document; left out when no page shows the image. */
  readonly href?: string;
  /** Relative to `OWN_IMAGES`, of an image that no page shows. */
  readonly kept?: string;
}
