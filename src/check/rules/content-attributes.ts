import { attribute, normalizeSpace } from '../../container/xml-query.js';
import { NAMESPACES, type XmlAttribute, type XmlElement } from '../../container/xml-tree.js';
import { xhtmlDocuments } from '../content.js';
import type { Findings } from '../findings.js';
import type { Rule } from '../rule.js';
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
        if (element.namespace !== NAMESPACES.xhtml || !HTML_CONTENT.has(element.name)) continue;
        for (const one of element.attributes) checkAttribute(element, one, findings);
        checkRequired(element, findings);
      }
    }
  },
};

function checkAttribute(element: XmlElement, one: XmlAttribute, findings: Findings): void {
  if (one.namespace === NAMESPACES.xmlns) return;
  if (one.namespace === NAMESPACES.ops) return checkEpubAttribute(element, one, findings);
  if (one.namespace !== '' && one.namespace !== NAMESPACES.xml) return checkForeignAttribute(element, one, findings);
  const name = one.namespace === NAMESPACES.xml ? `xml:${one.local}` : one.name;
  const rule = attributeRule(element.name, name);
  if (rule === undefined) {
    const isAnywhere = element.name === 'embed' && one.namespace === '';
    if (!isAnywhere)
      findings.add('content-attribute', `\`${element.name}\` has no attribute \`${one.name}\`.`, element);
  } else if (!rule.accepts(one.value)) {
    const value = `\`${one.name}="${shorten(one.value)}"\` on \`${element.name}\``;
    findings.add('content-attribute', `${value}: it must be ${describe(rule.type)}.`, element);
  } else if (name === 'role') {
    checkRole(element, one.value, findings);
  }
}

function checkEpubAttribute(element: XmlElement, one: XmlAttribute, findings: Findings): void {
  const isAllowed =
    one.local === 'type'
      ? !METADATA.has(element.name) && element.name !== 'head'
      : one.local === 'prefix' && element.name === 'html';
  if (!isAllowed) findings.add('content-attribute', `\`${element.name}\` has no attribute \`${one.name}\`.`, element);
}

// EPUB 3.3 #sec-xhtml-custom-attributes: other namespaces are free, those of the W3C and the IDPF are not.
function checkForeignAttribute(element: XmlElement, one: XmlAttribute, findings: Findings): void {
  if (one.namespace === NAMESPACES.ssml && (one.local === 'ph' || one.local === 'alphabet')) return;
  const domain = /^[a-z]+:\/\/([^/]*)/.exec(one.namespace)?.[1] ?? '';
  if (!/(?:^|\.)(?:w3|idpf)\.org$/.test(domain)) return;
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

function checkRequired(element: XmlElement, findings: Findings): void {
  const has = (name: string): boolean => attribute(element, name) !== undefined;
  const lack = (name: string): void =>
    findings.add('content-attribute', `\`${element.name}\` lacks the attribute \`${name}\`. Add it.`, element);
  for (const [name, rule] of ownAttributes(element.name)) if (rule.isRequired && !has(name)) lack(name);
  switch (element.name) {
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
      break;
    case 'area':
      if (has('href') && !has('alt')) lack('alt');
      break;
    case 'meta':
      checkMeta(element, has, lack, findings);
      break;
    default:
  }
}

const PRAGMAS = /^(?:content-type|refresh|default-style|content-security-policy|x-ua-compatible)$/i;

function checkMeta(
  element: XmlElement,
  has: (name: string) => boolean,
  lack: (name: string) => void,
  findings: Findings,
): void {
  const pragma = attribute(element, 'http-equiv');
  if (!has('name') && pragma === undefined && !has('charset') && !has('property') && !has('itemprop')) lack('name');
  if ((has('name') || pragma !== undefined) && !has('content')) lack('content');
  if (has('name') && normalizeSpace(attribute(element, 'name') ?? '') === '') {
    findings.add('content-attribute', '`name` on `meta` is empty.', element);
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
