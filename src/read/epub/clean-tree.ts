import type { Element, ElementContent, Parents, Root } from 'hast';
import { attribute, classesOf, semanticsOf, textOf } from '../hast/attributes.js';
import { isElement } from '../hast/nesting.js';

/** What is done to an element that is not the story's: left out, or reduced to the place that it marks. */
type Verdict = 'keep' | 'drop' | 'empty' | 'boilerplate';

const NAVIGATION: ReadonlySet<string> = new Set([
  'toc',
  'landmarks',
  'page-list',
  'doc-toc',
  'doc-pagelist',
  'loi',
  'lot',
]);
const PAGE_CLASS = /^(?:page-?(?:num(?:ber)?|no|break)?|pb|pagebreak|x-ebookmaker-page(?:no|brk))$/;
const LINE_CLASS = /^(?:lnum|line-?num(?:ber)?|linenr)$/;
const GUTENBERG = /^(?:pg-boilerplate|pgheader|pgfooter|pg-(?:header|footer)(?:-heading)?|pg-machine-header)$/;

export interface Cleaned {
  /** Words of an archive's own that were set aside. */
  readonly hasBoilerplate: boolean;
}

/**
 * Takes away, in place, what a book's page holds beside its text: lists of contents, page and line numbers, an archive's
 * header and footer, buttons to the next chapter. Drawings that only wrap an image become the image.
 */
export function cleanTree(root: Root): Cleaned {
  let hasBoilerplate = false;
  const waiting: Parents[] = [root];
  for (let parent = waiting.pop(); parent; parent = waiting.pop()) {
    const kept: ElementContent[] = [];
    for (const child of parent.children as ElementContent[]) {
      if (!isElement(child)) {
        kept.push(child);
        continue;
      }
      const verdict = judge(child);
      hasBoilerplate ||= verdict === 'boilerplate';
      if (verdict === 'drop' || verdict === 'boilerplate') continue;
      const element = verdict === 'empty' ? { ...child, tagName: 'a', children: [] } : mended(child);
      kept.push(element);
      waiting.push(element);
    }
    (parent as Element).children = kept;
  }
  return { hasBoilerplate };
}

function judge(element: Element): Verdict {
  const types = semanticsOf(element);
  const classes = classesOf(element);
  if (element.tagName === 'nav' && (types.length === 0 || types.some((type) => NAVIGATION.has(type)))) return 'drop';
  if (classes.some((name) => GUTENBERG.test(name)) || GUTENBERG.test(attribute(element, 'id'))) return 'boilerplate';
  if (types.includes('pagebreak') || types.includes('doc-pagebreak')) return isPageMark(element) ? 'empty' : 'keep';
  if (classes.some((name) => PAGE_CLASS.test(name)) && isPageNumber(element)) return 'empty';
  if (classes.some((name) => LINE_CLASS.test(name)) && /^\s*\d{1,4}\s*$/.test(textOf(element))) return 'drop';
  return classes.includes('chapter_nav') ? 'drop' : 'keep';
}

const isPageMark = (element: Element): boolean => textOf(element).trim().length <= 20;

const isPageNumber = (element: Element): boolean =>
  /^[\s[({]*(?:(?:p(?:g|age)?)\.?\s*)?(?:\d{1,4}|[ivxlcdm]{1,8})?[\s\])}]*$/i.test(textOf(element));

/** The element in the words of HTML: `<svg><image/></svg>` is an image, `<hgroup>` one heading of several lines. */
function mended(element: Element): Element {
  if (element.tagName === 'svg') return imageIn(element) ?? element;
  return element.tagName === 'hgroup' ? headingOf(element) : element;
}

function imageIn(drawing: Element): Element | undefined {
  const held: Element[] = [];
  const waiting: Element[] = [drawing];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    for (const child of next.children) if (isElement(child)) waiting.push(child);
    if (next !== drawing && !['g', 'title', 'desc', 'defs'].includes(next.tagName)) held.push(next);
  }
  const [image] = held;
  if (held.length !== 1 || image?.tagName !== 'image') return undefined;
  const src = attribute(image, 'xLinkHref') || attribute(image, 'xlink:href') || attribute(image, 'href');
  const title = drawing.children.find((child) => isElement(child) && child.tagName === 'title');
  const alt = attribute(image, 'alt') || attribute(drawing, 'ariaLabel') || (title ? textOf(title).trim() : '');
  const { position } = drawing;
  return {
    type: 'element',
    tagName: 'img',
    properties: { src, ...(alt !== '' && { alt }) },
    children: [],
    ...(position && { position }),
  };
}

function headingOf(group: Element): Element {
  const lines = group.children.filter(isElement).filter(({ tagName }) => /^(?:h[1-6]|p)$/.test(tagName));
  const [first, ...others] = lines;
  const heading = lines.find(({ tagName }) => tagName !== 'p');
  if (!first || !heading || lines.length !== group.children.filter(isElement).length) return group;
  const line = (one: Element): ElementContent[] => [
    { type: 'element', tagName: 'br', properties: {}, children: [] },
    ...one.children,
  ];
  return {
    ...heading,
    properties: { ...group.properties, ...heading.properties },
    children: [...first.children, ...others.flatMap(line)],
  };
}
