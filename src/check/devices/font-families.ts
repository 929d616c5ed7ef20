import type { Publication } from '../../container/publication.js';
import type { Declaration } from '../css/style-sheet.js';
import type { DeviceRule } from './device-rule.js';
import { styleSourcesOf } from './style-sources.js';
import { subjectsOf } from './subjects.js';

/** Kindle offers its own fonts where the book asks for none, or for one that it holds. */
export const fontFamilies: DeviceRule = {
  code: 'preflight-font-family',
  name: 'font-families',
  source: 'kindling#19',
  isMendable: true,
  concerns: ({ family }) => family === 'kindle',
  check(book, _device, add) {
    const embedded = embeddedFamilies(book);
    for (const { facts, spotAt } of styleSourcesOf(book)) {
      for (const one of facts.declarations) {
        const foreign = foreignFamily(one, embedded);
        if (foreign === undefined) continue;
        const message = `\`font-family: ${foreign}\`: no \`@font-face\` of the book holds that font, and it blocks Kindle’s font menu. Leave it out, or put the font into the book.`;
        add(message, spotAt(one.offset));
      }
    }
  },
};

/** CSS Fonts 4 #generic-font-families, and what says nothing. */
export const GENERIC: ReadonlySet<string> = new Set(
  (
    'serif sans-serif monospace cursive fantasy system-ui math fangsong ui-serif ui-sans-serif ui-monospace ' +
    'ui-rounded emoji inherit initial unset revert'
  ).split(' '),
);

/** The first family that the declaration asks for and that the book does not hold, unless it holds another of them. */
export function foreignFamily(one: Declaration, embedded: ReadonlySet<string>): string | undefined {
  if (one.owner === '@font-face' || isOfCode(one.owner)) return undefined;
  const families = familiesOf(one);
  return families.some((family) => embedded.has(family)) ? undefined : families.find((family) => !GENERIC.has(family));
}

export function embeddedFamilies(book: Publication): ReadonlySet<string> {
  const declarations = styleSourcesOf(book).flatMap(({ facts }) => facts.declarations);
  return new Set(declarations.filter(({ owner }) => owner === '@font-face').flatMap(familiesOf));
}

const CODE: ReadonlySet<string> = new Set(['code', 'pre', 'kbd', 'samp', 'tt', 'var']);

/** Code may have its own font: the text around it keeps the reader’s. */
function isOfCode(owner: string): boolean {
  const subjects = subjectsOf(owner);
  return subjects.length > 0 && subjects.every(({ element }) => CODE.has(element));
}

/** Of the shorthand, what follows the size. */
const AFTER_SIZE =
  /(?:^|\s)(?:[\d.]+(?:[a-z]+|%)|(?:xx?-)?(?:small|large)|medium|smaller|larger)(?:\s*\/\s*[^\s,]+)?\s+(.+)$/is;

/** The families that the declaration asks for, in lower case and without quotes. */
function familiesOf({ property, value }: Declaration): readonly string[] {
  const isShorthand = property === 'font';
  if (property !== 'font-family' && !isShorthand) return [];
  const list = value.replace(/!\s*important\s*$/i, '');
  const families = isShorthand ? (AFTER_SIZE.exec(list)?.[1] ?? '') : list;
  return families
    .split(',')
    .map((family) =>
      family
        .trim()
        .replace(/^["']|["']$/g, '')
        .replace(/\s+/g, ' ')
        .toLowerCase(),
    )
    .filter((family) => family !== '' && !family.includes('var('));
}
