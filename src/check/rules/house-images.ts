import { attribute } from '../../container/xml-query.js';
import { NAMESPACES, type XmlElement } from '../../container/xml-tree.js';
import { isMeaningfulAlternative } from '../../text/alternative.js';
import { xhtmlDocuments } from '../content.js';
import type { Rule } from '../rule.js';

/** Every image has a text alternative that says what it shows, or is marked as decoration. */
export const houseImages: Rule = {
  name: 'house-images',
  depth: 'house',
  reference: 'WCAG 2.2 #non-text-content',
  check(book, findings) {
    for (const { document } of xhtmlDocuments(book)) {
      for (const element of document.elements) {
        if (element.name !== 'img' || element.namespace !== NAMESPACES.xhtml) continue;
        if (attribute(element, 'alt') === undefined) {
          findings.add(
            'a11y-alt-missing',
            'An image has no `alt`. Say what it shows, or give it an empty one.',
            element,
          );
        } else if (!isMeaningfulAlt(element)) {
          findings.add(
            'a11y-alt-meaningless',
            `\`alt="${attribute(element, 'alt')}"\` does not say what the image shows.`,
            element,
          );
        }
      }
    }
  },
};

/** Whether the text alternative can stand for the image. An empty one says that the image is decoration. */
export function isMeaningfulAlt(image: XmlElement): boolean {
  const alt = attribute(image, 'alt');
  return alt !== undefined && isMeaningfulAlternative(alt);
}
