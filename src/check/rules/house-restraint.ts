import { attribute } from '../../container/xml-query.js';
import { NAMESPACES } from '../../container/xml-tree.js';
import { xhtmlDocuments } from '../content.js';
import type { Rule } from '../rule.js';

const UNWANTED: ReadonlySet<string> = new Set(['script', 'form', 'iframe', 'object', 'embed']);
const LARGEST = 300 * 1024;

/** A story needs no scripts, forms or frames, no inline style, and no file that an old device chokes on. */
export const houseRestraint: Rule = {
  name: 'house-restraint',
  depth: 'house',
  reference: 'EPUB 3.3 #sec-scripted-content (reading systems need not support it)',
  check(book, findings) {
    for (const { document } of xhtmlDocuments(book)) {
      for (const element of document.elements) {
        if (element.namespace !== NAMESPACES.xhtml) continue;
        if (UNWANTED.has(element.name)) {
          findings.add(
            'house-active-content',
            `\`${element.name}\`: many readers leave it out, some refuse the book.`,
            element,
          );
        }
        if (attribute(element, 'style') !== undefined) {
          findings.add(
            'house-inline-style',
            'An inline style overrides the reader’s own settings. Use the style sheet.',
            element,
          );
        }
      }
      const size = book.files.get(document.path)?.size ?? 0;
      if (size > LARGEST) {
        const kilobytes = Math.round(size / 1024);
        findings.add(
          'house-large-file',
          `The document has ${kilobytes} kB; above 300 kB old devices stumble. Split it.`,
          document.path,
        );
      }
    }
  },
};
