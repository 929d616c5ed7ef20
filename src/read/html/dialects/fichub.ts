import type { Element } from 'hast';
import { attribute, classesOf } from '../../hast/attributes.js';
import { isElement } from '../../hast/nesting.js';
import type { Dialect, DialectChapter, HtmlPage } from '../dialect.js';
import { appendPeople, applyChapterCount, applyOrKeep, lineOf, linksIn, receiptOf, setSummary } from './fields.js';

/** HTML by FicHub: title and author, a description, labelled paragraphs, then an element `chap_N` a chapter. */
export const fichub: Dialect = {
  name: 'fichub',
  matches: (page) =>
    page.find('[id^="chap_"]') !== undefined &&
    (page.find('#contents-list') !== undefined || page.find('h1 span.title, h2 span.author') !== undefined),
  read: (page, context) => {
    const { metadata } = context;
    const title = page.find('h1 .title') ?? page.find('h1');
    const author = page.find('h2 .author, .author');
    if (title && lineOf(title) !== '') metadata.set('title', lineOf(title), receiptOf(title));
    if (author)
      appendPeople(
        linksIn(author).length > 0 ? linksIn(author).map(lineOf) : [lineOf(author).replace(/^by\s+/i, '')],
        'aut',
        author,
        context,
      );
    const link =
      title &&
      linksIn(title)
        .map((one) => attribute(one, 'href'))
        .find((href) => /^https?:/i.test(href));
    if (link) metadata.set('source', link, receiptOf(title));
    const description = page.find('.description, #description');
    if (description) setSummary(description.children, context);
    for (const line of page.findAll('p')) {
      if (isInChapter(line, page)) continue;
      const [, label, value] = /^([A-Z][A-Za-z ]{2,20}):\s*(\S.*)$/.exec(lineOf(line)) ?? [];
      if (label === undefined || value === undefined) continue;
      if (/^status$/i.test(label) || !/^chapters$/i.test(label)) applyOrKeep(label, value, line, context);
      else applyChapterCount(value, line, context);
    }
    return {
      kind: 'chapters',
      chapters: page
        .findAll('[id^="chap_"]')
        .filter(isChapter)
        .map((one) => readChapter(one, page)),
    };
  },
};

const isChapter = (element: Element): boolean => /^chap_\d+$/.test(attribute(element, 'id')) && element.tagName !== 'a';

const isInChapter = (line: Element, page: HtmlPage): boolean => page.findAll('[id^="chap_"] p').includes(line);

function readChapter(chapter: Element, page: HtmlPage): DialectChapter {
  const heading = page.find('h1, h2, h3', chapter);
  const body = chapter.children.filter(
    (child) =>
      child !== heading && !(isElement(child) && (classesOf(child).includes('chapter_nav') || child.tagName === 'nav')),
  );
  return { ...(heading && { heading: heading.children }), body };
}
