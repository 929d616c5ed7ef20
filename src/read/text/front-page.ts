import { readDate } from '../../text/dates.js';
import { parseHeading } from '../vocabulary/headings.js';
import { judgeSceneBreak } from '../vocabulary/scene-breaks.js';
import { headingKey, isContentsTitle } from './contents-list.js';
import type { Layout } from './layout-class.js';
import { endsSentence, type Line, setApart, widthOf } from './lines.js';
import { cleanName, isEastAsianName, nameLikeness } from './person-name.js';
import { isCapitals, isCentred, isTitleCase, isUnderline, titleLikeness, titleText } from './title-line.js';

/** Something that a line of the front page states without a label. */
export interface Statement {
  readonly text: string;
  readonly line: number;
  readonly column: number;
  readonly confidence: number;
}

export interface FrontPage {
  readonly title?: Statement;
  readonly subtitle?: Statement;
  readonly authors: readonly Statement[];
  readonly date?: Statement;
  readonly rights?: Statement;
  readonly dedication?: Statement;
  /** Lines that only a title page has, and that state none of these: the publisher, the printer. */
  readonly rest: readonly Line[];
  /** The story's lines, with those of the page that may be its own: an epigraph. */
  readonly after: readonly Line[];
}

/** What the reader knows already: a front page may repeat it. */
export interface Known {
  readonly title?: string;
  readonly authors: readonly string[];
  /** What stands below the page. A header makes it sure that there is one. */
  readonly above: 'header' | 'story';
}

/** A front page has so many lines at most. */
const MOST_LINES = 24;
const LONGEST = 90;

/** What the lines before the story state of it without labels: title, byline, year, ©. */
export function readFrontPage(lines: readonly Line[], layout: Layout, known: Known): FrontPage {
  const end = frontPageEnd(lines, layout);
  return new FrontPageReader(lines, end, layout, known).read();
}

/** The number of lines before the first that is a heading, a list of contents or prose. */
function frontPageEnd(lines: readonly Line[], layout: Layout): number {
  let at = 0;
  while (at < Math.min(lines.length, MOST_LINES)) {
    const length = groupLength(lines, at);
    const group = lines.slice(at, at + length);
    const first = group[0] as Line;
    if (isContentsTitle(first.text) || isChapterLine(lines, at) || isProse(group, layout)) break;
    const later = group.findIndex((line, index) => index > 0 && isHeadingLine(line));
    if (later > 0) return at + later;
    at += length;
  }
  return Math.min(at, MOST_LINES);
}

function groupLength(lines: readonly Line[], from: number): number {
  let to = from + 1;
  while (to < lines.length && (lines[to] as Line).gap === 0 && to - from < MOST_LINES) to++;
  return to - from;
}

const isHeadingLine = (line: Line): boolean => {
  const heading = parseHeading(line.text);
  return heading !== undefined && !heading.isBare;
};

function isChapterLine(lines: readonly Line[], at: number): boolean {
  const line = lines[at] as Line;
  const heading = parseHeading(line.text);
  if (!heading) return /^#{1,6}\s/u.test(line.text) && at > 0;
  return !heading.isBare || ((lines[at + 1]?.gap ?? 1) > 0 && !/^\d{4}$/u.test(line.text));
}

/** Sentences, or stanzas: what a title page has not. */
function isProse(group: readonly Line[], layout: Layout): boolean {
  const [first] = group as readonly [Line];
  const length = group.reduce((sum, line) => sum + widthOf(line.text) + 1, 0);
  if (group.every((line) => isCentred(line, layout) && widthOf(line.text) < 60)) return group.length > 12;
  if (group.length === 1) return widthOf(first.text) > LONGEST || isSentence(first.text);
  if (isStatement(first.text)) return false;
  const full = group.filter((line) => line.indent + widthOf(line.text) > layout.width * 0.8).length;
  if (length > 240 || full * 2 > group.length) return true;
  return group.length > 5 || (isSentence((group.at(-1) as Line).text) && !group.some((line) => isStatement(line.text)));
}

const isSentence = (text: string): boolean =>
  !isStatement(text) && !isCapitals(text) && /[.!?…]["”’»]*$/u.test(text) && text.split(' ').length > 7;

const isStatement = (text: string): boolean =>
  BYLINE.test(text) || RIGHTS.test(text) || /[[(]\d{4}[\])]\.?$/u.test(text);

const BYLINE =
  /^[\s(["*_~-]*(?:(?:(?:original(?:ly)?|story|text|words|a|an|as|written|fan|short|fiction|tale|novel|novella|poem|play|series)\s+){0,4}(?:by|par|por|di|av)|von|de|автор:?|作者|文)(?:\s*:\s*|\s+)(?=\S)(.{2,90}?)[\s\]"*_~]*$/iu;
const BY_ALONE = /^(?:(?:written\s+|a\s+story\s+|story\s+)?by|von|par|por|di|de|van|av|af)\s*:?$/iu;
const RIGHTS = /^(?:\(c\)|©|copyright\b|\(?copyleft|all rights reserved|copr\.)/iu;
const RIGHTS_NAME =
  /(?:(?:\(c\)|©|copyright)[\s,:]*)+(?:\d{4}(?:\s*[-–,&]\s*\d{2,4})*)?[\s,:]*(?:by\s+)?([\p{Lu}][\p{L}\p{M}.'’ -]{3,40}?)(?:[\s,.]*(?:\d{4}|all rights.*)?)?[.\s]*$/iu;
const TITLE_AND_AUTHOR = /^(.{2,90}?)(?:,|\s+[-–—])?\s+by:?\s+(.{3,60}?)$/iu;
const YEAR = /\s*[[(]\s*(\d{4})\s*[\])]\.?$/u;
const DEDICATION = /^(?:to|for|für|dedicated to|in memory of|à|pour|посвящается)\s+\p{Lu}/iu;
const BANNER = /\b\d{3}[-.]\d{3}[-.]\d{4}\b|\b(?:bbs|sysop|baud|modem|ftp|downloaded)\b|www\.|https?:|@\S+\.\S+/iu;

/** A few words that are capitalised, or a single handle. */
function looksLikeNames(names: string, isSure: boolean): boolean {
  const words = names.split(/\s+/u);
  if (isSure) return names.length > 1 && words.length <= 12;
  if (names.length < 2 || words.length > 8 || (endsSentence(names) && nameLikeness(names) === 0)) return false;
  return words.length === 1 || words.every((word) => !/^\p{Ll}/u.test(word) || SMALL_WORD.test(word));
}

const SMALL_WORD = /^(?:and|und|et|y|e|von|van|der|den|de|del|della|di|da|du|la|le|of|the)$/u;

class FrontPageReader {
  readonly #lines: readonly Line[];
  readonly #end: number;
  readonly #layout: Layout;
  readonly #known: Known;
  readonly #taken = new Set<number>();
  /** Lines that belong to the page but state something else than the header does. */
  readonly #aside = new Set<number>();
  readonly #authors: Statement[] = [];
  #title: Statement | undefined;
  #titleAt = -1;
  #subtitle: Statement | undefined;
  #date: Statement | undefined;
  #rights: Statement | undefined;
  #dedication: Statement | undefined;

  constructor(lines: readonly Line[], end: number, layout: Layout, known: Known) {
    this.#lines = lines;
    this.#end = end;
    this.#layout = layout;
    this.#known = known;
  }

  read(): FrontPage {
    this.#takeRepeats();
    this.#takeMarked();
    this.#takeTitle();
    this.#takeAuthorLine();
    this.#takeRest();
    const left = this.#untaken();
    const isPage = this.#taken.size > 0 && this.#endsAtHeading();
    const printed = left.filter((at) => isPage && this.#isPrinted(at));
    const rest = [...this.#aside, ...printed].sort((one, other) => one - other);
    const own = left.filter((at) => !printed.includes(at));
    return {
      ...(this.#title && { title: this.#title }),
      ...(this.#subtitle && { subtitle: this.#subtitle }),
      authors: this.#authors,
      ...(this.#date && { date: this.#date }),
      ...(this.#rights && { rights: this.#rights }),
      ...(this.#dedication && { dedication: this.#dedication }),
      rest: rest.map((at) => this.#lines[at] as Line),
      after: [...own.map((at) => this.#kept(at)), ...this.#lines.slice(this.#end)],
    };
  }

  /** A line that stays, set apart from one above it that does not. */
  #kept(at: number): Line {
    const line = this.#lines[at] as Line;
    return this.#taken.has(at - 1) ? setApart(line) : line;
  }

  #endsAtHeading(): boolean {
    const next = this.#lines[this.#end];
    return next !== undefined && (isContentsTitle(next.text) || isChapterLine(this.#lines, this.#end));
  }

  /** In capitals, set in the middle, or an address: no sentence of the story. */
  #isPrinted(at: number): boolean {
    const line = this.#lines[at] as Line;
    return isCapitals(line.text) || isCentred(line, this.#layout) || BANNER.test(line.text);
  }

  #untaken(): readonly number[] {
    return Array.from({ length: this.#end }, (_, at) => at).filter((at) => !this.#taken.has(at));
  }

  #statement(at: number, text: string, confidence: number): Statement {
    const line = this.#lines[at] as Line;
    const inside = Math.max(0, line.text.indexOf(text));
    return { text, line: line.number, column: line.column + inside, confidence };
  }

  /** What the header has said already: the title, all of it or a part of it, and the author. */
  #takeRepeats(): void {
    const title = headingKey(this.#known.title ?? '');
    const authors = this.#known.authors.map(headingKey);
    for (const at of this.#untaken()) {
      const key = headingKey(titleText((this.#lines[at] as Line).text));
      if (key === '') continue;
      const isTitle =
        key === title || (key.length > 3 && title.startsWith(key)) || (key.length > 3 && title.endsWith(key));
      const isAuthor = authors.some((author) => key === author || key === `by${author}`);
      if (isTitle || isAuthor) this.#taken.add(at);
    }
  }

  /** Lines that say what they are: by, ©, a title with its author. */
  #takeMarked(): void {
    for (const at of this.#untaken()) {
      if (this.#taken.has(at)) continue;
      const { text } = this.#lines[at] as Line;
      if (this.#takeByAlone(at) || this.#takeRights(at, text)) continue;
      const plain = this.#takeYear(at, text);
      const byline = BYLINE.exec(plain)?.[1];
      if (byline !== undefined && this.#takeAuthor(at, byline)) this.#taken.add(at);
      else if (this.#title === undefined && this.#known.title === undefined) this.#takeTitleAndAuthor(at, plain);
    }
  }

  /** `by` on a line of its own, the name on the next. */
  #takeByAlone(at: number): boolean {
    if (!BY_ALONE.test((this.#lines[at] as Line).text)) return false;
    this.#taken.add(at);
    const next = at + 1;
    if (next >= this.#end || this.#taken.has(next)) return true;
    const name = cleanName(titleText((this.#lines[next] as Line).text));
    if (this.#takeAuthor(next, name)) this.#taken.add(next);
    return true;
  }

  #takeAuthor(at: number, written: string): boolean {
    const name = cleanName(titleText(written));
    if (!looksLikeNames(name, this.#known.above === 'header')) return false;
    const known = [...this.#known.authors, ...this.#authors.map(({ text }) => text)].map(headingKey);
    if (this.#known.authors.length === 0 && !known.includes(headingKey(name))) {
      this.#authors.push(this.#statement(at, name, 0.85));
    } else if (!known.includes(headingKey(name))) this.#aside.add(at);
    if (/@|https?:/u.test(written)) this.#aside.add(at);
    return true;
  }

  #takeRights(at: number, text: string): boolean {
    if (!RIGHTS.test(text)) return false;
    this.#taken.add(at);
    const known = this.#rights;
    this.#rights = known ? { ...known, text: `${known.text} ${text}` } : this.#statement(at, text, 0.8);
    const name = cleanName(RIGHTS_NAME.exec(text.slice(0, 160))?.[1] ?? '');
    if (nameLikeness(name) >= 0.4 && this.#authors.length === 0 && this.#known.authors.length === 0) {
      this.#authors.push(this.#statement(at, name, 0.6));
    }
    return true;
  }

  #takeYear(at: number, text: string): string {
    const year = YEAR.exec(text.slice(0, 300));
    if (!year?.[1]) return text;
    this.#date ??= this.#statement(at, year[1], 0.8);
    return text.slice(0, year.index);
  }

  /** `The Ferry, by Ann Lee`. */
  #takeTitleAndAuthor(at: number, text: string): void {
    const match = TITLE_AND_AUTHOR.exec(text.slice(0, 200));
    const name = cleanName(match?.[2] ?? '');
    const words = name.split(' ').length;
    if (
      !match?.[1] ||
      (!/^\p{Lu}/u.test(name) && words > 1) ||
      words > 5 ||
      /[.!?]["”]?$/u.test(text.replace(/\b\p{Lu}\.$/u, ''))
    )
      return;
    const isMarked = text !== (this.#lines[at] as Line).text || /,\s+by\b|["”»]\s+by\b/iu.test(text);
    const isHandle = this.#known.above === 'header' && this.#known.authors.length === 0 && words === 1;
    if (!isMarked && !isHandle && nameLikeness(name) < 0.4) return;
    this.#title = this.#statement(at, titleText(match[1]), 0.85);
    this.#titleAt = at;
    this.#authors.push(this.#statement(at, name, 0.85));
    this.#taken.add(at);
  }

  #takeTitle(): void {
    if (this.#title || this.#known.title !== undefined) return;
    const free = this.#untaken().filter((at) => this.#canBeTitle(at));
    const [first, second] = free;
    if (first === undefined) return;
    const isName = second !== undefined && this.#isAuthorAbove(first, second);
    this.#setTitle(isName ? second : first);
    if (isName && this.#takeAuthor(first, (this.#lines[first] as Line).text)) this.#taken.add(first);
  }

  #canBeTitle(at: number): boolean {
    const { text } = this.#lines[at] as Line;
    const isDate = text.length < 40 && /\d/u.test(text) && readDate(text).kind !== 'none';
    return judgeSceneBreak(text) !== 'break' && !BANNER.test(text) && !isDate && /\p{L}/u.test(text);
  }

  /** A person's name above a line that is none, as some collections write title pages. */
  #isAuthorAbove(first: number, second: number): boolean {
    if (this.#authors.length > 0 || this.#known.authors.length > 0) return false;
    const [upper, lower] = [first, second].map((at) => nameLikeness(titleText((this.#lines[at] as Line).text))) as [
      number,
      number,
    ];
    return upper >= 0.85 && upper > lower && titleLikeness(this.#lines, second, this.#layout) > 0;
  }

  #setTitle(at: number): void {
    const line = this.#lines[at] as Line;
    const next = this.#lines[at + 1];
    const isByNext = next !== undefined && (BYLINE.test(next.text) || BY_ALONE.test(next.text));
    const sure =
      titleLikeness(this.#lines, at, this.#layout) +
      (isByNext || this.#authors.length > 0 || this.#known.above === 'header' ? 0.3 : 0);
    this.#title = this.#statement(at, this.#withYear(at, titleText(line.text)), Math.min(0.95, sure));
    this.#titleAt = at;
    this.#taken.add(at);
    if (next && at + 1 < this.#end && isUnderline(next, line)) this.#taken.add(at + 1);
    this.#joinTitle(at);
  }

  #withYear(at: number, text: string): string {
    const rest = this.#takeYear(at, text);
    return rest.trim() === '' ? text : rest;
  }

  /** A title that goes on in the next line: it ends in a small word, or the next begins with one. */
  #joinTitle(at: number): void {
    const next = at + 1;
    const line = this.#lines[next];
    if (!line || !this.#title || next >= this.#end || this.#taken.has(next) || line.gap > 1) return;
    const text = titleText(line.text);
    const above = this.#lines[at] as Line;
    const isFull = line.gap === 0 && widthOf(above.text) > 60 && above.indent === line.indent;
    const goesOn =
      isFull ||
      /(?:\b(?:of|the|and|in|a|an|to|or|for|from|with|on|at)|[:;,&—–-])$/iu.test(this.#title.text) ||
      /^(?:or|of|and|in|from|with|at)\b[^.]*$/iu.test(text);
    if (!goesOn || widthOf(text) > 60 || BYLINE.test(text) || BY_ALONE.test(text)) return;
    this.#title = { ...this.#title, text: `${this.#title.text} ${text}` };
    this.#taken.add(next);
  }

  /** A name on a line of its own below the title. */
  #takeAuthorLine(): void {
    if (this.#authors.length > 0 || this.#known.authors.length > 0 || this.#titleAt < 0) return;
    const at = this.#untaken().find((one) => one > this.#titleAt);
    if (at === undefined || at > this.#titleAt + 2) return;
    const line = this.#lines[at] as Line;
    const text = titleText(line.text);
    const title = this.#lines[this.#titleAt] as Line;
    const isPair = line.gap === 0 && isEastAsianName(text) && /\p{Script=Han}/u.test(title.text);
    if (!isPair && nameLikeness(text) < 0.85) return;
    this.#authors.push(this.#statement(at, cleanName(text), 0.75));
    this.#taken.add(at);
  }

  /** A subtitle directly below the title, a dedication, ornament. */
  #takeRest(): void {
    for (const at of this.#untaken()) {
      const { text } = this.#lines[at] as Line;
      if (judgeSceneBreak(text) === 'break') this.#taken.add(at);
      else if (this.#subtitle === undefined && this.#isSubtitle(at)) {
        this.#subtitle = this.#statement(at, titleText(text), 0.6);
        this.#taken.add(at);
      } else if (
        this.#dedication === undefined &&
        DEDICATION.test(text) &&
        widthOf(text) < 60 &&
        this.#taken.size > 0
      ) {
        this.#dedication = this.#statement(at, text, 0.6);
        this.#taken.add(at);
      }
    }
  }

  #isSubtitle(at: number): boolean {
    const line = this.#lines[at] as Line;
    const above = this.#lines[at - 1];
    if (!above || this.#title === undefined || this.#title.confidence < 0.6) return false;
    if (this.#untaken().some((one) => one < at) || DEDICATION.test(line.text) || BANNER.test(line.text)) return false;
    const looksAlike =
      Math.abs(line.indent - above.indent) <= 4 || isCentred(line, this.#layout) === isCentred(above, this.#layout);
    const isSet =
      isCapitals(line.text) || isTitleCase(line.text) || isCentred(line, this.#layout) || /^\(.+\)$/u.test(line.text);
    return line.gap <= 1 && looksAlike && isSet && widthOf(line.text) <= 70 && !endsSentence(line.text);
  }
}
