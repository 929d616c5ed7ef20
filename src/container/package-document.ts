import { type Reference, resolveReference } from './reference.js';
import { attribute, childElements, childNamed, childrenNamed, normalizeSpace, textOf, tokens } from './xml-query.js';
import { NAMESPACES, type XmlDocument, type XmlElement } from './xml-tree.js';

/** A package document, as it states itself. EPUB 3.3 #sec-package-doc. */
export interface PackageDocument {
  readonly path: string;
  readonly document: XmlDocument;
  readonly root: XmlElement;
  /** The attribute as written; `2.0` and `3.0` are known. */
  readonly version: string;
  readonly isEpub3: boolean;
  readonly uniqueIdentifierId: string | undefined;
  /** The text of the element that `unique-identifier` names. */
  readonly uniqueIdentifier: string | undefined;
  readonly metadata: readonly MetadataEntry[];
  readonly manifest: readonly ManifestItem[];
  readonly itemsById: ReadonlyMap<string, ManifestItem>;
  readonly itemsByPath: ReadonlyMap<string, ManifestItem>;
  readonly spineElement: XmlElement | undefined;
  readonly spine: readonly SpineItem[];
  readonly guide: readonly GuideReference[];
}

export interface MetadataEntry {
  readonly element: XmlElement;
  /** `dc:title`, or the property of a `meta`, or `link`. */
  readonly name: string;
  readonly id: string | undefined;
  readonly value: string;
  /** The id that `refines` points to, without `#`; empty when it points to something else. */
  readonly refines: string | undefined;
}

export interface ManifestItem {
  readonly element: XmlElement;
  readonly id: string;
  readonly href: string;
  readonly reference: Reference;
  /** The container path, when the href points into the container. */
  readonly path: string | undefined;
  readonly mediaType: string;
  readonly properties: readonly string[];
  readonly fallback: string | undefined;
  readonly mediaOverlay: string | undefined;
}

export interface SpineItem {
  readonly element: XmlElement;
  readonly idref: string;
  readonly item: ManifestItem | undefined;
  readonly isLinear: boolean;
  readonly properties: readonly string[];
}

interface GuideReference {
  readonly element: XmlElement;
  readonly type: string;
  readonly reference: Reference;
}

/** The package document's parts, as far as it is well-formed; undefined when it is no package. */
export function readPackage(document: XmlDocument): PackageDocument | undefined {
  const { root, path } = document;
  if (root?.name !== 'package') return undefined;
  const metadataElement = childNamed(root, 'metadata');
  const metadata = readMetadata(metadataElement);
  const manifest = childrenNamed(childNamed(root, 'manifest'), 'item').map((item) => readItem(item, path));
  const itemsById = new Map(manifest.map((item) => [item.id, item]));
  const itemsByPath = new Map(
    manifest.flatMap((item) => (item.path === undefined ? [] : [[item.path, item] as const])),
  );
  const spineElement = childNamed(root, 'spine');
  const version = attribute(root, 'version') ?? '';
  const uniqueIdentifierId = attribute(root, 'unique-identifier')?.trim();
  return {
    path,
    document,
    root,
    version,
    isEpub3: !/^\s*[12]\b/.test(version) && root.namespace === NAMESPACES.opf,
    uniqueIdentifierId,
    uniqueIdentifier: metadata.find(({ name, id }) => name === 'dc:identifier' && id === uniqueIdentifierId)?.value,
    metadata,
    manifest,
    itemsById,
    itemsByPath,
    spineElement,
    spine: childrenNamed(spineElement, 'itemref').map((one) => readItemref(one, itemsById)),
    guide: childrenNamed(childNamed(root, 'guide'), 'reference').map((one) => ({
      element: one,
      type: attribute(one, 'type') ?? '',
      reference: resolveReference(path, attribute(one, 'href') ?? ''),
    })),
  };
}

function readMetadata(metadata: XmlElement | undefined): readonly MetadataEntry[] {
  if (metadata === undefined) return [];
  const elements = childElements(metadata).flatMap((element) =>
    // OPF 2.0.1 §2.2: older packages gather their entries in dc-metadata and x-metadata.
    element.name === 'dc-metadata' || element.name === 'x-metadata' ? childElements(element) : [element],
  );
  return elements.map((element) => {
    const refines = attribute(element, 'refines')?.trim();
    return {
      element,
      name: entryName(element),
      id: attribute(element, 'id')?.trim(),
      value: normalizeSpace(textOf(element)),
      refines: refines === undefined || refines.startsWith('#') ? refines?.slice(1) : '',
    };
  });
}

function entryName(element: XmlElement): string {
  if (element.namespace === NAMESPACES.dc) return `dc:${element.name}`;
  if (element.name === 'meta') return (attribute(element, 'property') ?? attribute(element, 'name') ?? 'meta').trim();
  return element.name;
}

function readItem(element: XmlElement, base: string): ManifestItem {
  const href = attribute(element, 'href') ?? '';
  const reference = resolveReference(base, href);
  return {
    element,
    id: attribute(element, 'id')?.trim() ?? '',
    href,
    reference,
    path: reference.kind === 'local' ? reference.path : undefined,
    mediaType: attribute(element, 'media-type')?.trim() ?? '',
    properties: tokens(attribute(element, 'properties')),
    fallback: attribute(element, 'fallback')?.trim(),
    mediaOverlay: attribute(element, 'media-overlay')?.trim(),
  };
}

function readItemref(element: XmlElement, itemsById: ReadonlyMap<string, ManifestItem>): SpineItem {
  const idref = attribute(element, 'idref')?.trim() ?? '';
  return {
    element,
    idref,
    item: itemsById.get(idref),
    isLinear: attribute(element, 'linear')?.trim() !== 'no',
    properties: tokens(attribute(element, 'properties')),
  };
}
