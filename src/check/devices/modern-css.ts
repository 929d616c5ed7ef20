import type { Declaration } from '../css/style-sheet.js';
import { shorten } from '../schema/vocabulary.js';
import type { DeviceRule } from './device-rule.js';
import { isKepub } from './kepub.js';
import { styleSourcesOf } from './style-sources.js';

/** Variables are the suspects of books that Send-to-Kindle refused. */
export const cssVariables: DeviceRule = {
  code: 'preflight-css-variable',
  name: 'css-variables',
  source: 'cs249r_book#1148',
  isMendable: true,
  concerns: ({ family }) => family === 'kindle',
  check(book, _device, add) {
    for (const { facts, spotAt } of styleSourcesOf(book)) {
      for (const one of facts.declarations.filter(usesVariable)) {
        const message = `${quoted(one)} is a CSS variable; Send-to-Kindle may refuse the book (E999). Write the value itself.`;
        add(message, spotAt(one.offset));
      }
    }
  },
};

const FUNCTIONS = /(?:^|[\s,(*/+-])(min|max|clamp|calc|env|var)\(/i;
/** The at-rules over which it does. */
export const AT_RULES: ReadonlySet<string> = new Set(['media', 'supports', 'layer', 'container']);

/** RMSDK knows the CSS of 2013, and drops the sheet or refuses the book where it meets newer. */
export const modernCss: DeviceRule = {
  code: 'preflight-css-modern',
  name: 'modern-css',
  source: 'andreklein.net on RMSDK and CSS; stackoverflow.com/q/77441756',
  isMendable: true,
  // Kobo renders an EPUB that is no KEPUB with RMSDK: both reports are of one.
  concerns: ({ engine, family }) => engine === 'rmsdk' || family === 'kobo',
  check(book, { family }, add) {
    if (family === 'kobo' && isKepub(book)) return;
    for (const { facts, spotAt } of styleSourcesOf(book)) {
      for (const one of facts.declarations.filter(isModern)) add(`${quoted(one)} ${EFFECT}`, spotAt(one.offset));
      for (const { name, prelude, offset } of facts.atRules) {
        if (AT_RULES.has(name)) add(`\`@${name} ${shorten(prelude)}\` ${EFFECT}`, spotAt(offset));
      }
    }
  },
};

const EFFECT =
  'is newer than Adobe RMSDK, which renders this book there and then drops the style sheet or refuses the book. Write it in CSS 2.1, or leave it out.';

const quoted = ({ property, value }: Declaration): string => `\`${property}: ${shorten(value)}\``;

export const usesVariable = ({ property, value }: Declaration): boolean =>
  property.startsWith('--') || /(?:^|[\s,(*/+-])var\(/i.test(value);

/** Whether RMSDK drops the sheet over it. */
export const isModern = (one: Declaration): boolean =>
  usesVariable(one) ||
  FUNCTIONS.test(withoutStrings(one.value)) ||
  (one.property === 'display' && /\b(?:grid|flex)\b/i.test(one.value));

const withoutStrings = (value: string): string => value.replace(/"[^"]*"|'[^']*'|url\([^)]*\)/gi, '');
