import type { AtRule, Declaration, StyleFacts } from '../check/css/style-sheet.js';
import { embeddedFamilies, foreignFamily, GENERIC } from '../check/devices/font-families.js';
import { AT_RULES, isModern, usesVariable } from '../check/devices/modern-css.js';
import { styleSourcesOf } from '../check/devices/style-sources.js';
import type { Edit } from '../container/markup-edits.js';
import type { Publication } from '../container/publication.js';
import type { Mender } from './mender.js';
import { editStyles } from './styles.js';

/** Variables give way to their values, or to the fallback; where there is neither, to nothing. */
export const resolveVariables: Mender = {
  code: 'preflight-css-variable',
  done: 'CSS variables are replaced by their values',
  mend: ({ book }) => {
    const values = variablesOf(book);
    return { files: editStyles(book, ({ declarations }) => variableEdits(declarations, values)) };
  },
};

/** What RMSDK drops a sheet over: `@media screen` opens, other queries go, what it cannot reckon goes. */
export const modestStyles: Mender = {
  code: 'preflight-css-modern',
  done: 'style sheets hold what Adobe RMSDK knows',
  mend: ({ book }) => {
    const values = variablesOf(book);
    return { files: editStyles(book, (facts, text) => modernEdits(facts, text, values)) };
  },
};

/** Fonts that the book does not hold are asked for no more. */
export const ownFonts: Mender = {
  code: 'preflight-font-family',
  done: 'fonts that the book does not hold are asked for no more',
  mend: ({ book }) => {
    const embedded = embeddedFamilies(book);
    return {
      files: editStyles(book, ({ declarations }) => declarations.flatMap((one) => fontEdits(one, embedded))),
    };
  },
};

const without = ({ offset, end }: Declaration): Edit => ({ start: offset, end, text: '' });

const instead = (one: Declaration, value: string): Edit => ({
  start: one.offset,
  end: one.end,
  text: `${one.property}: ${value};`,
});

/** The values of the variables of which the whole book has but one: others depend on the place. */
function variablesOf(book: Publication): ReadonlyMap<string, string> {
  const stated = new Map<string, Set<string>>();
  for (const { property, value } of styleSourcesOf(book).flatMap(({ facts }) => facts.declarations)) {
    if (property.startsWith('--')) stated.set(property, (stated.get(property) ?? new Set()).add(value));
  }
  return new Map(
    [...stated].flatMap(([name, [value = '', ...others]]) => (others.length === 0 ? [[name, value]] : [])),
  );
}

const VARIABLE = /var\(\s*(--[\w-]+)\s*(?:,((?:[^()]|\([^()]*\))*))?\)/giu;
/** Variables may be told by variables; no book that means well goes deeper. */
const DEEPEST = 8;

/** The value with each variable’s own; undefined where one is not known. */
function resolved(value: string, values: ReadonlyMap<string, string>): string | undefined {
  let known = value;
  for (let depth = 0; depth < DEEPEST && /\bvar\(/iu.test(known); depth++) {
    known = known.replace(VARIABLE, (whole, name: string, fallback?: string) => {
      return values.get(name.toLowerCase()) ?? fallback?.trim() ?? whole;
    });
    if (known.length > LONGEST_VALUE) return undefined;
  }
  return /\bvar\(/iu.test(known) ? undefined : known;
}

const LONGEST_VALUE = 10_000;

function variableEdits(declarations: readonly Declaration[], values: ReadonlyMap<string, string>): readonly Edit[] {
  return declarations.filter(usesVariable).map((one) => {
    const value = one.property.startsWith('--') ? undefined : resolved(one.value, values);
    return value === undefined ? without(one) : instead(one, value);
  });
}

function modernEdits(
  { declarations, atRules }: StyleFacts,
  text: string,
  values: ReadonlyMap<string, string>,
): readonly Edit[] {
  return [
    ...atRules.filter(({ name }) => AT_RULES.has(name)).flatMap((one) => atRuleEdits(one, text)),
    ...declarations.filter(isModern).map((one) => {
      const value = one.property.startsWith('--') ? undefined : resolved(one.value, values);
      return value === undefined || isModern({ ...one, value }) ? without(one) : instead(one, value);
    }),
  ];
}

/** What holds on every screen stays; what depends on the device’s size, on colours or on what it knows goes. */
const EVERYWHERE = /^(?:only\s+)?(?:all|screen)$/iu;

/** A list holds where one of its queries does. */
const holdsEverywhere = (prelude: string): boolean =>
  prelude.trim() === '' || prelude.split(',').some((query) => EVERYWHERE.test(query.trim()));

function atRuleEdits({ name, prelude, offset, block }: AtRule, text: string): readonly Edit[] {
  if (!block) {
    const end = text.indexOf(';', offset);
    return [{ start: offset, end: end < 0 ? text.length : end + 1, text: '' }];
  }
  const isOpen = name === 'layer' || (name === 'media' && holdsEverywhere(prelude));
  if (!isOpen) return [{ start: offset, end: block.end + 1, text: '' }];
  return [
    { start: offset, end: block.start, text: '' },
    { start: block.end, end: block.end + 1, text: '' },
  ];
}

/** Of the shorthand `font`, the families are what stands after the size. */
function fontEdits(one: Declaration, embedded: ReadonlySet<string>): readonly Edit[] {
  if (foreignFamily(one, embedded) === undefined) return [];
  const important = /\s*!\s*important\s*$/iu.exec(one.value)?.[0] ?? '';
  const value = one.value.slice(0, one.value.length - important.length);
  const families = value.split(',').map((family) => family.trim());
  const generic = families.find((family) => GENERIC.has(family.toLowerCase().replace(/^.*\s/su, '')));
  if (one.property === 'font-family') return [generic === undefined ? without(one) : instead(one, generic + important)];
  // Style, weight and size stand before the first family, which may be in quotes.
  const size =
    /^(.*?(?:[\d.]+(?:[a-z]+|%)|(?:xx?-)?(?:small|large)|medium|smaller|larger)(?:\s*\/\s*[^\s,]+)?)\s+/isu.exec(value);
  const family = generic?.replace(/^.*\s/su, '') ?? 'serif';
  return [size?.[1] === undefined ? without(one) : instead(one, `${size[1]} ${family}${important}`)];
}
