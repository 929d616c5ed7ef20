import {
  beginsEllipsis,
  isDigit,
  isLetter,
  isLineStart,
  isQuoteMark,
  kindOf,
  skipSpaces,
  skipSpacesBack,
} from './characters.js';
import type { Edit } from './edits.js';
import { NARROW_NO_BREAK, NO_BREAK, type Style } from './styles.js';
import type { Token } from './tokens.js';

/** Longer runs are rules and leaders, not marks. */
const MOST_HYPHENS = 8;
const MOST_DOTS = 8;

/** The edits that make dashes of hyphens, by the language's custom. */
export function setDashes(text: string, tokens: readonly Token[], style: Style): readonly Edit[] {
  const edits: Edit[] = [];
  /** The end of the last line on which a dialogue was seen to begin. */
  let dialogueUntil = -1;
  let seen = 0;
  for (const token of tokens) {
    if (token.kind !== 'hyphens') continue;
    if (style.hasInnerDialogueDashes && token.start >= seen) {
      const line = lineAround(text, token.start);
      if (/^\s*[-—–]/.test(text.slice(line.start, line.start + 12))) dialogueUntil = line.end;
      seen = line.end;
    }
    const edit = dashEdit(text, token, style, token.start < dialogueUntil);
    if (edit && edit.start >= (edits.at(-1)?.end ?? 0)) edits.push(edit);
  }
  return edits;
}

function lineAround(text: string, index: number): { readonly start: number; readonly end: number } {
  const end = text.indexOf('\n', index);
  return { start: text.lastIndexOf('\n', index) + 1, end: end < 0 ? text.length : end };
}

function dashEdit(text: string, token: Token, style: Style, isInDialogue: boolean): Edit | undefined {
  const { start, end } = token;
  const length = end - start;
  if (length > MOST_HYPHENS || isArrowOrComment(text, start, end)) return undefined;
  if (style.dialogue !== undefined && length < 4 && isLineStart(text, start)) {
    return dialogueEdit(text, token, style.dialogue);
  }
  if (length === 1) return hyphenEdit(text, start, style, isInDialogue);
  if (style.dash === undefined) return undefined;
  if (length > 3) {
    // `Mr. ----` and `Lord H-----` keep a name to themselves; longer runs apart from words are rules.
    const isBesideWord = length === 4 || kindOf(text[start - 1]) === 'word' || kindOf(text[end]) === 'word';
    return isBesideWord ? { start, end, text: style.dash.repeat(length >> 1) } : undefined;
  }
  if (length === 2 && isDigit(text[start - 1]) && isDigit(text[end])) return { start, end, text: '–' };
  const isTight = isWordSide(text[start - 1]) && isWordSide(text[end]);
  return { start, end, text: style.isDashSpaced && isTight ? `${NO_BREAK}${style.dash} ` : style.dash };
}

/** True of `-->`, `<--` and `<!--`. */
const isArrowOrComment = (text: string, start: number, end: number): boolean =>
  /[<>]/.test(text[start - 1] ?? '') || /[<>]/.test(text[end] ?? '') || (start > 1 && text.startsWith('<!', start - 2));

/** `- Hola` and `-Hola` at the beginning of a line: the dash of a dialogue, with the language's space after it. */
function dialogueEdit(text: string, { start, end }: Token, dialogue: string): Edit | undefined {
  const next = skipSpaces(text, end);
  const isSpeech =
    isLetter(text[next]) || isQuoteMark(text[next]) || /[¡¿(]/.test(text[next] ?? '') || beginsEllipsis(text, next);
  return isSpeech ? { start, end: next, text: dialogue } : undefined;
}

/** A single hyphen is a dash only between spaces, or where a dialogue's dash touches the words. */
function hyphenEdit(text: string, start: number, style: Style, isInDialogue: boolean): Edit | undefined {
  const end = start + 1;
  const dash = style.spacedHyphen;
  // The space inside of a guillemet is none between words.
  const before = text[start - 1] === NARROW_NO_BREAK && text[start - 2] === '«' ? 'open' : kindOf(text[start - 1]);
  const after = kindOf(text[end]);
  if (dash === undefined || isLineStart(text, start)) return undefined;
  if (isInDialogue && style.dash !== undefined) {
    const isOpening = before === 'space' && (isLetter(text[end]) || /[¡¿]/.test(text[end] ?? ''));
    const isClosing = after !== 'word' && after !== 'open' && (before === 'word' || before === 'close');
    if (isOpening || isClosing) return { start, end, text: style.dash };
  }
  const isAtEnd = after === 'edge' || isQuoteMark(text[end]);
  if (before !== 'space' || !(after === 'space' || isAtEnd)) return undefined;
  // `- end -` is a line between ornaments.
  if (after === 'edge' && /^\s*-\s/.test(text)) return undefined;
  const isSum = isDigit(text[skipSpacesBack(text, start) - 1]) && isDigit(text[skipSpaces(text, end)]);
  return isSum ? undefined : { start, end, text: dash };
}

const isWordSide = (character: string | undefined): boolean => {
  const kind = kindOf(character);
  return (kind === 'word' && !isQuoteMark(character)) || kind === 'close';
};

/** The edits that make `…` of `...` and `. . .`; a fourth dot ends the sentence and stays. */
export function setEllipses(text: string, tokens: readonly Token[]): readonly Edit[] {
  return tokens.flatMap(({ kind, start, end }) => {
    const dots = kind === 'dots' ? dotsIn(text.slice(start, Math.min(end, start + 2 * MOST_DOTS))) : 0;
    if (dots < 3 || dots > MOST_DOTS) return [];
    return [{ start, end, text: '…'.repeat(dots / 3) + '.'.repeat(dots % 3) }];
  });
}

/** How many dots stand together or evenly apart; none where they do neither. */
function dotsIn(written: string): number {
  if (!written.includes(' ')) return written.length;
  return written.includes('..') ? 0 : (written.length + 1) / 2;
}
