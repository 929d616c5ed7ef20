import type { XmlElement } from '../../container/xml-tree.js';
import { isCodeStyle, type NamedRole, roleOfName } from './style-names.js';
import { attributeValue, childOf, childrenOf, isOn, nameOf, settingOf } from './word-xml.js';

/** How a run looks, as far as a story cares. What is left out is not said. */
export interface RunLook {
  readonly isBold?: boolean;
  readonly isItalic?: boolean;
  readonly isSmallCaps?: boolean;
  readonly isStruck?: boolean;
  readonly isUnderlined?: boolean;
  readonly isHidden?: boolean;
  readonly vertical?: 'superscript' | 'subscript' | 'baseline';
  /** In half points. */
  readonly size?: number;
  readonly font?: string;
  readonly language?: string;
}

export interface ParagraphLook {
  readonly align?: 'start' | 'center' | 'end';
  readonly opensPage?: boolean;
  /** 0 to 8; 9 says that it is no heading. */
  readonly outline?: number;
  readonly list?: { readonly number: string; readonly level?: string };
  readonly hasRule?: boolean;
}

/** A style with all that it is based on. */
export interface Style {
  readonly id: string;
  readonly role?: NamedRole;
  readonly isCode: boolean;
  readonly run: RunLook;
  readonly paragraph: ParagraphLook;
}

export interface Styles {
  /** The paragraph style of that id, or the default one. */
  readonly paragraph: (id: string | undefined) => Style;
  readonly character: (id: string | undefined) => Style | undefined;
  readonly defaults: RunLook;
}

const LONGEST_CHAIN = 20;

/** The styles of a document, each with what it inherits. */
export function readStyles(root: XmlElement | undefined): Styles {
  const elements = new Map<string, XmlElement>();
  let standard: string | undefined;
  for (const element of childrenOf(root, 'w:style')) {
    const key = `${attributeValue(element, 'w:type') ?? 'paragraph'} ${attributeValue(element, 'w:styleId') ?? ''}`;
    if (!elements.has(key)) elements.set(key, element);
    const isDefault = ['1', 'true', 'on'].includes(attributeValue(element, 'w:default') ?? '');
    if (isDefault && key.startsWith('paragraph ')) standard ??= attributeValue(element, 'w:styleId');
  }
  const known = new Map<string, Style>();
  const resolve = (key: string): Style | undefined => {
    const resolved = known.get(key) ?? resolveStyle(key, elements);
    if (resolved) known.set(key, resolved);
    return resolved;
  };
  const fallback = (standard === undefined ? undefined : resolve(`paragraph ${standard}`)) ?? NO_STYLE;
  const defaults = childOf(root, 'w:docDefaults');
  return {
    paragraph: (id) => (id === undefined ? fallback : (resolve(`paragraph ${id}`) ?? namedOnly(id) ?? fallback)),
    character: (id) => (id === undefined ? undefined : resolve(`character ${id}`)),
    defaults: readRunLook(childOf(childOf(defaults, 'w:rPrDefault'), 'w:rPr')),
  };
}

const NO_STYLE: Style = { id: '', isCode: false, run: {}, paragraph: {} };

/** A style that is used and nowhere defined still has its name. */
function namedOnly(id: string): Style | undefined {
  const role = roleOfName(id);
  return role && { ...NO_STYLE, id, role };
}

function resolveStyle(key: string, elements: ReadonlyMap<string, XmlElement>): Style | undefined {
  const chain: XmlElement[] = [];
  const [type = '', id = ''] = [key.slice(0, key.indexOf(' ')), key.slice(key.indexOf(' ') + 1)];
  let next = elements.get(key);
  while (next && chain.length < LONGEST_CHAIN && !chain.includes(next)) {
    chain.push(next);
    next = elements.get(`${type} ${settingOf(next, 'w:basedOn') ?? ''}`);
  }
  if (chain.length === 0) return undefined;
  const names = chain.map((style) => [settingOf(style, 'w:name') ?? '', attributeValue(style, 'w:styleId') ?? '']);
  const roles = names.map(([name = '', styleId = '']) => roleOfName(name) ?? roleOfName(styleId));
  const looks = [...chain].reverse();
  const paragraph = Object.assign(
    {},
    ...looks.map((style) => readParagraphLook(childOf(style, 'w:pPr'))),
  ) as ParagraphLook;
  const run = Object.assign({}, ...looks.map((style) => readRunLook(childOf(style, 'w:rPr')))) as RunLook;
  const role = roleOf(roles, paragraph.outline);
  return { id, ...(role && { role }), isCode: names.some(([name = '']) => isCodeStyle(name)), run, paragraph };
}

/** The style's own name goes before its outline level, and that before the names of what it is based on. */
function roleOf(roles: readonly (NamedRole | undefined)[], outline: number | undefined): NamedRole | undefined {
  const [own, ...inherited] = roles;
  if (own) return own;
  if (outline !== undefined && outline < 9) return { role: 'heading', level: Math.min(6, outline + 1) };
  const role = inherited.find((one) => one !== undefined);
  return role?.role === 'heading' && outline === 9 ? undefined : role;
}

const ALIGNMENTS: Readonly<Record<string, 'start' | 'center' | 'end'>> = {
  left: 'start',
  start: 'start',
  both: 'start',
  distribute: 'start',
  center: 'center',
  right: 'end',
  end: 'end',
};

/** What paragraph properties (`w:pPr`) say. */
export function readParagraphLook(properties: XmlElement | undefined): ParagraphLook {
  if (!properties) return {};
  const align = ALIGNMENTS[settingOf(properties, 'w:jc') ?? ''];
  const opensPage = isOn(properties, 'w:pageBreakBefore');
  const outline = numberOf(settingOf(properties, 'w:outlineLvl'));
  const numbering = childOf(properties, 'w:numPr');
  const number = settingOf(numbering, 'w:numId');
  const level = settingOf(numbering, 'w:ilvl');
  const borders = childrenOf(childOf(properties, 'w:pBdr')).filter(
    (border) => !['nil', 'none'].includes(attributeValue(border, 'w:val') ?? 'nil'),
  );
  const isRule = borders.length === 1 && ['w:top', 'w:bottom'].includes(nameOf(borders[0] as XmlElement));
  return {
    ...(align !== undefined && { align }),
    ...(opensPage !== undefined && { opensPage }),
    ...(outline !== undefined && { outline }),
    ...(number !== undefined && { list: { number, ...(level !== undefined && { level }) } }),
    ...(isRule && { hasRule: true }),
  };
}

/** What run properties (`w:rPr`) say. */
export function readRunLook(properties: XmlElement | undefined): RunLook {
  if (!properties) return {};
  const fonts = childOf(properties, 'w:rFonts');
  const found = {
    isBold: isOn(properties, 'w:b'),
    isItalic: isOn(properties, 'w:i'),
    isSmallCaps: isOn(properties, 'w:smallCaps'),
    isStruck: isOn(properties, 'w:strike') ?? isOn(properties, 'w:dstrike'),
    isUnderlined: isOn(properties, 'w:u'),
    isHidden: isOn(properties, 'w:vanish'),
    vertical: verticalOf(settingOf(properties, 'w:vertAlign')),
    size: numberOf(settingOf(properties, 'w:sz')),
    font: attributeValue(fonts, 'w:ascii') ?? attributeValue(fonts, 'w:hAnsi'),
    language: settingOf(properties, 'w:lang'),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

function verticalOf(value: string | undefined): RunLook['vertical'] {
  return value === 'superscript' || value === 'subscript' || value === 'baseline' ? value : undefined;
}

function numberOf(value: string | undefined): number | undefined {
  return value !== undefined && /^\d{1,4}$/.test(value) ? Number(value) : undefined;
}

const TOGGLES = ['isBold', 'isItalic', 'isSmallCaps', 'isStruck', 'isHidden'] as const;

/**
 * How a run looks in the end. ECMA-376 part 1 §17.7.3: what a paragraph's and a character's style both switch on is
 * off; what the run says itself holds.
 */
export function lookOfRun(defaults: RunLook, paragraph: RunLook, character: RunLook, own: RunLook): RunLook {
  const toggled = Object.fromEntries(
    TOGGLES.map((key) => {
      const byStyles = (paragraph[key] ?? false) !== (character[key] ?? false);
      return [key, own[key] ?? (byStyles || (defaults[key] ?? false))];
    }),
  );
  return { ...defaults, ...paragraph, ...character, ...own, ...toggled };
}
