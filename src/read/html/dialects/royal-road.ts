import type { Element } from 'hast';
import { attribute } from '../../hast/attributes.js';
import type { Dialect, DialectContext, DialectNote, HtmlPage } from '../dialect.js';
import { appendPeople, isoDate, lineOf, noteOf, receiptOf, setSummary } from './fields.js';

/** A chapter's page of Royal Road. Its text for thieves is hidden by the page's own style sheet. */
export const royalRoad: Dialect = {
  name: 'royal-road',
  matches: (page) => page.find('.chapter-inner.chapter-content') !== undefined,
  read: (page, context) => {
    readHead(page, context);
    const text = page.find('.chapter-inner.chapter-content');
    const heading = page.findAll('.fic-header h1, h1')[0];
    const { before, after } = authorNotes(page, text);
    return {
      kind: 'chapters',
      chapters: [
        {
          ...(heading && { heading: heading.children }),
          body: text?.children ?? [],
          notesBefore: before,
          notesAfter: after,
        },
      ],
    };
  },
};

function readHead(page: HtmlPage, context: DialectContext): void {
  const { metadata } = context;
  const title = page.find('.fic-header h2, a[href*="/fiction/"] h2') ?? page.find('h2 a[href*="/fiction/"]');
  if (title && lineOf(title) !== '') metadata.set('title', lineOf(title), receiptOf(title));
  const author = page.find('.fic-header h3 a[href*="/profile/"], .fic-header a[href*="/profile/"]');
  if (author) appendPeople([lineOf(author)], 'aut', author, context);
  const description = page.find('.description .hidden-content, .fiction-info .description');
  if (description) setSummary(description.children, context);
  const time = page.find('time[datetime]');
  const date = time && isoDate(attribute(time, 'dateTime'));
  if (date) metadata.set('published', date, receiptOf(time));
  const address = /https?:\/\/www\.royalroad\.com\/fiction\/\d+/.exec(
    page
      .findAll('link[rel="canonical"]')
      .map((link) => attribute(link, 'href'))
      .join(' '),
  )?.[0];
  if (address !== undefined) metadata.set('source', address, receiptOf(title));
  metadata.set('publisher', 'Royal Road', receiptOf(title));
}

function authorNotes(
  page: HtmlPage,
  text: Element | undefined,
): { before: readonly DialectNote[]; after: readonly DialectNote[] } {
  const at = text?.position?.start.offset ?? 0;
  const portlets = page.findAll('.author-note-portlet').map((portlet) => ({
    isBefore: (portlet.position?.start.offset ?? 0) < at,
    notes: noteOf('Author’s note', page.find('.author-note', portlet)?.children ?? []),
  }));
  return {
    before: portlets.filter(({ isBefore }) => isBefore).flatMap(({ notes }) => notes),
    after: portlets.filter(({ isBefore }) => !isBefore).flatMap(({ notes }) => notes),
  };
}
