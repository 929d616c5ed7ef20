import type { MetadataEntry, PackageDocument } from '../../container/package-document.js';
import { attribute, attributeOf } from '../../container/xml-query.js';
import { NAMESPACES } from '../../container/xml-tree.js';
import type { Findings } from '../findings.js';
import type { Rule } from '../rule.js';
import { isLanguageTag } from '../schema/language-tag.js';

/** The book says which book it is, when it was last changed, and in which language it is written. */
export const packageMetadata: Rule = {
  name: 'package-metadata',
  depth: 'house',
  reference: 'EPUB 3.3 #sec-pkg-metadata',
  check(book, findings) {
    for (const one of book.packages) {
      checkIdentifier(one, findings);
      if (one.isEpub3) checkModified(one, findings);
      checkDates(one, findings);
      checkLanguages(one, findings);
    }
  },
};

const UUID = /^urn:uuid:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

function checkIdentifier(
  { root, metadata, uniqueIdentifierId, uniqueIdentifier }: PackageDocument,
  findings: Findings,
): void {
  if (uniqueIdentifierId === undefined || uniqueIdentifierId === '') {
    findings.add('opf-identifier', 'The package has no `unique-identifier`. Name the id of a `dc:identifier`.', root);
  } else if (uniqueIdentifier === undefined) {
    findings.add('opf-identifier', `\`unique-identifier="${uniqueIdentifierId}"\` names no \`dc:identifier\`.`, root);
  }
  for (const { name, value, element } of metadata) {
    if (name === 'dc:identifier' && /^urn:uuid:/i.test(value) && !UUID.test(value)) {
      findings.add(
        'opf-uuid',
        `\`${value}\` is no UUID: eight, four, four, four and twelve hexadecimal digits.`,
        element,
      );
    }
  }
}

function checkModified({ root, metadata }: PackageDocument, findings: Findings): void {
  const stamps = metadata.filter(({ name }) => name === 'dcterms:modified');
  const own = stamps.filter(({ refines }) => refines === undefined);
  if (own.length !== 1) {
    const fact = own.length === 0 ? 'no' : 'more than one';
    findings.add(
      'opf-modified',
      `The package has ${fact} \`dcterms:modified\`; it must have one.`,
      own[1]?.element ?? root,
    );
  }
  for (const { value, element } of stamps) {
    if (/^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$/.test(value)) continue;
    findings.add(
      'opf-modified',
      `\`dcterms:modified\` is \`${value}\`; it must read \`YYYY-MM-DDThh:mm:ssZ\`.`,
      element,
    );
  }
}

const DATE =
  /^([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:Z|[+-][0-9]{2}:[0-9]{2}))?)?)?$/;

function checkDates({ metadata, isEpub3 }: PackageDocument, findings: Findings): void {
  for (const { name, value, element } of metadata) {
    if (name !== 'dc:date' || isDate(value)) continue;
    const code = isEpub3 || value === '' ? 'opf-date' : 'opf-date-invalid';
    findings.add(code, `\`dc:date\` is \`${value}\`; write it as \`YYYY\`, \`YYYY-MM\` or \`YYYY-MM-DD\`.`, element);
  }
}

function isDate(value: string): boolean {
  const [, , month, day] = DATE.exec(value) ?? [];
  if (!DATE.test(value)) return false;
  return (month === undefined || (+month >= 1 && +month <= 12)) && (day === undefined || (+day >= 1 && +day <= 31));
}

function checkLanguages({ metadata, root, isEpub3 }: PackageDocument, findings: Findings): void {
  for (const entry of metadata) {
    if (entry.name === 'dc:language') checkTag(entry, entry.value, findings);
    const tag = attributeOf(entry.element, NAMESPACES.xml, 'lang');
    if (tag !== undefined && tag !== '') checkTag(entry, tag, findings);
    const target = entry.name === 'link' ? attribute(entry.element, 'hreflang') : undefined;
    if (target !== undefined && target !== '') checkTag(entry, target, findings);
  }
  const tag = attributeOf(root, NAMESPACES.xml, 'lang');
  if (tag !== undefined && tag !== '' && !isLanguageTag(tag.trim())) {
    findings.add('opf-language', `\`xml:lang="${tag}"\` is no well-formed language tag.`, root);
  }
  if (isEpub3 && tag === undefined) {
    findings.add('house-language', 'The package has no `xml:lang`: its titles are read in an unknown language.', root);
  }
}

function checkTag({ element }: MetadataEntry, tag: string, findings: Findings): void {
  if (isLanguageTag(tag.trim())) return;
  findings.add(
    'opf-language',
    `\`${tag}\` is no well-formed language tag (BCP 47), such as \`en\` or \`pt-BR\`.`,
    element,
  );
}
