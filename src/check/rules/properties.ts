import type { PackageDocument } from '../../container/package-document.js';
import { annotatedElements, attribute, attributeOf, tokens, typesOf } from '../../container/xml-query.js';
import { NAMESPACES, type XmlElement } from '../../container/xml-tree.js';
import { xhtmlDocuments } from '../content.js';
import type { Findings } from '../findings.js';
import { declaredPrefixes, prefixFaults } from '../prefixes.js';
import type { Rule } from '../rule.js';
import { ITEM_PROPERTY_TYPES, type PropertyPlace, propertyFault } from '../schema/vocabularies.js';

/** Every property is one that its place knows, or has a declared prefix. */
export const properties: Rule = {
  name: 'properties',
  depth: 'house',
  reference: 'EPUB 3.3 #sec-vocab-assoc, #app-vocabs',
  check(book, findings) {
    for (const one of book.packages) if (one.isEpub3) checkPackage(one, findings);
    for (const { document } of xhtmlDocuments(book)) {
      const root = document.root as XmlElement;
      const prefixes = attributeOf(root, NAMESPACES.ops, 'prefix');
      checkPrefixes(root, prefixes, findings);
      const declared = declaredPrefixes(prefixes);
      for (const element of annotatedElements(document)) {
        for (const type of typesOf(element)) checkProperty(type, 'type', element, declared, findings);
      }
    }
  },
};

function checkPackage({ root, metadata, manifest, spine }: PackageDocument, findings: Findings): void {
  const prefixes = attribute(root, 'prefix');
  checkPrefixes(root, prefixes, findings);
  const declared = declaredPrefixes(prefixes);
  const check = (value: string | undefined, place: PropertyPlace, element: XmlElement): void => {
    for (const property of tokens(value)) checkProperty(property, place, element, declared, findings);
  };
  for (const { element } of metadata) {
    if (element.name === 'meta') {
      const property = attribute(element, 'property');
      check(property, 'meta', element);
      if (tokens(property).length > 1) {
        findings.add('opf-property', `\`property="${property}"\` names several properties; one is allowed.`, element);
      }
      const scheme = attribute(element, 'scheme');
      if (scheme !== undefined) check(scheme, 'meta', element);
    } else if (element.name === 'link') {
      check(attribute(element, 'rel'), 'rel', element);
      check(attribute(element, 'properties'), 'link', element);
    }
  }
  for (const { element, properties: list, mediaType } of manifest) {
    for (const property of list) {
      checkProperty(property, 'item', element, declared, findings);
      const types = Object.hasOwn(ITEM_PROPERTY_TYPES, property) ? ITEM_PROPERTY_TYPES[property] : undefined;
      if (types && !types.test(mediaType)) {
        findings.add('opf-property', `The property \`${property}\` is not for \`${mediaType}\`.`, element);
      }
    }
  }
  for (const { element, properties: list } of spine) {
    for (const property of list) checkProperty(property, 'itemref', element, declared, findings);
  }
}

function checkProperty(
  property: string,
  place: PropertyPlace,
  element: XmlElement,
  declared: ReadonlyMap<string, string>,
  findings: Findings,
): void {
  const fault = propertyFault(property, place, declared);
  if (fault === undefined) return;
  if (fault === 'prefix') {
    const prefix = property.slice(0, property.indexOf(':'));
    findings.add(
      'opf-prefix-undeclared',
      `The prefix of \`${property}\` is not declared. Declare \`${prefix}\` or correct it.`,
      element,
    );
  } else if (fault === 'malformed') {
    findings.add('opf-property', `\`${property}\` is no well-formed property.`, element);
  } else if (place === 'type') {
    findings.add('content-type-unknown', `\`epub:type="${property}"\` is not in the vocabulary.`, element);
  } else {
    findings.add('opf-property', `\`${property}\` is no property that \`${element.name}\` may have.`, element);
  }
}

function checkPrefixes(element: XmlElement, value: string | undefined, findings: Findings): void {
  for (const { isError, message } of prefixFaults(value)) {
    findings.add(isError ? 'opf-prefix' : 'opf-prefix-odd', message, element);
  }
}
