import { fold } from './fold-word.js';
import { numberOfWord } from './number-words.js';
import { wordAt } from './word-at.js';

/** A number at the beginning of a text: its value and how many characters it takes. */
export interface NumberReading {
  readonly value: number;
  readonly length: number;
  /** Spelt out (`one`, `première`), in digits, or in Roman numerals. */
  readonly kind: 'digits' | 'roman' | 'word';
}

/** The number that the text begins with, ending at a word's end: `12`, `12.5`, `10a`, `1/5`, `IV`, `twenty-one`, `the First`. */
export function readNumber(text: string): NumberReading | undefined {
  return readDigits(text) ?? readRoman(text) ?? readNumberWords(text);
}

const DIGITS =
  /^(\p{Nd}{1,4})(?:\.(\p{Nd}{1,2}))?(?:[a-d]|er|re|e|st|nd|rd|th|ª|º|°)?(?:\s?\/\s?\p{Nd}{1,4}|[-–]\p{Nd}{1,4}|\s(?:of|von|de|sur)\s\p{Nd}{1,4})?(?![\p{L}\p{N}])/iu;

/** The same for ASCII alone: the other is costly to compile. */
const ASCII_DIGITS =
  /^(\d{1,4})(?:\.(\d{1,2}))?(?:[a-d]|er|re|e|st|nd|rd|th)?(?:\s?\/\s?\d{1,4}|-\d{1,4}|\s(?:of|von|de|sur)\s\d{1,4})?(?![a-z\d])/i;
/** More than either can take. */
const LONGEST_DIGITS = 24;

/** The first digit beyond ASCII is U+0660. */
const MAY_BE_DIGIT = /^[\d\u0660-\uffff]/;
const IS_ASCII = /^[ -~]*$/;

function readDigits(text: string): NumberReading | undefined {
  if (!MAY_BE_DIGIT.test(text)) return undefined;
  const start = text.slice(0, LONGEST_DIGITS);
  const match = (IS_ASCII.test(start) ? ASCII_DIGITS : DIGITS).exec(start);
  if (!match) return undefined;
  const whole = decimalDigits(match[1] ?? '');
  const fraction = match[2] === undefined ? '' : `.${decimalDigits(match[2])}`;
  return { value: Number(`${whole}${fraction}`), length: match[0].length, kind: 'digits' };
}

/** The digits of any script as those of ASCII. */
function decimalDigits(digits: string): string {
  return [...digits.normalize('NFKC')].map((digit) => (/\d/u.test(digit) ? digit : digitValue(digit))).join('');
}

/** How far the digit stands from the first of its run of ten. */
function digitValue(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && code - zero < 9) zero--;
  return String(code - zero);
}

const ROMAN = /^(?=[mdclxvi])m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,4})$/i;
const ROMAN_VALUES: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1000 };
const LARGEST_ROMAN = 399;

function readRoman(text: string): NumberReading | undefined {
  const word = /^[mdclxvi]{1,9}/i.exec(text)?.[0];
  if (word === undefined || isWordGoingOn(text, word.length) || !ROMAN.test(word)) return undefined;
  if (word !== word.toUpperCase() && word !== word.toLowerCase()) return undefined;
  const value = romanValue(word.toUpperCase());
  return value > LARGEST_ROMAN ? undefined : { value, length: word.length, kind: 'roman' };
}

function romanValue(numeral: string): number {
  const values = [...numeral].map((letter) => ROMAN_VALUES[letter] ?? 0);
  return values.reduce((sum, value, index) => (value < (values[index + 1] ?? 0) ? sum - value : sum + value), 0);
}

const isWordGoingOn = (text: string, at: number): boolean =>
  /^['’]/.test(text.slice(at, at + 1)) || /^[\p{L}\p{N}]/u.test(text.slice(at, at + 2));

const HUNDREDS = /^(one|two|three|a)[\s-]hundred(?:th)?(?:[\s-](?:and[\s-])?(?=\p{L}))?/iu;

function readNumberWords(text: string): NumberReading | undefined {
  const hundreds = /hundred/i.test(text) ? HUNDREDS.exec(text) : null;
  if (hundreds) {
    const value = 100 * (numberOfWord(fold(hundreds[1] ?? '')) ?? 1);
    const rest = readSmallWords(text.slice(hundreds[0].length));
    if (rest) return { ...rest, value: value + rest.value, length: hundreds[0].length + rest.length };
    return { value, length: hundreds[0].trimEnd().replace(/[\s-]and$/iu, '').length, kind: 'word' };
  }
  return readSmallWords(text);
}

function readSmallWords(text: string): NumberReading | undefined {
  const start = /^the\s{1,3}/i.exec(text)?.[0].length ?? 0;
  const first = wordAt(text, start);
  const end = start + first.length;
  if (first === '' || isApostrophe(text[end])) return undefined;
  const value = numberOfWord(fold(first));
  const gap = /^[\s-](?:et[\s-])?/i.exec(text.slice(end, end + 4))?.[0] ?? '';
  const second = gap === '' ? '' : wordAt(text, end + gap.length);
  const whole = end + gap.length + second.length;
  const together = second.length < 2 || isApostrophe(text[whole]) ? undefined : compoundOf(first, value, second);
  if (together !== undefined) return { value: together, length: whole, kind: 'word' };
  return value === undefined ? undefined : { value, length: end, kind: 'word' };
}

const isApostrophe = (character: string | undefined): boolean => character === "'" || character === '’';

/** `twenty-one`, `dix-sept`, `décimo primeiro`. */
function compoundOf(first: string, value: number | undefined, second: string): number | undefined {
  const joined = numberOfWord(fold(`${first}-${second}`));
  if (joined !== undefined) return joined;
  const units = numberOfWord(fold(second));
  if (value === undefined || units === undefined || units < 1 || units > 9) return undefined;
  const isTen = value >= 20 ? value % 10 === 0 : /^decim[oa]$/u.test(fold(first));
  return isTen ? value + units : undefined;
}

const HAN_DIGITS: Readonly<Record<string, number>> = {
  ...{ 〇: 0, 零: 0, 一: 1, 二: 2, 两: 2, 兩: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 },
  ...{ 壱: 1, 壹: 1, 弐: 2, 贰: 2, 参: 3, 叁: 3 },
};
const HAN_UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000, 万: 10_000, 萬: 10_000 };

/** The characters that write Chinese and Japanese numbers, for a character class. */
export const HAN_NUMERALS = '〇零一二三四五六七八九十百千万萬两兩壱壹弐贰参叁';

/** 4 for `四`, 21 for `二十一`, 105 for `一百零五`, 12 for `一二` and for `１２`. */
export function hanNumber(text: string): number | undefined {
  const plain = text.normalize('NFKC');
  if (/^\d+$/u.test(plain)) return Number(plain);
  let total = 0;
  let digits = '';
  for (const character of text) {
    const unit = HAN_UNITS[character];
    const digit = HAN_DIGITS[character];
    if (unit === undefined && digit === undefined) return undefined;
    if (unit === undefined) digits += String(digit);
    else if (unit === 10_000) {
      total = (total + Number(digits)) * unit;
      digits = '';
    } else {
      total += (digits === '' ? 1 : Number(digits)) * unit;
      digits = '';
    }
  }
  return total + Number(digits);
}
