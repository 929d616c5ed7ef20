import type { PackageDocument } from '../../container/package-document.js';
import type { Publication } from '../../container/publication.js';
import { type Reference, resolveReference } from '../../container/reference.js';
import { attribute } from '../../container/xml-query.js';
import { NAMESPACES, type XmlDocument, type XmlElement } from '../../container/xml-tree.js';
import { type ContentDocument, documentsOf, SVG_TYPE, XHTML_TYPE } from '../content.js';
import { stylesOf } from '../css/book-styles.js';
import type { Findings } from '../findings.js';
import { referencesOf } from '../references.js';
import type { Rule } from '../rule.js';

const NEEDED = ['mathml', 'remote-resources', 'scripted', 'svg', 'switch'] as const;
type Needed = (typeof NEEDED)[number];

/** The manifest says which documents are scripted, hold SVG or MathML, or fetch from the net; and only of those. */
export const itemProperties: Rule = {
  name: 'item-properties',
  depth: 'house',
  reference: 'EPUB 3.3 #sec-item-resource-properties',
  check(book, findings) {
    for (const type of [XHTML_TYPE, SVG_TYPE]) {
      for (const one of documentsOf(book, type)) if (one.package.isEpub3) checkDocument(one, type, findings);
    }
    for (const one of book.packages) {
      for (const item of one.manifest) {
        if (item.mediaType !== 'text/css' || item.path === undefined || !one.isEpub3) continue;
        compare('remote-resources', fetches(book, item.path), item, findings);
      }
    }
  },
};

function checkDocument({ document, item, package: one }: ContentDocument, type: string, findings: Findings): void {
  const needed = neededBy(document, type);
  const showsSvg = !needed.has('svg') && referencesOf(document).some(({ reference }) => isSvg(one, reference));
  for (const property of NEEDED) {
    // A document that only shows an SVG image may have the property, and need not.
    if (property === 'svg' && showsSvg) continue;
    compare(property, needed.has(property), item, findings);
  }
}

function isSvg({ itemsByPath }: PackageDocument, reference: Reference): boolean {
  return reference.kind === 'local' && itemsByPath.get(reference.path)?.mediaType === SVG_TYPE;
}

function compare(
  property: Needed,
  isNeeded: boolean,
  {
    properties,
    element,
    href,
  }: { readonly properties: readonly string[]; readonly element: XmlElement; readonly href: string },
  findings: Findings,
): void {
  const isDeclared = properties.includes(property);
  if (isNeeded && !isDeclared) {
    findings.add('opf-property-missing', `\`${href}\` needs the property \`${property}\` in the manifest.`, element);
  } else if (isDeclared && !isNeeded) {
    const code = property === 'remote-resources' ? 'opf-property-idle' : 'opf-property-needless';
    findings.add(code, `\`${href}\` has the property \`${property}\` without need.`, element);
  }
}

function neededBy(document: XmlDocument, type: string): ReadonlySet<Needed> {
  const needed = new Set<Needed>();
  for (const element of document.elements) {
    if (isScripting(element)) needed.add('scripted');
    if (element.namespace === NAMESPACES.svg && element.name === 'svg' && type === XHTML_TYPE) needed.add('svg');
    if (element.namespace === NAMESPACES.mathml && element.name === 'math') needed.add('mathml');
    if (element.namespace === NAMESPACES.ops && element.name === 'switch') needed.add('switch');
  }
  for (const { kind, reference } of referencesOf(document)) {
    const isResource = kind !== 'hyperlink' && kind !== 'citation' && kind !== 'link';
    if (isResource && reference.kind === 'remote') needed.add('remote-resources');
  }
  return needed;
}

function fetches(book: Publication, path: string): boolean {
  const urls = stylesOf(book, path)?.facts.urls ?? [];
  return urls.some(({ url }) => resolveReference('', url).kind === 'remote');
}

const SCRIPT_TYPES = /^(?:$|module$|(?:text|application)\/(?:x-)?(?:java|ecma)script\b)/i;

function isScripting(element: XmlElement): boolean {
  if (element.name === 'script') return SCRIPT_TYPES.test((attribute(element, 'type') ?? '').trim());
  if (element.name === 'form' && element.namespace === NAMESPACES.xhtml) return true;
  return element.attributes.some(({ name, namespace }) => namespace === '' && /^on[a-z]/.test(name));
}
