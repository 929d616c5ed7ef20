import type { Element } from 'hast';
import { attribute } from '../hast/attributes.js';
import { isElement } from '../hast/nesting.js';
import { addressOf, containerAddress } from './container-path.js';
import { markNoteReferences } from './note-references.js';
import type { SpineDocument } from './spine.js';

/** Where a place of the book stands, whatever document names it. */
export interface BookLinks {
  /** The element that an address leads to; the body for a document as a whole. Undefined when it is in no document. */
  readonly targetOf: (
    path: string,
    fragment?: string,
  ) => { readonly document: SpineDocument; readonly element: Element } | undefined;
}

/**
 * Makes the ids of all documents unique, in place, and gives links among them and their images addresses that hold in
 * the joined tree: `#id` within the book, container paths for images.
 */
export function joinLinks(documents: readonly SpineDocument[]): BookLinks {
  const taken = new Set<string>();
  const pages = new Map(
    documents.map((document, index) => [document.path, pageOf(document, index + 1, taken)] as const),
  );
  for (const document of documents) rewrite(document, pages);
  markNoteReferences(documents.map(({ body }) => body));
  return {
    targetOf: (path, fragment) => {
      const page = pages.get(path);
      if (!page) return undefined;
      const element =
        fragment === undefined ? undefined : (page.elements.get(fragment) ?? page.elements.get(decoded(fragment)));
      return { document: page.document, element: element ?? page.document.body };
    },
  };
}

interface Page {
  readonly document: SpineDocument;
  /** The ids of the joined tree by the document's own. */
  readonly ids: ReadonlyMap<string, string>;
  readonly elements: ReadonlyMap<string, Element>;
}

function pageOf(document: SpineDocument, ordinal: number, taken: Set<string>): Page {
  const ids = new Map<string, string>();
  const elements = new Map<string, Element>();
  for (const element of elementsOf(document.body)) {
    for (const name of ['id', 'name']) {
      const id = attribute(element, name);
      if (id === '' || (name === 'name' && element.tagName !== 'a')) continue;
      const unique = ids.get(id) ?? (taken.has(id) ? `${id}-${ordinal}` : id);
      if (!ids.has(id)) {
        ids.set(id, unique);
        elements.set(id, element);
        taken.add(unique);
      }
      element.properties[name] = unique;
    }
  }
  return { document, ids, elements };
}

function rewrite(document: SpineDocument, pages: ReadonlyMap<string, Page>): void {
  for (const element of elementsOf(document.body)) {
    if (element.tagName === 'img') rewriteImage(element, document.path);
    const href = element.tagName === 'a' ? attribute(element, 'href') : '';
    const address = href === '' ? undefined : containerAddress(document.path, href);
    const page = address && pages.get(address.path);
    if (!address || !page) continue;
    const fragment = address.fragment ?? '';
    const id = page.ids.get(fragment) ?? page.ids.get(decoded(fragment)) ?? `${address.path}#${fragment}`;
    element.properties['href'] = `#${id}`;
  }
}

function rewriteImage(image: Element, base: string): void {
  const address = containerAddress(base, attribute(image, 'src'));
  if (address) image.properties['src'] = addressOf(address.path);
}

export function* elementsOf(root: Element): Generator<Element> {
  const waiting: Element[] = [root];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    yield next;
    for (let index = next.children.length - 1; index >= 0; index -= 1) {
      const child = next.children[index];
      if (isElement(child)) waiting.push(child);
    }
  }
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
