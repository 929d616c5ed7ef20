import { attribute, attributeOf, childElements, typesOf } from '../../container/xml-query.js';
import { NAMESPACES, type XmlElement } from '../../container/xml-tree.js';
import { xhtmlDocuments } from '../content.js';
import type { Findings } from '../findings.js';
import type { Rule } from '../rule.js';
import { ROLES } from '../schema/roles.js';

/** Languages are marked, and what `epub:type` says to readers a `role` says to screen readers. */
export const houseSemantics: Rule = {
  name: 'house-semantics',
  depth: 'house',
  reference: 'WCAG 2.2 #language-of-page, EPUB Type to ARIA Role Authoring Guide',
  check(book, findings) {
    for (const { document } of xhtmlDocuments(book)) {
      for (const element of document.elements) {
        if (element.namespace !== NAMESPACES.xhtml) continue;
        if (element.name === 'html') checkLanguage(element, findings);
        else if (element.name === 'body') checkBody(element, findings);
        else if (element.name === 'section') checkSection(element, findings);
        checkCover(element, findings);
      }
    }
  },
};

function checkLanguage(html: XmlElement, findings: Findings): void {
  const hasBoth = attribute(html, 'lang') !== undefined && attributeOf(html, NAMESPACES.xml, 'lang') !== undefined;
  if (!hasBoth) findings.add('house-language', '`html` lacks `lang` or `xml:lang`. Write both.', html);
}

function checkBody(body: XmlElement, findings: Findings): void {
  if (attribute(body, 'role') === undefined) return;
  findings.add('house-role', 'A role on `body` hides that it is a document. Put it on a `section`.', body);
}

function checkCover(element: XmlElement, findings: Findings): void {
  if (attribute(element, 'role') !== 'doc-cover' || element.name === 'img') return;
  findings.add('house-role', `\`doc-cover\` belongs on the image, not on \`${element.name}\`.`, element);
}

/** The types whose role has another name, or that have none though a role of that name exists. */
const ROLE_OF_TYPE: Readonly<Record<string, string | undefined>> = {
  footnotes: undefined,
  landmarks: undefined,
  notice: 'doc-notice',
  rearnotes: 'doc-endnotes',
};

function checkSection(section: XmlElement, findings: Findings): void {
  const role = attribute(section, 'role');
  for (const type of typesOf(section)) {
    const wanted = Object.hasOwn(ROLE_OF_TYPE, type) ? ROLE_OF_TYPE[type] : `doc-${type}`;
    if (wanted === undefined || !ROLES.has(wanted) || wanted === 'doc-cover' || role !== undefined) continue;
    findings.add('house-role', `A section of the type \`${type}\` lacks the role \`${wanted}\`.`, section);
  }
  const heading = childElements(section).find(({ name }) => /^(?:h[1-6]|header|hgroup)$/.test(name));
  const isLabelled = ['aria-labelledby', 'aria-label'].some((name) => attribute(section, name) !== undefined);
  if (role?.startsWith('doc-') && heading && !isLabelled) {
    findings.add('house-role', `A section with the role \`${role}\` is not labelled by its heading.`, section);
  }
}
