import { type Edit, editedDocument } from '../container/markup-edits.js';
import type { XmlDocument, XmlElement } from '../container/xml-tree.js';

/** New bytes of each document, by the edits that its elements among the spots ask for. */
export function editedByElement(
  spots: readonly unknown[],
  editOf: (element: XmlElement) => Edit | undefined,
): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  for (const [document, elements] of elementsIn(spots)) {
    const edits = elements.flatMap((element) => editOf(element) ?? []);
    if (edits.length > 0) files.set(document.path, editedDocument(document, edits));
  }
  return files;
}

/** The elements among the spots, by their documents. */
function elementsIn(spots: readonly unknown[]): ReadonlyMap<XmlDocument, readonly XmlElement[]> {
  const known = new Map<XmlDocument, XmlElement[]>();
  for (const spot of spots) {
    if (!isElement(spot)) continue;
    known.set(spot.document, [...(known.get(spot.document) ?? []), spot]);
  }
  return known;
}

const isElement = (spot: unknown): spot is XmlElement =>
  typeof spot === 'object' && spot !== null && 'attributes' in spot && 'children' in spot;
