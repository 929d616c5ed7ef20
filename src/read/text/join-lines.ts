import type { Line } from './lines.js';

/** The words of a text, asked for only where a line ends in a hyphen. */
export class Words {
  readonly #lines: readonly Line[];
  #words: ReadonlySet<string> | undefined;

  constructor(lines: readonly Line[]) {
    this.#lines = lines;
  }

  has(word: string): boolean {
    this.#words ??= new Set(this.#lines.flatMap(({ text }) => text.toLowerCase().match(/[\p{L}\p{M}’']+/gu) ?? []));
    return this.#words.has(word.toLowerCase());
  }
}

const LAST_PART = /(\p{L}[\p{L}\p{M}]{0,30})[-\u00AD\u2010]$/u;
const FIRST_PART = /^\p{Ll}[\p{L}\p{M}]{0,30}/u;
const WIDE = /[\u2E80-\u9FFF\uAC00-\uD7A3\uF900-\uFAFF\uFF00-\uFF60]/u;

/**
 * The lines as one: a space between, but none between ideographs, nor after a dash. A word that was divided at a line's
 * end is made whole only when the whole word occurs elsewhere in the text; else its hyphen may be its own.
 */
export function joinLines(lines: readonly Line[], words: Words): string {
  let joined = lines[0]?.text ?? '';
  for (let at = 1; at < lines.length; at++) {
    const [before, after] = [(lines[at - 1] as Line).text, (lines[at] as Line).text];
    if (isWholeWord(before, after, words)) joined = joined.slice(0, -1) + after;
    else joined += separator(before, after) + after;
  }
  return joined;
}

function isWholeWord(before: string, after: string, words: Words): boolean {
  if (!/[-\u00AD\u2010]$/u.test(before.slice(-1))) return false;
  if (before.endsWith('\u00AD')) return true;
  const last = LAST_PART.exec(before.slice(-40))?.[1];
  const first = FIRST_PART.exec(after)?.[0];
  return last !== undefined && first !== undefined && words.has(last + first);
}

function separator(before: string, after: string): string {
  const end = before.slice(-4);
  if (/(?:\p{L}[-\u2010]|[^\s-]--|\S—)$/u.test(end)) return /^[\p{L}\p{N}"'“‘_*]/u.test(after) ? '' : ' ';
  return WIDE.test(end.slice(-1)) && WIDE.test(after[0] ?? '') ? '' : ' ';
}
