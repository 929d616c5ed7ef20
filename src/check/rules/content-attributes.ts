import { resolveReference } from '../../container/reference.js';
import { attribute, normalizeSpace } from '../../container/xml-query.js';
import { NAMESPACES, type XmlAttribute, type XmlElement } from '../../container/xml-tree.js';
import { xhtmlDocuments } from '../content.js';
import type { Findings } from '../findings.js';
import type { Rule } from '../rule.js';
import { ariaStates } from '../schema/aria-states.js';
import { datatype } from '../schema/datatypes.js';
import { attributeRule, ownAttributes } from '../schema/html-attributes.js';
import { HTML_CONTENT, METADATA } from '../schema/html-elements.js';
import { ROLES, ROLES_OF, ROLES_OF_LINK } from '../schema/roles.js';
import { describe, shorten } from '../schema/vocabulary.js';

/** Every attribute is one that HTML (or EPUB) gives the element, with a value of its kind; required ones are there. */
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
        checkRequired(element, findings);
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
  if (target === 'invalid' || target === 'local') {
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

/** On an `a`, these say something about where it leads. */
const NEEDS_HREF: ReadonlySet<string> = new Set(
  `download hreflang ping referrerpolicy rel target type about content datatype inlist itemid itemprop itemref itemscope itemtype
  property resource typeof vocab`.split(/\s+/),
);

function checkRequired(element: XmlElement, findings: Findings): void {
  const has = (name: string): boolean => attribute(element, name) !== undefined;
  const lack = (name: string): void =>
    findings.add('content-attribute', `\`${element.name}\` lacks the attribute \`${name}\`. Add it.`, element);
  for (const [name, rule] of ownAttributes(element.name)) if (rule.isRequired && !has(name)) lack(name);
  switch (element.name) {
    case 'a':
      if (!has('href') && element.attributes.some(({ name }) => NEEDS_HREF.has(name))) lack('href');
      break;
    case 'bdo':
      if (!has('dir')) lack('dir');
      break;
    case 'object':
      if (!has('data') && !has('type')) lack('data');
      break;
    case 'base':
      if (!has('href') && !has('target')) lack('href');
      break;
    case 'source':
      if (element.parent?.name === 'picture' ? !has('srcset') : !has('src')) {
        lack(element.parent?.name === 'picture' ? 'srcset' : 'src');
      }
      for (const name of ['media', 'srcset', 'sizes', 'width', 'height']) {
        if (has(name) && element.parent?.name !== 'picture') {
          findings.add('content-attribute', `\`${name}\` is for the sources of a \`picture\` only.`, element);
        }
      }
      break;
    case 'area':
      if (has('href') !== has('alt')) lack(has('href') ? 'alt' : 'href');
      if (has('shape') && !has('coords') && attribute(element, 'shape') !== 'default') lack('coords');
      break;
    case 'li':
      if (has('value') && element.parent?.name !== 'ol') {
        findings.add('content-attribute', '`value` is for the items of an `ol` only.', element);
      }
      break;
    case 'colgroup':
      if (has('span') && element.children.some((child) => typeof child !== 'string')) {
        findings.add('content-attribute', 'A `colgroup` has a `span` or columns, not both.', element);
      }
      break;
    case 'audio':
    case 'video':
      if (has('itemprop') && !has('src')) lack('src');
      break;
    case 'img':
      if (has('ismap') && !isInLink(element)) {
        findings.add('content-attribute', 'An `img` with `ismap` stands outside of a link.', element);
      }
      break;
    case 'input':
      if (!has('type') && ['alt', 'checked', 'height', 'max', 'min', 'multiple', 'src', 'width'].some(has))
        lack('type');
      break;
    case 'meta':
      checkMeta(element, has, lack, findings);
      break;
    default:
  }
}

function isInLink(element: XmlElement): boolean {
  for (let one = element.parent; one; one = one.parent) {
    if (one.name === 'a' && attribute(one, 'href') !== undefined) return true;
  }
  return false;
}

const PRAGMAS = /^(?:content-type|refresh|default-style|content-security-policy|x-ua-compatible)$/i;

function checkMeta(
  element: XmlElement,
  has: (name: string) => boolean,
  lack: (name: string) => void,
  findings: Findings,
): void {
  const pragma = attribute(element, 'http-equiv');
  if (element.parent?.name !== 'head' && !has('itemprop') && !has('property')) {
    findings.add('content-structure', '`meta` stands outside of the head without `itemprop` or `property`.', element);
  }
  if (!has('name') && pragma === undefined && !has('charset') && !has('property') && !has('itemprop')) lack('name');
  if ((has('name') || pragma !== undefined) && !has('content')) lack('content');
  if (has('name') && normalizeSpace(attribute(element, 'name') ?? '') === '') {
    findings.add('content-attribute', '`name` on `meta` is empty.', element);
  }
  if ([has('name'), pragma !== undefined, has('charset')].filter(Boolean).length > 1) {
    findings.add('content-attribute', 'A `meta` is `name`, `http-equiv` or `charset`, not several.', element);
  }
  if (pragma === undefined) return;
  if (!PRAGMAS.test(pragma.trim())) {
    findings.add('content-attribute', `\`http-equiv="${shorten(pragma)}"\` is no pragma that HTML knows.`, element);
  }
  const content = normalizeSpace(attribute(element, 'content') ?? '');
  if (/^content-type$/i.test(pragma) && !/text\/html; ?charset=utf-8/i.test(content)) {
    findings.add(
      'content-encoding',
      `\`meta\` declares \`${shorten(content)}\`; it must be \`text/html; charset=utf-8\`.`,
      element,
    );
  }
}
