import type { XmlElement } from '../../container/xml-tree.js';
import { attributeOf, childOf, childrenOf, nameOf } from './names.js';

/** How text is set, as far as a story can say it. Left out where nothing is said. */
export interface TextLook {
  readonly isBold?: boolean;
  readonly isItalic?: boolean;
  readonly isUnderlined?: boolean;
  readonly isStruck?: boolean;
  readonly isSmallCaps?: boolean;
  readonly isHidden?: boolean;
  readonly position?: 'super' | 'sub' | 'line';
}

export interface Style {
  readonly look: TextLook;
  readonly align?: 'center' | 'end' | 'start';
  readonly opensPage: boolean;
  readonly hasRule: boolean;
  readonly outlineLevel?: number;
  /** False where a heading is taken out of the outline’s numbering. */
  readonly isNumbered: boolean;
  /** The names of the style and of those that it is made from, nearest first, in lower case: `title`, `heading 1`. */
  readonly names: readonly string[];
}

/** The styles of a document, each with what it has from its parents. */
export interface StyleBook {
  readonly paragraph: (name: string | undefined) => Style;
  readonly text: (name: string | undefined) => Style;
  readonly section: (name: string | undefined) => Style;
  /** The levels of a list style that are numbered, with their first numbers. */
  readonly numbered: (name: string | undefined) => ReadonlyMap<number, number>;
}

type Family = 'paragraph' | 'text' | 'section';

const PLAIN: Style = { look: {}, opensPage: false, hasRule: false, isNumbered: true, names: [] };
const LONGEST_CHAIN = 32;

export function readStyles(holders: readonly XmlElement[]): StyleBook {
  const elements = new Map<string, XmlElement>();
  const lists = new Map<string, XmlElement>();
  for (const element of holders.flatMap((holder) => holder.children)) {
    if (typeof element === 'string') continue;
    const name = attributeOf(element, 'style:name') ?? '';
    const family = attributeOf(element, 'style:family') ?? '';
    if (nameOf(element) === 'style:style') elements.set(`${family} ${name}`, element);
    else if (nameOf(element) === 'style:default-style') elements.set(`${family} `, element);
    else if (nameOf(element) === 'text:list-style') lists.set(name, element);
  }
  const known = new Map<string, Style>();
  const find = (family: Family) => (name: string | undefined) => {
    const key = `${family} ${name ?? ''}`;
    const style = known.get(key) ?? withName(resolve(chainOf(elements, family, name)), name);
    known.set(key, style);
    return style;
  };
  return {
    paragraph: find('paragraph'),
    text: find('text'),
    section: find('section'),
    numbered: (name) => numberedLevels(lists.get(name ?? '')),
  };
}

/** The style, then those that it is made from, then the family’s default. */
function chainOf(elements: ReadonlyMap<string, XmlElement>, family: Family, name = ''): readonly XmlElement[] {
  const chain: XmlElement[] = [];
  let next = name === '' ? undefined : elements.get(`${family} ${name}`);
  while (next && chain.length < LONGEST_CHAIN && !chain.includes(next)) {
    chain.push(next);
    const parent = attributeOf(next, 'style:parent-style-name');
    next = parent ? elements.get(`${family} ${parent}`) : undefined;
  }
  const base = elements.get(`${family} `);
  return base ? [...chain, base] : chain;
}

function resolve(chain: readonly XmlElement[]): Style {
  return chain.reduceRight<Style>((inherited, element) => {
    const paragraph = childOf(element, 'style:paragraph-properties');
    const align = alignOf(attributeOf(paragraph, 'fo:text-align')) ?? inherited.align;
    const level = Number(attributeOf(element, 'style:default-outline-level') || Number.NaN);
    const outlineLevel = level >= 1 ? level : inherited.outlineLevel;
    const border = attributeOf(paragraph, 'fo:border-bottom');
    const section = childOf(element, 'style:section-properties');
    return {
      look: { ...inherited.look, ...lookOf(childOf(element, 'style:text-properties')), ...hiddenBy(section) },
      ...(align !== undefined && { align }),
      opensPage: breaksPage(element, paragraph) ?? inherited.opensPage,
      hasRule: border === undefined ? inherited.hasRule : !/^(?:none|hidden|)$/.test(border),
      ...(outlineLevel !== undefined && { outlineLevel }),
      isNumbered: (attributeOf(element, 'style:list-style-name') ?? (inherited.isNumbered ? 'own' : '')) !== '',
      names: [...namesOf(element), ...inherited.names],
    };
  }, PLAIN);
}

/** A style that the document names without defining it says what it is all the same. */
function withName(style: Style, name: string | undefined): Style {
  return name === undefined || style.names.length > 0 ? style : { ...style, names: [plainName(name)] };
}

function namesOf(element: XmlElement): readonly string[] {
  const names = [attributeOf(element, 'style:name'), attributeOf(element, 'style:display-name')];
  return names.flatMap((name) => (name === undefined ? [] : [plainName(name)]));
}

/** `Heading_20_1`: what is no letter stands as its code in a name. */
const plainName = (name: string): string =>
  name.replace(/_([0-9a-f]{1,5})_/g, (_code, hex: string) => character(Number.parseInt(hex, 16))).toLowerCase();

const character = (code: number): string => (code >= 0x20 && code <= 0xffff ? String.fromCodePoint(code) : ' ');

/** A page style of its own opens a page as well. */
function breaksPage(element: XmlElement, paragraph: XmlElement | undefined): boolean | undefined {
  if (attributeOf(element, 'style:master-page-name')) return true;
  const before = attributeOf(paragraph, 'fo:break-before');
  return before === undefined ? undefined : before === 'page';
}

function alignOf(value: string | undefined): Style['align'] {
  if (value === 'center') return 'center';
  if (value === 'end' || value === 'right') return 'end';
  return value === undefined ? undefined : 'start';
}

const hiddenBy = (section: XmlElement | undefined): TextLook =>
  attributeOf(section, 'text:display') === 'none' ? { isHidden: true } : {};

function lookOf(properties: XmlElement | undefined): TextLook {
  if (!properties) return {};
  const weight = attributeOf(properties, 'fo:font-weight');
  const slant = attributeOf(properties, 'fo:font-style');
  const underline = attributeOf(properties, 'style:text-underline-style');
  const strike =
    attributeOf(properties, 'style:text-line-through-style') ?? attributeOf(properties, 'style:text-line-through-type');
  const variant = attributeOf(properties, 'fo:font-variant');
  const display = attributeOf(properties, 'text:display');
  const position = positionOf(attributeOf(properties, 'style:text-position'));
  return {
    ...(weight !== undefined && { isBold: /^(?:bold|[6-9]00)$/.test(weight) }),
    ...(slant !== undefined && { isItalic: slant === 'italic' || slant === 'oblique' }),
    ...(underline !== undefined && { isUnderlined: underline !== 'none' }),
    ...(strike !== undefined && { isStruck: strike !== 'none' }),
    ...(variant !== undefined && { isSmallCaps: variant === 'small-caps' }),
    ...(display !== undefined && { isHidden: display === 'none' }),
    ...(position !== undefined && { position }),
  };
}

/** `super 58%`, or how far the text is raised: `33% 58%`, `-33%`. */
function positionOf(value: string | undefined): TextLook['position'] {
  const first = value?.trim().split(/\s+/)[0];
  if (first === undefined || first === '') return undefined;
  if (first === 'super' || first === 'sub') return first;
  const raised = Number.parseFloat(first);
  if (!Number.isFinite(raised) || raised === 0) return 'line';
  return raised > 0 ? 'super' : 'sub';
}

function numberedLevels(list: XmlElement | undefined): ReadonlyMap<number, number> {
  const levels = childrenOf(list, 'text:list-level-style-number').filter(
    (level) => (attributeOf(level, 'style:num-format') ?? '') !== '',
  );
  return new Map(
    levels.map((level) => [
      Number(attributeOf(level, 'text:level')),
      Number(attributeOf(level, 'text:start-value') ?? 1),
    ]),
  );
}
