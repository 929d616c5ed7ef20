import type { Element, Root } from 'hast';
import { readDate } from '../../text/dates.js';
import { attribute, classesOf, textOf } from '../hast/attributes.js';
import { isElement } from '../hast/nesting.js';
import type { HtmlPage } from './dialect.js';
import { linksIn } from './dialects/fields.js';

/** What a page says of its text on a line of its own beside it: `Posted on 4 September 2021 by Ann Fell`. */
export interface PostLine {
  readonly author?: string;
  readonly published?: string;
  readonly tags: readonly string[];
  /** The elements that say so, and nothing else. */
  readonly elements: readonly Element[];
}

/** Names that sites give to the line; with the time and links of a post in it, it is furniture as a whole. */
const META =
  /^(?:(?:entry|post|article|story|blog|page|single)[-_]{0,2}(?:meta(?:data)?|info|details|byline|dateline|utility|footer|date|author)|byline|by-line|dateline|posted-on|authors?|writer)$/i;
const AUTHOR = '[rel~="author"], [itemprop="author"], .p-author, .author .fn, .author, .byline-name';
const DATE = 'time[datetime], .published, .entry-date, .post-date, .dt-published, .date';
const LONGEST_LINE = 300;
const LONGEST_NAME = 60;
const MOST_CHILDREN = 40;
/** A page with more of them is no story's. */
const MOST_LINES = 50;

/** What such a line may say besides who and when. */
const FILLER =
  /\b(?:this (?:entry|post|story) was|last|posted|published|updated|written|filed|tagged|on|by|in|at|under|with|and|edit|permalink|bookmark the|comments?|leave a comment|reply|no|follow|share|\d+ ?(?:min(?:ute)?s?(?: read)?|words|comments?|replies))\b/giu;

/** The lines beside the page's text that say who posted it and when. */
export function readPostLines(page: HtmlPage, content: Element | Root): PostLine {
  const marked = around(page.findAll('[rel~="author"], [itemprop="author"]', content as Element), content);
  const lines: Element[] = [];
  for (const element of page.findAll('*', content as Element)) {
    if (lines.length < MOST_LINES && isPostLine(element, page, marked)) lines.push(element);
  }
  const outer = lines.filter((one) => !lines.some((other) => other !== one && holds(other, one)));
  const facts = outer.map((one) => factsOf(one, page));
  const author = facts.find((one) => one.author !== undefined)?.author;
  const published = facts.find((one) => one.published !== undefined)?.published;
  return {
    ...(author !== undefined && { author }),
    ...(published !== undefined && { published }),
    tags: outer.flatMap(linksIn).flatMap((link) => (isTag(link) ? [line(link)] : [])),
    elements: outer,
  };
}

/** The elements around others, at any distance. */
function around(inner: readonly Element[], content: Element | Root): ReadonlySet<Element> {
  const found = new Set(inner);
  const walk = (parent: Element | Root): boolean => {
    const holding = parent.children.filter((child) => isElement(child) && (walk(child) || found.has(child)));
    if (holding.length > 0 && parent.type === 'element') found.add(parent);
    return holding.length > 0;
  };
  if (inner.length > 0) walk(content);
  return found;
}

function isPostLine(element: Element, page: HtmlPage, marked: ReadonlySet<Element>): boolean {
  if (['a', 'h1', 'h2', 'body', 'main', 'article', 'time'].includes(element.tagName)) return false;
  const isNamed = isNamedLine(element);
  const isCandidate = isNamed || element.tagName === 'p' || (element.tagName === 'div' && marked.has(element));
  if (!isCandidate || element.children.length > MOST_CHILDREN) return false;
  const words = line(element);
  if (words === '' || words.length > LONGEST_LINE || page.find('p + p, h1, h2, img', element)) return false;
  const isWorded = /^(?:posted|published|written)\s(?:on|by)\b/iu.test(words);
  if (!isNamed && !isWorded && !marked.has(element)) return false;
  const { author, published } = factsOf(element, page);
  const isTold = author !== undefined || published !== undefined || linksIn(element).some(isFiling);
  return isTold && saysNoMore(element, [author, published]);
}

const isNamedLine = (element: Element): boolean => classesOf(element).some((name) => META.test(name));

/** Whether the line says nothing besides: the rest of its words are its site's. */
function saysNoMore(element: Element, told: readonly (string | undefined)[]): boolean {
  const linked = linksIn(element).map(line);
  const times = timesIn(element).map(line);
  const rest = [...linked, ...times, ...told, DATE_TEXT.exec(line(element))?.[0]].reduce<string>(
    (words, one) => words.replace(one ?? '', ' '),
    line(element),
  );
  return !/[\p{L}\p{N}]/u.test(rest.replace(FILLER, ' '));
}

type Facts = Pick<PostLine, 'author' | 'published'>;

function factsOf(element: Element, page: HtmlPage): Facts {
  const words = line(element);
  const stated = page.find(DATE, element);
  const dates = [stated && attribute(stated, 'dateTime'), stated && line(stated), DATE_TEXT.exec(words)?.[0]];
  const published = dates.find((one) => one !== undefined && one !== '' && readDate(one).kind === 'date');
  const marked = page.find(AUTHOR, element);
  const names = [marked && line(marked), BY.exec(words)?.[1], isNamedLine(element) ? words : undefined];
  const author = names
    .map((name) => name?.replace(/^by:?\s+/iu, ''))
    .find((name) => name !== undefined && isName(name));
  return { ...(author !== undefined && { author }), ...(published !== undefined && { published }) };
}

const BY = /(?:^|\s)by:?\s+(\p{Lu}[\p{L}.'’-]*(?:\s+(?:\p{Lu}[\p{L}.'’-]*|de|van|von|la|le|der)){0,4})/u;

/** A few words without a number. A single word may be a handle. */
function isName(words: string): boolean {
  if (words === '' || words.length > LONGEST_NAME || /[:;!?|·/]|\d{2}/u.test(words)) return false;
  const parts = words.split(/\s+/u);
  return (
    parts.length === 1 ||
    (parts.length <= 6 && parts.every((part) => /^\p{Lu}|^(?:and|de|van|von|la|le|der|&)$/u.test(part)))
  );
}

const DATE_TEXT =
  /(?:\p{L}{3,9}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4}|\d{1,2}(?:st|nd|rd|th|\.)?\s\p{L}{3,9}\.?,?\s\d{4}|\d{4}-\d{2}-\d{2})/u;

const timesIn = (element: Element): readonly Element[] =>
  element.children.filter(isElement).flatMap((child) => (child.tagName === 'time' ? [child] : timesIn(child)));

const isTag = (link: Element): boolean => {
  const relations = attribute(link, 'rel').split(/\s+/);
  return relations.includes('tag') && !relations.includes('category');
};

/** A link to what else its site files so. */
const isFiling = (link: Element): boolean => attribute(link, 'rel').split(/\s+/).includes('tag');

const holds = (outer: Element, inner: Element): boolean =>
  outer.children.some((child) => isElement(child) && (child === inner || holds(child, inner)));

const line = (element: Element): string => textOf(element).replace(/\s+/g, ' ').trim();
