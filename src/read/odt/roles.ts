import type { XmlElement } from '../../container/xml-tree.js';
import { attributeOf, nameOf } from './names.js';
import type { Style } from './styles.js';

/** What a paragraph is to the story, by its style. */
export type Role =
  | 'text'
  | 'heading'
  | 'title'
  | 'subtitle'
  | 'author'
  | 'quote'
  | 'epigraph'
  | 'verse'
  | 'preformatted'
  | 'rule';

/** The names of styles as the programs write them, whatever language they are shown in. */
const ROLES: readonly { readonly names: RegExp; readonly role: Role }[] = [
  { names: /^title$/, role: 'title' },
  { names: /^subtitle$/, role: 'subtitle' },
  { names: /^author$/, role: 'author' },
  { names: /^heading \d{1,2}$/, role: 'heading' },
  { names: /^(?:quotations?|quote|intense quote|block ?quot(?:e|ation)|block text)$/, role: 'quote' },
  { names: /^epigraph$/, role: 'epigraph' },
  { names: /^(?:verse|poem|poetry|stanza)$/, role: 'verse' },
  { names: /^(?:preformatted text|source code|html preformatted)$/, role: 'preformatted' },
  { names: /^horizontal line$/, role: 'rule' },
];

export function roleOf(element: XmlElement, style: Style): Role {
  if (nameOf(element) === 'text:h') return style.names.includes('title') ? 'title' : 'heading';
  for (const name of style.names) {
    const found = ROLES.find(({ names }) => names.test(name));
    if (found) return found.role;
  }
  return style.outlineLevel === undefined ? 'text' : 'heading';
}

/** A heading’s rank in the outline, from 1. */
export function outlineLevelOf(element: XmlElement, style: Style): number {
  const stated = Number(attributeOf(element, 'text:outline-level') || Number.NaN);
  if (stated >= 1) return stated;
  if (style.outlineLevel !== undefined) return style.outlineLevel;
  const named = style.names.map((name) => /^heading (\d{1,2})$/.exec(name)?.[1]).find((one) => one !== undefined);
  return named === undefined ? 1 : Math.max(1, Number(named));
}
