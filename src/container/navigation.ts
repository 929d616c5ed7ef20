import { type Reference, resolveReference } from './reference.js';
import { attribute, childNamed, childrenNamed, descendants, normalizeSpace, textOf, typesOf } from './xml-query.js';
import { NAMESPACES, type XmlDocument, type XmlElement } from './xml-tree.js';

/** An entry of a table of contents, a landmarks list or a page list. */
export interface NavigationEntry {
  readonly element: XmlElement;
  readonly label: string;
  /** Left out for entries that only head a group. */
  readonly reference?: Reference;
  /** The `epub:type` of a landmark. */
  readonly types: readonly string[];
  readonly depth: number;
}

/** A `nav` element of a navigation document. EPUB 3.3 #sec-nav. */
export interface Navigation {
  readonly element: XmlElement;
  readonly types: readonly string[];
  /** In document order, nested entries after their parents. */
  readonly entries: readonly NavigationEntry[];
}

/** The `nav` elements that carry an `epub:type`. */
export function readNavigation(document: XmlDocument): readonly Navigation[] {
  return document.elements
    .filter(
      (element) => element.name === 'nav' && element.namespace === NAMESPACES.xhtml && typesOf(element).length > 0,
    )
    .map((element) => ({ element, types: typesOf(element), entries: [...navEntries(element)] }));
}

function* navEntries(nav: XmlElement): Generator<NavigationEntry> {
  for (const item of descendants(nav)) {
    if (item.name !== 'li') continue;
    const label = childNamed(item, 'a') ?? childNamed(item, 'span');
    if (label === undefined) continue;
    const href = label.name === 'a' ? attribute(label, 'href') : undefined;
    yield {
      element: label,
      label: normalizeSpace(textOf(label)),
      types: typesOf(label),
      depth: item.depth - nav.depth,
      ...(href !== undefined && { reference: resolveReference(nav.document.path, href) }),
    };
  }
}

/** What an NCX says. OPF 2.0.1 §2.4.1. */
export interface Ncx {
  readonly document: XmlDocument;
  /** `dtb:uid`, as written. */
  readonly identifier: string | undefined;
  /** The points of the `navMap`, nested ones after their parents. */
  readonly points: readonly NavigationEntry[];
}

/** The NCX's parts; undefined when the document is no NCX. */
export function readNcx(document: XmlDocument): Ncx | undefined {
  const { root } = document;
  if (root?.name !== 'ncx') return undefined;
  const identifier = childrenNamed(childNamed(root, 'head'), 'meta').find(
    (meta) => attribute(meta, 'name') === 'dtb:uid',
  );
  const map = childNamed(root, 'navMap');
  return {
    document,
    identifier: identifier && attribute(identifier, 'content'),
    points: map === undefined ? [] : [...ncxPoints(map)],
  };
}

function* ncxPoints(map: XmlElement): Generator<NavigationEntry> {
  for (const point of descendants(map)) {
    if (point.name !== 'navPoint') continue;
    const src = attribute(childNamed(point, 'content') ?? point, 'src');
    const label = childNamed(childNamed(point, 'navLabel'), 'text');
    yield {
      element: point,
      label: label ? normalizeSpace(textOf(label)) : '',
      types: [],
      depth: point.depth - map.depth,
      ...(src !== undefined && { reference: resolveReference(map.document.path, src) }),
    };
  }
}
