import type { Element } from 'hast';
import { attribute } from '../../hast/attributes.js';
import type { Dialect, HtmlPage } from '../dialect.js';
import { appendPeople, lineOf, receiptOf } from './fields.js';

/** Wattpad: a part's page, or the bare paragraphs of its text. */
export const wattpad: Dialect = {
  name: 'wattpad',
  matches: (page) => page.findAll('p[data-p-id]').length > 0,
  read: (page, context) => {
    const title = page.find('.story-info__title, .toc .title, a.on-navigate .h5, h5.title');
    const author = page.find('.author-info__username a, a[href^="/user/"], .author .username');
    if (title && lineOf(title) !== '') context.metadata.set('title', lineOf(title), receiptOf(title));
    if (author && lineOf(author) !== '') appendPeople([lineOf(author).replace(/^by\s+/i, '')], 'aut', author, context);
    if (page.find('h1')) context.metadata.set('publisher', 'Wattpad', receiptOf(page.find('h1')));
    const heading = page.find('h1');
    const body = page.findAll('p[data-p-id]').map(withoutComments);
    return { kind: 'chapters', chapters: [{ ...headingOf(heading, page), body }] };
  },
};

const headingOf = (heading: Element | undefined, page: HtmlPage) =>
  heading && !page.findAll('p[data-p-id] h1').includes(heading) ? { heading: heading.children } : {};

/** The count of comments at a paragraph's end is no word of it. */
const withoutComments = (line: Element): Element => ({
  ...line,
  children: line.children.filter(
    (child) => !(child.type === 'element' && /\b(?:comment|num-comment)/.test(attribute(child, 'className'))),
  ),
});
