import { type Navigation, readNavigation } from '../../container/navigation.js';
import type { Publication } from '../../container/publication.js';
import {
  attribute,
  childElements,
  descendants,
  hasText,
  normalizeSpace,
  textOf,
  typesOf,
} from '../../container/xml-query.js';
import type { XmlElement } from '../../container/xml-tree.js';
import { type ContentDocument, xhtmlDocuments } from '../content.js';
import type { Findings } from '../findings.js';
import type { Rule } from '../rule.js';

/** The navigation document: one table of contents, lists of links with labels, landmarks that are told apart. */
export const navigationDocument: Rule = {
  name: 'navigation-document',
  depth: 'house',
  reference: 'EPUB 3.3 #sec-nav',
  check(book, findings) {
    for (const one of navigationDocuments(book)) {
      const navs = readNavigation(one.document);
      checkOccurrence(navs, one, findings);
      for (const nav of navs) {
        checkStructure(nav.element, findings);
        checkLabels(nav.element, findings);
        if (nav.types.includes('landmarks')) checkLandmarks(nav, findings);
        checkLinks(nav, findings);
        checkFlat(nav, findings);
      }
      checkHeadings(one, findings);
    }
  },
};

export function navigationDocuments(book: Publication): readonly ContentDocument[] {
  return xhtmlDocuments(book).filter(({ item }) => item.properties.includes('nav'));
}

function checkOccurrence(navs: readonly Navigation[], { document }: ContentDocument, findings: Findings): void {
  const count = (type: string): number => navs.filter(({ types }) => types.includes(type)).length;
  if (count('toc') !== 1) {
    const fact = count('toc') === 0 ? 'no' : 'more than one';
    findings.add(
      'nav-toc',
      `The navigation document has ${fact} \`nav\` of the type \`toc\`; it must have one.`,
      document.root,
    );
  }
  for (const type of ['page-list', 'landmarks']) {
    if (count(type) > 1)
      findings.add('nav-toc', `The navigation document has several \`nav\` of the type \`${type}\`.`, document.root);
  }
}

const HEADING = /^(?:h[1-6]|hgroup)$/;

/** EPUB 3.3 #sec-nav-def-model: a heading at most, then a list; each item a link, or a label or link and a list. */
function checkStructure(nav: XmlElement, findings: Findings): void {
  const children = childElements(nav).filter(({ name }) => name !== 'script' && name !== 'template');
  const [first] = children;
  const rest = first && HEADING.test(first.name) ? children.slice(1) : children;
  const isFree = ['toc', 'page-list', 'landmarks'].some((type) => typesOf(nav).includes(type));
  if (!isFree && !(first && HEADING.test(first.name))) {
    findings.add('nav-structure', 'A `nav` of another type must open with a heading.', nav);
  }
  if (rest.length !== 1 || rest[0]?.name !== 'ol' || hasText(nav)) {
    findings.add(
      'nav-structure',
      'A `nav` holds one `ol`, after a heading at most.',
      rest.find(({ name }) => name !== 'ol') ?? nav,
    );
  }
  for (const element of descendants(nav)) {
    if (element.name === 'ol') checkList(element, findings);
    else if (element.name === 'li') checkItem(element, findings);
  }
}

function checkList(list: XmlElement, findings: Findings): void {
  if (!childElements(list).some(({ name }) => name === 'li')) {
    findings.add('nav-structure', 'A list of the navigation is empty. Leave it out.', list);
  }
}

function checkItem(item: XmlElement, findings: Findings): void {
  const [label, list, ...others] = childElements(item);
  const isSound =
    others.length === 0 &&
    !hasText(item) &&
    (label?.name === 'a' || (label?.name === 'span' && list !== undefined)) &&
    (list === undefined || list.name === 'ol');
  if (isSound) return;
  findings.add('nav-structure', 'An item of the navigation is a link, or a link or `span` and then an `ol`.', item);
}

function checkLabels(nav: XmlElement, findings: Findings): void {
  for (const element of descendants(nav)) {
    const isLabel = element.name === 'a' || element.name === 'span';
    if (!isLabel || hasLabel(element)) continue;
    findings.add('nav-label', 'An entry of the navigation has no text. Name what it leads to.', element);
  }
}

function hasLabel(element: XmlElement): boolean {
  if (normalizeSpace(textOf(element)) !== '') return true;
  for (const one of [element, ...descendants(element)]) {
    if (normalizeSpace(attribute(one, 'aria-label') ?? '') !== '') return true;
    if (one.name === 'img' && normalizeSpace(attribute(one, 'alt') ?? '') !== '') return true;
  }
  return false;
}

function checkHeadings({ document }: ContentDocument, findings: Findings): void {
  for (const element of document.elements) {
    if (!/^h[1-6]$/.test(element.name) || hasLabel(element)) continue;
    findings.add('nav-label', 'A heading of the navigation document is empty.', element);
  }
}

function checkLandmarks({ entries }: Navigation, findings: Findings): void {
  const seen = new Set<string>();
  for (const { element, types } of entries) {
    if (element.name !== 'a') continue;
    if (types.length === 0) findings.add('nav-landmarks', 'A landmark has no `epub:type`.', element);
    const href = normalizeSpace(attribute(element, 'href') ?? '').toLowerCase();
    for (const type of types) {
      const key = `${type.toLowerCase()} ${href}`;
      if (seen.has(key)) findings.add('nav-landmarks', `The landmark \`${type}\` leads to \`${href}\` twice.`, element);
      seen.add(key);
    }
  }
}

function checkLinks({ types, entries }: Navigation, findings: Findings): void {
  const isOwn = ['toc', 'landmarks', 'page-list'].some((type) => types.includes(type));
  for (const { element, reference } of entries) {
    if (element.name === 'a' && reference === undefined) {
      findings.add('nav-link-missing', 'An entry of the navigation has no `href`.', element);
    } else if (isOwn && reference && (reference.kind === 'remote' || reference.kind === 'file')) {
      findings.add('nav-link', `An entry leads out of the book, to \`${attribute(element, 'href')}\`.`, element);
    }
  }
}

function checkFlat({ element, types }: Navigation, findings: Findings): void {
  if (!types.includes('page-list') && !types.includes('landmarks')) return;
  const lists = [...descendants(element)].filter(({ name }) => name === 'ol');
  if (lists[1]) findings.add('nav-flat', `A \`${types.join(' ')}\` is a flat list; this one nests.`, lists[1]);
}
