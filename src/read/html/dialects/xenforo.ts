import type { Element } from 'hast';
import type { StoryDate } from '../../../model/story.js';
import { attribute, classesOf } from '../../hast/attributes.js';
import { isElement } from '../../hast/nesting.js';
import type { Dialect, DialectChapter, DialectContext, HtmlPage } from '../dialect.js';
import { appendPeople, dayOf, isoDate, lineOf, receiptOf } from './fields.js';

/** Where a post's text stands: in XenForo 2, and in XenForo 1. */
const TEXT = '.bbWrapper, blockquote.messageText';

/** A thread of a XenForo forum (SpaceBattles, Sufficient Velocity): its threadmarked posts, else those of who began it. */
export const xenforo: Dialect = {
  name: 'xenforo',
  matches: (page) =>
    page.find(
      'article.message .message-body .bbWrapper, article.message--post .bbWrapper, li.message blockquote.messageText',
    ) !== undefined,
  read: (page, context) => {
    const posts = page.findAll('article.message, li.message').filter((post) => page.find(TEXT, post));
    const marked = posts.filter((post) => markOf(post, page) !== undefined);
    const began = lineOf(page.find('.p-description .username, #pageDescription .username'));
    const authors = posts.map((post) => attribute(post, 'dataAuthor'));
    const starter = authors.includes(began) ? began : authors[0];
    const told = marked.length > 0 ? marked : posts.filter((post) => attribute(post, 'dataAuthor') === starter);
    readHead(page, told, context);
    return { kind: 'chapters', chapters: told.map((post) => readPost(post, page)) };
  },
};

const markOf = (post: Element, page: HtmlPage): Element | undefined =>
  page.find('.threadmarkLabel, .threadmarker .label, .threadmarker', post);

function readHead(page: HtmlPage, posts: readonly Element[], context: DialectContext): void {
  const { metadata } = context;
  const heading = page.find('h1.p-title-value, .titleBar h1');
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
  const days = posts.flatMap((post) => dayOfPost(post, page) ?? []);
  const [from, to] = [days[0], days.at(-1)];
  if (from) metadata.set('published', from, receiptOf(first));
  if (to && to !== from) metadata.set('updated', to, receiptOf(posts.at(-1)));
  const address = page.findAll('link[rel="canonical"]').map((link) => attribute(link, 'href'))[0];
  const thread = /^https?:\/\/[^?#]+?\/threads\/[^/?#]+/.exec(address ?? '')?.[0];
  if (thread !== undefined) metadata.set('source', `${thread}/`, receiptOf(heading));
}

function dayOfPost(post: Element, page: HtmlPage): StoryDate | undefined {
  const time = page.find('time[datetime], abbr.DateTime[data-time]', post);
  if (!time) return undefined;
  return isoDate(attribute(time, 'dateTime')) ?? dayOf(Number(attribute(time, 'dataTime')));
}

function readPost(post: Element, page: HtmlPage): DialectChapter {
  const name = lineOf(markOf(post, page)).replace(/^threadmarks?:\s*/i, '');
  const body = page.find(TEXT, post);
  return { ...(name !== '' && { heading: [{ type: 'text', value: name }] }), body: body ? shownIn(body) : [] };
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
