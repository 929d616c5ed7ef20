import type { PackageDocument } from '../../container/package-document.js';
import { attribute, childElements, hasText, normalizeSpace } from '../../container/xml-query.js';
import { NAMESPACES, type XmlDocument, type XmlElement } from '../../container/xml-tree.js';
import type { Findings } from '../findings.js';
import type { Rule } from '../rule.js';
import { PACKAGE_VOCABULARY } from '../schema/package-vocabulary.js';
import { checkVocabulary } from '../schema/vocabulary.js';
import { checkXml } from '../xml-document.js';

/** The package document is whole XML, of a version that is known, and built as the specification says. */
export const packageStructure: Rule = {
  name: 'package-structure',
  depth: 'house',
  reference: 'EPUB 3.3 #sec-package-doc',
  check(book, findings) {
    for (const path of book.packagePaths) {
      const document = book.documentOf(path);
      if (document === undefined || !checkXml(document, findings)) continue;
      const read = book.packages.find((one) => one.path === path);
      if (read?.isEpub3) checkDoctype(document, findings);
      if (read === undefined) {
        findings.add('opf-structure', `The package document opens with \`${document.root?.name}\`.`, document.root);
        continue;
      }
      if (read.isEpub3) checkVocabulary(document, PACKAGE_VOCABULARY, findings);
      else checkEpub2(read, findings);
      checkIds(document, findings);
      if (read.isEpub3) for (const { element } of read.metadata) checkMeta(element, findings);
    }
  },
};

function checkDoctype({ doctype, path }: XmlDocument, findings: Findings): void {
  if (doctype !== undefined && /\b(?:PUBLIC|SYSTEM)\b/.test(doctype.slice(0, 10_000))) {
    findings.add('xml-external', 'The document type declaration names something outside of the file.', path);
  }
}

function checkIds(document: XmlDocument, findings: Findings): void {
  const seen = new Set<string>();
  for (const element of document.elements) {
    const id = attribute(element, 'id')?.trim();
    if (id === undefined) continue;
    if (seen.has(id)) findings.add('opf-id-duplicate', `The id \`${id}\` occurs more than once. Rename one.`, element);
    seen.add(id);
  }
}

/** A `meta` is EPUB 3's (`property` and text) or EPUB 2's (`name` and `content`), not a mixture. */
function checkMeta(element: XmlElement, findings: Findings): void {
  if (element.name !== 'meta' || element.namespace !== NAMESPACES.opf) return;
  const property = attribute(element, 'property');
  const isOld = attribute(element, 'name') !== undefined || attribute(element, 'content') !== undefined;
  if (property === undefined) {
    for (const name of ['name', 'content']) {
      if (attribute(element, name) !== undefined) continue;
      findings.add('opf-attribute', `A \`meta\` has neither \`property\` nor \`${name}\`.`, element);
    }
    if (hasText(element)) findings.add('opf-structure', 'A `meta` with `name` may not hold text.', element);
    return;
  }
  if (isOld) findings.add('opf-attribute', `The \`meta\` \`${property}\` has \`name\` or \`content\` too.`, element);
  if (!hasText(element)) {
    findings.add('opf-structure', `The \`meta\` \`${property}\` is empty. Fill it or leave it out.`, element);
  }
}

const REQUIRED = ['dc:identifier', 'dc:title', 'dc:language'] as const;

/** OPF 2.0.1: the parts that no EPUB 2 package may lack. */
function checkEpub2(
  { root, version, metadata, manifest, spine, spineElement }: PackageDocument,
  findings: Findings,
): void {
  if (root.namespace !== NAMESPACES.opf && !root.namespace.startsWith('http://openebook.org/')) {
    findings.add('opf-structure', `The package document is of the namespace \`${root.namespace}\`.`, root);
  }
  if (!/^\s*[12]\./.test(version)) {
    findings.add('opf-attribute', `\`version="${version}"\` is no version of EPUB that is known.`, root);
  }
  for (const name of REQUIRED) {
    if (!metadata.some((entry) => entry.name === name && normalizeSpace(entry.value) !== '')) {
      findings.add('opf-structure', `The metadata lack \`${name}\`. Add one.`, root);
    }
  }
  const parts = childElements(root).map(({ name }) => name);
  for (const part of ['metadata', 'manifest', 'spine']) {
    if (!parts.includes(part)) findings.add('opf-structure', `The package lacks \`${part}\`.`, root);
  }
  if (manifest.length === 0) findings.add('opf-structure', 'The manifest lists nothing.', root);
  if (spine.length === 0) findings.add('opf-structure', 'The spine lists nothing.', spineElement ?? root);
}
