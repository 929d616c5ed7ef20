import { attribute, attributeOf, childElements, textOf } from '../../container/xml-query.js';
import { NAMESPACES, type XmlElement } from '../../container/xml-tree.js';
import { type Inline, text } from '../../model/story.js';
import { hasClass, type OwnNode, type OwnPageReading } from './own-page.js';

/** The elements of a line of text as the inlines that they were written from. */
export function inlinesOf(nodes: readonly OwnNode[], page: OwnPageReading): readonly Inline[] {
  const inlines: Inline[] = [];
  for (const node of nodes) {
    for (const inline of typeof node === 'string' ? [text(node)] : inlineOf(node, page)) {
      const last = inlines.at(-1);
      if (inline.type === 'text' && last?.type === 'text')
        inlines[inlines.length - 1] = text(last.value + inline.value);
      else if (inline.type !== 'text' || inline.value !== '') inlines.push(inline);
    }
  }
  return inlines;
}

const SPANS = {
  em: 'emphasis',
  i: 'emphasis',
  strong: 'strong',
  b: 'strong',
  s: 'strike',
  del: 'strike',
  strike: 'strike',
  sup: 'superscript',
  sub: 'subscript',
} as const;

const SPAN_TYPES: ReadonlyMap<string, (typeof SPANS)[keyof typeof SPANS]> = new Map(Object.entries(SPANS));

/** Elements whose text is not the story's. */
const SILENT: ReadonlySet<string> = new Set(['script', 'style', 'template', 'rp']);

function inlineOf(element: XmlElement, page: OwnPageReading): readonly Inline[] {
  const { name, children } = element;
  if (SILENT.has(name)) return [];
  const type = SPAN_TYPES.get(name);
  if (type !== undefined) return [{ type, children: inlinesOf(children, page) }];
  switch (name) {
    case 'br':
      return [{ type: 'lineBreak' }];
    case 'code':
      return [{ type: 'code', value: textOf(element) }];
    case 'ruby':
      return [rubyOf(element)];
    case 'img':
      return imageOf(element, page);
    case 'a':
      return anchorOf(element, page);
    case 'span':
      return spanOf(element, page);
    default:
      return inlinesOf(children, page);
  }
}

function rubyOf(element: XmlElement): Inline {
  const reading = childElements(element).filter(({ name }) => name === 'rt');
  const base = element.children.filter(
    (node) => typeof node === 'string' || (node.name !== 'rt' && node.name !== 'rp'),
  );
  return { type: 'ruby', base: joined(base), reading: joined(reading) };
}

const joined = (nodes: readonly OwnNode[]): string =>
  nodes.map((node) => (typeof node === 'string' ? node : textOf(node))).join('');

/** The image, or its words when the book does not hold it. */
function imageOf(element: XmlElement, page: OwnPageReading): readonly Inline[] {
  const resource = page.imageAt(attribute(element, 'src') ?? '');
  if (resource !== undefined) return [{ type: 'image', resource, ...alternativeOf(element) }];
  const alt = attribute(element, 'alt') ?? '';
  return alt === '' ? [] : [text(alt)];
}

/** An image without words is decoration where its role says so; otherwise nobody has described it. */
export function alternativeOf(image: XmlElement): { readonly alt?: string } {
  const alt = attribute(image, 'alt') ?? '';
  const role = attribute(image, 'role');
  return alt === '' && role !== 'presentation' && role !== 'none' ? {} : { alt };
}

/** RFC 3986 schemes that a story's links may have. */
const LINK = /^(?:https?:\/\/|mailto:)/i;

function anchorOf(element: XmlElement, page: OwnPageReading): readonly Inline[] {
  const href = attribute(element, 'href')?.trim() ?? '';
  if (hasClass(element, 'backlink')) return [];
  const note = page.noteAt(href);
  if (note !== undefined) return [{ type: 'noteReference', note }];
  const children = inlinesOf(element.children, page);
  return LINK.test(href) ? [{ type: 'link', href, children }] : children;
}

function spanOf(element: XmlElement, page: OwnPageReading): readonly Inline[] {
  const children = inlinesOf(element.children, page);
  if (hasClass(element, 'small-caps')) return [{ type: 'smallCaps', children }];
  const language = attributeOf(element, NAMESPACES.xml, 'lang') ?? attribute(element, 'lang');
  return language ? [{ type: 'languageSpan', language, children }] : children;
}
