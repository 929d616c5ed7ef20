import type { Element } from 'hast';
import { attribute, classesOf } from '../../hast/attributes.js';
import { isElement } from '../../hast/nesting.js';
import type { Dialect, DialectChapter, DialectContext, HtmlPage } from '../dialect.js';
import { appendPeople, lineOf, noteOf, receiptOf, setSummary } from './fields.js';

/** FimFiction: the HTML that it gives for download, or a chapter's page. */
export const fimfiction: Dialect = {
  name: 'fimfiction',
  matches: (page) => page.find('article.chapter > header, #chapter-body .bbcode') !== undefined,
  read: (page, context) => {
    readHead(page, context);
    const articles = page.findAll('article.chapter');
    return {
      kind: 'chapters',
      chapters: articles.length > 0 ? articles.map((one) => readArticle(one, page)) : [readPage(page)],
    };
  },
};

function readHead(page: HtmlPage, context: DialectContext): void {
  const { metadata } = context;
  const heading = page.find('header.story h1, .story_container h1, a.story_name, h1');
  const title = page.find('a.story_name') ?? page.find('h1 a') ?? heading;
  if (title && !isInChapter(title, page) && lineOf(title) !== '')
    metadata.set('title', lineOf(title), receiptOf(title));
  const author = page.find('a.author, .author a, header h2 a, a[href*="/user/"]');
  if (author) appendPeople([lineOf(author).replace(/^by\s+/i, '')], 'aut', author, context);
  const description = page.find('.description-text, .story-description');
  if (description) setSummary(description.children, context);
  const canonical = page.findAll('link[rel="canonical"]').map((link) => attribute(link, 'href'))[0] ?? '';
  const story = /^https?:\/\/www\.fimfiction\.net\/story\/\d+/.exec(canonical)?.[0];
  if (story !== undefined) metadata.set('source', story, receiptOf(title));
  metadata.set('publisher', 'FimFiction', receiptOf(title));
}

const isInChapter = (element: Element, page: HtmlPage): boolean =>
  page.findAll('article.chapter h1, article.chapter a').includes(element);

function readArticle(article: Element, page: HtmlPage): DialectChapter {
  const header = page.find('header', article);
  const heading = header && page.find('h1, h2, h3', header);
  const notes = article.children.filter(isElement).filter((child) => classesOf(child).includes('authors-note'));
  const text = article.children.filter(
    (child) => child !== header && !(isElement(child) && (notes.includes(child) || child.tagName === 'footer')),
  );
  const first = article.children.findIndex((child) => isElement(child) && child.tagName === 'p');
  const read = (note: Element) =>
    noteOf(
      'Author’s Note',
      note.children.filter((child) => !(isElement(child) && child.tagName === 'header')),
    );
  const isBefore = (note: Element): boolean => article.children.indexOf(note) < first;
  return {
    ...(heading && { heading: heading.children }),
    body: text,
    notesBefore: notes.filter(isBefore).flatMap(read),
    notesAfter: notes.filter((note) => !isBefore(note)).flatMap(read),
  };
}

function readPage(page: HtmlPage): DialectChapter {
  const heading = page.find('#chapter_title, .chapter-title, .chapter_title');
  const body = page.find('#chapter-body .bbcode');
  const notes = page.findAll('.authors-note').flatMap((note) =>
    noteOf(
      'Author’s Note',
      note.children.filter((child) => !(isElement(child) && (child.tagName === 'header' || child.tagName === 'b'))),
    ),
  );
  const text = (body?.children ?? []).filter(
    (child) => !(isElement(child) && classesOf(child).includes('authors-note')),
  );
  return { ...(heading && { heading: heading.children }), body: text, notesAfter: notes };
}
