import type { Element, Properties } from 'hast';
import { childElements, textOf } from '../../container/xml-query.js';
import type { XmlElement } from '../../container/xml-tree.js';
import { textOf as shownText } from '../hast/attributes.js';
import { type Content, html, words } from '../xml-hast.js';
import { assemble, type Item } from './assemble.js';
import { leaveOut, type OdtContext } from './context.js';
import { frame } from './frames.js';
import { inlinesOf } from './inlines.js';
import { attributeOf, childOf, childrenOf, nameOf } from './names.js';
import { outlineLevelOf, roleOf } from './roles.js';
import type { Style } from './styles.js';

const DEEPEST_LEVEL = 6;

/** What stands inside an element, as blocks. */
export function blocksOf(parent: XmlElement, context: OdtContext): Content {
  return assemble(itemsOf(parent, context));
}

type Read = (element: XmlElement, context: OdtContext) => readonly Item[];

/** The elements that hold paragraphs. Others are seen through. */
const READERS: Readonly<Record<string, Read>> = {
  'text:p': paragraph,
  'text:h': paragraph,
  'text:list': (element, context) => list(element, context, 1, undefined),
  'table:table': table,
  'text:section': section,
  'text:table-of-content': contentsList,
  'draw:frame': (element, context) => frame(element, context).map((node): Item => ({ kind: 'block', node })),
  'text:tracked-changes': (element, context) => {
    if (childElements(element).some((region) => childOf(region, 'text:deletion'))) leaveOut('deletion', context);
    return [];
  },
  'office:annotation': (_element, context) => {
    leaveOut('comment', context);
    return [];
  },
  'office:forms': () => [],
  'svg:title': () => [],
  'svg:desc': () => [],
};

function itemsOf(parent: XmlElement, context: OdtContext): readonly Item[] {
  return childElements(parent).flatMap((child): readonly Item[] => {
    const name = nameOf(child);
    // What an index is made from is no text: `text:table-of-content-source`.
    if (/-(?:source|decls)$/.test(name)) return [];
    const read = Object.hasOwn(READERS, name) ? READERS[name] : undefined;
    return read ? read(child, context) : itemsOf(child, context);
  });
}

function paragraph(element: XmlElement, context: OdtContext): readonly Item[] {
  if (context.taken.has(element)) return [];
  const style = context.styles.paragraph(attributeOf(element, 'text:style-name'));
  const role = roleOf(element, style);
  const place = context.placeOf(element);
  if (role === 'heading' || role === 'title') return heading(element, style, role, context);
  // The look of a quotation’s own style is what makes it one.
  const look = role === 'text' || role === 'verse' ? style.look : {};
  const run = inlinesOf(element, look, context);
  const isEmpty = !run.some((node) => node.type === 'element' || node.value.trim() !== '');
  if (role === 'rule' || (isEmpty && style.hasRule)) {
    const rule: Item = { kind: 'block', node: html('hr', [], {}, place) };
    return isEmpty ? [rule] : [{ kind: 'line', role: 'text', node: html('p', run, {}, place) }, rule];
  }
  if (isEmpty) return [{ kind: 'empty', role, opensPage: style.opensPage }];
  const node = html('p', run, alignment(style), place);
  return [{ kind: 'line', role, node, ...(style.opensPage && { opensPage: true }) }];
}

const alignment = ({ align }: Style): Properties =>
  align === 'center' || align === 'end' ? { style: `text-align: ${align === 'end' ? 'right' : align}` } : {};

function heading(element: XmlElement, style: Style, role: 'heading' | 'title', context: OdtContext): readonly Item[] {
  const outlineLevel = outlineLevelOf(element, style);
  const level = role === 'title' ? 1 : Math.min(outlineLevel + context.shift, DEEPEST_LEVEL);
  const look = { isBold: false, isItalic: false };
  const run = inlinesOf(element, look, { ...context, usual: { isBold: true } }, true);
  const isInOutline = nameOf(element) === 'text:h' && style.isNumbered && role === 'heading';
  const isUnnumbered = attributeOf(element, 'text:is-list-header') === 'true';
  const number = isInOutline && !isUnnumbered ? context.numbers.next(outlineLevel).trim() : '';
  const numbered = number === '' ? run : [words(`${number} `), ...run];
  const node = html(`h${level}`, numbered, {}, context.placeOf(element));
  return shownText(node).trim() === '' && !holdsElement(node) ? [] : [{ kind: 'line', role, node }];
}

const holdsElement = (node: Element): boolean => node.children.some((child) => child.type === 'element');

/** A section that is hidden is hidden as the funnel knows it. */
function section(element: XmlElement, context: OdtContext): readonly Item[] {
  const style = context.styles.section(attributeOf(element, 'text:style-name'));
  const isHidden = style.look.isHidden || attributeOf(element, 'text:display') === 'none';
  if (!isHidden) return itemsOf(element, context);
  const properties = { style: 'display: none' };
  return [{ kind: 'block', node: html('div', blocksOf(element, context), properties, context.placeOf(element)) }];
}

function contentsList(element: XmlElement, context: OdtContext): readonly Item[] {
  const message = 'A list of contents was left out: the book has its own, made from the headings.';
  context.report.add('contents-list-dropped', message, context.placeOf(element));
  return [];
}

function list(element: XmlElement, context: OdtContext, level: number, inherited: string | undefined): readonly Item[] {
  const style = attributeOf(element, 'text:style-name') ?? inherited;
  const items = childElements(element).filter((item) => /^text:list-(?:item|header)$/.test(nameOf(item)));
  const headings = items.flatMap((item) => childElements(item));
  // Numbered headings stand in lists that hold nothing else.
  if (headings.length > 0 && headings.every((one) => nameOf(one) === 'text:h' || nameOf(one) === 'text:list')) {
    if (holdsHeadings(element)) return itemsOf(element, context);
  }
  const start = context.styles.numbered(style).get(level);
  const stated = Number.parseInt(attributeOf(items[0] ?? element, 'text:start-value') ?? '', 10);
  const first = Number.isInteger(stated) ? stated : start;
  const children = items.map((item) =>
    html('li', assemble(listed(item, context, level, style)), {}, context.placeOf(item)),
  );
  const properties = start === undefined || first === undefined || first === 1 ? {} : { start: first };
  return [
    { kind: 'block', node: html(start === undefined ? 'ul' : 'ol', children, properties, context.placeOf(element)) },
  ];
}

function listed(item: XmlElement, context: OdtContext, level: number, style: string | undefined): readonly Item[] {
  return childElements(item).flatMap((child) =>
    nameOf(child) === 'text:list'
      ? list(child, context, level + 1, style)
      : itemsOf({ ...item, children: [child] }, context),
  );
}

/** Whether there are headings in the list, at whatever depth, and nothing else that is text. */
function holdsHeadings(element: XmlElement): boolean {
  return childElements(element).every((child) => {
    if (nameOf(child) === 'text:h') return true;
    if (nameOf(child) === 'text:p') return textOf(child).trim() === '';
    return holdsHeadings(child);
  });
}

function table(element: XmlElement, context: OdtContext): readonly Item[] {
  const head = childOf(element, 'table:table-header-rows');
  const groups = childElements(element).filter((one) => /^table:table-(?:rows|row-group)$/.test(nameOf(one)));
  const body = [element, ...groups].flatMap((one) => childrenOf(one, 'table:table-row'));
  const sections = [
    ...(head
      ? [
          html(
            'thead',
            childrenOf(head, 'table:table-row').map((row) => tableRow(row, 'th', context)),
          ),
        ]
      : []),
    html(
      'tbody',
      body.map((row) => tableRow(row, 'td', context)),
    ),
  ];
  return [{ kind: 'block', node: html('table', sections, {}, context.placeOf(element)) }];
}

function tableRow(row: XmlElement, tagName: 'th' | 'td', context: OdtContext): Element {
  const cells = childrenOf(row, 'table:table-cell');
  return html(
    'tr',
    cells.map((cell) => {
      const [only, ...others] = blocksOf(cell, context);
      const isSingle = others.length === 0 && only?.type === 'element' && only.tagName === 'p';
      if (isSingle) return html(tagName, only.children, only.properties, context.placeOf(cell));
      return html(tagName, only ? [only, ...others] : [], {}, context.placeOf(cell));
    }),
    {},
    context.placeOf(row),
  );
}
