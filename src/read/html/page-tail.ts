import type { Element, Root } from 'hast';
import { attribute, classesOf, textOf } from '../hast/attributes.js';
import { isElement } from '../hast/nesting.js';

/** Names that sites give to what readers wrote below a text. However long it is, it is no part of the story. */
const COMMENTS =
  /^(?:(?:post|entry|article|blog|page|reader|user|wp|fb|disqus|chapter|story)[-_]?)?(?:comments?|commentlist|respond|replies|disqus[-_]thread|conversation)(?:[-_]?(?:area|block|body|box|container|content|form|holder|inner|list|outer|pane|respond|section|template|thread|threads|wrap|wrapper))?$/i;

/** Headings over what readers wrote. */
const COMMENTS_HEADING =
  /^(?:(?:\d[\d,.]*|one|no)\s+(?:comments?|thoughts?|responses?|replies|reply)(?:\s+(?:on|to|so far)\b.{0,200})?|comments?(?:\s*\(\d+\)|:|\s+on\b.{0,200})?|responses?(?:\s*\(\d+\)|:|\s+to\b.{0,200})?|leave an?\s+(?:reply|comment|response)\b.{0,60}|(?:add|post|write) a comment|join the (?:discussion|conversation)|(?:\d+\s+)?kommentare?(?:\s+zu\b.{0,200})?|schreibe einen kommentar|(?:\d+\s+)?commentaires?|laisser un commentaire|(?:\d+\s+)?comentarios?|deja un comentario|(?:\d+\s+)?комментари(?:й|я|ев|и)|добавить комментарий)[.:!]?$/iu;

/** Headings over buttons and links to other pages. */
const LINKS_HEADING =
  /^(?:(?:share|like|rate)(?: (?:this|it|on|via))?(?: (?:post|story|page|entry))?|teilen(?: mit)?|gefällt mir|partager|compartir|related(?: (?:posts?|articles?|stories|reading))?|you (?:may|might) also (?:like|enjoy)|more (?:from|like|stories|posts)\b.{0,60}|(?:post|page) navigation|beitrags-?navigation|recent (?:posts|comments)|follow(?: (?:us|me))?\b.{0,30}|subscribe\b.{0,40}|archives?|categories|tags|blogroll)[.:!…]?$/iu;

/** What stands with the text must be at least so long: an element that holds it all is no comment on it. */
const LEAST_LEFT = 200;
const LONGEST_HEADING = 300;

/** Takes what readers wrote below the text out of a page; the elements that were taken. */
export function dropComments(body: Element | Root): readonly Element[] {
  const lengths = lengthsIn(body);
  const whole = lengths.get(body) ?? 0;
  const dropped: Element[] = [];
  const walk = (parent: Element | Root): void => {
    const kept = parent.children.filter((child) => {
      if (!isElement(child)) return true;
      if (!isComments(child) || whole - (lengths.get(child) ?? 0) < LEAST_LEFT || holdsTitle(child)) {
        walk(child);
        return true;
      }
      dropped.push(child);
      return false;
    });
    if (kept.length < parent.children.length) parent.children = kept as typeof parent.children;
  };
  walk(body);
  return dropped;
}

/** How much text each element holds. */
function lengthsIn(body: Element | Root): ReadonlyMap<Element | Root, number> {
  const lengths = new Map<Element | Root, number>();
  const measure = (parent: Element | Root): number => {
    let length = 0;
    for (const child of parent.children) {
      if (child.type === 'text') length += child.value.length;
      else if (isElement(child)) length += measure(child);
    }
    lengths.set(parent, length);
    return length;
  };
  measure(body);
  return lengths;
}

/** Whether the element is a list of links or a row of buttons, as the heading at its start says. */
export const isLinkBlock = (element: Element): boolean => LINKS_HEADING.test(headingAtStart(element) ?? '');

function isComments(element: Element): boolean {
  if (['html', 'body', 'main', 'p', 'a', 'span', 'h1', 'h2', 'h3'].includes(element.tagName)) return false;
  const names = [...classesOf(element), attribute(element, 'id')];
  return names.some((name) => COMMENTS.test(name)) || COMMENTS_HEADING.test(headingAtStart(element) ?? '');
}

const holdsTitle = (element: Element): boolean =>
  element.tagName === 'h1' || element.children.some((child) => isElement(child) && holdsTitle(child));

/** The words of the heading that an element opens with. */
function headingAtStart(element: Element): string | undefined {
  for (let at: Element | undefined = element; at; ) {
    const first: Element['children'][number] | undefined = at.children.find(
      (child) => isElement(child) || (child.type === 'text' && child.value.trim() !== ''),
    );
    if (!isElement(first)) return undefined;
    if (/^h[2-6]$/.test(first.tagName)) return textOf(first).slice(0, LONGEST_HEADING).replace(/\s+/g, ' ').trim();
    at = ['div', 'header', 'section', 'aside'].includes(first.tagName) ? first : undefined;
  }
  return undefined;
}
