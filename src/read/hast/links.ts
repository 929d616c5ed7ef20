import type { Element } from 'hast';
import { attribute } from './attributes.js';
import type { Funnel, Wrap } from './handler.js';

const asText: Wrap = (children) => children;

/** A link: kept when it leads to the web or a mailbox, a note's reference when it leads to a note, else its text. */
export function readLink(element: Element, funnel: Funnel): Wrap {
  const href = attribute(element, 'href').trim();
  if (href === '') return asText;
  const note = funnel.noteFor(href);
  if (note !== undefined) return () => [{ type: 'noteReference', note }];
  if (isKept(href)) return (children) => (children.length > 0 ? [{ type: 'link', href, children }] : []);
  sayDropped(href, element, funnel);
  return asText;
}

/** The addresses that mean the same in a book: absolute ones of the web, and mailboxes. */
function isKept(href: string): boolean {
  if (/^mailto:[^\s]+$/i.test(href)) return true;
  return /^https?:\/\/[^\s/]/i.test(href) && !/\s/.test(href) && URL.canParse(href);
}

function sayDropped(href: string, element: Element, funnel: Funnel): void {
  const { tally } = funnel;
  const place = funnel.placeOf(element);
  if (href.startsWith('#')) {
    tally.add(
      'link-dropped',
      '#',
      place,
      (times) => `A link to a place within the file was reduced to its text${times}.`,
    );
    return;
  }
  const shown = href.length > 80 ? `${href.slice(0, 77)}…` : href;
  tally.add(
    'link-dropped',
    href,
    place,
    (times) =>
      `The link to \`${shown}\` leads nowhere from a book, so it was reduced to its text${times}. Give the whole address, with https://.`,
  );
}
