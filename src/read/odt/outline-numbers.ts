import type { XmlElement } from '../../container/xml-tree.js';
import { attributeOf, childOf, childrenOf } from './names.js';

/** The numbers that the document’s own chapter numbering puts before headings: `Chapter 3`. */
export interface OutlineNumbers {
  /** What stands before the next heading of that level. To be asked once a heading, in order. */
  readonly next: (level: number) => string;
}

interface Level {
  readonly format: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly start: number;
  /** How many levels its number shows. */
  readonly shown: number;
}

const MOST_LEVELS = 10;

/** OpenDocument 1.2 part 1, 16.34: the outline style is the list style of headings. */
export function outlineNumbers(styles: readonly XmlElement[]): OutlineNumbers {
  const outline = styles.map((one) => childOf(one, 'text:outline-style')).find((one) => one !== undefined);
  const levels = new Map(
    childrenOf(outline, 'text:outline-level-style').map((element) => [
      Number(attributeOf(element, 'text:level')),
      {
        format: attributeOf(element, 'style:num-format') ?? '',
        prefix: attributeOf(element, 'style:num-prefix') ?? '',
        suffix: attributeOf(element, 'style:num-suffix') ?? '',
        start: Number.parseInt(attributeOf(element, 'text:start-value') ?? '1', 10) || 1,
        shown: Number.parseInt(attributeOf(element, 'text:display-levels') ?? '1', 10) || 1,
      } satisfies Level,
    ]),
  );
  const counts: (number | undefined)[] = [];
  return {
    next: (level) => {
      const known = levels.get(level);
      if (!known || level > MOST_LEVELS) return '';
      counts[level] = (counts[level] ?? known.start - 1) + 1;
      counts.length = level + 1;
      return known.format === '' ? `${known.prefix}${known.suffix}` : label(level, known, levels, counts);
    },
  };
}

function label(
  level: number,
  { prefix, suffix, shown }: Level,
  levels: ReadonlyMap<number, Level>,
  counts: readonly (number | undefined)[],
): string {
  const numbers: string[] = [];
  for (let at = Math.max(1, level - shown + 1); at <= level; at += 1) {
    const format = levels.get(at)?.format ?? '';
    if (format !== '') numbers.push(numeral(counts[at] ?? levels.get(at)?.start ?? 1, format));
  }
  return `${prefix}${numbers.join('.')}${suffix}`;
}

function numeral(value: number, format: string): string {
  if (format === 'I' || format === 'i') {
    const roman = romanNumeral(value);
    return format === 'I' ? roman : roman.toLowerCase();
  }
  if ((format === 'A' || format === 'a') && value >= 1 && value <= 26) {
    return String.fromCharCode(format.charCodeAt(0) + value - 1);
  }
  return String(value);
}

const ROMAN: readonly (readonly [number, string])[] = [
  ...([
    [1000, 'M'],
    [900, 'CM'],
    [500, 'D'],
    [400, 'CD'],
    [100, 'C'],
    [90, 'XC'],
    [50, 'L'],
    [40, 'XL'],
  ] as const),
  ...([
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ] as const),
];

function romanNumeral(value: number): string {
  if (value < 1 || value > 3999) return String(value);
  let left = value;
  let numerals = '';
  for (const [size, sign] of ROMAN) {
    for (; left >= size; left -= size) numerals += sign;
  }
  return numerals;
}
