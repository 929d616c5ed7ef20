import type { Element, Nodes, Root } from 'hast';
import type { Report } from '../../diagnostics/report.js';
import { attribute, classesOf, isHidden, semanticsOf, textOf } from '../hast/attributes.js';
import { isElement } from '../hast/nesting.js';
import type { HtmlPage } from './dialect.js';
import { dropComments, isLinkBlock } from './page-tail.js';
import { type PostLine, readPostLines } from './post-line.js';

/** Where pages keep what they are about, the surest first. */
const CONTENT_SELECTORS: readonly string[] = [
  '[itemprop="articleBody"]',
  '.entry-content, .post-content, .post-body, .postbody, .article-body, .article-content, .story-content, .storytext, #storytext, #story, .story-text, .chapter-content, .chapter-body',
  'article',
  'main, [role="main"]',
  '#content, #main, #main-content, .content, .main',
];

/** The least share of the page's prose that its content must hold: the rest is then furniture. */
const LEAST_SHARE = 0.7;

/** Elements that hold what stands around a text, whatever the page. */
const FURNITURE_TAGS: ReadonlySet<string> = new Set(['nav', 'form', 'dialog', 'menu']);
const FURNITURE_ROLES: ReadonlySet<string> = new Set([
  'navigation',
  'search',
  'banner',
  'contentinfo',
  'menu',
  'menubar',
  'dialog',
  'toolbar',
]);
/** Names that sites give to furniture; only what is mostly links is taken by its name alone. */
const FURNITURE_NAME =
  /^(?:(?:site|page|main|top|global|primary|secondary)[-_]?)?(?:nav(?:bar|igation)?|menu|sidebar|side-?bar|breadcrumbs?|share|sharing|social|related|recommend(?:ed|ations)?|cookies?|ads?|advert(?:isement)?|promo|newsletter|subscribe|pagination|pager|pagenav|toolbar|login|search|comments?|comment-?list|respond|widgets?|skip-?link|jump-?to-?recipe|toc-?nav|post-?nav|entry-?nav|chapter-?nav|site-?footer|site-?header|footer-?links|tag-?cloud|blogroll|archive-?list|sharedaddy|jp-relatedposts|yarpp|addtoany|a2a_kit|addthis|shareaholic)(?:[-_](?:area|bar|block|box|buttons?|container|icons?|inner|items|links|list|menu|posts|section|stories|widget|wrap(?:per)?))?$/i;

/** More of the text of such an element is in links than in prose is. */
const LINK_DENSITY = 0.5;

/** The part of a page that is its story, and what stands beside it of who wrote it and when. */
export interface MainContent {
  readonly tree: Root;
  readonly post: PostLine;
}

/** The part of the page that is the story, without the furniture that stands in it. What was left out is said. */
export function mainContent(page: HtmlPage, report: Report): MainContent {
  const body = page.find('body') ?? page.root;
  const dropped = [...dropComments(body)];
  const whole = proseLength(body);
  const content = contentOf(page, whole) ?? body;
  const post = readPostLines(page, content);
  const kept = withoutFurniture(content, dropped, new Set(post.elements));
  const words = dropped.reduce((sum, element) => sum + wordsIn(element), 0);
  const outside = Math.max(0, wordsIn(body) - wordsIn(content));
  if (words + outside > 0) {
    report.add(
      'boilerplate-dropped',
      `What stands around the story on its page (menus, links, forms; ${words + outside} words) was left out.`,
      { line: content.position?.start.line ?? 1, column: 1 },
    );
  }
  return { tree: { type: 'root', children: withoutEdgeLinks(kept) as Root['children'] }, post };
}

/** Links by which a page is left, at its top or end: `Back to my stories`, `Next chapter`, `Home`. */
const LEAVING =
  /^[\s«»‹›<>←→|·•[\]()-]*(?:(?:go |return |back)(?:\s+to\b.{0,60})?|home(?:\s?page)?|next\b.{0,30}|prev(?:ious)?\b.{0,30}|index|main(?: page| index)?|top(?: of page)?|e-?mail (?:me|the author)|feedback|guest ?book|sign my guest ?book|zurück.{0,40}|weiter|startseite|retour.{0,40}|suivante?|précédente?|accueil|volver.{0,40}|siguiente|anterior|inicio|назад|вперёд|далее|на главную)[\s«»‹›<>←→|·•[\]().!-]*$/iu;

/** The nodes without the links by which the page is left; only where nothing else stands in their paragraph. */
function withoutEdgeLinks(nodes: readonly Nodes[]): readonly Nodes[] {
  const shown = nodes.filter((node) => !isBlankText(node));
  const [first] = shown;
  const last = shown.at(-1);
  if (shown.length === 1 && first && isElement(first) && first.tagName !== 'a') {
    first.children = withoutEdgeLinks(first.children) as Element['children'];
    return nodes;
  }
  const edge = [first, last].find((node) => node !== undefined && isLeaving(node));
  return edge === undefined ? nodes : withoutEdgeLinks(nodes.filter((node) => node !== edge));
}

const isBlankText = (node: Nodes): boolean =>
  node.type === 'comment' || (node.type === 'text' && node.value.trim() === '');

function isLeaving(node: Nodes): boolean {
  if (!isElement(node)) return false;
  if (node.tagName === 'br') return true;
  const links =
    node.tagName === 'a' ? [node] : node.children.filter(isElement).filter(({ tagName }) => tagName === 'a');
  if (links.length === 0 || links.length > 8 || node.children.length > 40) return false;
  const between =
    node.tagName === 'a'
      ? ''
      : node.children.map((child) => (links.includes(child as Element) ? '' : textOf(child as Nodes))).join('');
  return !/[\p{L}\p{N}]/u.test(between) && links.every((link) => isInSite(link) && LEAVING.test(textOf(link).trim()));
}

/** An address within the site that the page was saved from, or to its author. */
const isInSite = (link: Element): boolean =>
  !/^https?:/i.test(attribute(link, 'href')) && attribute(link, 'href') !== '';

/** The one element that holds nearly all of the page's prose and is named for it; the innermost of the surest kind. */
function contentOf(page: HtmlPage, whole: number): Element | undefined {
  for (const selector of CONTENT_SELECTORS) {
    const holding = page.findAll(selector).filter((element) => proseLength(element) >= whole * LEAST_SHARE);
    const innermost = holding.at(-1);
    if (innermost && whole > 0) return withHeading(page, innermost);
  }
  return undefined;
}

/** The content, or the article around it where that holds the heading that stands above the content. */
function withHeading(page: HtmlPage, content: Element): Element {
  if (page.find('h1', content)) return content;
  const around = page
    .findAll('article, main, [role="main"], .post, .hentry, .entry, #content, #main')
    .filter(
      (one) =>
        one !== content && holds(one, content) && page.find('h1, h2.entry-title, h2.post-title, h3.post-title', one),
    );
  return around.at(-1) ?? content;
}

const holds = (outer: Element, inner: Element): boolean =>
  outer.children.some((child) => isElement(child) && (child === inner || holds(child, inner)));

function withoutFurniture(content: Element | Root, dropped: Element[], told: ReadonlySet<Element>): readonly Nodes[] {
  return content.children.flatMap((child): readonly Nodes[] => {
    if (!isElement(child)) return [child as Nodes];
    if (told.has(child) || isFurniture(child)) {
      dropped.push(child);
      return [];
    }
    child.children = withoutFurniture(child, dropped, told) as Element['children'];
    return [child];
  });
}

function isFurniture(element: Element): boolean {
  if (FURNITURE_TAGS.has(element.tagName))
    return element.tagName !== 'form' || linkShare(element) > LINK_DENSITY || textOf(element).length < 500;
  if (semanticsOf(element).some((name) => FURNITURE_ROLES.has(name))) return true;
  if (['p', 'h1', 'h2', 'h3', 'blockquote', 'body', 'html', 'article', 'main'].includes(element.tagName)) return false;
  const names = [...classesOf(element), attribute(element, 'id')];
  const isNamed = names.some((name) => FURNITURE_NAME.test(name)) || isLinkBlock(element);
  if (isNamed && !holdsProse(element)) return true;
  return (
    (element.tagName === 'footer' || element.tagName === 'aside' || element.tagName === 'header') &&
    linkShare(element) > LINK_DENSITY
  );
}

/** Whether there are sentences in the element: a comment, a summary. A list of links has none. */
function holdsProse(element: Element): boolean {
  const text = textOf(element);
  return linkShare(element) < 0.3 && text.length > 300 && /[.!?…]["”’»]?\s/.test(text);
}

function linkShare(element: Element): number {
  const all = textOf(element).trim().length;
  if (all === 0) return 0;
  return linkLength(element) / all;
}

function linkLength(element: Element): number {
  if (element.tagName === 'a' && attribute(element, 'href') !== '') return textOf(element).trim().length;
  return element.children.reduce((sum, child) => sum + (isElement(child) ? linkLength(child) : 0), 0);
}

/** How much text the element has that is no link and is shown. */
function proseLength(element: Element | Root): number {
  let length = 0;
  const waiting: (Element | Root)[] = [element];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    for (const child of next.children) {
      if (child.type === 'text') length += child.value.trim().length;
      else if (isElement(child) && !UNREAD.has(child.tagName) && !isHidden(child)) waiting.push(child);
    }
  }
  return length;
}

const UNREAD: ReadonlySet<string> = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'head',
  'nav',
  'a',
  'select',
  'textarea',
  'button',
  'svg',
]);

const wordsIn = (element: Element | Root): number => textOf(visible(element)).split(/\s+/).filter(Boolean).length;

const visible = (element: Element | Root): Root => ({
  type: 'root',
  children: element.children.filter(
    (child) => !(isElement(child) && ['script', 'style', 'noscript', 'template', 'head'].includes(child.tagName)),
  ) as Root['children'],
});
