import type { ManifestItem, PackageDocument } from '../../container/package-document.js';
import type { Publication } from '../../container/publication.js';
import { attribute } from '../../container/xml-query.js';
import { XHTML_TYPE } from '../content.js';
import type { Findings } from '../findings.js';
import { isAudioOrVideo, isFontType } from '../media-types.js';
import type { Rule } from '../rule.js';

/** The manifest lists what is in the container, once, and nothing else; one item is the navigation document. */
export const manifest: Rule = {
  name: 'manifest',
  depth: 'house',
  reference: 'EPUB 3.3 #sec-manifest-elem',
  check(book, findings) {
    for (const one of book.packages) {
      const seen = new Map<string, ManifestItem>();
      for (const item of one.manifest) {
        checkHref(book, one, item, findings);
        const path = item.path;
        if (path === undefined) continue;
        if (seen.has(path)) findings.add('opf-item-duplicate', `\`${path}\` is listed more than once.`, item.element);
        seen.set(path, item);
      }
      if (one.isEpub3) checkSpecialItems(one, findings);
    }
    checkUndeclared(book, findings);
  },
};

function checkHref(book: Publication, one: PackageDocument, item: ManifestItem, findings: Findings): void {
  const { element, reference, href } = item;
  switch (reference.kind) {
    case 'local':
      checkLocal(book, one, item, reference.path, findings);
      if (reference.fragment !== undefined) {
        findings.add('opf-href', `\`href="${href}"\` has a fragment; an item is a whole file.`, element);
      }
      if (reference.hasQuery) findings.add('reference-query', `\`href="${href}"\` has a query.`, element);
      break;
    case 'remote':
      // EPUB 3.3 #sec-resource-locations: only audio, video and fonts may lie outside, and what scripts fetch.
      if (one.isEpub3 && !isAudioOrVideo(item.mediaType) && !isFontType(item.mediaType)) {
        findings.add('reference-remote', `\`${href}\` must be inside of the book. Put it there.`, element);
      }
      break;
    case 'data':
    case 'file':
      findings.add('opf-href', `\`href\` is a ${reference.kind} URL; an item is a file of the container.`, element);
      break;
    case 'outside':
      findings.add('reference-outside', `\`href="${href}"\` points out of the container.`, element);
      break;
    case 'invalid':
      findings.add('reference-invalid', `\`href="${href}"\` is no valid URL: ${reference.reason}.`, element);
      break;
    default:
      reference satisfies never;
  }
}

function checkLocal(
  book: Publication,
  one: PackageDocument,
  { element, href }: ManifestItem,
  path: string,
  findings: Findings,
): void {
  if (attribute(element, 'href') === undefined) return;
  if (path === one.path) findings.add('opf-href', 'The manifest lists the package document itself.', element);
  else if (!book.files.has(path)) {
    findings.add('opf-item-missing', `\`${href}\` is not in the container. Add the file or drop the item.`, element);
  } else if (path.startsWith('META-INF/')) {
    findings.add('opf-href', `\`${path}\` lies in META-INF, where no content may be.`, element);
  }
}

function checkSpecialItems({ manifest: items, root }: PackageDocument, findings: Findings): void {
  const having = (property: string): readonly ManifestItem[] =>
    items.filter((item) => item.properties.includes(property));
  const navs = having('nav');
  if (navs.length !== 1) {
    const fact = navs.length === 0 ? 'No item has' : 'Several items have';
    findings.add('opf-nav', `${fact} the property \`nav\`; exactly one must.`, navs[1]?.element ?? root);
  }
  for (const nav of navs) {
    if (nav.mediaType !== XHTML_TYPE)
      findings.add('opf-nav', `The navigation document is \`${nav.mediaType}\`.`, nav.element);
  }
  for (const property of ['cover-image', 'data-nav']) {
    const second = having(property)[1];
    if (second) findings.add('opf-property', `Several items have the property \`${property}\`.`, second.element);
  }
}

/** What no manifest lists, META-INF aside, is dead weight that readers may drop. */
function checkUndeclared(book: Publication, findings: Findings): void {
  if (book.package === undefined) return;
  const packages = new Set(book.packagePaths);
  for (const path of book.files.keys()) {
    if (path === 'mimetype' || path.startsWith('META-INF/') || packages.has(path)) continue;
    if (book.packages.some(({ itemsByPath }) => itemsByPath.has(path))) continue;
    findings.add(
      'opf-undeclared',
      `\`${path}\` is in the container but not in the manifest. List it or leave it out.`,
      path,
    );
  }
}
