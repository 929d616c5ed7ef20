import type { PackageDocument, SpineItem } from '../../container/package-document.js';
import type { Publication } from '../../container/publication.js';
import { attribute } from '../../container/xml-query.js';
import { NCX_TYPE, XHTML_TYPE } from '../content.js';
import type { Findings } from '../findings.js';
import { hyperlinkTargets } from '../references.js';
import type { Rule } from '../rule.js';

const EXCLUSIVE: readonly RegExp[] = [
  /^rendition:flow-/,
  /^rendition:layout-/,
  /^rendition:orientation-/,
  /^rendition:spread-/,
  /^(?:rendition:)?page-spread-/,
];

/** The spine names items that are there, each once, at least one to be read in order; the rest can be reached. */
export const spine: Rule = {
  name: 'spine',
  depth: 'house',
  reference: 'EPUB 3.3 #sec-spine-elem',
  check(book, findings) {
    for (const one of book.packages) {
      checkItemrefs(one, findings);
      checkToc(one, findings);
      if (one.isEpub3) checkNonLinear(book, one, findings);
    }
  },
};

function checkItemrefs({ spine: items, spineElement, isEpub3 }: PackageDocument, findings: Findings): void {
  const seen = new Set<string>();
  for (const one of items) {
    if (one.item === undefined) {
      findings.add('opf-spine-missing', `\`idref="${one.idref}"\` names no item of the manifest.`, one.element);
    }
    if (seen.has(one.idref)) {
      findings.add('opf-spine-duplicate', `The spine names \`${one.idref}\` more than once.`, one.element);
    }
    seen.add(one.idref);
    if (isEpub3) checkProperties(one, findings);
  }
  if (items.length > 0 && !items.some(({ isLinear }) => isLinear)) {
    findings.add(
      'opf-spine-linear',
      'Every item of the spine is `linear="no"`; a book needs one to open with.',
      spineElement,
    );
  }
}

function checkProperties({ element, properties }: SpineItem, findings: Findings): void {
  for (const pattern of EXCLUSIVE) {
    const rivals = properties.filter((property) => pattern.test(property));
    if (rivals.length > 1) findings.add('opf-property', `\`${rivals.join('` and `')}\` exclude each other.`, element);
  }
}

function checkToc({ spineElement, itemsById, manifest, isEpub3 }: PackageDocument, findings: Findings): void {
  if (spineElement === undefined) return;
  const toc = attribute(spineElement, 'toc')?.trim();
  const ncx = manifest.find(({ mediaType }) => mediaType === NCX_TYPE);
  if (toc === undefined) {
    if (ncx || !isEpub3) findings.add('opf-spine-toc', 'The spine has no `toc`; it must name the NCX.', spineElement);
  } else if (itemsById.get(toc)?.mediaType !== NCX_TYPE) {
    findings.add('opf-spine-toc', `\`toc="${toc}"\` names no NCX of the manifest.`, spineElement);
  }
}

// EPUB 3.3 #attrdef-itemref-linear: non-linear content must be reachable from elsewhere.
function checkNonLinear(book: Publication, { spine: items, manifest }: PackageDocument, findings: Findings): void {
  const aside = items.filter(({ isLinear, item }) => !isLinear && item?.path !== undefined);
  if (aside.length === 0) return;
  const isScripted = manifest.some(({ properties }) => properties.includes('scripted'));
  const reached = hyperlinkTargets(book);
  for (const { item, element } of aside) {
    if (item?.path === undefined || reached.has(item.path)) continue;
    if (item.mediaType === XHTML_TYPE && item.properties.includes('nav')) continue;
    const code = isScripted ? 'opf-spine-aside' : 'opf-spine-unreachable';
    findings.add(code, `\`${item.href}\` is not linear, and nothing links to it.`, element);
  }
}
