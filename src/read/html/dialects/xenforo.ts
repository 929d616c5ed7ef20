import type { Element } from 'hast';
import { attribute, classesOf } from '../../hast/attributes.js';
import { isElement } from '../../hast/nesting.js';
import type { Dialect, DialectChapter, DialectContext, HtmlPage } from '../dialect.js';
import { appendPeople, isoDate, lineOf, receiptOf } from './fields.js';

/** A thread of a XenForo forum (SpaceBattles, Sufficient Velocity): its threadmarked posts, else those of who began it. */
export const xenforo: Dialect = {
  name: 'xenforo',
  matches: (page) =>
    page.find('article.message .message-body .bbWrapper, article.message--post .bbWrapper') !== undefined,
  read: (page, context) => {
    const posts = page.findAll('article.message').filter((post) => page.find('.bbWrapper', post));
    const marked = posts.filter((post) => markOf(post, page) !== undefined);
    const starter = attribute(posts[0] ?? page.findAll('article')[0] ?? emptyElement, 'dataAuthor');
    const told = marked.length > 0 ? marked : posts.filter((post) => attribute(post, 'dataAuthor') === starter);
    readHead(page, told, context);
    return { kind: 'chapters', chapters: told.map((post) => readPost(post, page)) };
  },
};

const emptyElement: Element = { type: 'element', tagName: 'article', properties: {}, children: [] };

const markOf = (post: Element, page: HtmlPage): Element | undefined =>
  page.find('.threadmarkLabel, .message-cell--threadmark-header .threadmarkLabel', post);

function readHead(page: HtmlPage, posts: readonly Element[], context: DialectContext): void {
  const { metadata } = context;
  const heading = page.find('h1.p-title-value');
  if (heading) {
    const own = heading.children.filter(
      (child) => !(isElement(child) && /^(?:label|label-append)/.test(classesOf(child)[0] ?? '')),
    );
    const title = lineOf({ type: 'root', children: own as never });
    if (title !== '')
      metadata.set('title', title.replace(/\s+\((?:complete|thread \w+|.{0,20}repost)\)$/i, ''), receiptOf(heading));
  }
  const [first] = posts;
  const author = first && (attribute(first, 'dataAuthor') || lineOf(page.find('.message-name .username', first)));
  if (author) appendPeople([author], 'aut', first, context);
  const days = posts.flatMap(
    (post) => isoDate(page.findAll('time[datetime]', post).map((time) => attribute(time, 'dateTime'))[0] ?? '') ?? [],
  );
  const [from, to] = [days[0], days.at(-1)];
  if (from) metadata.set('published', from, receiptOf(first));
  if (to && to !== from) metadata.set('updated', to, receiptOf(posts.at(-1)));
  const address = page.findAll('link[rel="canonical"]').map((link) => attribute(link, 'href'))[0];
  const thread = /^https?:\/\/[^?#]+?\/threads\/[^/?#]+/.exec(address ?? '')?.[0];
  if (thread !== undefined) metadata.set('source', `${thread}/`, receiptOf(heading));
}

function readPost(post: Element, page: HtmlPage): DialectChapter {
  const mark = markOf(post, page);
  const body = page.find('.bbWrapper', post);
  return { ...(mark && { heading: mark.children }), body: body ? shownIn(body) : [] };
}

/** What stands behind a button of a spoiler is text; the button is not. */
function shownIn(element: Element): Element['children'] {
  return element.children.flatMap((child): Element['children'] => {
    if (!isElement(child)) return [child];
    if (classesOf(child).some((name) => /^(?:bbcodespoiler-button|bbcodeblock-expandlink|button)$/.test(name)))
      return [];
    return [{ ...child, children: shownIn(child) }];
  });
}
