import type { Element, Root } from 'hast';
import { attribute } from '../../hast/attributes.js';
import type { Dialect, DialectContext, HtmlPage } from '../dialect.js';
import { appendPeople, applyLabel, lineOf, receiptOf } from './fields.js';

/** Where the entry's own text stands: LiveJournal's layouts of every age, and Dreamwidth's. */
const ENTRY =
  'article.b-singlepost-body, .b-singlepost-body, .aentry-post__text, div.entrytext, .entry-wrapper .entry-content';
const TITLE = '.b-singlepost-title, .aentry-post__title, h3.entry-title, .entry-title, .subject';
const AUTHOR =
  '.b-singlepost-author-user .i-ljuser-username, .entry-poster .ljuser, .poster .ljuser, .i-ljuser-username, span.ljuser';
const DATE = '.b-singlepost-author-date, .aentry-head__date, .entry .datetime, .datetime, time[datetime]';

/** An entry of LiveJournal or Dreamwidth: the labels at its top are read as any story's are. */
export const livejournal: Dialect = {
  name: 'livejournal',
  matches: (page) => page.find(ENTRY) !== undefined && isJournal(page),
  read: (page, context) => {
    const entry = page.find(ENTRY);
    const title = page.find(TITLE);
    readHead(page, entry, context);
    const isTitled = entry !== undefined && states(entry, 'title');
    const heading: Element[] =
      title && lineOf(title) !== '' && !isTitled ? [{ ...title, tagName: 'h1', properties: {} }] : [];
    return {
      kind: 'tree',
      tree: { type: 'root', children: [...heading, ...(entry?.children ?? [])] as Root['children'] },
    };
  },
};

function isJournal(page: HtmlPage): boolean {
  if (page.find('.ljuser, .i-ljuser, [class*="lj-"], [class*="singlepost"], [class*="aentry"]')) return true;
  const addresses = page.findAll('link[rel="canonical"], meta[property="og:url"]');
  return addresses.some((one) => /livejournal|dreamwidth/i.test(attribute(one, 'href') + attribute(one, 'content')));
}

/** Whether a label at the entry's top says so itself. */
const states = (entry: Element, label: string): boolean =>
  new RegExp(`${label}\\s*:`, 'i').test(lineOf(entry).slice(0, 600));

/** Who posted an entry wrote it, unless a label of the entry says another. */
function readHead(page: HtmlPage, entry: Element | undefined, context: DialectContext): void {
  const author = page.find(AUTHOR);
  const name = author && (attribute(author, 'dataLjuser') || lineOf(author));
  if (name && !(entry && states(entry, 'author'))) appendPeople([name], 'aut', author, context);
  const date = page.find(DATE);
  const stated = date && (attribute(date, 'dateTime') || lineOf(date));
  if (date && stated) applyLabel('Published', stated.replace(/[@,T]?\s*\d{1,2}:\d{2}.*$/, '').trim(), date, context);
  const isDreamwidth = /dreamwidth/i.test(`${lineOf(page.find('title'))} ${page.meta('og:site_name') ?? ''}`);
  if (isDreamwidth) context.metadata.set('publisher', 'Dreamwidth', receiptOf(entry));
}
