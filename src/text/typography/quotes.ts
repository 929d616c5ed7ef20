import { type LeadingApostrophes, leadingApostrophes } from './apostrophes.js';
import { isDigit, isLetter, wordAt } from './characters.js';
import type { Edit } from './edits.js';
import { type Closing, closingsAhead } from './lookahead.js';
import { type Mark, marksOf, mayBegin, mayEnd } from './marks.js';
import type { Pair, Style } from './styles.js';
import type { Token } from './tokens.js';

const APOSTROPHE = '’';
/** The marks that a keyboard or TeX has instead of quotes. All others are the author's choice, and stay. */
const TYPED: ReadonlySet<string> = new Set(['"', "'", '`', '´', "''", '``', '´´']);
/** Deeper than anybody quotes. */
const DEEPEST = 8;

type QuotingStyle = Style & { readonly double: Pair; readonly single: Pair };
type Role = 'open' | 'close' | 'apostrophe' | 'none';

interface OpenQuote {
  readonly isDouble: boolean;
  readonly closer: string;
}

/** What the decision on a mark is made of. */
interface Context {
  readonly text: string;
  readonly style: QuotingStyle;
  readonly leading: LeadingApostrophes;
  /** The quotes that are open at this place, the innermost last. */
  readonly open: OpenQuote[];
}

/** The edits that set the quotes and apostrophes of the text by the language's custom. */
export function setQuotes(
  text: string,
  tokens: readonly Token[],
  style: QuotingStyle,
  language: string,
): readonly Edit[] {
  const marks = marksOf(text, tokens);
  const context: Context = { text, style, leading: leadingApostrophes(language), open: [] };
  const ahead = closingsAhead(text, marks, context.leading);
  const edits: Edit[] = [];
  let isAfterElision = false;
  marks.forEach((written, index) => {
    // In `l'"amour"` the apostrophe ends a word, so that the quote begins one.
    const mark: Mark = isAfterElision && !written.isFirst ? { ...written, before: 'open' } : written;
    const role = roleOf(context, mark, ahead[index] ?? 'none');
    isAfterElision = role === 'apostrophe' && mark.before === 'word' && mark.after === 'word';
    const glyph = take(context, mark, role);
    if (glyph === undefined || !TYPED.has(text.slice(mark.start, mark.end))) return;
    edits.push({ start: mark.start, end: mark.end, text: glyph });
  });
  return edits;
}

function roleOf(context: Context, mark: Mark, ahead: Closing): Role {
  const glyphRole = roleOfGlyph(context.text.slice(mark.start, mark.end), context.style);
  if (glyphRole) return glyphRole;
  return mark.isDouble ? roleOfDouble(context, mark) : roleOfSingle(context, mark, ahead);
}

/** What a mark that the author chose says by itself in this language. */
function roleOfGlyph(glyph: string, { double, nested, single }: QuotingStyle): Role | undefined {
  if (TYPED.has(glyph)) return undefined;
  const pairs = [double, nested, single].filter((pair) => pair !== undefined);
  const opens = pairs.some(([opener]) => opener === glyph);
  const closes = pairs.some(([, closer]) => closer === glyph);
  if (opens === closes) return undefined;
  if (opens) return 'open';
  return glyph === APOSTROPHE ? undefined : 'close';
}

function roleOfDouble({ text, open }: Context, mark: Mark): Role {
  const isOpen = open.some((quote) => quote.isDouble);
  if (isPrime(text, mark, isOpen)) return 'none';
  // `don''t`: an apostrophe that some program doubled.
  if (text[mark.start] === "'" && mark.before === 'word' && mark.after === 'word') return 'apostrophe';
  const canOpen = mayBegin(mark) && (mark.after === 'word' || mark.after === 'open' || mark.after === 'dash');
  const canClose = mayEnd(mark) && (mark.before === 'word' || mark.before === 'close' || mark.before === 'dash');
  // `"Hello, "said he`: a space gone astray.
  if (
    isOpen &&
    mark.before === 'space' &&
    /[,!?] $/.test(text.slice(Math.max(0, mark.start - 2), mark.start)) &&
    /\p{Ll}/u.test(text[mark.end] ?? '')
  ) {
    return 'close';
  }
  if (canOpen && !canClose && mark.before !== 'dash') return 'open';
  if (canClose && !canOpen) return 'close';
  return isOpen ? 'close' : 'open';
}

/** True of the mark of inches: `5'10"` always, `6"` where no quote waits for its end. */
function isPrime(text: string, mark: Mark, isOpen: boolean): boolean {
  if (mark.end - mark.start > 1 || !isDigit(text[mark.start - 1]) || mark.after === 'word') return false;
  let first = mark.start - 1;
  while (first > 0 && mark.start - first < 4 && isDigit(text[first - 1])) first -= 1;
  const isAfterFeet = /['’′]/.test(text[first - 1] ?? '') && isDigit(text[first - 2]);
  return isAfterFeet || (!isOpen && mark.start - first < 4);
}

function roleOfSingle(context: Context, mark: Mark, ahead: Closing): Role {
  const { text, open, leading } = context;
  const isOpen = open.at(-1)?.isDouble === false;
  const begins = mayBegin(mark);
  const ends = mayEnd(mark);
  if (mark.before === 'word' && mark.after === 'word') {
    if (!mark.isAlone) return isOpen ? 'close' : 'apostrophe';
    return isDigit(text[mark.start - 1]) && isDigit(text[mark.end]) ? 'none' : 'apostrophe';
  }
  if (begins && !ends) return text[mark.start] === '`' ? 'open' : roleOfLeading(context, mark, ahead, isOpen);
  if (ends && !begins) return roleOfTrailing(context, mark, ahead, isOpen);
  if (isOpen) return 'close';
  // `Co.'s`: the stop belongs to the word.
  if (!begins) return leading.always.has(wordAt(text, mark.end)) ? 'apostrophe' : 'open';
  return mark.before === 'dash' ? 'apostrophe' : 'none';
}

/** A mark before a word opens a quote or stands for lost letters. */
function roleOfLeading({ text, leading }: Context, mark: Mark, ahead: Closing, isOpen: boolean): Role {
  const word = wordAt(text, mark.end);
  if (leading.always.has(word)) return 'apostrophe';
  const isSpoken = isSpeechPlace(text, mark.start);
  const isQuotedWord = /['’]/.test(text[mark.end + word.length] ?? '') && !isLetter(text[mark.end + word.length + 1]);
  if (isQuotedWord && !isOpen) return 'open';
  if (leading.sometimes.has(word) || /^\d\ds?$/.test(word)) {
    return ahead === 'certain' && isSpoken && !isOpen ? 'open' : 'apostrophe';
  }
  if (isSpoken) return 'open';
  return ahead === 'none' || isOpen ? 'apostrophe' : 'open';
}

/** True where somebody may begin to speak: at the beginning, or after a stop, an opening mark or a dash. */
function isSpeechPlace(text: string, index: number): boolean {
  const before = text.slice(Math.max(0, index - 4), index).trimEnd();
  return before === '' || /[-.!?,:;…([{—–"'`“”„«»‘]$/.test(before);
}

/** A mark after a word closes a quote, or stands for lost letters, for feet or for minutes. */
function roleOfTrailing({ text }: Context, mark: Mark, ahead: Closing, isOpen: boolean): Role {
  const previous = text[mark.start - 1];
  if (!isOpen) return isDigit(previous) ? 'none' : 'apostrophe';
  const isBeforeWord = text[mark.end] === ' ' && isLetter(text[mark.end + 1]);
  return isBeforeWord && isLetter(previous) && ahead === 'certain' ? 'apostrophe' : 'close';
}

/** The glyph that the mark becomes, or undefined where it stays as typed. The open quotes change with it. */
function take({ style, open }: Context, mark: Mark, role: Role): string | undefined {
  switch (role) {
    case 'none':
      return undefined;
    case 'apostrophe':
      return APOSTROPHE;
    case 'open': {
      const isNested = mark.isDouble && open.some((quote) => quote.isDouble);
      const [opener, closer] = mark.isDouble ? (isNested && style.nested) || style.double : style.single;
      if (open.length === DEEPEST) open.shift();
      open.push({ isDouble: mark.isDouble, closer });
      return opener;
    }
    case 'close': {
      const index = open.findLastIndex((quote) => quote.isDouble === mark.isDouble);
      const closer = open[index]?.closer ?? (mark.isDouble ? style.double : style.single)[1];
      if (index >= 0) open.length = index;
      return closer;
    }
    default:
      return role satisfies never;
  }
}
