import type { PackageDocument } from '../../container/package-document.js';
import type { Publication } from '../../container/publication.js';
import { attribute } from '../../container/xml-query.js';
import { NAMESPACES, type XmlElement } from '../../container/xml-tree.js';
import { xhtmlDocuments } from '../content.js';
import type { Findings } from '../findings.js';
import type { Rule } from '../rule.js';
import { isMeaningfulAlt } from './house-images.js';
import { navigationDocuments } from './navigation-document.js';

/** What the package claims about the book's accessibility is there, is in the vocabulary, and is true of the bytes. */
export const accessibilityClaims: Rule = {
  name: 'accessibility-claims',
  depth: 'house',
  reference: 'EPUB Accessibility 1.1 #sec-discovery, #sec-conf-reporting',
  check(book, findings) {
    const one = book.package;
    if (!one?.isEpub3) return;
    const claims = new Claims(one);
    checkPresence(claims, one.root, findings);
    checkConsistency(claims, findings);
    for (const [feature, proof] of Object.entries(PROOFS)) {
      const claim = claims.find('schema:accessibilityFeature', feature);
      const doubt = claim && proof(book);
      if (claim && doubt) {
        findings.add(
          'a11y-claim',
          `The package claims \`${feature}\`, but ${doubt}. Take the claim away or make it true.`,
          claim,
        );
      }
    }
  },
};

class Claims {
  readonly #package: PackageDocument;

  constructor(one: PackageDocument) {
    this.#package = one;
  }

  values(name: string): readonly string[] {
    return this.#package.metadata.filter((entry) => entry.name === name).map(({ value }) => value);
  }

  find(name: string, value: string): XmlElement | undefined {
    return this.#package.metadata.find((entry) => entry.name === name && entry.value === value)?.element;
  }

  first(name: string): XmlElement | undefined {
    return this.#package.metadata.find((entry) => entry.name === name)?.element;
  }
}

const EXPECTED = [
  'schema:accessMode',
  'schema:accessModeSufficient',
  'schema:accessibilityFeature',
  'schema:accessibilityHazard',
  'schema:accessibilitySummary',
] as const;

function checkPresence(claims: Claims, root: XmlElement, findings: Findings): void {
  for (const name of EXPECTED) {
    if (claims.values(name).length > 0) continue;
    findings.add('a11y-missing', `The package does not state \`${name}\`.`, root);
  }
}

const RETIRED: ReadonlySet<string> = new Set(['annotations', 'bookmarks', 'printPageNumbers']);

function checkConsistency(claims: Claims, findings: Findings): void {
  for (const name of ['schema:accessibilityFeature', 'schema:accessibilityHazard']) {
    const values = claims.values(name);
    if (values.includes('none') && values.length > 1) {
      findings.add('a11y-inconsistent', `\`${name}\` is \`none\` beside others.`, claims.find(name, 'none'));
    }
  }
  for (const feature of claims.values('schema:accessibilityFeature')) {
    if (!RETIRED.has(feature)) continue;
    findings.add('a11y-retired', `\`${feature}\` is retired.`, claims.find('schema:accessibilityFeature', feature));
  }
  for (const name of ['schema:accessibilityAPI', 'schema:accessibilityControl']) {
    const element = claims.first(name);
    if (element) findings.add('a11y-retired', `\`${name}\` is retired.`, element);
  }
  const conformance = claims.first('dcterms:conformsTo');
  if (conformance && claims.values('a11y:certifiedBy').length === 0) {
    findings.add(
      'a11y-certifier',
      'The package claims to conform to a standard, but names no `a11y:certifiedBy`.',
      conformance,
    );
  }
}

/** The claims that bytes can contradict: what contradicts them, in words. */
const PROOFS: Readonly<Record<string, (book: Publication) => string | undefined>> = {
  alternativeText(book) {
    for (const { document } of xhtmlDocuments(book)) {
      const bare = document.elements.find(
        (element) => element.name === 'img' && element.namespace === NAMESPACES.xhtml && !isMeaningfulAlt(element),
      );
      if (bare) return `an image of \`${document.path}\` has no text that says what it shows`;
    }
    return undefined;
  },
  tableOfContents(book) {
    const has = navigationDocuments(book).some(({ document }) => document.elements.some(({ name }) => name === 'nav'));
    return has ? undefined : 'there is no table of contents';
  },
  structuralNavigation(book) {
    const has = xhtmlDocuments(book).some(({ document, item }) => {
      return !item.properties.includes('nav') && document.elements.some(({ name }) => /^h[1-6]$/.test(name));
    });
    return has ? undefined : 'no document has a heading';
  },
  ARIA(book) {
    const has = xhtmlDocuments(book).some(({ document }) =>
      document.elements.some((element) => attribute(element, 'role') !== undefined),
    );
    return has ? undefined : 'no element has a role';
  },
  MathML(book) {
    const has = xhtmlDocuments(book).some(({ document }) =>
      document.elements.some(({ namespace }) => namespace === NAMESPACES.mathml),
    );
    return has ? undefined : 'there is no MathML';
  },
  pageNavigation: (book) => (hasPages(book) ? undefined : 'there is no page list'),
  unlocked: (book) => (book.encryptedPaths.size === 0 ? undefined : 'files of it are encrypted'),
};

function hasPages(book: Publication): boolean {
  return navigationDocuments(book).some(({ document }) =>
    document.elements.some(({ attributes }) => attributes.some(({ value }) => value === 'page-list')),
  );
}
