import { Fences } from './fences.js';
import { isDense, isSetextUnderline, SETEXT_LIMIT, thinOut } from './limits.js';
import { simpleEmphasis } from './simple-emphasis.js';

/** Paragraphs that a parser has nothing to do with: they hold no markup, or too much of it to be any. */
export interface Passage {
  readonly lines: readonly string[];
  /** The line of its first line in the whole text, from 1. */
  readonly line: number;
  /** Signs of markup that do not mean anything there. */
  readonly isLiteral: boolean;
}

export interface SetAside {
  /** The text with a line that holds a token in the place of each passage. */
  readonly text: string;
  /** The line of the whole text for each of its lines, both from 1. */
  readonly lineOf: (line: number) => number;
  readonly passages: readonly Passage[];
  readonly tokens: RegExp;
  /** The lines at which markup was too deep or too dense, and was taken for text. */
  readonly flattened: readonly number[];
}

/** Signs that may mean something in Markdown, wherever they stand. Emphasis is looked at by itself. */
const SPECIAL = /[\\`<>~|@]|\](?:\(|\[)|\[\^|\[_?toc_?\]|&[#\p{L}]|:\/\/|www\./iu;
/** Where a text defines something, any bracket may refer to it. */
const BRACKET = /[[\]]/;
const DEFINITION = /^[ \t>*+-]{0,20}\[[^\n]{1,400}\]:/m;
/** What a paragraph's lines may open with and be nothing else. */
const PLAIN_START = /^(?:[\p{L}"'“”‘’«»„‚‹›—–([¿¡…\u3000-\u303f\uff00-\uffef]|[*_]{1,2}[\p{L}"'“‘«([])/u;
/** Rows of signs that Markdown reads as lists or fences, and writers set as scene breaks. */
const ORNAMENT = /^ {0,3}(?:~{3,}|\+(?:[ \t]*\+){2,})[ \t]*$/;

/**
 * The text without the passages that Markdown leaves as they are, which in a novel are nearly all: they go around
 * the parser and back into its tree (restore.ts). A token stands for them, so that wherever the parser sees it (a
 * paragraph, code, raw HTML) their own text can be put back.
 */
export function setAside(whole: string): SetAside {
  const sign = freeSign(whole);
  const lines = whole.split('\n');
  const sorter = new Sorter(lines, sign, DEFINITION.test(whole));
  for (const { from, to, kind } of stretches(lines)) sorter.take(from, to, kind);
  const { kept, origins } = sorter;
  return {
    text: kept.join('\n'),
    lineOf: (line) => origins[Math.min(line, origins.length) - 1] ?? line,
    passages: sorter.passages,
    tokens: new RegExp(`${sign}(\\d+)${sign}`, 'g'),
    flattened: sorter.flattened,
  };
}

type Kind = 'blank' | 'code' | 'text';

class Sorter {
  readonly kept: string[] = [];
  readonly origins: number[] = [];
  readonly passages: { lines: string[]; line: number; isLiteral: boolean }[] = [];
  readonly flattened: number[] = [];
  readonly #lines: readonly string[];
  readonly #sign: string;
  readonly #hasDefinitions: boolean;
  #underlines = 0;
  /** The end of the passage that may still grow. */
  #grows: number | undefined;

  constructor(lines: readonly string[], sign: string, hasDefinitions: boolean) {
    this.#lines = lines;
    this.#sign = sign;
    this.#hasDefinitions = hasDefinitions;
  }

  take(from: number, to: number, kind: Kind): void {
    if (kind === 'blank' && this.#grows !== undefined) return;
    if (kind !== 'text') {
      this.#keep(from, to);
      return;
    }
    const stretch = this.#lines.slice(from, to);
    const isTooDense = isDense(stretch);
    if (isTooDense) this.flattened.push(from + 1);
    if (isTooDense || isPlain(stretch, this.#hasDefinitions)) this.#put(from, to, isTooDense);
    else this.#keep(from, to, (line, index) => this.#limit(line, index, from));
  }

  #put(from: number, to: number, isLiteral: boolean): void {
    const last = this.passages.at(-1);
    if (last && this.#grows !== undefined && last.isLiteral === isLiteral) {
      for (let index = this.#grows; index < to; index += 1) last.lines.push(this.#lines[index] ?? '');
    } else {
      this.#keepGap(from);
      this.kept.push(`${this.#sign}${this.passages.length}${this.#sign}`);
      this.origins.push(from + 1);
      this.passages.push({ lines: this.#lines.slice(from, to), line: from + 1, isLiteral });
    }
    this.#grows = to;
  }

  #keep(from: number, to: number, change: (line: string, index: number) => string = (line) => line): void {
    this.#keepGap(from);
    this.#grows = undefined;
    for (let index = from; index < to; index += 1) {
      this.kept.push(change(this.#lines[index] ?? '', index));
      this.origins.push(index + 1);
    }
  }

  /** Behind a passage comes a blank line, whatever stands below it. */
  #keepGap(from: number): void {
    if (this.#grows === undefined || this.#grows === from) return;
    this.kept.push('');
    this.origins.push(from);
  }

  #limit(line: string, index: number, from: number): string {
    let limited = thinOut(line);
    if (index > from && isSetextUnderline(line)) {
      this.#underlines += 1;
      if (this.#underlines > SETEXT_LIMIT) limited = line.includes('=') ? '' : '***';
    }
    if (limited !== line) this.flattened.push(index + 1);
    return limited;
  }
}

/** The stretches between blank lines. Fenced code is one with its fences, whatever it holds. */
function* stretches(
  lines: readonly string[],
): Generator<{ readonly from: number; readonly to: number; readonly kind: Kind }> {
  const fences = new Fences();
  let from = 0;
  let open: Kind | undefined;
  for (let index = 0; index < lines.length; index += 1) {
    const kind = kindOf(lines, index, fences);
    if (open !== undefined && open !== kind) {
      yield { from, to: index, kind: open };
      from = index;
    }
    open = kind;
  }
  if (open !== undefined) yield { from, to: lines.length, kind: open };
}

function kindOf(lines: readonly string[], index: number, fences: Fences): Kind {
  const line = lines[index] ?? '';
  const isAlone = isBlank(lines[index - 1]) && isBlank(lines[index + 1]);
  const isOrnament = isAlone && !fences.isOpen && ORNAMENT.test(line);
  if (!isOrnament && fences.take(line)) return 'code';
  return isBlank(line) ? 'blank' : 'text';
}

const isBlank = (line = ''): boolean => line === '' || line.trim() === '';

function isPlain(lines: readonly string[], hasDefinitions: boolean): boolean {
  const [first = ''] = lines;
  if (lines.length === 1 && ORNAMENT.test(first)) return true;
  const isMarked = (line: string, index: number): boolean =>
    !PLAIN_START.test(line) ||
    SPECIAL.test(line) ||
    (hasDefinitions && BRACKET.test(line)) ||
    (index < lines.length - 1 && line.endsWith('  '));
  if (lines.some(isMarked)) return false;
  const hasEmphasis = lines.some((line) => line.includes('*') || line.includes('_'));
  return !hasEmphasis || simpleEmphasis(lines.join('\n').trimEnd(), undefined) !== undefined;
}

/** A sign for private use that the text does not hold. */
function freeSign(whole: string): string {
  for (let code = 0xe000; code < 0xf8ff; code += 1) {
    const sign = String.fromCharCode(code);
    if (!whole.includes(sign)) return sign;
  }
  throw new RangeError('The text uses every sign for private use.');
}
