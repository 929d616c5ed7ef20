import type { PackageDocument } from '../../container/package-document.js';
import type { Publication } from '../../container/publication.js';
import { childNamed } from '../../container/xml-query.js';
import type { XmlElement } from '../../container/xml-tree.js';
import type { Report } from '../../diagnostics/report.js';
import { OWN_RECORD, type OwnPage, type OwnRecord, type OwnSection } from '../../model/own-record.js';
import type { ReadResult, Source } from '../reader.js';
import { readOwnMetadata } from './own-metadata.js';
import { readOwnRecord } from './own-schema.js';
import { readOwnStory } from './own-story.js';

/** Deeper than any page of ours; every step after this one recurses. */
const DEEPEST = 300;

/** A book that storybind wrote, whose record fits its pages. */
export interface OwnBook {
  readonly publication: Publication;
  readonly pack: PackageDocument;
  readonly record: OwnRecord;
  /** The folder of the package document, with its slash. */
  readonly folder: string;
  /** What the pages of the story show, by their hrefs. */
  readonly bodies: ReadonlyMap<string, XmlElement>;
}

/**
 * The story of a book that storybind wrote, by the record in it and by what its pages say now; undefined when it has no
 * record, when the record has a form that is not known, or when it does not fit the pages.
 */
export async function readOwnBook(
  publication: Publication,
  source: Source,
  report: Report,
): Promise<ReadResult | undefined> {
  const bytes = publication.bytesOf(OWN_RECORD);
  const record = bytes && readOwnRecord(bytes);
  const book = record && openOwnBook(publication, record);
  if (!book) return undefined;
  const metadata = readOwnMetadata(book, source, report);
  const { story, files } = readOwnStory(book, metadata);
  const { theme, notesPolicy, ownCover } = book.record;
  const cover = ownCover === undefined ? undefined : book.folder + ownCover;
  const hasCover = cover !== undefined && publication.files.has(cover);
  return {
    story,
    files,
    reader: 'epub',
    encoding: 'utf-8',
    wishes: { theme, notesPolicy, ...(hasCover && { coverPath: cover }) },
    sibling: async (path) => publication.bytesOf(path),
  };
}

function openOwnBook(publication: Publication, record: OwnRecord): OwnBook | undefined {
  const pack = publication.package;
  if (!pack || pack.document.fault) return undefined;
  const folder = pack.path.slice(0, pack.path.lastIndexOf('/') + 1);
  const pages = pagesOf(record);
  if (!isWholeStory(record) || !fitsSpine(pack, folder, record, pages)) return undefined;
  const bodies = new Map<string, XmlElement>();
  for (const { href } of pages) {
    const body = bodyOf(publication, folder + href);
    if (!body) return undefined;
    bodies.set(href, body);
  }
  return { publication, pack, record, folder, bodies };
}

/** The pages that tell the story, in the order of the book. */
function pagesOf({ sections, notesPage }: OwnRecord): readonly OwnPage[] {
  const walk = (section: OwnSection): readonly OwnPage[] => [section, ...section.sections.flatMap(walk)];
  return [...sections.flatMap(walk), ...(notesPage ? [notesPage] : [])];
}

/** True when there is a section, and names are nobody else's. */
function isWholeStory({ sections, footnotes, resources }: OwnRecord): boolean {
  const walk = ({ id, sections: inner }: OwnSection): readonly string[] => [id, ...inner.flatMap(walk)];
  const lists = [sections.flatMap(walk), footnotes.map(({ id }) => id), resources.map(({ id }) => id)];
  return sections.length > 0 && lists.every((ids) => new Set<string>(ids).size === ids.length);
}

/** True when the spine holds the story's pages in their order, and no page that the record does not know. */
function fitsSpine(
  { spine }: PackageDocument,
  folder: string,
  { documents }: OwnRecord,
  pages: readonly OwnPage[],
): boolean {
  const known = new Set(documents.map((href) => folder + href));
  const told = new Set(pages.map(({ href }) => folder + href));
  const paths = spine.flatMap(({ item }) => (item && !item.properties.includes('nav') ? [item.path ?? ''] : []));
  const inOrder = paths.filter((path) => told.has(path));
  return (
    paths.every((path) => known.has(path)) &&
    inOrder.length === pages.length &&
    pages.every(({ href }, index) => inOrder[index] === folder + href)
  );
}

function bodyOf(publication: Publication, path: string): XmlElement | undefined {
  const document = publication.documentOf(path);
  if (!document || document.fault || document.elements.some(({ depth }) => depth > DEEPEST)) return undefined;
  return childNamed(document.root, 'body');
}
