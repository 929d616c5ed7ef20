import { numberedReferences } from './container/numbered-references.js';
import { type ContainerFile, packContainer } from './container/ocf.js';
import type { ManifestItem, PackageDocument } from './container/package-document.js';
import type { Publication } from './container/publication.js';
import { ledDocument, type Renames } from './container/renames.js';
import { placeOf } from './container/xml-query.js';
import { parseXml } from './container/xml-tree.js';
import { type Diagnostic, Report, StoryError } from './diagnostics/report.js';
import { containerAddress } from './read/epub/container-path.js';
import { readContents } from './read/epub/contents.js';
import { type OpenBook, openBook, refuseBomb } from './read/epub/open.js';
import { decodeContent } from './read/epub/xhtml-text.js';
import { readingLimits } from './read/limits.js';
import type { Source } from './read/reader.js';
import type { Conversion } from './write/conversions.js';
import { kepubDocument } from './write/kepub/kepub-document.js';
import { inKepubOrder, isLitter } from './write/kepub/member-order.js';
import { freeName, needsOpeningPage, OPENING_NAME, openingPage } from './write/kepub/opening-page.js';
import { kepubPackage, type OpeningItem } from './write/kepub/package-edits.js';
import { spacelessNames } from './write/kepub/page-names.js';

export interface ConvertOptions {
  readonly to: Conversion;
  /** What diagnostics call the book. */
  readonly name?: string;
  /** How much memory, in bytes, the work may take. Default 1 GiB. */
  readonly memory?: number;
  readonly signal?: AbortSignal;
}

export interface Converted {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  /** Without the dot. */
  readonly extension: string;
  /** What could not be converted, and what the device may stumble over. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * An EPUB, whoever made it, in the form that a device wants: its text, its pages and what it says of itself stay as they
 * are. The same bytes give the same bytes. Throws `StoryError` where the file is no EPUB, is encrypted or damaged.
 */
export async function convertBook(bytes: Uint8Array, options: ConvertOptions): Promise<Converted> {
  switch (options.to) {
    case 'kepub':
      return convertToKepub(bytes, options);
    default:
      return options.to satisfies never;
  }
}

async function convertToKepub(
  bytes: Uint8Array,
  { name = 'book.epub', memory, signal }: ConvertOptions,
): Promise<Converted> {
  const report = new Report(name);
  const source: Source = { name, bytes };
  const book = openBook(source, readingLimits(memory));
  report.take(book.diagnostics);
  refuseDamaged(book, source);
  signal?.throwIfAborted();
  const files = kepubFiles(book, report);
  reportOrder(book, report);
  signal?.throwIfAborted();
  return {
    bytes: await packContainer(files),
    mediaType: 'application/epub+zip',
    extension: 'kepub.epub',
    diagnostics: report.diagnostics,
  };
}

/** A member with a wrong checksum would get a right one: the damage could be found no more. A signature would be broken. */
function refuseDamaged(book: OpenBook, source: Source): void {
  const { publication } = book;
  if (publication.files.has('META-INF/signatures.xml')) {
    const message =
      'The book is signed, and a change would break the signature. Convert the book that it was made from.';
    throw new StoryError('input-damaged', message, { file: source.name });
  }
  for (const path of membersOf(book)) {
    refuseBomb(publication, path, source);
    if (publication.faultOf(path) === undefined) continue;
    const message = `\`${path}\` cannot be unpacked unharmed, so the file is damaged. Fetch it again.`;
    throw new StoryError('input-damaged', message, { file: source.name });
  }
}

const utf8 = new TextEncoder();

function kepubFiles(book: OpenBook, report: Report): readonly ContainerFile[] {
  const { publication, pack } = book;
  const pages = pagesOf(publication, pack);
  const renames = spacelessNames(
    [...pages].filter((path) => publication.files.has(path)),
    (path) => publication.files.has(path),
  );
  const language = pack.metadata.find((entry) => entry.name === 'dc:language')?.value ?? '';
  const opening = openingOf(publication, pack);
  const bytesOf = (path: string): Uint8Array => {
    const bytes = publication.bytesOf(path) ?? new Uint8Array();
    if (path === pack.path) return utf8.encode(ledDocument(kepubPackage(pack, opening), path, renames));
    if (pages.has(path)) return kepubPage({ path, bytes, language, renames }, report);
    const isLinked = renames.size > 0 && /\.(?:ncx|smil|opf)$/i.test(path);
    return isLinked ? utf8.encode(ledDocument(decodeContent(bytes), path, renames)) : bytes;
  };
  const files = membersOf(book).map((path) => ({ path: renames.get(path) ?? path, bytes: bytesOf(path) }));
  if (!opening) return files;
  const firstPath = pathsIn(pack, [pack.spine[0]?.item])[0] ?? '';
  const first = files.findIndex(({ path }) => path === (renames.get(firstPath) ?? firstPath));
  const page = { path: besides(pack, opening.href), bytes: utf8.encode(kepubDocument(titled(pack), language)) };
  return files.toSpliced(Math.max(first, 0), 0, page);
}

/** The members that the KEPUB keeps, in its order. */
function membersOf({ publication, pack }: OpenBook): readonly string[] {
  const { manifest, spine } = pack;
  const listed = new Set(pathsIn(pack, manifest));
  const paths = [...publication.files.keys()].filter(
    (path) => path !== 'mimetype' && (listed.has(path) || !isLitter(path)),
  );
  const navigation = manifest.filter(({ properties }) => properties.includes('nav'));
  const ncx = manifest.filter(({ mediaType }) => mediaType === NCX_TYPE);
  return inKepubOrder(paths, {
    package: pack.path,
    navigation: pathsIn(pack, [...navigation, ...ncx]),
    spine: pathsIn(
      pack,
      spine.map(({ item }) => item),
    ),
  });
}

/** Where the items lie, also where their hrefs are not encoded as they should be. */
const pathsIn = ({ path }: PackageDocument, items: readonly (ManifestItem | undefined)[]): readonly string[] =>
  items.flatMap((item) => {
    const found = item && (item.path ?? containerAddress(path, item.href)?.path);
    return found === undefined ? [] : [found];
  });

const NCX_TYPE = 'application/x-dtbncx+xml';

const titled = ({ metadata }: PackageDocument): string =>
  openingPage(metadata.find(({ name }) => name === 'dc:title')?.value || 'Title page');

const besides = ({ path }: PackageDocument, href: string): string => path.slice(0, path.lastIndexOf('/') + 1) + href;

function openingOf(publication: Publication, pack: PackageDocument): OpeningItem | undefined {
  if (!needsOpeningPage(pack, (path) => publication.documentOf(path))) return undefined;
  const ids = new Set(pack.document.elements.flatMap(({ attributes }) => attributes.map(({ value }) => value.trim())));
  return {
    id: freeName(OPENING_NAME, '', (name) => ids.has(name)),
    href: freeName(OPENING_NAME, '.xhtml', (name) => publication.files.has(besides(pack, name))),
  };
}

const PAGE_TYPES: ReadonlySet<string> = new Set(['application/xhtml+xml', 'text/html', 'text/x-oeb1-document']);

/** Every page that the book lists, its navigation among them. */
function pagesOf({ packages, encryptedPaths }: Publication, pack: PackageDocument): ReadonlySet<string> {
  const paths = [pack, ...packages].flatMap((one) =>
    pathsIn(
      one,
      one.manifest.filter(({ mediaType }) => PAGE_TYPES.has(mediaType.toLowerCase())),
    ),
  );
  return new Set(paths.filter((path) => !encryptedPaths.has(path)));
}

interface Page {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** The book’s. */
  readonly language: string;
  readonly renames: Renames;
}

/** The page with KEPUB’s marks, where that is well-formed; else as it was. */
function kepubPage({ path, bytes, language, renames }: Page, report: Report): Uint8Array {
  const text = decodeContent(bytes);
  const led = ledDocument(text, path, renames);
  const marked = utf8.encode(kepubDocument(led, language));
  const { fault } = parseXml(marked, path);
  if (!fault) return marked;
  // Names of HTML that no document type defines: Kobo's program knows them, XML does not.
  const numbered = utf8.encode(kepubDocument(numberedReferences(led), language));
  if (!parseXml(numbered, path).fault) return numbered;
  const original = parseXml(bytes, path);
  const { message: reason, offset } = original.fault ?? fault;
  const { line } = placeOf(original, original.fault ? offset : 0);
  const message = `\`${path}\` is not well-formed (line ${line}: ${reason}), so it stays as it is, without Kobo’s marks. Mend it, or have the book made anew.`;
  report.add('page-unmarked', message);
  return renames.size > 0 ? utf8.encode(ledDocument(text, path, renames)) : bytes;
}

/** kepubify#101: where the contents go another way than the pages, Kobo jumps to chapters that are not there. */
function reportOrder({ publication, pack }: OpenBook, report: Report): void {
  const places = new Map(pack.spine.map(({ item }, index) => [item?.path, index]));
  let last = -1;
  for (const { label, address } of readContents(publication, pack).entries) {
    const place = address && places.get(address.path);
    if (place === undefined) continue;
    if (place < last) {
      const message = `\`${label}\` comes before the entry above it in reading order; Kobo may lose its way there. Put the table of contents in the order of the pages.`;
      report.add('nav-order', message);
      return;
    }
    last = place;
  }
}
