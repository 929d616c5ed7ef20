import type { ManifestItem, PackageDocument } from '../container/package-document.js';
import type { Publication } from '../container/publication.js';
import type { XmlDocument } from '../container/xml-tree.js';

export const XHTML_TYPE = 'application/xhtml+xml';
export const SVG_TYPE = 'image/svg+xml';
export const NCX_TYPE = 'application/x-dtbncx+xml';
export const SMIL_TYPE = 'application/smil+xml';

/** A manifest item whose bytes are an XML document that the rules can judge. */
export interface ContentDocument {
  readonly package: PackageDocument;
  readonly item: ManifestItem;
  readonly document: XmlDocument;
}

/** The manifest's items of a media type, as documents; ill-formed ones are among them only when asked for. */
export function documentsOf(
  book: Publication,
  mediaType: string,
  among: 'well-formed' | 'all' = 'well-formed',
): readonly ContentDocument[] {
  const all = documentsByType(book).get(mediaType) ?? [];
  return among === 'all'
    ? all
    : all.filter(({ document }) => document.fault === undefined && document.root !== undefined);
}

/** The XHTML documents of EPUB 3 packages: EPUB 2 has a content model of its own. */
export function xhtmlDocuments(book: Publication): readonly ContentDocument[] {
  return documentsOf(book, XHTML_TYPE).filter((one) => one.package.isEpub3);
}

/** The documents of the spine, in reading order. */
export function spineDocuments(book: Publication): readonly ContentDocument[] {
  const order = new Map((book.package?.spine ?? []).map(({ item }, index) => [item?.path, index]));
  return xhtmlDocuments(book)
    .filter(({ item }) => order.has(item.path))
    .sort((one, other) => (order.get(one.item.path) ?? 0) - (order.get(other.item.path) ?? 0));
}

const XML_TYPES: ReadonlySet<string> = new Set([XHTML_TYPE, SVG_TYPE, NCX_TYPE, SMIL_TYPE]);

function documentsByType(book: Publication): ReadonlyMap<string, readonly ContentDocument[]> {
  const known = byBook.get(book);
  if (known) return known;
  const map = new Map<string, ContentDocument[]>();
  const seen = new Set<string>();
  for (const one of book.packages) {
    for (const item of one.manifest) {
      const { path, mediaType } = item;
      if (path === undefined || seen.has(path) || !XML_TYPES.has(mediaType) || book.encryptedPaths.has(path)) continue;
      seen.add(path);
      const document = book.documentOf(path);
      if (document) map.set(mediaType, [...(map.get(mediaType) ?? []), { package: one, item, document }]);
    }
  }
  byBook.set(book, map);
  return map;
}

const byBook = new WeakMap<Publication, ReadonlyMap<string, readonly ContentDocument[]>>();
