import type { PackageDocument } from '../../container/package-document.js';
import { attribute } from '../../container/xml-query.js';
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
        if (reference.kind === 'local') checkTarget(one, reference.path, element, findings);
        else findings.add('opf-guide', `\`${href}\` is no document of this book.`, element);
      }
    }
  },
};

function checkTarget(
  { itemsByPath, isEpub3 }: PackageDocument,
  path: string,
  element: PackageDocument['root'],
  findings: Findings,
): void {
  const item = itemsByPath.get(path);
  if (item === undefined) findings.add('opf-guide', `\`${path}\` is not in the manifest.`, element);
  else if (!isContentType(item.mediaType, isEpub3)) {
    findings.add('opf-guide', `\`${path}\` is \`${item.mediaType}\`, no document to read.`, element);
  }
}
