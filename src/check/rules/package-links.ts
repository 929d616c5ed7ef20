import type { PackageDocument } from '../../container/package-document.js';
import type { Publication } from '../../container/publication.js';
import { resolveReference } from '../../container/reference.js';
import { attribute, tokens } from '../../container/xml-query.js';
import type { XmlElement } from '../../container/xml-tree.js';
import type { Findings } from '../findings.js';
import type { Rule } from '../rule.js';

const RECORDS: ReadonlySet<string> = new Set(['record']);

/** The links of the metadata and of collections lead somewhere, and say what is there. */
export const packageLinks: Rule = {
  name: 'package-links',
  depth: 'house',
  reference: 'EPUB 3.3 #sec-link-elem',
  check(book, findings) {
    for (const one of book.packages) {
      if (!one.isEpub3) continue;
      for (const element of one.document.elements) {
        if (element.name === 'link') checkLink(book, one, element, findings);
      }
    }
  },
};

function checkLink(book: Publication, one: PackageDocument, element: XmlElement, findings: Findings): void {
  const href = attribute(element, 'href') ?? '';
  const reference = resolveReference(one.path, href);
  const isInMetadata = element.parent?.name === 'metadata' && element.parent.parent?.name === 'package';
  const mediaType = attribute(element, 'media-type');
  switch (reference.kind) {
    case 'data':
    case 'file':
    case 'invalid':
      findings.add('reference-invalid', `\`href="${href}"\` may not be linked from the package.`, element);
      break;
    case 'outside':
      findings.add('reference-outside', `\`href="${href}"\` points out of the container.`, element);
      break;
    case 'remote':
      break;
    case 'local':
      if (reference.hasQuery) findings.add('reference-query', `\`href="${href}"\` has a query.`, element);
      if (reference.path === one.path) {
        findings.add('opf-link', `\`href="${href}"\` points into the package document itself.`, element);
      } else if (isInMetadata) {
        if (mediaType === undefined)
          findings.add('opf-link', 'A link into the container needs its `media-type`.', element);
        if (!book.files.has(reference.path)) {
          findings.add('opf-link-missing', `\`${href}\` is not in the container.`, element);
        } else if (one.itemsByPath.has(reference.path) && !isReferenced(one, reference.path)) {
          findings.add(
            'opf-link',
            `\`${href}\` is a linked record and an item of the manifest; it can be one.`,
            element,
          );
        }
      }
      break;
    default:
      reference satisfies never;
  }
  if (isInMetadata) checkRelations(element, mediaType, findings);
}

function isReferenced({ spine }: PackageDocument, path: string): boolean {
  return spine.some(({ item }) => item?.path === path);
}

function checkRelations(element: XmlElement, mediaType: string | undefined, findings: Findings): void {
  const relations = tokens(attribute(element, 'rel'));
  if (relations.includes('alternate') && relations.length > 1) {
    findings.add('opf-link', '`alternate` may not be paired with other relations.', element);
  }
  const refines = attribute(element, 'refines');
  if (relations.some((one) => RECORDS.has(one))) {
    if (mediaType === undefined) findings.add('opf-link', 'A `record` link needs its `media-type`.', element);
    if (refines !== undefined)
      findings.add('opf-link', 'A `record` link is about the whole book, so it may not refine.', element);
  }
  if (!relations.includes('voicing')) return;
  if (refines === undefined) findings.add('opf-link', 'A `voicing` link must refine what it voices.', element);
  if (!mediaType?.trim().startsWith('audio/'))
    findings.add('opf-link', 'A `voicing` link needs an audio `media-type`.', element);
}
