import type { SectionRole } from '../../model/story.js';
import { EAST_ASIAN_ROLES, type KeywordReading, readKeyword } from './heading-keywords.js';
import { HAN_NUMERALS, hanNumber, type NumberReading, readNumber } from './heading-numbers.js';

export interface HeadingParts {
  readonly role: SectionRole;
  /** The numbering as written: `Chapter 1`, `IV`, `Epilogue`, `第三章`. */
  readonly label?: string;
  /** The title without the numbering and its separator: always the end of the heading's text but for closing marks. */
  readonly title?: string;
  /** The number, where there is one: 12, 12.5, 4 for `IV`. */
  readonly number?: number;
  /** True for a bare number or numeral (`4.`, `IV. The Storm`), which is a heading only among its like. */
  readonly isBare: boolean;
}

const LONGEST_HEADING = 300;
const LONGEST_TITLE = 110;

/** The parts of a heading in any language of the table, or undefined when the text is not worded as one. */
export function parseHeading(text: string): HeadingParts | undefined {
  if (text.length > LONGEST_HEADING) return undefined;
  const core = withoutOrnament(text);
  if (core === '' || /\bcoming\s(?:soon|next|up)\b/iu.test(core)) return undefined;
  return eastAsianHeading(core) ?? wordedHeading(core) ?? numberFirstHeading(core);
}

/** The text without the marks that stand on both its sides: `~ Chapter 1 ~`, `**IV**`, `[Prologue]`, `-3-`, `*Chapter 1*: Rain`. */
function withoutOrnament(text: string): string {
  const opened = text.replace(/^[\s*_#~=<>[\]({|•·–—+（〔【《〈-]+/u, '').replace(/[\s*_#~=|•·–—+-]+$/u, '');
  // What closes a word in brackets is no ornament: `Chapter 1: The Gate <open>`.
  const isClosing = /[<[【《〈（〔][^<>[\]【】《》〈〉（）〔〕]{1,60}[>\]】》〉）〕]$/u.test(opened);
  const closed = isClosing ? opened : opened.replace(/[\s*_#~=<>[\]|•·–—+）〕】》〉-]+$/u, '');
  return closed.replace(/^([^(]*)[)}]+$/u, '$1').replace(/^([^*_:]{1,40})[*_]{1,3}(?=\s?[:.–—-])/u, '$1');
}

/** `Chapter 1: The Rain`, `Part the First`, `Prologue – Rain`, `Book One, Chapter Two`. */
function wordedHeading(core: string): HeadingParts | undefined {
  const keyword = readKeyword(core);
  if (!keyword) return undefined;
  const gap = /^[\s#.:–—-]{0,6}(?:(?:no|nr|nº|№)[.\s]{0,2})?[([]?/iu.exec(core.slice(keyword.length))?.[0] ?? '';
  const start = keyword.length + gap.length;
  const number = gap === '' ? undefined : readNumber(core.slice(start));
  if (number) {
    const end = start + number.length + (core[start + number.length] === closingOf(gap) ? 1 : 0);
    const rest = titleAfter(core.slice(end));
    if (rest === undefined) return undefined;
    return nested({ role: keyword.role, label: core.slice(0, end), number: number.value, isBare: false }, rest, core);
  }
  return keyword.standsAlone ? unnumberedHeading(core, keyword) : lastHeading(core, keyword);
}

/** `Prologue`, `Epilogue: After the Rain`, `Prologue, Part 1`. */
function unnumberedHeading(core: string, keyword: KeywordReading): HeadingParts | undefined {
  const rest = core.slice(keyword.length);
  const listed = /^,\s(.{1,60})$/u.exec(rest)?.[1];
  const title = rest === '' ? '' : (listed ?? (/^-\p{L}/u.test(rest) ? undefined : separatedTitle(rest)));
  if (title === undefined) return undefined;
  return headingOf({ role: keyword.role, label: core.slice(0, keyword.length), isBare: false }, title);
}

/** `Chapter the Last`: the last one has no number. */
function lastHeading(core: string, keyword: KeywordReading): HeadingParts | undefined {
  const last = /^\s(?:the\s)?(?:last|final)(?!\p{L})/iu.exec(core.slice(keyword.length))?.[0];
  if (last === undefined) return undefined;
  const end = keyword.length + last.length;
  const title = titleAfter(core.slice(end));
  return title === undefined
    ? undefined
    : headingOf({ role: keyword.role, label: core.slice(0, end), isBare: false }, title);
}

function closingOf(gap: string): string | undefined {
  if (gap.endsWith('(')) return ')';
  return gap.endsWith('[') ? ']' : undefined;
}

/** A part whose title is itself a chapter's heading is that chapter's: `Volume 1, Chapter 2: Rain`. */
function nested(outer: Omit<HeadingParts, 'title'>, title: string, core: string): HeadingParts {
  const inner = outer.role === 'part' && title !== '' ? wordedHeading(title) : undefined;
  if (!inner?.label) return headingOf(outer, title);
  const label = core.slice(0, core.length - title.length + inner.label.length);
  return { ...inner, label };
}

/** `3. Chapter 3`, `Second Chapter`, `1. Kapitel`, `I. The Horror in Clay`, `IV.`, `Twelve`. */
function numberFirstHeading(core: string): HeadingParts | undefined {
  const number = readNumber(core) ?? readLast(core);
  if (!number) return undefined;
  const gap = /^[\s.:)\]–—-]{0,4}/u.exec(core.slice(number.length))?.[0] ?? '';
  const rest = core.slice(number.length + gap.length);
  if (rest === '') return bareHeading(core, number);
  const keyword = gap === '' ? undefined : readKeyword(rest);
  return (
    (keyword && doublyNumbered(core, number, rest)) ??
    (keyword && ordinalHeading(core, number, keyword, rest)) ??
    numeralAndTitle(core, number, gap, rest)
  );
}

/** `3. Chapter 3: Rain`. A number that only repeats the heading's own is no part of its label. */
function doublyNumbered(core: string, number: NumberReading, rest: string): HeadingParts | undefined {
  if (number.kind === 'word') return undefined;
  const inner = wordedHeading(rest);
  if (!inner?.label) return undefined;
  if (inner.number === number.value) return inner;
  return { ...inner, label: core.slice(0, core.length - rest.length + inner.label.length) };
}

/** `Second Chapter`, `1. Kapitel – Der Regen`. */
function ordinalHeading(
  core: string,
  number: NumberReading,
  keyword: KeywordReading,
  rest: string,
): HeadingParts | undefined {
  if (!keyword.followsNumber) return undefined;
  const after = rest.slice(keyword.length);
  const title = after === '' ? '' : separatedTitle(after);
  if (title === undefined) return undefined;
  const label = core.slice(0, core.length - after.length);
  const value = Number.isNaN(number.value) ? {} : { number: number.value };
  return headingOf({ role: keyword.role, label, ...value, isBare: false }, title);
}

function numeralAndTitle(core: string, number: NumberReading, gap: string, rest: string): HeadingParts | undefined {
  const isSeparated = /^(?:[.):\]]\s|\s[–—-]\s|[.)]$)/u.test(gap) || (number.kind === 'roman' && /^[.:]/u.test(gap));
  if (!isSeparated || number.kind === 'word' || !isTitle(rest, false)) return undefined;
  return headingOf({ role: 'chapter', label: core.slice(0, number.length), number: number.value, isBare: true }, rest);
}

/** `Final` in `Final Chapter`: in the place of a number, and none. */
function readLast(core: string): NumberReading | undefined {
  const last = /^(?:the\s)?(?:last|final)(?=\s)/i.exec(core)?.[0];
  return last === undefined || !/^\p{L}/u.test(core.slice(last.length + 1))
    ? undefined
    : { value: Number.NaN, length: last.length, kind: 'word' };
}

function bareHeading(core: string, { length, value }: NumberReading): HeadingParts {
  return { role: 'chapter', label: core.slice(0, length), number: value, isBare: true };
}

/** The title after a number: with a separator, or without one when it looks like a title. Undefined: a sentence goes on. */
function titleAfter(rest: string): string | undefined {
  if (/^[\s.:]*$/u.test(rest)) return '';
  const separated = separatedTitle(rest);
  if (separated !== undefined) return separated;
  const title = /^,?\s+/u.test(rest) ? rest.replace(/^,?\s+/u, '') : undefined;
  return title !== undefined && isTitle(title, false) ? title : undefined;
}

/** The title after `:`, `.`, a dash or a bar; undefined when none of them follows. */
function separatedTitle(rest: string): string | undefined {
  const separator = /^\s*(?:[:：.|~·•)\]]+|[–—―-]+|\s[=/]\s)[\s:.–—―~|-]*/u.exec(rest)?.[0];
  if (separator === undefined) return undefined;
  const isHyphenated = /^-\p{Ll}/u.test(rest);
  const title = rest.slice(separator.length).trim();
  return !isHyphenated && isTitle(title, true) ? title : undefined;
}

/** Whether the words can be a title. Without a separator before them they must begin like one and be no sentence. */
function isTitle(words: string, isSeparated: boolean): boolean {
  if (isSeparated) return words.length <= LONGEST_TITLE || isOldTitle(words);
  if (words.length > LONGEST_TITLE || (/[.;,]["”’)]?$/u.test(words) && words.length > 70)) return false;
  return /^(?:\p{Lu}|\p{Lt}|\p{Lo}|\p{N}|["“”„«»'‘’(¿¡…]|in which\b)/u.test(words) && words.split(/\s+/u).length <= 14;
}

/** `WHICH TREATS OF …`, `In which …`: old titles tell the chapter. */
function isOldTitle(words: string): boolean {
  return (
    !/\p{Ll}/u.test(words) ||
    /^(?:in which|which|wherein|of|how|containing|treat(?:s|ing)|being|showing)\s/iu.test(words)
  );
}

function headingOf(parts: Omit<HeadingParts, 'title'>, title: string): HeadingParts {
  return title === '' ? parts : { ...parts, title };
}

const HAN_NUMBER = `[${HAN_NUMERALS}\\d０-９]{1,8}`;
const NUMBERED_HAN = new RegExp(`^第\\s?(${HAN_NUMBER})\\s?([章回节節卷部集篇話话幕夜季折])`, 'u');
const VOLUME_HAN = new RegExp(`^[卷巻]之?(${HAN_NUMBER})`, 'u');
const KOREAN = /^(?:제\s?)?(\d{1,4})\s?([장화부권편막])(?!\p{L})/u;
const BARE_HAN = new RegExp(`^[${HAN_NUMERALS}]{1,5}$`, 'u');
const PART_UNITS: ReadonlySet<string> = new Set(['卷', '部', '季', '부', '권']);

/** `第三章 雨`, `卷一`, `プロローグ`, `제1장`, `第一卷 第三章`, `十二`. */
function eastAsianHeading(core: string): HeadingParts | undefined {
  if (BARE_HAN.test(core)) return numberedHan('chapter', core, core, core.length, true);
  const numbered = NUMBERED_HAN.exec(core) ?? KOREAN.exec(core);
  if (numbered) {
    const role = PART_UNITS.has(numbered[2] ?? '') ? 'part' : 'chapter';
    return numberedHan(role, core, numbered[1] ?? '', numbered[0].length, false);
  }
  const volume = VOLUME_HAN.exec(core);
  if (volume) return numberedHan('part', core, volume[1] ?? '', volume[0].length, false);
  return unnumberedHan(core);
}

function numberedHan(
  role: SectionRole,
  core: string,
  digits: string,
  length: number,
  isBare: boolean,
): HeadingParts | undefined {
  const title = eastAsianTitle(core.slice(length));
  if (title === undefined) return undefined;
  const inner = role === 'part' && title !== '' ? eastAsianHeading(title) : undefined;
  if (inner?.label && !inner.isBare) {
    return { ...inner, label: core.slice(0, core.length - title.length + inner.label.length) };
  }
  const number = hanNumber(digits);
  return headingOf({ role, label: core.slice(0, length), ...(number !== undefined && { number }), isBare }, title);
}

function unnumberedHan(core: string): HeadingParts | undefined {
  for (const [role, words] of EAST_ASIAN_ROLES) {
    const word = words.find((one) => core.startsWith(one));
    if (word === undefined) continue;
    const number = new RegExp(`^\\s?(${HAN_NUMBER})(?!\\p{L})`, 'u').exec(core.slice(word.length));
    const length = word.length + (number?.[0].length ?? 0);
    const rest = core.slice(length);
    const isApart = rest === '' || /^[\s　:：・—–-]/u.test(rest);
    const title = isApart ? eastAsianTitle(rest) : undefined;
    if (title === undefined) return undefined;
    const value = number ? hanNumber(number[1] ?? '') : undefined;
    return headingOf(
      { role, label: core.slice(0, length), ...(value !== undefined && { number: value }), isBare: false },
      title,
    );
  }
  return undefined;
}

/** The title after a label of East Asian script, where no space need stand between; undefined when it is a sentence. */
function eastAsianTitle(rest: string): string | undefined {
  const title = rest.replace(/^[\s　:：・.、—–~-]+/u, '');
  return title.length > 60 || /[。！？，]./u.test(title) || /[。，]$/u.test(title) ? undefined : title;
}
