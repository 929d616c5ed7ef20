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
  for (const { text } of lines.slice(1)) joined = joinTwo(joined, text, words);
  return joined;
}

function joinTwo(before: string, after: string, words: Words): string {
  const end = before.slice(-40);
  const last = LAST_PART.exec(end)?.[1];
  const first = FIRST_PART.exec(after)?.[0];
  if (last !== undefined && first !== undefined) {
    const isWhole = before.endsWith('\u00AD') || words.has(last + first);
    return isWhole ? before.slice(0, -1) + after : before + after;
  }
  if (/\S--$|\S—$/u.test(end) || (WIDE.test(end.slice(-1)) && WIDE.test(after[0] ?? ''))) return before + after;
  return `${before} ${after}`;
}
