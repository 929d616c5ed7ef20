import type { ElementContent, Properties } from 'hast';
import { attribute, childElements, childrenNamed, textOf } from '../../container/xml-query.js';
import type { XmlElement } from '../../container/xml-tree.js';
import type { Place } from '../../model/story.js';
import { judgeSceneBreak } from '../vocabulary/scene-breaks.js';
import { type Content, collapsed, html, words } from '../xml-hast.js';

/** What an element's meaning depends on beside itself. */
export interface Surroundings {
  readonly placeOf: (element: XmlElement) => Place;
  /** How deep the sections are, from 1 on. */
  readonly depth: number;
  /** Where a line that names an author names who is quoted. */
  readonly isQuoted: boolean;
  /** The anchor of the note that a link leads to. */
  readonly noteOf: (link: XmlElement) => string | undefined;
  /** Whether a section of the text is a note, which is read apart. */
  readonly isNote: (section: XmlElement) => boolean;
  /** The empty lines that part scenes. */
  readonly gaps: ReadonlySet<XmlElement>;
}

type Convert = (element: XmlElement, around: Surroundings) => Content;

/** The chapters’ titles; above them stand only those of several bodies. */
const TOP_LEVEL = 2;
const DEEPEST_LEVEL = 6;

/** What each element of FictionBook becomes. Others are seen through. */
const CONVERTERS: Readonly<Record<string, Convert>> = {
  section: (element, around) =>
    around.isNote(element) ? [] : contentOf(element, { ...around, depth: around.depth + 1 }),
  title: (element, around) => heading(element, levelAt(element, around), around),
  subtitle: (element, around) => [block('h6', element, around)],
  p: (element, around) => [block('p', element, around)],
  'empty-line': (element, around) => (around.gaps.has(element) ? [html('hr', [], {}, around.placeOf(element))] : []),
  epigraph: (element, around) => [quote(element, around, { className: ['epigraph'] })],
  cite: (element, around) => [quote(element, around)],
  annotation: (element, around) => [quote(element, around)],
  poem: attributed,
  stanza,
  'text-author': (element, around) => [
    html('p', contentOf(element, around), { style: 'text-align: right' }, around.placeOf(element)),
  ],
  table: (element, around) => [html('table', rows(element, around), {}, around.placeOf(element))],
  image: (element, around) => [image(element, around)],
  a: link,
  strong: inline('strong'),
  emphasis: inline('em'),
  strikethrough: inline('s'),
  sub: inline('sub'),
  sup: inline('sup'),
  code: (element, around) => [html('code', [words(textOf(element))], {}, around.placeOf(element))],
};

/** The element’s content as HTML. */
export function contentOf(element: XmlElement, around: Surroundings): Content {
  return element.children.flatMap((child): Content => {
    if (typeof child === 'string') return [words(collapsed(child))];
    const convert = Object.hasOwn(CONVERTERS, child.name) ? CONVERTERS[child.name] : undefined;
    return convert ? convert(child, around) : contentOf(child, around);
  });
}

/** A poem’s title stands below every section’s. */
const levelAt = ({ parent }: XmlElement, { depth }: Surroundings): number =>
  parent?.name === 'section' ? Math.min(TOP_LEVEL + depth - 1, DEEPEST_LEVEL) : DEEPEST_LEVEL;

/** A title as a heading: its first line, then the others as one below it. */
export function heading(title: XmlElement, level: number, around: Surroundings): Content {
  return [html(`h${level}`, titleRun(title, around), {}, around.placeOf(title))];
}

/** The words of a title, a break below its first line. */
export function titleRun(title: XmlElement, around: Surroundings): Content {
  const lines = childrenNamed(title, 'p');
  const runs = lines.length > 0 ? lines.map((line) => contentOf(line, around)) : [contentOf(title, around)];
  const [first = [], ...others] = runs.filter((run) => run.some(isShown));
  const rest = others.flatMap((run, index): Content => [index === 0 ? html('br', []) : words(' '), ...run]);
  return [...first, ...rest];
}

const isShown = (node: ElementContent): boolean => node.type !== 'text' || node.value.trim() !== '';

function inline(tagName: string): Convert {
  return (element, around) => [block(tagName, element, around)];
}

const block = (tagName: string, element: XmlElement, around: Surroundings): ElementContent =>
  html(tagName, contentOf(element, around), {}, around.placeOf(element));

function quote(element: XmlElement, around: Surroundings, properties: Properties = {}): ElementContent {
  return html('blockquote', attributed(element, { ...around, isQuoted: true }), properties, around.placeOf(element));
}

const LONGEST_NAME = 100;

/** The content, with who is quoted in a last line, behind the dash by which the funnel knows it. */
function attributed(element: XmlElement, around: Surroundings): Content {
  const authors = around.isQuoted ? childrenNamed(element, 'text-author') : [];
  const [first] = authors;
  if (!first) return contentOf(element, around);
  const others = element.children.filter((child) => typeof child === 'string' || child.name !== 'text-author');
  const names = authors.map((one) => textOf(one).trim()).join(', ');
  const isName = /^[\p{L}\p{N}"“‘'«(]/u.test(names) && !/[?!]["”’]?$/.test(names) && names.length <= LONGEST_NAME;
  const run = authors.flatMap((one, index): Content => [words(index > 0 ? ', ' : ''), ...contentOf(one, around)]);
  const line = html('p', isName ? [words('— '), ...run] : run, {}, around.placeOf(first));
  return [...contentOf({ ...element, children: others }, around), line];
}

const CENTRED: Properties = { style: 'text-align: center' };

/** Lines of verse. What is no line is the stanza’s title, and stands by itself. */
function stanza(element: XmlElement, around: Surroundings): Content {
  const place = around.placeOf(element);
  const contents: Content[] = [];
  let lines: Content[] = [];
  const end = (): void => {
    const broken = lines.flatMap((line, index): Content => (index > 0 ? [html('br', []), ...line] : line));
    if (lines.length > 0) contents.push([html('div', [html('p', broken, {}, place)], { className: ['verse'] }, place)]);
    lines = [];
  };
  for (const child of childElements(element)) {
    const isLine = child.name === 'v';
    if (isLine && judgeSceneBreak(textOf(child)) === 'text') {
      lines.push(contentOf(child, around));
      continue;
    }
    end();
    if (isLine) contents.push([block('p', child, around)]);
    else contents.push([html('p', titleRun(child, around), CENTRED, around.placeOf(child))]);
  }
  end();
  return contents.flat();
}

function rows(table: XmlElement, around: Surroundings): Content {
  return childrenNamed(table, 'tr').map((row) =>
    html(
      'tr',
      childElements(row).map((cell) => {
        const align = attribute(cell, 'align') ?? attribute(row, 'align');
        const properties = align === undefined ? {} : { align };
        return html(cell.name === 'th' ? 'th' : 'td', contentOf(cell, around), properties, around.placeOf(cell));
      }),
    ),
  );
}

/** The blocks in whose own right an image stands; elsewhere it is part of a line. */
const BLOCK_PARENTS: ReadonlySet<string> = new Set(['section', 'body', 'annotation', 'cite', 'epigraph', 'poem']);

function image(element: XmlElement, around: Surroundings): ElementContent {
  const alt = attribute(element, 'alt')?.trim();
  const title = attribute(element, 'title')?.trim();
  const properties = { src: imageAddress(element), ...(alt && { alt }), ...(title && { title }) };
  const shown = html('img', [], properties, around.placeOf(element));
  const isBlock = element.parent !== undefined && BLOCK_PARENTS.has(element.parent.name);
  return isBlock ? html('p', [shown], {}, around.placeOf(element)) : shown;
}

/** The address of an image: a binary of the file by its id, or a file beside it. */
function imageAddress(image: XmlElement | undefined): string {
  const href = (image && hrefOf(image)) ?? '';
  return href.startsWith('#') ? encodeURIComponent(href.slice(1)) : href;
}

/** `href` in whatever namespace: files differ in how they spell that of XLink. */
export const hrefOf = (element: XmlElement): string | undefined =>
  element.attributes.find(({ local }) => local === 'href')?.value.trim();

function link(element: XmlElement, around: Surroundings): Content {
  const place = around.placeOf(element);
  const children = contentOf(element, around);
  const note = around.noteOf(element);
  if (note !== undefined) return [html('a', children, { href: `#${note}`, role: 'doc-noteref' }, place)];
  return [html('a', children, { href: hrefOf(element) ?? '' }, place)];
}
