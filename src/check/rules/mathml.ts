import { childElements, hasText } from '../../container/xml-query.js';
import { NAMESPACES, type XmlElement } from '../../container/xml-tree.js';
import { xhtmlDocuments } from '../content.js';
import type { Findings } from '../findings.js';
import type { Rule } from '../rule.js';
import { MATHML_ARITY, MATHML_LAYOUT, MATHML_TOKENS } from '../schema/mathml-elements.js';

/** Formulas are of presentation MathML: its elements, with as many parts as each takes, text only in its tokens. */
export const mathml: Rule = {
  name: 'mathml',
  depth: 'house',
  reference: 'EPUB 3.3 #sec-xhtml-mathml, MathML 3 #presm',
  check(book, findings) {
    for (const { document } of xhtmlDocuments(book)) {
      for (const element of document.elements) {
        if (element.namespace === NAMESPACES.mathml && !isAnnotation(element)) checkElement(element, findings);
      }
    }
  },
};

/** Annotations may hold content markup, or anything. */
function isAnnotation(element: XmlElement): boolean {
  for (let one = element.parent; one; one = one.parent) if (one.name === 'annotation-xml') return true;
  return false;
}

function checkElement(element: XmlElement, findings: Findings): void {
  const { name } = element;
  const arity = Object.hasOwn(MATHML_ARITY, name) ? MATHML_ARITY[name] : undefined;
  if (arity === undefined && !MATHML_TOKENS.has(name) && !MATHML_LAYOUT.has(name)) {
    findings.add('content-element-unknown', `\`${name}\` is no element of presentation MathML.`, element);
    return;
  }
  if (MATHML_TOKENS.has(name)) return;
  if (hasText(element) && name !== 'annotation-xml') {
    findings.add(
      'content-text',
      `Text stands in \`${name}\`; it belongs in \`mi\`, \`mn\`, \`mo\` or \`mtext\`.`,
      element,
    );
  }
  const parts = childElements(element);
  if (arity !== undefined && parts.length !== arity) {
    findings.add('content-structure', `\`${name}\` takes ${arity} parts and has ${parts.length}.`, element);
  }
  const stray = name === 'annotation-xml' ? undefined : parts.find(({ namespace }) => namespace !== NAMESPACES.mathml);
  if (stray) findings.add('content-structure', `\`${stray.name}\` may not stand in \`${name}\`.`, stray);
}
