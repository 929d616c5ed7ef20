import type { Element, ElementContent } from 'hast';
import { attribute } from '../../hast/attributes.js';
import { isElement } from '../../hast/nesting.js';
import type { Dialect, DialectChapter, DialectContext, HtmlPage } from '../dialect.js';
import { appendPeople, applyLabel, applyOrKeep, blocksOf, lineOf, linksIn, receiptOf } from './fields.js';

/** HTML by FanFicFare: a table of labelled values, a table of contents, then an anchor `sectionNNNN` a chapter. */
export const fanficfare: Dialect = {
  name: 'fanficfare',
  matches: (page) =>
    page.find('a[name^="section0"]') !== undefined &&
    (page.find('a.authorlink') !== undefined || page.find('a[name="TOCTOP"]') !== undefined),
  read: (page, context) => {
    readTitle(page, context);
    for (const row of page.findAll('table.full tr')) readRow(row, page, context);
    return { kind: 'chapters', chapters: readChapters(page) };
  },
};

function readTitle(page: HtmlPage, context: DialectContext): void {
  const heading = page.find('h1');
  if (!heading) return;
  const links = linksIn(heading);
  const authors = links.filter((link) => attribute(link, 'className').includes('authorlink'));
  const title = links.find((link) => !authors.includes(link));
  const name = title ? lineOf(title) : lineOf(heading).replace(/\s+by\s+.*$/i, '');
  if (name !== '') context.metadata.set('title', name, receiptOf(heading));
  const address = title && attribute(title, 'href');
  if (address && /^https?:/i.test(address)) context.metadata.set('source', address, receiptOf(title));
  const names = authors.length > 0 ? authors.map(lineOf) : [nameAfter(title, heading)];
  appendPeople(names, 'aut', heading, context);
}

/** `<a>Salt</a> by Anonymous`: an author without a page. */
function nameAfter(title: Element | undefined, heading: Element): string {
  const rest = title ? heading.children.slice(heading.children.indexOf(title) + 1) : [];
  return lineOf({ type: 'root', children: rest }).replace(/^by\s+/i, '');
}

/** When it was packaged says nothing of the story. */
const OF_THE_FILE = /^packaged/i;

function readRow(row: Element, page: HtmlPage, context: DialectContext): void {
  for (const cell of page.findAll('td', row)) {
    const bold = page.find('b', cell);
    const label = lineOf(bold).replace(/:$/, '');
    if (!bold || label === '' || OF_THE_FILE.test(label)) continue;
    const next = cellAfter(cell, row);
    const value = next ? lineOf(next) : lineOf(cell).slice(lineOf(bold).length).trim();
    const nodes = next ? next.children : cell.children.slice(cell.children.indexOf(bold) + 1);
    if (/^summary$/i.test(label)) applyLabel(label, value, cell, context, blocksOf(nodes, context));
    else applyOrKeep(label, value, cell, context);
  }
}

function cellAfter(cell: Element, row: Element): Element | undefined {
  const cells = row.children.filter(isElement);
  return cells[cells.indexOf(cell) + 1];
}

function readChapters(page: HtmlPage): readonly DialectChapter[] {
  const anchors = page.findAll('a[name^="section"]').filter((anchor) => /^section\d+$/.test(attribute(anchor, 'name')));
  const around = parentOf(page, anchors[0]);
  const known = new Set(anchors);
  const chapters: { heading: DialectChapter['body']; readonly body: ElementContent[] }[] = [];
  for (const node of around?.children ?? []) {
    const anchor = isElement(node) && known.has(node) ? node : undefined;
    const last = chapters.at(-1);
    if (anchor) chapters.push({ heading: headingIn(anchor)?.children ?? [], body: [] });
    else if (last && last.body.length === 0 && isElement(node) && node.tagName === 'h2' && last.heading.length === 0) {
      last.heading = node.children;
    } else if (last) last.body.push(node as ElementContent);
  }
  return chapters.map(withoutRepeat);
}

const headingIn = (anchor: Element): Element | undefined =>
  anchor.children.filter(isElement).find(({ tagName }) => /^h\d$/.test(tagName));

function parentOf(page: HtmlPage, child: Element | undefined): Element | undefined {
  return child && page.findAll('*').find((element) => element.children.includes(child));
}

/** `the quay` is the tail of `2. the quay`, and `light` none of `stormlight`. */
const isTailOf = (words: string, name: string): boolean =>
  name.endsWith(words) && !/[\p{L}\p{N}]$/u.test(name.slice(0, name.length - words.length));

/** Sites put the chapter's name above its text again. */
function withoutRepeat(chapter: DialectChapter): DialectChapter {
  const name = lineOf({ type: 'root', children: [...(chapter.heading ?? [])] as never }).toLowerCase();
  const isRepeat = (node: DialectChapter['body'][number]): boolean =>
    isElement(node) && /^h\d$/.test(node.tagName) && isTailOf(lineOf(node).toLowerCase(), name);
  const drop = (nodes: DialectChapter['body']): DialectChapter['body'] => {
    const at = nodes.findIndex((node) => node.type !== 'text' || node.value.trim() !== '');
    const first = nodes[at];
    if (!first || !isElement(first)) return nodes;
    if (isRepeat(first)) return nodes.filter((node) => node !== first);
    if (first.tagName !== 'div') return nodes;
    return [
      ...nodes.slice(0, at),
      { ...first, children: drop(first.children) as ElementContent[] },
      ...nodes.slice(at + 1),
    ];
  };
  return { ...chapter, body: drop(chapter.body) };
}
