import { characterEntities } from 'character-entities';
import { tokensOf } from './markup-tokens.js';

/** XML 1.0 #sec-predefined-ent: known in every document. */
const PREDEFINED: ReadonlySet<string> = new Set(['amp', 'lt', 'gt', 'quot', 'apos']);

/**
 * The markup with HTML's named references written as numbers (`&hellip;` as `&#8230;`), which XML reads without a document
 * type that defines them. What no name of HTML is stays as it is, and so do comments and CDATA sections.
 */
export const numberedReferences = (markup: string): string =>
  tokensOf(markup)
    .map((token) => (token.kind === 'text' || token.kind === 'start' ? numbered(token.raw) : token.raw))
    .join('');

const numbered = (raw: string): string =>
  raw.replace(/&([A-Za-z][A-Za-z0-9]{0,31});/g, (whole, name: string) =>
    PREDEFINED.has(name) || !Object.hasOwn(characterEntities, name)
      ? whole
      : [...(characterEntities[name] ?? '')].map((character) => `&#${character.codePointAt(0)};`).join(''),
  );
