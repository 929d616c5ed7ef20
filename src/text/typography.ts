import { setDashes, setEllipses } from './typography/dashes.js';
import { applyEdits, type Edit } from './typography/edits.js';
import { setQuotes } from './typography/quotes.js';
import { setSpaces } from './typography/spacing.js';
import { type Style, styleOf } from './typography/styles.js';
import { type Token, tokensOf } from './typography/tokens.js';

/** Stands in a run for what is no text (an image, code, a reference): a word that nothing changes. */
export const PLACEHOLDER = '\ufffc';

/** A mark may be left as typed, and stand clearer once its neighbours are set; more rounds than these change nothing. */
const MOST_ROUNDS = 4;
const TYPED_MARK = /["'`´]/;

/**
 * The text with quotes, dashes, ellipses and spaces by the custom of its language. `runs` are the pieces of one
 * paragraph in order (text nodes in different inlines), joined for context and given back piece by piece.
 * Idempotent. Never adds or removes a letter or a digit; marks that are curly already stay as their author set them.
 */
export function typeset(runs: readonly string[], language: string): readonly string[] {
  const style = styleOf(language);
  let set = runs;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const before = set;
    const text = before.join('');
    const marked = applyEdits(before, marksEdits(text, style, language));
    set = style.spacing
      ? applyEdits(marked, setSpaces(marked === before ? text : marked.join(''), style.spacing))
      : marked;
    if (set === before || !set.some((run) => TYPED_MARK.test(run))) break;
  }
  return set;
}

function marksEdits(text: string, style: Style, language: string): readonly Edit[] {
  const tokens = tokensOf(text);
  if (tokens.length === 0) return [];
  const { double, single } = style;
  const has = (kind: Token['kind']): boolean => tokens.some((token) => token.kind === kind);
  // A text without a word is a rule or an ornament, unless it is speech: `"..."`.
  const hasWords = /[\p{L}\p{N}\ufffc]/u.test(text);
  const quotes = double && single ? setQuotes(text, tokens, { ...style, double, single }, language) : [];
  const dashes = hasWords && has('hyphens') ? setDashes(text, tokens, style) : [];
  const ellipses = style.hasEllipsis && has('dots') && (hasWords || has('double')) ? setEllipses(text, tokens) : [];
  if (dashes.length === 0 && ellipses.length === 0) return quotes;
  return [...quotes, ...dashes, ...ellipses].sort((one, other) => one.start - other.start);
}
