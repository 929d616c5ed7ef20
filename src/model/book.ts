import type { AuthorNote, Block, Metadata, NoteId, ResourceId, Section, Story } from './story.js';

/**
 * A book: a story laid out. What stands on which page, in which order, under which words, is decided;
 * how it is written as markup and bytes is the writers' business.
 */
export interface Book {
  /** `urn:uuid:…`, a UUIDv5 of the story's identity. EPUB 3.3 #sec-opf-dcidentifier. */
  readonly identifier: string;
  /** `YYYY-MM-DDThh:mm:ssZ`. EPUB 3.3 #sec-metadata-last-modified. */
  readonly modified: string;
  readonly title: string;
  /** BCP 47; `und` where nothing could tell. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly isVertical: boolean;
  readonly theme: ThemeName;
  readonly metadata: Metadata;
  /** In spine order. Names are stable: see `BookDocument.href`. */
  readonly documents: readonly BookDocument[];
  /** The table of contents, in spine order. EPUB 3.3 #sec-nav-toc. */
  readonly contents: readonly ContentsEntry[];
  /** EPUB 3.3 #sec-nav-landmarks. */
  readonly landmarks: readonly Landmark[];
  readonly cover?: Cover;
  /** Images that the documents show, the cover aside. */
  readonly resources: readonly BookResource[];
  /** The words that the writers set, in the book's language. */
  readonly words: BookWords;
  readonly accessibility: AccessibilityClaims;
  /** What the book was laid out from. A book that has none can be read, but not back into its story. */
  readonly origin?: BookOrigin;
}

/** The story that a book tells, and what was decided about it. */
export interface BookOrigin {
  /** As laid out: without the references that lead nowhere. */
  readonly story: Story;
  readonly notesPolicy: NotesPolicy;
  /** True when the cover is the user's own image, false when it is drawn or there is none. */
  readonly hasOwnCover: boolean;
  /** The footnotes that nothing refers to, which stand in the last note of the last section's page. */
  readonly unusedNotes: readonly NoteId[];
  /** Images that only text shows which the book leaves out. */
  readonly unshown: readonly BookResource[];
}

export type ThemeName = 'classic' | 'modern' | 'plain';
export const THEME_NAMES: readonly ThemeName[] = ['classic', 'modern', 'plain'];

/** Where the author's notes go: where the author put them, all before, all after, all in one section, or nowhere. */
export type NotesPolicy = 'source' | 'before' | 'after' | 'end' | 'omit';
export const NOTES_POLICIES: readonly NotesPolicy[] = ['source', 'before', 'after', 'end', 'omit'];

export type BookDocument = CoverPage | TitlePage | SectionPage | NotesPage | IndexPage | Colophon;

/** The language of a page, and what follows from it. */
export interface PageLanguage {
  /** BCP 47; `und` where nothing could tell. */
  readonly tag: string;
  readonly direction: 'ltr' | 'rtl';
  readonly isVertical: boolean;
  /** The words that the writers set on the page. */
  readonly words: BookWords;
}

interface DocumentBase<Kind extends string> {
  readonly kind: Kind;
  /** An XML id, unique in the book: the manifest's item id. */
  readonly id: string;
  /** A path in the package, `[a-z0-9_-]` and dots only: `text/the-rain.xhtml`. From the section's own title. */
  readonly href: string;
  /** What the document's `<title>` says; distinct a document. */
  readonly title: string;
  /** Left out where it is the book's. */
  readonly language?: PageLanguage;
}

export interface CoverPage extends DocumentBase<'cover'> {
  readonly image: Cover;
}

export interface TitlePage extends DocumentBase<'titlePage'>, Titling {
  readonly heading: string;
}

/** What a title page says below the title. */
export interface Titling {
  readonly subtitle?: string;
  /** The names of the authors, as displayed, in the order of the source; empty when unknown. */
  readonly creators: readonly string[];
  /** `Translated by …` and the like, already worded. */
  readonly contributors: readonly string[];
  /** `The Lantern Cycle, 2`, already worded. */
  readonly series: readonly string[];
  /** Fandom, relationships, rating, warnings …: labels in the book's language. */
  readonly facts: readonly Fact[];
  readonly summary?: LabelledBlocks;
  readonly disclaimer?: LabelledBlocks;
  readonly dedication?: LabelledBlocks;
}

export interface Fact {
  readonly label: string;
  readonly values: readonly FactValue[];
}

export interface FactValue {
  readonly text: string;
  /** An absolute http(s) URL. */
  readonly href?: string;
  /** ISO 8601, for a `<time>` element. */
  readonly date?: string;
}

export interface LabelledBlocks {
  readonly label: string;
  readonly blocks: readonly Block[];
}

export interface SectionPage extends DocumentBase<'section'> {
  /** Its heading and its own blocks are on this page; the sections in it have pages of their own. */
  readonly section: Section;
  /** In an anthology, what the page of a story's part says below its title; the text, if any, opens a page after it. */
  readonly titling?: Titling;
  /** True for a page of a story in an anthology: all of a story is the anthology's body. */
  readonly isOfWork?: boolean;
  /** 1 at the top level, 2 inside a part: the level of the page's main heading. */
  readonly headingLevel: 1 | 2 | 3 | 4 | 5 | 6;
  /**
   * True when the page shows the section's own heading. A one-shot's untitled chapter shows none: its heading is
   * then `title`, hidden from the eye and read aloud.
   */
  readonly hasVisibleHeading: boolean;
  readonly notesBefore: readonly LabelledNote[];
  readonly notesAfter: readonly LabelledNote[];
  /** The footnotes that this page refers to, numbered from 1 in the order of their first reference. */
  readonly footnotes: readonly NumberedFootnote[];
}

/** An author's note with its heading in the book's language (or the author's own label). */
export interface LabelledNote extends AuthorNote {
  readonly label: string;
}

export interface NumberedFootnote {
  readonly id: NoteId;
  readonly number: number;
  readonly blocks: readonly Block[];
}

/** All the author's notes in one section at the end (`--notes end`). */
export interface NotesPage extends DocumentBase<'notes'> {
  readonly heading: string;
  /** `of` names the chapter and links to it. */
  readonly entries: readonly { readonly of: string; readonly href: string; readonly notes: readonly LabelledNote[] }[];
  /** The footnotes that the notes refer to, numbered like a section's. */
  readonly footnotes?: readonly NumberedFootnote[];
}

/** An index of an anthology: who or what the stories are by or about, each with the way to its stories. */
export interface IndexPage extends DocumentBase<'index'> {
  readonly heading: string;
  /** In the order of the book's language. */
  readonly groups: readonly IndexGroup[];
}

export interface IndexGroup {
  /** The letter that its terms begin with; left out where the terms are few. */
  readonly letter?: string;
  readonly entries: readonly IndexEntry[];
}

export interface IndexEntry {
  readonly term: string;
  /** In the order of the book. */
  readonly places: readonly IndexPlace[];
}

export interface IndexPlace {
  /** The story's title. */
  readonly text: string;
  readonly href: string;
  /** Left out where it is the book's. */
  readonly language?: string;
}

export interface Colophon extends DocumentBase<'colophon'> {
  readonly heading: string;
  readonly facts: readonly Fact[];
  readonly paragraphs: readonly string[];
}

export interface ContentsEntry {
  readonly label: string;
  /** The author of a story, in an anthology of several. */
  readonly by?: string;
  /** The label's language; left out where it is the book's. */
  readonly language?: string;
  /** The document's href, without a fragment. */
  readonly href: string;
  readonly entries: readonly ContentsEntry[];
}

export interface Landmark {
  readonly type: 'cover' | 'titlepage' | 'toc' | 'bodymatter' | 'backmatter' | 'index';
  readonly label: string;
  readonly href: string;
}

export interface Cover {
  readonly href: string;
  /** A promise while the picture is still being encoded: the pages are written meanwhile. */
  readonly bytes: Uint8Array | Promise<Uint8Array>;
  readonly mediaType: 'image/jpeg' | 'image/png';
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly alt: string;
}

export interface BookResource {
  readonly id: ResourceId;
  readonly href: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

export interface BookWords {
  readonly contents: string;
  readonly landmarks: string;
  readonly cover: string;
  readonly titlePage: string;
  readonly startOfText: string;
  readonly footnotes: string;
  readonly backToText: string;
  readonly footnote: string;
}

/** What the package document claims of the book's accessibility. The checker holds every claim against the bytes. */
export interface AccessibilityClaims {
  /** schema.org `accessibilityFeature` values. */
  readonly features: readonly string[];
  /** One true sentence, in the book's language or English. */
  readonly summary: string;
  /** Set only when the user names who evaluated the book: `dcterms:conformsTo` then needs `a11y:certifiedBy`. */
  readonly certifiedBy?: string;
}
