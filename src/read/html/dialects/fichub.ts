import type { Element, RootContent } from 'hast';
import { attribute, classesOf } from '../../hast/attributes.js';
import { isElement } from '../../hast/nesting.js';
import type { Dialect, DialectChapter, DialectContext, HtmlPage } from '../dialect.js';
import { appendPeople, applyChapterCount, applyOrKeep, lineOf, receiptOf, setSummary } from './fields.js';

/** HTML by FicHub: title and author, a description, labelled paragraphs, then an element `chap_N` a chapter. */
export const fichub: Dialect = {
  name: 'fichub',
  matches: (page) =>
    page.find('div[id^="chap_"]') !== undefined &&
    page.find('#contents-list, h1 span.title, h2 span.author') !== undefined,
  read: (page, context) => {
    const title = page.find('h1 .title') ?? page.find('h1');
    if (title && lineOf(title) !== '') context.metadata.set('title', lineOf(title), receiptOf(title));
    const author = page.find('h2 .author');
    if (author) appendPeople([lineOf(author)], 'aut', author, context);
    readHead(page, context);
    return { kind: 'chapters', chapters: page.findAll('div[id^="chap_"]').filter(isChapter).map(readChapter) };
  },
};

const isChapter = (element: Element): boolean => /^chap_\d+$/.test(attribute(element, 'id'));

/** What stands between the author and the list of contents: the description, then a labelled paragraph each. */
function readHead(page: HtmlPage, context: DialectContext): void {
  const body = page.find('body')?.children.filter(isElement) ?? [];
  const end = body.findIndex((element) => element.tagName === 'nav' || isChapter(element));
  const head = body.slice(0, end < 0 ? body.length : end);
  const description = head.find(({ tagName }) => tagName === 'div');
  if (description) setSummary(description.children, context);
  for (const line of head.filter(({ tagName }) => tagName === 'p')) readLine(line, context);
}

function readLine(line: Element, context: DialectContext): void {
  const [, label, value] = /^([\p{L} ]{2,24}):\s*(\S.*)$/u.exec(lineOf(line)) ?? [];
  if (label === undefined || value === undefined) return;
  if (/^chapters$/i.test(label)) applyChapterCount(value, line, context);
  else applyOrKeep(label, value, line, context);
}

function readChapter(chapter: Element): DialectChapter {
  const children = chapter.children.filter((child) => !isNavigation(child));
  const heading = children.find((child) => !(child.type === 'text' && child.value.trim() === ''));
  if (!isElement(heading) || !/^h[1-3]$/.test(heading.tagName)) return { body: children };
  return { heading: heading.children, body: children.filter((child) => child !== heading) };
}

const isNavigation = (node: RootContent): boolean =>
  isElement(node) && (classesOf(node).includes('chapter_nav') || node.tagName === 'nav');
