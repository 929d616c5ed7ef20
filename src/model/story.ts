/**
 * The story model: what a story is, wherever it was written down.
 *
 * Closed unions of readonly, JSON-serialisable values. Readers produce it, refinements map it onto itself,
 * layout turns it into a Book. Markup that these types cannot say does not reach a book.
 */

export type SectionId = string & { readonly __brand: 'SectionId' };
export type NoteId = string & { readonly __brand: 'NoteId' };
export type ResourceId = string & { readonly __brand: 'ResourceId' };

export interface Story {
  readonly metadata: Metadata;
  /** The tree of parts, chapters and their like, in reading order. A one-shot has a single chapter. */
  readonly sections: readonly Section[];
  /** Footnotes and endnotes, by the id that a `noteReference` names. */
  readonly notes: Readonly<Record<NoteId, Footnote>>;
  /** Images, by id. Their bytes travel beside the story (see `StoryFiles`), so that a story is plain JSON. */
  readonly resources: Readonly<Record<ResourceId, Resource>>;
}

/** The bytes of a story's resources. */
export type StoryFiles = ReadonlyMap<ResourceId, Uint8Array>;

/** A place in a source file. Lines and columns count from 1; columns count UTF-16 code units. */
export interface Place {
  readonly file?: string;
  readonly line: number;
  readonly column: number;
}

// ── Metadata ────────────────────────────────────────────────────────────────────────────────────────────

export interface Metadata {
  readonly title?: string;
  readonly subtitle?: string;
  readonly creators: readonly Creator[];
  /** BCP 47. Always set once a story has been refined; `und` where nothing could tell. */
  readonly language?: string;
  /** Identifiers that the source states: `urn:isbn:…`, `doi:…`, an archive's own id. */
  readonly identifiers: readonly string[];
  /** Pins the story's identity (front matter `id`): two versions with the same pin are the same book. */
  readonly pinnedId?: string;
  /** Where the story was published, an absolute http(s) URL. */
  readonly source?: string;
  /** Who published it or which archive held it, when the source says so. */
  readonly publisher?: string;
  readonly published?: StoryDate;
  readonly updated?: StoryDate;
  readonly completed?: StoryDate;
  readonly status?: Status;
  readonly summary: readonly Block[];
  readonly fandoms: readonly string[];
  readonly relationships: readonly string[];
  readonly characters: readonly string[];
  readonly rating?: string;
  readonly warnings: readonly string[];
  readonly genres: readonly string[];
  readonly tags: readonly string[];
  readonly series: readonly SeriesMembership[];
  /** Copyright or licence, as the source states it. */
  readonly rights?: string;
  readonly disclaimer: readonly Block[];
  readonly dedication: readonly Block[];
  /** The word count that the source claims; the true one is counted. */
  readonly words?: number;
  /** Header lines that were understood to be metadata but have no field: `beta: Ann`, `archive: ask me`. */
  readonly others: readonly OtherField[];
  /** How each field was read. Every field that has a value has its receipt. */
  readonly receipts: Readonly<Partial<Record<MetadataField, Receipt>>>;
}

/** The names of the fields that hold values (`others` and `receipts` are not among them). */
export type MetadataField = Exclude<keyof Metadata, 'receipts' | 'others'>;

export interface Creator {
  /** As displayed: `Mary Shelley`. */
  readonly name: string;
  /** A MARC relator code. */
  readonly role: CreatorRole;
  /** As filed: `Shelley, Mary`. Left out when it cannot be known. */
  readonly fileAs?: string;
}

export type CreatorRole = 'aut' | 'edt' | 'ill' | 'trl' | 'ctb';
export type Status = 'complete' | 'in progress' | 'abandoned' | 'on hiatus';

/** An ISO 8601 date, as precise as the source was: `1898`, `2005-03`, `2008-06-29`. */
export type StoryDate = string & { readonly __brand: 'StoryDate' };

export interface SeriesMembership {
  readonly name: string;
  /** 1-based; fractions occur (`2.5`). */
  readonly position?: number;
}

export interface OtherField {
  /** As the source wrote it, without the colon: `Beta`. */
  readonly label: string;
  readonly value: string;
  readonly place?: Place;
}

/** Where a metadata value was read, how, and how sure the reader is (0 to 1). */
export interface Receipt extends Place {
  readonly how: ReceiptHow;
  readonly confidence: number;
}

export type ReceiptHow =
  | 'option'
  | 'front matter'
  | 'header line'
  | 'trailer line'
  | 'heading'
  | 'title line'
  | 'byline'
  | 'boilerplate'
  | 'mail header'
  | 'end marker'
  | 'HTML meta'
  | 'package document'
  | 'document properties'
  | 'file name'
  | 'text'
  | 'anthology';

// ── Sections ────────────────────────────────────────────────────────────────────────────────────────────

export type SectionRole =
  | 'part'
  | 'chapter'
  | 'prologue'
  | 'epilogue'
  | 'interlude'
  | 'foreword'
  | 'afterword'
  | 'appendix';

/** The roles that count as chapters (a part only holds them; forewords and appendices stand beside them). */
export const CHAPTER_ROLES: ReadonlySet<SectionRole> = new Set(['chapter', 'prologue', 'epilogue', 'interlude']);

export interface Section {
  /** From the section's own title, never from its place: readers' positions hang on it. */
  readonly id: SectionId;
  readonly role: SectionRole;
  /** The numbering as written: `Chapter 1`, `IV`, `第三章`. */
  readonly label?: string;
  /** The title without the numbering: `The Rain`. A one-shot's only chapter may have neither. */
  readonly title?: readonly Inline[];
  readonly byline?: string;
  readonly notesBefore: readonly AuthorNote[];
  readonly notesAfter: readonly AuthorNote[];
  readonly blocks: readonly Block[];
  readonly sections: readonly Section[];
  readonly place?: Place;
  /** In an anthology, the story that this part is. */
  readonly work?: Work;
}

/** A story as a part of a book of stories: what was known of it when it stood alone. */
export interface Work {
  /** Its language is that of the part's text. */
  readonly metadata: Metadata;
  /** The footnotes that are this story's. */
  readonly notes: readonly NoteId[];
}

/** What an author says about the story, outside of it. */
export interface AuthorNote {
  /** The label as written, without the colon: `A/N`, `Author's note`. Left out when there was none. */
  readonly label?: string;
  readonly blocks: readonly Block[];
  readonly place?: Place;
}

// ── Blocks ──────────────────────────────────────────────────────────────────────────────────────────────

export type Block =
  | Paragraph
  | Heading
  | SceneBreak
  | Quote
  | Verse
  | List
  | Figure
  | Preformatted
  | Table
  | Letter
  | Ending;

export interface Paragraph {
  readonly type: 'paragraph';
  readonly children: readonly Inline[];
  /** Only where the source says so; `start` is left out. */
  readonly align?: 'center' | 'end';
}

/** A heading inside a section. Depth 1 is directly below the section's own title. */
export interface Heading {
  readonly type: 'heading';
  readonly depth: 1 | 2 | 3 | 4 | 5;
  readonly children: readonly Inline[];
}

/** A change of scene. The ornament is the source's own (`* * *`), kept as a record, never as text. */
export interface SceneBreak {
  readonly type: 'sceneBreak';
  readonly ornament?: string;
}

export interface Quote {
  readonly type: 'quote';
  readonly blocks: readonly Block[];
  /** Who is quoted: `Algernon Blackwood`. */
  readonly attribution?: readonly Inline[];
  readonly isEpigraph: boolean;
}

export interface Verse {
  readonly type: 'verse';
  readonly stanzas: readonly (readonly VerseLine[])[];
}

export interface VerseLine {
  /** Steps of indentation, 0 to 6. */
  readonly indent: number;
  readonly children: readonly Inline[];
}

export interface List {
  readonly type: 'list';
  readonly isOrdered: boolean;
  /** The first number of an ordered list, if it is not 1. */
  readonly start?: number;
  readonly items: readonly (readonly Block[])[];
}

export interface Figure {
  readonly type: 'figure';
  readonly resource: ResourceId;
  /** Left out when the source gives none; empty when the source says that the image is decoration. */
  readonly alt?: string;
  readonly caption?: readonly Inline[];
}

export interface Preformatted {
  readonly type: 'preformatted';
  readonly text: string;
}

export interface Table {
  readonly type: 'table';
  readonly caption?: readonly Inline[];
  readonly head: readonly TableRow[];
  readonly rows: readonly TableRow[];
}

export interface TableRow {
  readonly cells: readonly TableCell[];
}

export interface TableCell {
  readonly isHeader: boolean;
  readonly align?: 'center' | 'end';
  readonly children: readonly Inline[];
}

/** A letter, telegram or message inside the story, where the source marks one. */
export interface Letter {
  readonly type: 'letter';
  readonly blocks: readonly Block[];
}

/** `The End`, `Fin`, `To be continued…`: marked, never a chapter. */
export interface Ending {
  readonly type: 'ending';
  readonly children: readonly Inline[];
}

// ── Inlines ─────────────────────────────────────────────────────────────────────────────────────────────

export type Inline =
  | Text
  | Emphasis
  | Strong
  | Link
  | LineBreak
  | Code
  | Strike
  | Superscript
  | Subscript
  | SmallCaps
  | LanguageSpan
  | NoteReference
  | Ruby
  | InlineImage;

export interface Text {
  readonly type: 'text';
  readonly value: string;
}

interface Span<Type extends string> {
  readonly type: Type;
  readonly children: readonly Inline[];
}

export type Emphasis = Span<'emphasis'>;
export type Strong = Span<'strong'>;
export type Strike = Span<'strike'>;
export type Superscript = Span<'superscript'>;
export type Subscript = Span<'subscript'>;
export type SmallCaps = Span<'smallCaps'>;

/** An absolute http, https or mailto link. Others are reduced to their text by the readers. */
export interface Link extends Span<'link'> {
  readonly href: string;
}

export interface LineBreak {
  readonly type: 'lineBreak';
}

export interface Code {
  readonly type: 'code';
  readonly value: string;
}

export interface LanguageSpan extends Span<'languageSpan'> {
  /** BCP 47. */
  readonly language: string;
}

export interface NoteReference {
  readonly type: 'noteReference';
  readonly note: NoteId;
}

/** A base with its reading: 漢字 read かんじ. */
export interface Ruby {
  readonly type: 'ruby';
  readonly base: string;
  readonly reading: string;
}

export interface InlineImage {
  readonly type: 'image';
  readonly resource: ResourceId;
  readonly alt?: string;
}

// ── Notes and resources ─────────────────────────────────────────────────────────────────────────────────

export interface Footnote {
  readonly id: NoteId;
  readonly blocks: readonly Block[];
}

export interface Resource {
  readonly id: ResourceId;
  /** The name in the source, for diagnostics: `maps/north.png`. */
  readonly name: string;
  readonly mediaType: ImageMediaType;
}

/** EPUB 3.3 #sec-core-media-types: what a book may hold without a fallback (SVG is left out: it can script). */
export type ImageMediaType = 'image/jpeg' | 'image/png' | 'image/gif' | 'image/webp';

// ── Constructors ────────────────────────────────────────────────────────────────────────────────────────

export const sectionId = (value: string): SectionId => value as SectionId;
export const noteId = (value: string): NoteId => value as NoteId;
export const resourceId = (value: string): ResourceId => value as ResourceId;
export const text = (value: string): Text => ({ type: 'text', value });
export const paragraph = (children: readonly Inline[] | string): Paragraph => ({
  type: 'paragraph',
  children: typeof children === 'string' ? [text(children)] : children,
});
export const sceneBreak = (ornament?: string): SceneBreak =>
  ornament === undefined ? { type: 'sceneBreak' } : { type: 'sceneBreak', ornament };

/** Metadata of which nothing is known. */
export const emptyMetadata: Metadata = {
  creators: [],
  identifiers: [],
  summary: [],
  fandoms: [],
  relationships: [],
  characters: [],
  warnings: [],
  genres: [],
  tags: [],
  series: [],
  disclaimer: [],
  dedication: [],
  others: [],
  receipts: {},
};
