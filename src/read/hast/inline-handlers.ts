import type { Element, Nodes } from 'hast';
import { type Inline, text } from '../../model/story.js';
import { attribute, classesOf, semanticsOf, styleOf, textOf } from './attributes.js';
import { readImage } from './figures.js';
import type { Handler, Wrap } from './handler.js';
import { readLink } from './links.js';
import { isElement } from './nesting.js';

/** The elements that stand within a paragraph. */
export const INLINE_HANDLERS: Readonly<Record<string, Handler>> = {
  ...spans('emphasis', ['em', 'i', 'cite', 'dfn', 'var', 'u', 'ins']),
  ...spans('strong', ['strong', 'b']),
  ...spans('strike', ['del', 's', 'strike']),
  ...spans('subscript', ['sub']),
  sup: { kind: 'span', wrap: () => superscript },
  a: { kind: 'span', wrap: readLink },
  span: { kind: 'span', wrap: styled },
  font: { kind: 'span', wrap: styled },
  q: { kind: 'span', wrap: () => (children) => [text('“'), ...children, text('”')] },
  br: { kind: 'leaf', read: () => [{ type: 'lineBreak' }] },
  wbr: { kind: 'leaf', read: () => [text('\u200b')] },
  img: { kind: 'leaf', read: readImage },
  input: { kind: 'leaf', read: checkbox },
  ruby: { kind: 'leaf', read: ruby },
  ...Object.fromEntries(
    ['code', 'tt', 'kbd', 'samp'].map((tag) => [
      tag,
      { kind: 'leaf', read: (element) => codeOf(textOf(element)) } satisfies Handler,
    ]),
  ),
};

function spans(type: 'emphasis' | 'strong' | 'strike' | 'subscript', tags: readonly string[]): Record<string, Handler> {
  const handler: Handler = { kind: 'span', wrap: () => (children) => [{ type, children }] };
  return Object.fromEntries(tags.map((tag) => [tag, handler]));
}

const codeOf = (value: string): readonly Inline[] => (value === '' ? [] : [{ type: 'code', value }]);

/** A note's reference is raised by the book itself. */
const superscript: Wrap = (children) =>
  children.every((child) => child.type === 'noteReference') ? children : [{ type: 'superscript', children }];

/** What a style or a class says in the place of an element. */
const STYLES: readonly { readonly applies: (element: Element) => boolean; readonly wrap: Wrap }[] = [
  {
    applies: (element) => /^(?:italic|oblique)/.test(styleOf(element).get('font-style') ?? ''),
    wrap: (children) => [{ type: 'emphasis', children }],
  },
  {
    applies: (element) => /^(?:bold|[6-9]00)/.test(styleOf(element).get('font-weight') ?? ''),
    wrap: (children) => [{ type: 'strong', children }],
  },
  {
    applies: (element) => {
      const style = styleOf(element);
      return `${style.get('text-decoration') ?? ''} ${style.get('text-decoration-line') ?? ''}`.includes(
        'line-through',
      );
    },
    wrap: (children) => [{ type: 'strike', children }],
  },
  {
    applies: (element) => {
      const style = styleOf(element);
      const variant = `${style.get('font-variant') ?? ''} ${style.get('font-variant-caps') ?? ''}`;
      return (
        variant.includes('small-caps') || classesOf(element).some((name) => /^(?:small-?caps?|smcap|sc)$/.test(name))
      );
    },
    wrap: (children) => [{ type: 'smallCaps', children }],
  },
  {
    applies: (element) => styleOf(element).get('vertical-align') === 'super',
    wrap: superscript,
  },
  {
    applies: (element) => styleOf(element).get('vertical-align') === 'sub',
    wrap: (children) => [{ type: 'subscript', children }],
  },
];

function styled(element: Element): Wrap {
  if (!('style' in element.properties || 'className' in element.properties)) return (children) => children;
  const wraps = STYLES.filter(({ applies }) => applies(element)).map(({ wrap }) => wrap);
  return (children) => wraps.reduceRight((inner, wrap) => wrap(inner), children);
}

function checkbox(element: Element): readonly Inline[] {
  if (attribute(element, 'type').toLowerCase() !== 'checkbox') return [];
  return [text(element.properties['checked'] === true ? '☑ ' : '☐ ')];
}

/** Bases with their readings; a base that has none is plain text. */
function ruby(element: Element): readonly Inline[] {
  const inlines: Inline[] = [];
  let base = '';
  const add = (node: Nodes): void => {
    if (isElement(node) && node.tagName === 'rt') {
      const reading = textOf(node).trim();
      if (base.trim() !== '' && reading !== '') inlines.push({ type: 'ruby', base: base.trim(), reading });
      else inlines.push(text(base + reading));
      base = '';
    } else if (isElement(node) && (node.tagName === 'rtc' || node.tagName === 'rb')) {
      for (const child of node.children) add(child);
    } else if (!(isElement(node) && node.tagName === 'rp')) base += textOf(node);
  };
  for (const child of element.children) add(child);
  return base.trim() === '' ? inlines : [...inlines, text(base)];
}

/** Whether the element is said to be the mark that leads to a note. */
export const isNoteLink = (element: Element): boolean =>
  'dataFootnoteRef' in element.properties ||
  classesOf(element).includes('footnote-ref') ||
  semanticsOf(element).some((name) => name === 'noteref' || name === 'doc-noteref');
