import { resolveReference } from '../../container/reference.js';
import { attribute } from '../../container/xml-query.js';
import { NAMESPACES, type XmlAttribute, type XmlElement } from '../../container/xml-tree.js';
import { xhtmlDocuments } from '../content.js';
import type { Findings } from '../findings.js';
import type { Rule } from '../rule.js';
import { ariaStates } from '../schema/aria-states.js';
import { datatype } from '../schema/datatypes.js';
import { attributeRule } from '../schema/html-attributes.js';
import { HTML_CONTENT, METADATA } from '../schema/html-elements.js';
import { ROLES, ROLES_OF, ROLES_OF_LINK } from '../schema/roles.js';
import { describe, shorten } from '../schema/vocabulary.js';

/** Every attribute is one that HTML (or EPUB) gives the element, with a value of its kind. */
export const contentAttributes: Rule = {
  name: 'content-attributes',
  depth: 'house',
  reference: 'EPUB 3.3 #sec-xhtml, HTML #attributes-3, ARIA in HTML #docconformance',
  check(book, findings) {
    for (const { document } of xhtmlDocuments(book)) {
      for (const element of document.elements) {
        if (element.namespace !== NAMESPACES.xhtml) {
          for (const one of element.attributes) checkOutside(element, one, findings);
          continue;
        }
        if (!HTML_CONTENT.has(element.name) && element.name !== 'head') continue;
        for (const one of element.attributes) checkAttribute(element, one, findings);
        checkStates(element, findings);
      }
    }
  },
};

function checkAttribute(element: XmlElement, one: XmlAttribute, findings: Findings): void {
  if (one.namespace === NAMESPACES.xmlns) return;
  if (one.namespace === NAMESPACES.ops) checkEpubAttribute(element, one, findings);
  else if (one.namespace === '' || one.namespace === NAMESPACES.xml) checkHtmlAttribute(element, one, findings);
  else checkForeignAttribute(element, one, findings);
}

function checkHtmlAttribute(element: XmlElement, one: XmlAttribute, findings: Findings): void {
  const name = one.namespace === NAMESPACES.xml ? `xml:${one.local}` : one.name;
  const rule = attributeRule(element.name, name);
  if (rule === undefined) {
    const isAnywhere =
      element.name === 'embed' &&
      one.namespace === '' &&
      !/^(?:align|hspace|vspace|name|href|headers|data-.*)$/.test(name);
    if (!isAnywhere)
      findings.add('content-attribute', `\`${element.name}\` has no attribute \`${one.name}\`.`, element);
  } else if (!rule.accepts(one.value)) {
    const value = `\`${one.name}="${shorten(one.value)}"\` on \`${element.name}\``;
    findings.add('content-attribute', `${value}: it must be ${describe(rule.type)}.`, element);
  } else if (name === 'role') {
    checkRole(element, one.value, findings);
  }
}

/** On SVG and MathML, only what HTML and EPUB lend them is judged. */
function checkOutside(element: XmlElement, one: XmlAttribute, findings: Findings): void {
  const isAlien = one.namespace === NAMESPACES.ops ? one.local !== 'type' : /^data-.*[A-Z]/.test(one.name);
  if (isAlien) findings.add('content-attribute', `\`${element.name}\` has no attribute \`${one.name}\`.`, element);
}

function checkStates(element: XmlElement, findings: Findings): void {
  const role = attribute(element, 'role');
  const written = element.attributes.filter(({ name }) => name.startsWith('aria-'));
  if (role === undefined && written.length === 0) return;
  if (element.name === 'input') return;
  const states = ariaStates(element.name, role, attribute(element, 'href') !== undefined);
  for (const { name } of written) {
    if (states.isAllowed(name.slice(5)) || attributeRule(element.name, name) === undefined) continue;
    const what = role === undefined ? `\`${element.name}\` without a role` : `the role \`${role}\``;
    findings.add('content-attribute', `\`${name}\` is not for ${what}.`, element);
  }
  for (const state of states.required) {
    if (written.some(({ name }) => name === `aria-${state}`)) continue;
    findings.add('content-attribute', `The role \`${role}\` needs \`aria-${state}\`.`, element);
  }
}

/** The elements of the body that EPUB gives no type. */
const UNTYPED: ReadonlySet<string> = new Set(['head', 'col', 'search', 'slot', 'noscript']);

function checkEpubAttribute(element: XmlElement, one: XmlAttribute, findings: Findings): void {
  const isAllowed =
    one.local === 'type'
      ? !METADATA.has(element.name) && !UNTYPED.has(element.name)
      : one.local === 'prefix' && element.name === 'html';
  if (!isAllowed) findings.add('content-attribute', `\`${element.name}\` has no attribute \`${one.name}\`.`, element);
  else if (one.local === 'type' && !isPropertyList(one.value)) {
    findings.add('content-attribute', `\`epub:type="${shorten(one.value)}"\` is no list of names.`, element);
  }
}

const isPropertyList = datatype('nmtokens');

// EPUB 3.3 #sec-xhtml-custom-attributes: other namespaces are free, those of the W3C and the IDPF are not.
function checkForeignAttribute(element: XmlElement, one: XmlAttribute, findings: Findings): void {
  if (one.namespace === NAMESPACES.ssml && (one.local === 'ph' || one.local === 'alphabet')) return;
  const target = resolveReference('', one.namespace).kind;
  if (target !== 'remote') {
    findings.add(
      'content-attribute',
      `The namespace of \`${one.name}\` is no URL: \`${shorten(one.namespace)}\`.`,
      element,
    );
  }
  const domain = /^[a-z]+:\/\/([^/]*)/.exec(one.namespace)?.[1] ?? '';
  if (!/w3\.org|idpf\.org/.test(domain)) return;
  findings.add('content-attribute', `\`${element.name}\` has no attribute \`${one.name}\`.`, element);
}

function checkRole(element: XmlElement, value: string, findings: Findings): void {
  const allowed = rolesOf(element);
  if (ROLES.has(value) && (allowed === undefined || allowed.has(value))) return;
  const message = ROLES.has(value)
    ? `\`${element.name}\` may not have the role \`${value}\`.`
    : `\`${shorten(value)}\` is no role that ARIA knows.`;
  findings.add('content-role', message, element);
}

function rolesOf(element: XmlElement): ReadonlySet<string> | undefined {
  if (element.name === 'a') return attribute(element, 'href') === undefined ? undefined : ROLES_OF_LINK;
  return Object.hasOwn(ROLES_OF, element.name) ? ROLES_OF[element.name] : undefined;
}
