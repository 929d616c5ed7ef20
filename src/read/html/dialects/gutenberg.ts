import type { Element, Nodes, Root } from 'hast';
import { attribute, classesOf, textOf } from '../../hast/attributes.js';
import { isElement } from '../../hast/nesting.js';
import type { Dialect, DialectContext, HtmlPage } from '../dialect.js';
import { applyLabel, lineOf, linksIn, receiptOf } from './fields.js';

/** `*** START OF THE PROJECT GUTENBERG EBOOK DIE VERWANDLUNG ***`, in any of its wordings. */
const START = /\*\*\s{0,20}START\s{1,20}OF\s{1,20}(?:THE|THIS)\s{1,20}PROJECT\s{1,20}GUTENBERG/i;
const END =
  /\*\*\s{0,20}END\s{1,20}OF\s{1,20}(?:THE|THIS)\s{1,20}PROJECT\s{1,20}GUTENBERG|\bEND OF (?:THE )?PROJECT GUTENBERG/i;

/** HTML of Project Gutenberg, of every era: its licence and header around the book go, what they state is read. */
export const gutenberg: Dialect = {
  name: 'gutenberg',
  matches: (page) =>
    page.find('#pg-header, #pg-footer, #pg-machine-header') !== undefined || START.test(textOf(page.root)),
  read: (page, context) => {
    readHeader(page, context);
    const body = page.find('body') ?? page.root;
    const book = withoutContents(withoutFurniture(bookIn(body)));
    return { kind: 'tree', tree: { type: 'root', children: [...book] as Root['children'] } };
  },
};

const LABELS = ['Title', 'Author', 'Translator', 'Illustrator', 'Editor', 'Language'];

/** `Title: …`, `Author: …`, `Release Date: June 17, 2008 [EBook #84]`, each on a line of its own or a paragraph. */
function readHeader(page: HtmlPage, context: DialectContext): void {
  const whole = shownText(page.find('body') ?? page.root);
  const start = START.exec(whole)?.index ?? 0;
  const header = whole.slice(0, Math.max(start, 2000)).slice(-20_000);
  const node = page.find('#pg-header, pre') ?? page.root;
  const stated = (label: string): string | undefined => {
    const further = '(?:\\n[ \\t]+(?!\\[|\\p{Lu}[\\w ]{2,30}:)\\S[^\\n]*)*';
    const found = new RegExp(`(?:^|\\n)[ \\t]*${label}:[ \\t]*([^\\n]+${further})`, 'iu').exec(header)?.[1];
    return found?.replace(/\s+/g, ' ').trim();
  };
  for (const label of LABELS) {
    const value = stated(label);
    if (value !== undefined) applyLabel(label, value, node, context);
  }
  const release = stated('(?:Release|Posting) Date') ?? stated('Release date');
  const date = release?.replace(/\s*\[.*$/, '');
  if (date) applyLabel('Published', date, node, context);
  const number = /\[?\be-?(?:book|text)\s*#?\s*(\d{1,6})\]?/i.exec(release ?? header)?.[1];
  if (number !== undefined)
    context.metadata.append('identifiers', [`https://www.gutenberg.org/ebooks/${number}`], receiptOf(node));
  context.report.add(
    'boilerplate-dropped',
    'The header and the licence of Project Gutenberg were set aside.',
    receiptOf(node),
  );
}

const BLOCKS = /^(?:p|div|h[1-6]|pre|li|tr|section|header|ul|ol|table|hr|blockquote)$/;

/** The text as it is shown: what goes on below a break belongs to its line. */
function shownText(node: Nodes): string {
  if (node.type === 'text') return node.value;
  if (!('children' in node)) return '';
  if (isElement(node) && node.tagName === 'br') return '\n  ';
  const inner = node.children.map((child) => shownText(child as Nodes)).join('');
  return isElement(node) && BLOCKS.test(node.tagName) ? `\n${inner}\n` : inner;
}

interface Walk {
  hasStarted: boolean;
  hasEnded: boolean;
}

/** The nodes between the lines that say where the book starts and ends. */
function bookIn(body: Element | Root): readonly Nodes[] {
  const text = textOf(body);
  const walk: Walk = { hasStarted: !START.test(text), hasEnded: false };
  return kept(body, walk);
}

function kept(parent: Element | Root, walk: Walk): readonly Nodes[] {
  return parent.children.flatMap((node): readonly Nodes[] => {
    if (isElement(node) && isFurniture(node)) {
      if (START.test(textOf(node))) walk.hasStarted = true;
      return [];
    }
    const text = textOf(node as Nodes);
    const [starts, ends] = [!walk.hasStarted && START.test(text), walk.hasStarted && !walk.hasEnded && END.test(text)];
    if (isElement(node) && (starts || ends) && node.tagName !== 'pre' && node.tagName !== 'p') {
      const children = kept(node, walk) as Element['children'];
      return children.length > 0 ? [{ ...node, children }] : [];
    }
    if (starts) {
      walk.hasStarted = true;
      return [];
    }
    if (ends) {
      walk.hasEnded = true;
      return [];
    }
    return walk.hasStarted && !walk.hasEnded ? [node as Nodes] : [];
  });
}

function withoutFurniture(nodes: readonly Nodes[]): readonly Nodes[] {
  return nodes.flatMap((node): readonly Nodes[] => {
    if (!isElement(node)) return [node];
    if (isFurniture(node)) return [];
    return [{ ...node, children: withoutFurniture(node.children) as Element['children'] }];
  });
}

const CONTENTS =
  /^(?:(?:table of )?contents|inhalt(?:sverzeichnis)?|table des matières|índice|indice|sisällys|inhoud)\.?$/i;

/** Where each chapter's list of contents tells what happens in it. */
const LONGEST_ENTRY = 400;

/** The nodes without a list of links to the book's own places, and the heading above it. */
function withoutContents(nodes: readonly Nodes[]): readonly Nodes[] {
  const shown = nodes.filter((node) => node.type !== 'text' || node.value.trim() !== '');
  const isHeaded = (node: Element): boolean => {
    const before = shown[shown.indexOf(node) - 1];
    return isElement(before) && CONTENTS.test(lineOf(before));
  };
  const lists = nodes.filter((node) => isElement(node) && isLinkList(node, isHeaded(node)));
  const isHeadOfNothing = (node: Nodes): boolean => {
    if (!isElement(node) || !CONTENTS.test(lineOf(node))) return false;
    const next = shown[shown.indexOf(node) + 1];
    return next === undefined || lists.includes(next) || (isElement(next) && /^h\d$/.test(next.tagName));
  };
  const told = nodes.filter((node) => !lists.includes(node) && !isHeadOfNothing(node));
  return told.map((node) =>
    isElement(node) && node.tagName === 'div'
      ? { ...node, children: withoutContents(node.children) as Element['children'] }
      : node,
  );
}

/** Most of the element's words lead to places within the book; below `CONTENTS` it may also say what stands there. */
function isLinkList(element: Element, isHeaded: boolean): boolean {
  if (!['p', 'ul', 'ol', 'table', 'div', 'dl'].includes(element.tagName)) return false;
  const inner = linksIn(element).filter((link) => attribute(link, 'href').startsWith('#') && lineOf(link) !== '');
  const linked = inner.reduce((sum, link) => sum + lineOf(link).length, 0);
  const length = lineOf(element).length;
  return inner.length > 1 && (linked > length * 0.6 || (isHeaded && length < inner.length * LONGEST_ENTRY));
}

/** Page numbers, the list of contents, notes of transcribers, and the archive's own sections. */
function isFurniture(element: Element): boolean {
  const id = attribute(element, 'id').toLowerCase();
  if (/^pg-(?:header|footer|machine-header)$/.test(id)) return true;
  const classes = classesOf(element);
  if (
    classes.some((name) =>
      /^(?:pagenum|pageno|pagenumber|page-?num|toc|contents|transnote|tnote|covernote)$/.test(name),
    )
  )
    return true;
  if (id === 'toc' || id === 'contents') return true;
  if (element.tagName === 'p' && isPageNumber(element)) return true;
  return element.tagName === 'table' && /^(?:toc|contents)$/.test(attribute(element, 'summary').toLowerCase());
}

/** A paragraph that holds nothing but the anchor of a printed page. */
function isPageNumber(element: Element): boolean {
  const text = lineOf(element);
  return text !== '' && text.length < 12 && /^\[?(?:pg\.?|page|p\.)\s*\d+\]?$/i.test(text);
}
