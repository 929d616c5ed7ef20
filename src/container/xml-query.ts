import { NAMESPACES, type XmlDocument, type XmlElement } from './xml-tree.js';

/** The value of the attribute without a prefix; undefined when there is none. */
export function attribute(element: XmlElement, name: string): string | undefined {
  return attributeOf(element, '', name);
}

/** The value of an attribute in a namespace. */
export function attributeOf(element: XmlElement, namespace: string, name: string): string | undefined {
  for (const one of element.attributes) {
    if (one.local === name && one.namespace === namespace) return one.value;
  }
  return undefined;
}

/** The tokens of `epub:type`. */
export function typesOf(element: XmlElement): readonly string[] {
  return tokens(attributeOf(element, NAMESPACES.ops, 'type'));
}

/** What stands between white space. */
export function tokens(value: string | undefined): readonly string[] {
  return value === undefined ? [] : value.split(/[ \t\r\n]+/).filter((token) => token !== '');
}

export function childElements(element: XmlElement): readonly XmlElement[] {
  return element.children.filter((child) => typeof child !== 'string');
}

/** The first child with that name, of any namespace. */
export function childNamed(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child): child is XmlElement => typeof child !== 'string' && child.name === name);
}

export function childrenNamed(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  return element === undefined ? [] : childElements(element).filter((child) => child.name === name);
}

/** Every element below this one, in document order. The tree's order makes it a walk along the list. */
export function* descendants(element: XmlElement): Generator<XmlElement> {
  const { elements } = element.document;
  for (let index = element.index + 1; index < elements.length; index++) {
    const one = elements[index] as XmlElement;
    if (one.depth <= element.depth) return;
    yield one;
  }
}

/** All the text below the element, joined. */
export function textOf(element: XmlElement): string {
  if (element.children.every((child) => typeof child === 'string')) return ownText(element);
  let text = '';
  const stack: (XmlElement | string)[] = [element];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (typeof node === 'string') text += node;
    else for (let index = node.children.length - 1; index >= 0; index--) stack.push(node.children[index] as XmlElement);
  }
  return text;
}

/** The text directly inside the element. */
export function ownText(element: XmlElement): string {
  let text = '';
  for (const child of element.children) if (typeof child === 'string') text += child;
  return text;
}

/** XML’s white space collapsed and trimmed; a no-break space is text. */
export function normalizeSpace(text: string): string {
  return text.replace(/[ \t\r\n]+/g, ' ').replace(/^ | $/g, '');
}

export function hasText(element: XmlElement): boolean {
  return element.children.some((child) => typeof child === 'string' && /[^ \t\r\n]/.test(child));
}

/** The elements that have attributes, in document order: most of a story’s have none. Collected once. */
export function annotatedElements(document: XmlDocument): readonly XmlElement[] {
  const known = annotated.get(document);
  if (known) return known;
  const list = document.elements.filter(({ attributes }) => attributes.length > 0);
  annotated.set(document, list);
  return list;
}

const annotated = new WeakMap<XmlDocument, readonly XmlElement[]>();

/** The elements by their ids; the first one where an id is repeated. */
export function elementsById(document: XmlDocument): ReadonlyMap<string, XmlElement> {
  const known = idMaps.get(document);
  if (known) return known;
  const map = new Map<string, XmlElement>();
  for (const element of annotatedElements(document)) {
    const id = attribute(element, 'id') ?? attributeOf(element, NAMESPACES.xml, 'id');
    if (id !== undefined && !map.has(id)) map.set(id, element);
  }
  idMaps.set(document, map);
  return map;
}

const idMaps = new WeakMap<XmlDocument, ReadonlyMap<string, XmlElement>>();

/** The line and column, from 1, of an offset in the document's text. */
export function placeOf(document: XmlDocument, offset: number): { readonly line: number; readonly column: number } {
  const before = document.text.slice(0, offset);
  const lastBreak = before.lastIndexOf('\n');
  let line = 1;
  for (let at = before.indexOf('\n'); at >= 0; at = before.indexOf('\n', at + 1)) line++;
  return { line, column: offset - lastBreak };
}
