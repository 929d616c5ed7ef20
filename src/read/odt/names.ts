import type { XmlElement } from '../../container/xml-tree.js';

const prefixes = new Map<string, string>();

/** The prefix that the standard uses for a namespace, whatever the file uses: `text`, `fo`, `dc`. */
function prefixOf(namespace: string): string {
  const known = prefixes.get(namespace);
  if (known !== undefined) return known;
  // OpenDocument 1.2 part 1, 1.4; `svg-compatible` is SVG as far as the standard takes it over.
  const match =
    /^urn:(?:oasis:names:tc:opendocument|org:documentfoundation:names:experimental:office):xmlns:([a-z]+)/.exec(
      namespace,
    );
  const prefix = SHORTER[match?.[1] ?? ''] ?? match?.[1] ?? OTHERS[namespace] ?? '';
  if (prefixes.size < 200) prefixes.set(namespace, prefix);
  return prefix;
}

/** Where a namespace’s own last word is not its prefix. */
const SHORTER: Readonly<Record<string, string>> = { drawing: 'draw', xsl: 'fo' };

const OTHERS: Readonly<Record<string, string>> = {
  'http://www.w3.org/1999/xlink': 'xlink',
  'http://purl.org/dc/elements/1.1/': 'dc',
  'http://www.w3.org/1998/Math/MathML': 'math',
  'urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0': 'loext',
};

/** The element’s name as the standard writes it: `text:p`. */
export const nameOf = (element: XmlElement): string => `${prefixOf(element.namespace)}:${element.name}`;

/** The value of an attribute, by its name as the standard writes it. */
export function attributeOf(element: XmlElement | undefined, name: string): string | undefined {
  return element?.attributes.find((one) => one.name === name || `${prefixOf(one.namespace)}:${one.local}` === name)
    ?.value;
}

/** The children of that name. */
export const childrenOf = (element: XmlElement | undefined, name: string): readonly XmlElement[] =>
  (element?.children ?? []).filter((child): child is XmlElement => typeof child !== 'string' && nameOf(child) === name);

export const childOf = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  childrenOf(element, name)[0];
