import type { PackageDocument } from '../../container/package-document.js';
import type { Publication } from '../../container/publication.js';
import { attribute, elementsById } from '../../container/xml-query.js';
import type { XmlElement } from '../../container/xml-tree.js';
import { XHTML_TYPE } from '../content.js';
import type { Findings } from '../findings.js';
import { isContentType } from '../media-types.js';
import type { Rule } from '../rule.js';

/** The guide points to documents of the manifest, each way once. */
export const guide: Rule = {
  name: 'guide',
  depth: 'house',
  reference: 'OPF 2.0.1 §2.6',
  check(book, findings) {
    for (const one of book.packages) {
      const seen = new Set<string>();
      for (const { element, type, reference } of one.guide) {
        const href = attribute(element, 'href') ?? '';
        const key = `${type.trim().toLowerCase()} ${href.trim().toLowerCase()}`;
        if (seen.has(key))
          findings.add('opf-guide-duplicate', `The guide names \`${href}\` as \`${type}\` twice.`, element);
        seen.add(key);
        if (reference.kind === 'local') {
          checkTarget(one, reference.path, element, findings);
          checkFragment(book, one, reference.path, reference.fragment, element, findings);
        } else findings.add('opf-guide', `\`${href}\` is no document of this book.`, element);
      }
    }
  },
};

function checkTarget(
  { itemsByPath, isEpub3 }: PackageDocument,
  path: string,
  element: XmlElement,
  findings: Findings,
): void {
  const item = itemsByPath.get(path);
  if (item === undefined) findings.add('opf-guide', `\`${path}\` is not in the manifest.`, element);
  else if (!isContentType(item.mediaType, isEpub3)) {
    findings.add('opf-guide', `\`${path}\` is \`${item.mediaType}\`, no document to read.`, element);
  }
}

function checkFragment(
  book: Publication,
  { itemsByPath }: PackageDocument,
  path: string,
  fragment: string | undefined,
  element: XmlElement,
  findings: Findings,
): void {
  if (!fragment || itemsByPath.get(path)?.mediaType !== XHTML_TYPE) return;
  const document = book.documentOf(path);
  if (document === undefined || document.fault || elementsById(document).has(fragment)) return;
  findings.add('reference-fragment', `\`${path}\` has no id \`${fragment}\`.`, element);
}
