import type { XmlElement } from '../../container/xml-tree.js';
import { letterNumeral, romanNumeral } from '../../text/numerals.js';
import { attributeValue, childOf, childrenOf, settingOf } from './word-xml.js';

/** How a level of a list is counted. */
export interface ListLevel {
  /** 0 to 8. */
  readonly level: number;
  readonly isOrdered: boolean;
  /** ECMA-376 part 1 §17.18.59: `decimal`, `upperRoman`. */
  readonly format: string;
  /** What stands before the text, with `%1` for the number of the first level. */
  readonly text: string;
  readonly start: number;
}

export interface Numbering {
  /** The level that a paragraph is on; undefined when it is in no list. */
  readonly levelOf: (number: string, level: string | undefined, styleId: string) => ListLevel | undefined;
  /** Counts one more heading, and returns what Word shows before its text. */
  readonly nextLabel: (number: string, level: ListLevel) => string;
}

/** The lists of a document. */
export function readNumbering(root: XmlElement | undefined): Numbering {
  const abstracts = new Map(
    childrenOf(root, 'w:abstractNum').map((one) => [attributeValue(one, 'w:abstractNumId') ?? '', one]),
  );
  const numbers = new Map(
    childrenOf(root, 'w:num').map((one) => [
      attributeValue(one, 'w:numId') ?? '',
      settingOf(one, 'w:abstractNumId') ?? '',
    ]),
  );
  const byStyle = new Map(
    [...abstracts.values()].flatMap((one) => {
      const link = settingOf(one, 'w:styleLink');
      return link === undefined ? [] : [[link, one] as const];
    }),
  );
  const levelsOf = (number: string): readonly XmlElement[] => {
    const abstract = abstracts.get(numbers.get(number) ?? '');
    const linked = byStyle.get(settingOf(abstract, 'w:numStyleLink') ?? '');
    return childrenOf(linked ?? abstract, 'w:lvl');
  };
  const counters = new Map<string, number[]>();
  return {
    levelOf: (number, level, styleId) => {
      if (number === '0') return undefined;
      const levels = levelsOf(number);
      const ofStyle = level === undefined ? levels.find((one) => settingOf(one, 'w:pStyle') === styleId) : undefined;
      const found = ofStyle ?? levels.find((one) => (attributeValue(one, 'w:ilvl') ?? '0') === (level ?? '0'));
      return found && readLevel(found);
    },
    nextLabel: (number, { level, start, format, text }) => {
      const key = numbers.get(number) ?? '';
      const counts = (counters.get(key) ?? []).slice(0, level + 1);
      counts[level] = (counts[level] ?? start - 1) + 1;
      counters.set(key, counts);
      return text
        .replace(/%([1-9])/g, (_sign, digit: string) => numeral(counts[Number(digit) - 1] ?? 1, format))
        .trim();
    },
  };
}

function readLevel(element: XmlElement): ListLevel | undefined {
  const format = settingOf(element, 'w:numFmt') ?? 'decimal';
  const text = settingOf(element, 'w:lvlText') ?? '';
  if (format === 'none' && text.trim() === '') return undefined;
  const start = Number.parseInt(settingOf(element, 'w:start') ?? '1', 10);
  return {
    level: Math.min(8, Number.parseInt(attributeValue(element, 'w:ilvl') ?? '0', 10) || 0),
    isOrdered: format !== 'bullet' && childOf(element, 'w:lvlPicBulletId') === undefined,
    format,
    text,
    start: Number.isSafeInteger(start) ? start : 1,
  };
}

const ONES = [
  ...['', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten', 'Eleven', 'Twelve'],
  ...['Thirteen', 'Fourteen', 'Fifteen', 'Sixteen', 'Seventeen', 'Eighteen', 'Nineteen'],
];
const TENS = ['', '', 'Twenty', 'Thirty', 'Forty', 'Fifty', 'Sixty', 'Seventy', 'Eighty', 'Ninety'];

function numeral(value: number, format: string): string {
  if (format === 'cardinalText' && value > 0 && value < 100) {
    if (value < 20) return ONES[value] ?? '';
    return [TENS[Math.floor(value / 10)], ONES[value % 10]].filter(Boolean).join('-');
  }
  if (/Roman$/.test(format)) return inCase(romanNumeral(value), format);
  return /Letter$/.test(format) ? inCase(letterNumeral(value), format) : String(value);
}

const inCase = (numeral: string, format: string): string =>
  format.startsWith('lower') ? numeral.toLowerCase() : numeral;
