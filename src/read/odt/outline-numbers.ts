import type { XmlElement } from '../../container/xml-tree.js';
import { letterNumeral, romanNumeral } from '../../text/numerals.js';
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

/** `style:num-format` of ODF 1.2, 19.500. */
function numeral(value: number, format: string): string {
  if (format === 'I') return romanNumeral(value);
  if (format === 'i') return romanNumeral(value).toLowerCase();
  if (format === 'A') return letterNumeral(value);
  return format === 'a' ? letterNumeral(value).toLowerCase() : String(value);
}
