import { attribute, childElements, normalizeSpace, tokens } from '../../container/xml-query.js';
import { NAMESPACES, type XmlElement } from '../../container/xml-tree.js';
import { xhtmlDocuments } from '../content.js';
import type { Findings } from '../findings.js';
import type { Rule } from '../rule.js';
import { shorten } from '../schema/vocabulary.js';

/** A title that says something, one declaration of the encoding, and `lang` and `xml:lang` that agree. */
export const contentHead: Rule = {
  name: 'content-head',
  depth: 'house',
  reference: 'EPUB 3.3 #sec-xhtml, HTML #the-title-element, HTML #attr-meta-charset',
  check(book, findings) {
    for (const { document } of xhtmlDocuments(book)) {
      for (const element of document.elements) {
        if (element.namespace !== NAMESPACES.xhtml) continue;
        if (element.name === 'title') checkTitle(element, findings);
        else if (element.name === 'head') checkHead(element, findings);
        else if (element.name === 'select') checkSelect(element, findings);
        checkLanguages(element, findings);
      }
    }
  },
};

function checkTitle(title: XmlElement, findings: Findings): void {
  const isBlank = !title.children.some((child) => typeof child === 'string' && normalizeSpace(child) !== '');
  if (isBlank) findings.add('content-title-empty', 'The `title` is empty. Say what the file is.', title);
}

function checkHead(head: XmlElement, findings: Findings): void {
  const children = childElements(head);
  if (!children.some(({ name }) => name === 'title')) {
    findings.add('content-title-missing', 'The document has no `title`. Say what the file is.', head);
  }
  const charsets = children.filter((child) => child.name === 'meta' && attribute(child, 'charset') !== undefined);
  const pragmas = children.filter((child) => /^content-type$/i.test(attribute(child, 'http-equiv') ?? ''));
  if (charsets[1]) findings.add('content-encoding', 'The encoding is declared more than once.', charsets[1]);
  if (charsets[0] && pragmas[0]) {
    findings.add(
      'content-encoding',
      'The encoding is declared by `charset` and by `http-equiv`. Keep one.',
      pragmas[0],
    );
  }
  for (const pragma of pragmas) {
    const content = normalizeSpace(attribute(pragma, 'content') ?? '');
    if (/text\/html; ?charset=utf-8/i.test(content)) continue;
    const wanted = 'it must be `text/html; charset=utf-8`';
    findings.add('content-encoding', `\`meta\` declares \`${shorten(content)}\`; ${wanted}.`, pragma);
  }
  for (const link of children) {
    const relations = tokens(attribute(link, 'rel')?.toLowerCase());
    const isAlternate = link.name === 'link' && relations.includes('alternate') && relations.includes('stylesheet');
    if (isAlternate && normalizeSpace(attribute(link, 'title') ?? '') === '') {
      findings.add('content-attribute', 'An alternate style sheet has no `title` to choose it by.', link);
    }
    if (link.name === 'link' && attribute(link, 'sizes') !== undefined && attribute(link, 'rel') !== 'icon') {
      findings.add('content-attribute', '`sizes` on a `link` that is no icon.', link);
    }
  }
}

function checkSelect(select: XmlElement, findings: Findings): void {
  if (attribute(select, 'multiple') !== undefined) return;
  const chosen = childElements(select).filter((option) => attribute(option, 'selected') !== undefined);
  if (chosen[1])
    findings.add('content-attribute', 'A `select` without `multiple` has two selected options.', chosen[1]);
}

function checkLanguages(element: XmlElement, findings: Findings): void {
  const language = attribute(element, 'lang');
  if (language === undefined) return;
  const xml = element.attributes.find((one) => one.namespace === NAMESPACES.xml && one.local === 'lang')?.value;
  if (xml !== undefined && xml.toLowerCase() !== language.toLowerCase()) {
    findings.add(
      'content-language',
      `\`lang="${language}"\` and \`xml:lang="${xml}"\` differ. Make them one.`,
      element,
    );
  }
}
