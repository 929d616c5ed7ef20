import type { Publication } from '../container/publication.js';
import { type Reference, resolveReference } from '../container/reference.js';
import { attribute, attributeOf, ownText, tokens } from '../container/xml-query.js';
import { NAMESPACES, type XmlDocument, type XmlElement } from '../container/xml-tree.js';
import { documentsOf, SVG_TYPE, XHTML_TYPE } from './content.js';
import { readStyles, type StyleUrl } from './css/style-sheet.js';

type ReferenceKind =
  | 'hyperlink'
  | 'image'
  | 'style sheet'
  | 'script'
  | 'audio'
  | 'video'
  | 'track'
  | 'object'
  | 'font'
  | 'import'
  | 'citation'
  | 'use'
  | 'link';

/** A URL that a document holds. */
export interface ContentReference {
  readonly element: XmlElement;
  readonly kind: ReferenceKind;
  readonly href: string;
  readonly reference: Reference;
}

const HTML_URLS: Readonly<Record<string, readonly (readonly [string, ReferenceKind])[]>> = {
  a: [['href', 'hyperlink']],
  area: [['href', 'hyperlink']],
  audio: [['src', 'audio']],
  blockquote: [['cite', 'citation']],
  del: [['cite', 'citation']],
  embed: [['src', 'object']],
  iframe: [['src', 'object']],
  img: [['src', 'image']],
  input: [['src', 'image']],
  ins: [['cite', 'citation']],
  object: [['data', 'object']],
  q: [['cite', 'citation']],
  script: [['src', 'script']],
  track: [['src', 'track']],
  video: [
    ['src', 'video'],
    ['poster', 'image'],
  ],
};

const SVG_URLS: Readonly<Record<string, ReferenceKind>> = {
  a: 'hyperlink',
  image: 'image',
  feImage: 'image',
  use: 'use',
  script: 'script',
};

/** Every URL of the document's elements and styles, in document order. Collected once. */
export function referencesOf(document: XmlDocument): readonly ContentReference[] {
  const known = byDocument.get(document);
  if (known) return known;
  const base = baseOf(document);
  const found: ContentReference[] = [];
  for (const element of document.elements) {
    if (element.attributes.length === 0 && element.name !== 'style') continue;
    for (const [href, kind] of urlsOf(element)) {
      const reference = resolve(document.path, base, href);
      found.push({ element, kind, href, reference });
    }
  }
  byDocument.set(document, found);
  return found;
}

const byDocument = new WeakMap<XmlDocument, readonly ContentReference[]>();

/** The paths that any hyperlink, or any entry of the navigation, leads to. */
export function hyperlinkTargets(book: Publication): ReadonlySet<string> {
  const targets = new Set<string>();
  for (const { document } of [...documentsOf(book, XHTML_TYPE), ...documentsOf(book, SVG_TYPE)]) {
    for (const { kind, reference } of referencesOf(document)) {
      if (kind === 'hyperlink' && reference.kind === 'local' && reference.path !== document.path)
        targets.add(reference.path);
    }
  }
  return targets;
}

function resolve(path: string, base: string | undefined, href: string): Reference {
  if (base === undefined) return resolveReference(path, href);
  const reference = resolveReference(path, base);
  return reference.kind === 'local' ? resolveReference(reference.path, href) : reference;
}

function baseOf({ elements }: XmlDocument): string | undefined {
  for (const element of elements) {
    if (element.name === 'body') return undefined;
    if (element.name === 'base' && element.namespace === NAMESPACES.xhtml) return attribute(element, 'href');
  }
  return undefined;
}

function* urlsOf(element: XmlElement): Generator<readonly [string, ReferenceKind]> {
  if (element.namespace === NAMESPACES.xhtml) yield* htmlUrls(element);
  else if (element.namespace === NAMESPACES.svg) yield* svgUrls(element);
  else if (element.namespace === NAMESPACES.mathml) {
    const image = attribute(element, 'altimg');
    if (image !== undefined) yield [image, 'image'];
  }
  yield* styleUrls(element);
}

function* htmlUrls(element: XmlElement): Generator<readonly [string, ReferenceKind]> {
  const { name, parent } = element;
  for (const [attributeName, kind] of HTML_URLS[name] ?? []) {
    const value = attribute(element, attributeName);
    if (value !== undefined) yield [value, kind];
  }
  if (name === 'link') yield* linkUrls(element);
  if (name === 'source') {
    const src = attribute(element, 'src');
    if (src !== undefined) yield [src, parent?.name === 'audio' ? 'audio' : 'video'];
  }
  if (name === 'img' || name === 'source') yield* srcset(attribute(element, 'srcset'));
}

function* linkUrls(element: XmlElement): Generator<readonly [string, ReferenceKind]> {
  const href = attribute(element, 'href');
  if (href === undefined) return;
  const relations = tokens(attribute(element, 'rel')?.toLowerCase());
  yield [href, relations.includes('stylesheet') ? 'style sheet' : 'link'];
}

function* srcset(value: string | undefined): Generator<readonly [string, ReferenceKind]> {
  for (const candidate of (value ?? '').split(',')) {
    const url = tokens(candidate)[0];
    if (url !== undefined) yield [url, 'image'];
  }
}

function* svgUrls(element: XmlElement): Generator<readonly [string, ReferenceKind]> {
  const href = attributeOf(element, NAMESPACES.xlink, 'href') ?? attribute(element, 'href');
  const kind = Object.hasOwn(SVG_URLS, element.name) ? SVG_URLS[element.name] : undefined;
  if (href !== undefined && kind !== undefined) yield [href, kind];
}

function* styleUrls(element: XmlElement): Generator<readonly [string, ReferenceKind]> {
  const inline = attribute(element, 'style');
  if (inline === undefined && element.name !== 'style') return;
  const urls: readonly StyleUrl[] = [
    ...(element.name === 'style' ? readStyles(ownText(element), 'sheet').urls : []),
    ...(inline !== undefined ? readStyles(inline, 'declarations').urls : []),
  ];
  for (const { url, kind } of urls) yield [url, kind];
}
