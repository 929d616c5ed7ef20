import { attribute } from '../../container/xml-query.js';
import { NAMESPACES, type XmlElement } from '../../container/xml-tree.js';
import { xhtmlDocuments } from '../content.js';
import type { Rule } from '../rule.js';
import { EXCLUSIONS, INTERACTIVE } from '../schema/html-elements.js';

/** No link inside a link, no table inside a caption: what may not stand anywhere below an element. */
export const contentNesting: Rule = {
  name: 'content-nesting',
  depth: 'house',
  reference: 'HTML #elements-3 (“no … descendants”)',
  check(book, findings) {
    for (const { document } of xhtmlDocuments(book)) {
      const excluding: (readonly XmlElement[])[] = [];
      for (const element of document.elements) {
        const above = element.parent ? (excluding[element.parent.index] ?? []) : [];
        const outer = element.namespace === NAMESPACES.xhtml ? above.find((one) => excludes(one, element)) : undefined;
        if (outer) {
          const message = `\`${element.name}\` may not stand inside \`${outer.name}\`, at any depth.`;
          findings.add('content-nesting', message, element);
        }
        const isNew = isExcluding(element.name) && !above.some(({ name }) => name === element.name);
        excluding.push(isNew ? [...above, element] : above);
      }
    }
  },
};

function isExcluding(name: string): boolean {
  return name === 'a' || name === 'button' || Object.hasOwn(EXCLUSIONS, name);
}

function excludes(outer: XmlElement, inner: XmlElement): boolean {
  if (outer.name === 'a' || outer.name === 'button') return isInteractive(inner);
  return EXCLUSIONS[outer.name]?.has(inner.name) ?? false;
}

function isInteractive(element: XmlElement): boolean {
  const { name } = element;
  if (name === 'audio' || name === 'video') return attribute(element, 'controls') !== undefined;
  if (name === 'img' || name === 'object') return attribute(element, 'usemap') !== undefined;
  if (name === 'input') return attribute(element, 'type') !== 'hidden';
  return INTERACTIVE.has(name);
}
