import type { PackageDocument } from '../../container/package-document.js';
import type { Publication } from '../../container/publication.js';
import { resolveReference } from '../../container/reference.js';
import {
  attribute,
  attributeOf,
  childNamed,
  childrenNamed,
  elementsById,
  normalizeSpace,
  textOf,
} from '../../container/xml-query.js';
import { NAMESPACES, type XmlDocument, type XmlElement } from '../../container/xml-tree.js';
import { documentsOf, NCX_TYPE, XHTML_TYPE } from '../content.js';
import type { Findings } from '../findings.js';
import { isContentType } from '../media-types.js';
import type { Rule } from '../rule.js';
import { NCX_VOCABULARY } from '../schema/ncx-vocabulary.js';
import { checkVocabulary } from '../schema/vocabulary.js';
import { checkXml } from '../xml-document.js';

/** The NCX names this book, counts its points without gaps, labels them, and leads to what is there. */
export const ncx: Rule = {
  name: 'ncx',
  depth: 'house',
  reference: 'OPF 2.0.1 §2.4.1',
  check(book, findings) {
    for (const { document, package: one } of documentsOf(book, NCX_TYPE, 'all')) {
      if (!checkXml(document, findings)) continue;
      const { doctype = '' } = document;
      if (one.isEpub3 && /\b(?:PUBLIC|SYSTEM)\b/.test(doctype) && !/ncx[ -]2005-1/i.test(doctype)) {
        findings.add(
          'xml-external',
          'The document type declaration names something outside of the file.',
          document.path,
        );
      }
      checkVocabulary(document, NCX_VOCABULARY, findings);
      checkIdentifier(document, one, findings);
      checkIds(document, findings);
      checkOrder(document, findings);
      for (const element of document.elements) {
        if (element.name === 'content' || element.name === 'img') checkTarget(book, one, element, findings);
        if (element.name === 'text' && normalizeSpace(textOf(element)) === '') {
          findings.add('ncx-label', 'A label of the NCX is empty. Name what it leads to.', element);
        }
        checkLanguages(element, findings);
      }
    }
  },
};

function checkIdentifier(document: XmlDocument, { uniqueIdentifier }: PackageDocument, findings: Findings): void {
  const stated = document.elements.filter((meta) => meta.name === 'meta' && attribute(meta, 'name') === 'dtb:uid');
  if (stated.length === 0) {
    findings.add(
      'ncx-uid-missing',
      'The NCX states no `dtb:uid`. Give it the identifier of the package.',
      document.root,
    );
  }
  for (const meta of stated) {
    const identifier = attribute(meta, 'content') ?? '';
    if (uniqueIdentifier === undefined || identifier.trim() === uniqueIdentifier) continue;
    findings.add('ncx-uid', `\`dtb:uid\` is \`${identifier}\`, the package says \`${uniqueIdentifier}\`.`, meta);
  }
}

function checkIds(document: XmlDocument, findings: Findings): void {
  const seen = new Set<string>();
  for (const element of document.elements) {
    const id = attribute(element, 'id')?.trim();
    if (id === undefined) continue;
    if (seen.has(id)) findings.add('ncx-id-duplicate', `The id \`${id}\` occurs more than once. Rename one.`, element);
    seen.add(id);
  }
}

/** Play orders start at 1, leave no number out, and are one a target. Z39.86-2005 §8.4.4. */
function checkOrder(document: XmlDocument, findings: Findings): void {
  const targets = new Map<number, string>();
  const orders = new Map<string, number>();
  const counted = document.elements.filter((element) => attribute(element, 'playOrder') !== undefined);
  for (const element of counted) {
    const written = attribute(element, 'playOrder') ?? '';
    const order = Number(written);
    const src = attribute(childNamed(element, 'content') ?? element, 'src') ?? '';
    if (Number.isNaN(order)) findings.add('ncx-order', `\`playOrder="${written}"\` is no number.`, element);
    const other = targets.get(order);
    if (other !== undefined && other !== src) {
      findings.add('ncx-order', `\`playOrder="${written}"\` stands for two places. Count on.`, element);
    }
    if (src !== '' && orders.has(src) && orders.get(src) !== order) {
      findings.add('ncx-order', `\`${src}\` has two play orders. Give it one.`, element);
    }
    targets.set(order, src);
    if (src !== '') orders.set(src, order);
  }
  if (counted[0] && !counted.some((element) => attribute(element, 'playOrder') === '1'))
    findings.add('ncx-order', 'No `playOrder` is 1.', counted[0]);
  for (const element of counted) {
    const order = Number(attribute(element, 'playOrder'));
    if (order > 1 && !targets.has(order - 1)) {
      findings.add('ncx-order', `The play orders leave out ${order - 1}.`, element);
    }
  }
}

function checkTarget(book: Publication, one: PackageDocument, element: XmlElement, findings: Findings): void {
  const src = attribute(element, 'src') ?? '';
  const reference = resolveReference(element.document.path, src);
  if (reference.kind === 'invalid') {
    findings.add('reference-invalid', `\`${src}\` is no valid URL: ${reference.reason}.`, element);
  } else if (reference.kind !== 'local') {
    findings.add('ncx-remote', `\`${src}\` leads out of the book.`, element);
  } else checkLocal(book, one, element, reference, findings);
}

function checkLocal(
  book: Publication,
  one: PackageDocument,
  element: XmlElement,
  { path, fragment }: { readonly path: string; readonly fragment?: string },
  findings: Findings,
): void {
  const item = one.itemsByPath.get(path);
  if (!book.files.has(path)) {
    findings.add('ncx-target', `\`${path}\` is not in the book. Correct the URL.`, element);
  } else if (item === undefined) {
    findings.add('ncx-target', `\`${path}\` is not in the manifest.`, element);
  } else if (element.name === 'content') {
    if (!isContentType(item.mediaType, true) && item.fallback === undefined) {
      findings.add('ncx-target', `\`${path}\` is \`${item.mediaType}\`, no document to read.`, element);
    } else if (!one.spine.some((place) => place.item === item)) {
      findings.add('ncx-target', `\`${path}\` is not in the spine.`, element);
    }
    const document = item.mediaType === XHTML_TYPE && fragment ? book.documentOf(path) : undefined;
    if (fragment && document && !document.fault && !elementsById(document).has(fragment)) {
      findings.add('ncx-target', `\`${path}\` has no id \`${fragment}\`.`, element);
    }
  }
}

function checkLanguages(element: XmlElement, findings: Findings): void {
  for (const name of ['navLabel', 'navInfo']) {
    const seen = new Set<string>();
    for (const label of childrenNamed(element, name)) {
      const language = attributeOf(label, NAMESPACES.xml, 'lang');
      if (language === undefined) continue;
      if (seen.has(language)) findings.add('ncx-structure', `Two labels of one point are in \`${language}\`.`, label);
      seen.add(language);
    }
  }
}
