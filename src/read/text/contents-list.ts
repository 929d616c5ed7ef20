import { parseHeading } from '../vocabulary/headings.js';
import type { Line } from './lines.js';
import type { Unit } from './paragraphs.js';

const TITLES: ReadonlySet<string> = new Set([
  ...['contents', 'table of contents', 'list of chapters', 'chapters', 'index of chapters', 'the contents'],
  ...['inhalt', 'inhaltsverzeichnis', 'table des matières', 'table des chapitres', 'sommaire', 'índice', 'indice'],
  ...['contenido', 'tabla de contenido', 'sommario', 'inhoud', 'inhoudsopgave', 'spis treści', 'содержание'],
  ...['оглавление', 'תוכן העניינים', '目录', '目錄', '目次', 'もくじ', '차례', '목차'],
]);

/** Whether the line heads a list of contents. */
export function isContentsTitle(text: string): boolean {
  if (text.length > 60) return false;
  const words = text
    .toLowerCase()
    .replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
    .replace(/\s+/gu, ' ');
  return (
    TITLES.has(words) ||
    (words[1] === ' ' && /^(?:\p{L}\s)+\p{L}$/u.test(words) && TITLES.has(words.replaceAll(' ', '')))
  );
}

export interface ContentsList {
  /** The units of the list, its title among them. */
  readonly start: number;
  readonly end: number;
  /** The keys of its entries that name no chapter number: what a line of the text must equal to be that heading. */
  readonly keys: ReadonlySet<string>;
}

/** A list of contents begins among so many first units. */
const LIST_WITHIN = 80;
/** Entries beyond this are no list that anyone wrote. */
const MOST_ENTRIES = 1000;
const LONGEST_ENTRY = 160;

/** `..... 12`, `: vii-xv`, `   12`: where an entry is found in the printed book. */
const PAGE =
  /(?:[\s.·_…-]{3,}|\s{2,}|[:,]\s)(?:p(?:age|\.)?\s?)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s?[-–]\s?(?:\d{1,4}|[ivxlc]{1,7}))?\.?$/iu;

const withoutPage = (text: string): string => (/[\divxlc]\.?$/i.test(text) ? text.replace(PAGE, '') : text);

/** A line's letters and digits, in lower case, without leaders and the page's number. */
export function headingKey(text: string): string {
  return withoutPage(text.slice(0, 300))
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** The list of contents among the first units, when what it lists follows in the text. */
export function findContentsList(units: readonly Unit[]): ContentsList | undefined {
  return titledList(units) ?? untitledList(units);
}

function titledList(units: readonly Unit[]): ContentsList | undefined {
  const start = units.slice(0, LIST_WITHIN).findIndex((unit) => isContentsTitle((unit.lines[0] as Line).text));
  if (start < 0) return undefined;
  const later = keysOf(units.slice(start + 1));
  const entries = (units[start] as Unit).lines.slice(1).map((line) => line.text);
  let end = start + 1;
  let listed = { end, count: entries.length };
  for (; end < units.length && entries.length < MOST_ENTRIES; end++) {
    const found = entriesOf(units[end] as Unit, later);
    if (!found || opensText(found, entries, units[end + 1], later)) break;
    for (const entry of found) entries.push(entry);
    if (found.some((entry) => isListed(entry, later))) listed = { end: end + 1, count: entries.length };
  }
  const own = entries.slice(0, listed.count);
  const known = own.filter((entry) => isListed(entry, later)).length;
  if (own.length < 2 || known < own.length / 2) return undefined;
  return { start, end: listed.end, keys: new Set(own.flatMap(keysOfEntry)) };
}

/** The first entry again is a heading; so is any other, when prose follows it. */
function opensText(
  found: readonly string[],
  entries: readonly string[],
  next: Unit | undefined,
  later: ReadonlyMap<string, number>,
): boolean {
  const keys = new Set(entries.flatMap(keysOfEntry));
  const repeats = found.flatMap(keysOfEntry).filter((key) => keys.has(key));
  const opensAgain = repeats.some((key) => keysOfEntry(entries[0] ?? '').includes(key));
  return opensAgain || (repeats.length > 0 && (!next || !entriesOf(next, later)));
}

/** A list without a title has so many entries at least, all worded or numbered as headings. */
const FEWEST_UNTITLED = 4;

/** Headings with nothing between them, that all come again: a list of contents that does not say so. */
function untitledList(units: readonly Unit[]): ContentsList | undefined {
  const start = units.slice(0, LIST_WITHIN).findIndex((unit) => isHeadingLines(unit));
  if (start < 0) return undefined;
  const entries: string[] = [];
  let end = start;
  for (; end < units.length && entries.length < MOST_ENTRIES; end++) {
    const unit = units[end] as Unit;
    const texts = unit.lines.map((line) => line.text);
    if (!isHeadingLines(unit) || texts.some((text) => isWordedRepeat(text, entries))) break;
    for (const text of texts) entries.push(text);
  }
  if (entries.length < FEWEST_UNTITLED) return undefined;
  const later = keysOf(units.slice(end));
  const known = entries.filter((entry) => later.has(headingKey(entry))).length;
  return known * 5 < entries.length * 4 ? undefined : { start, end, keys: new Set(entries.flatMap(keysOfEntry)) };
}

const isHeadingLines = (unit: Unit): boolean =>
  unit.lines.every((line) => line.text.length <= 100 && parseHeading(line.text) !== undefined);

/** The first entry again opens the text. Bare numbers begin anew in each part. */
const isWordedRepeat = (text: string, entries: readonly string[]): boolean =>
  entries.length > 0 && headingKey(text) === headingKey(entries[0] as string);

/** The keys of what stands as a heading stands, alone or first in its paragraph, with how often each occurs. */
function keysOf(units: readonly Unit[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const add = (text: string): void => {
    const key = text.length <= LONGEST_ENTRY ? headingKey(text) : '';
    if (key !== '') counts.set(key, (counts.get(key) ?? 0) + 1);
  };
  for (const { lines } of units) {
    if (lines.length <= 3) add(lines.map((line) => line.text).join(' '));
    if (lines.length > 1) add((lines[0] as Line).text);
  }
  return counts;
}

/** A unit's entries: one a line, or one wrapped over two lines. Undefined when it is no part of a list. */
function entriesOf(unit: Unit, later: ReadonlyMap<string, number>): readonly string[] | undefined {
  const texts = unit.lines.map((line) => line.text);
  if (texts.some((text) => text.length > LONGEST_ENTRY)) return undefined;
  const whole = texts.join(' ');
  if (texts.length === 2 && (later.get(headingKey(whole)) ?? 0) > 1) return [whole];
  const listed = texts.filter((text) => isListed(text, later) || PAGE.test(text)).length;
  const isProse = texts.length > 2 && listed < texts.length / 2;
  const isSentence = texts.length <= 2 && listed === 0 && /[.!?,;]["”’]?$/u.test(whole);
  return isProse || isSentence ? undefined : texts;
}

/** Whether an entry is worded as a heading, or stands as one elsewhere. */
function isListed(entry: string, later: ReadonlyMap<string, number>): boolean {
  const heading = parseHeading(entry);
  if (heading && (!heading.isBare || heading.title === undefined)) return true;
  return keysOfEntry(entry).some((key) => (later.get(key) ?? 0) > (key === headingKey(entry) ? 1 : 0));
}

/** The entry's own key, and that of its title without the number. A bare number is no key. */
function keysOfEntry(entry: string): readonly string[] {
  const heading = parseHeading(entry);
  if (heading?.isBare && heading.title === undefined) return [];
  const keys = heading?.title === undefined ? [headingKey(entry)] : [headingKey(entry), headingKey(heading.title)];
  return keys.filter((key) => key.length > 3 || /[\u2E80-\u9FFF]/u.test(key));
}
