import { attribute, normalizeSpace } from '../../container/xml-query.js';
import { NAMESPACES, type XmlElement } from '../../container/xml-tree.js';
import { xhtmlDocuments } from '../content.js';
import type { Rule } from '../rule.js';
import { ownAttributes } from '../schema/html-attributes.js';

/** The attributes that an element cannot do without are there, and those that exclude each other are not together. */
export const contentRequirements: Rule = {
  name: 'content-requirements',
  depth: 'house',
  reference: 'HTML #elements-3, #attributes-3',
  check(book, findings) {
    for (const { document } of xhtmlDocuments(book)) {
      for (const element of document.elements) {
        if (element.namespace !== NAMESPACES.xhtml) continue;
        for (const complaint of complaintsOf(element)) findings.add('content-attribute', complaint, element);
      }
    }
  },
};

type Has = (name: string) => boolean;

function* complaintsOf(element: XmlElement): Generator<string> {
  const has: Has = (name) => attribute(element, name) !== undefined;
  for (const [name, rule] of ownAttributes(element.name)) {
    if (rule.isRequired && !has(name)) yield lacks(element, name);
  }
  const demand = Object.hasOwn(DEMANDS, element.name) ? DEMANDS[element.name] : undefined;
  for (const complaint of demand?.(has, element) ?? []) if (complaint !== false) yield complaint;
}

function lacks({ name }: XmlElement, missing: string): string {
  return `\`${name}\` lacks the attribute \`${missing}\`. Add it.`;
}

/** What elements demand beyond single attributes: `false` where a demand is met. */
const DEMANDS: Readonly<Record<string, (has: Has, element: XmlElement) => readonly (string | false)[]>> = {
  a: (has, element) => [
    !has('href') && element.attributes.some(({ name }) => NEEDS_HREF.has(name)) && lacks(element, 'href'),
  ],
  area: (has, element) => [
    has('href') !== has('alt') && lacks(element, has('href') ? 'alt' : 'href'),
    has('shape') && !has('coords') && attribute(element, 'shape') !== 'default' && lacks(element, 'coords'),
  ],
  audio: (has, element) => [has('itemprop') && !has('src') && lacks(element, 'src')],
  base: (has, element) => [!has('href') && !has('target') && lacks(element, 'href')],
  bdo: (has, element) => [!has('dir') && lacks(element, 'dir')],
  colgroup: (has, { children }) => [
    has('span') &&
      children.some((child) => typeof child !== 'string') &&
      'A `colgroup` has a `span` or columns, not both.',
  ],
  img: (has, element) => [has('ismap') && !isInLink(element) && 'An `img` with `ismap` stands outside of a link.'],
  input: (has, element) => [!has('type') && NEEDS_TYPE.some(has) && lacks(element, 'type')],
  li: (has, { parent }) => [has('value') && parent?.name !== 'ol' && '`value` is for the items of an `ol` only.'],
  meta: metaDemands,
  object: (has, element) => [!has('data') && !has('type') && lacks(element, 'data')],
  source: sourceDemands,
  video: (has, element) => [has('itemprop') && !has('src') && lacks(element, 'src')],
};

/** On an `a`, these say something about where it leads. */
const NEEDS_HREF: ReadonlySet<string> = new Set(
  `download hreflang ping referrerpolicy rel target type about content datatype inlist itemid itemprop itemref itemscope itemtype
  property resource typeof vocab`.split(/\s+/),
);

/** On an `input`, these are for some types only. */
const NEEDS_TYPE = ['alt', 'checked', 'height', 'max', 'min', 'multiple', 'src', 'width'];

function isInLink(element: XmlElement): boolean {
  for (let one = element.parent; one; one = one.parent) {
    if (one.name === 'a' && attribute(one, 'href') !== undefined) return true;
  }
  return false;
}

const FOR_PICTURES = ['media', 'srcset', 'sizes', 'width', 'height'];

function sourceDemands(has: Has, element: XmlElement): readonly (string | false)[] {
  if (element.parent?.name === 'picture') return [!has('srcset') && lacks(element, 'srcset')];
  const stray = FOR_PICTURES.find(has);
  return [
    !has('src') && lacks(element, 'src'),
    stray !== undefined && `\`${stray}\` is for the sources of a \`picture\` only.`,
  ];
}

const PRAGMAS = /^(?:content-type|refresh|default-style|content-security-policy|x-ua-compatible)$/i;

function metaDemands(has: Has, element: XmlElement): readonly (string | false)[] {
  const pragma = attribute(element, 'http-equiv')?.trim();
  const kinds = ['name', 'http-equiv', 'charset'].filter(has);
  const isData = has('itemprop') || has('property');
  return [
    kinds.length === 0 && !isData && lacks(element, 'name'),
    kinds.length > 1 && 'A `meta` is `name`, `http-equiv` or `charset`, not several.',
    element.parent?.name !== 'head' && !isData && '`meta` stands outside of the head without `itemprop` or `property`.',
    (has('name') || has('http-equiv')) && !has('content') && lacks(element, 'content'),
    has('name') && normalizeSpace(attribute(element, 'name') ?? '') === '' && '`name` on `meta` is empty.',
    pragma !== undefined &&
      !PRAGMAS.test(pragma) &&
      `\`http-equiv="${pragma.slice(0, 60)}"\` is no pragma that HTML knows.`,
  ];
}
