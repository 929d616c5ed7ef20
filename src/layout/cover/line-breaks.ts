/** A piece of text that is not broken, and whether a space stands before it when it is not first in its line. */
export interface Unit {
  readonly text: string;
  readonly hasSpaceBefore: boolean;
  /** In pixels, at the size of measurement. */
  readonly width: number;
}

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const LONGEST_UNIT = 24;

/** The pieces between which a cover may break a line: words, and in Chinese and Japanese the words that Intl finds. */
export function breakable(text: string, language: string): readonly Omit<Unit, 'width'>[] {
  return text
    .trim()
    .split(/\s+/u)
    .flatMap((word) => {
      const pieces = CJK.test(word) ? segments(word, language) : chunks(word);
      return pieces.map((piece, at) => ({ text: piece, hasSpaceBefore: at === 0 }));
    });
}

/** Words with their closing punctuation, so that no line opens with 、 or 」. */
function segments(word: string, language: string): readonly string[] {
  const pieces: string[] = [];
  for (const { segment, isWordLike } of new Intl.Segmenter(language, { granularity: 'word' }).segment(word)) {
    const last = pieces.at(-1);
    const opens = /^[\p{Ps}\p{Pi}]/u.test(segment);
    const joins =
      last !== undefined && ((!isWordLike && !opens) || /[\p{Ps}\p{Pi}]$/u.test(last) || isParticle(segment));
    if (joins) pieces[pieces.length - 1] = last + segment;
    else pieces.push(segment);
  }
  return pieces;
}

/** A single hiragana (の, は, を) belongs to the word before it. */
const isParticle = (segment: string): boolean => /^\p{Script=Hiragana}$/u.test(segment);

/** A very long word in equal parts, with a hyphen where it is broken. */
function chunks(word: string): readonly string[] {
  const chars = [...word];
  if (chars.length <= LONGEST_UNIT) return [word];
  const count = Math.ceil(chars.length / LONGEST_UNIT);
  const size = Math.ceil(chars.length / count);
  return Array.from({ length: count }, (_, at) => {
    const chunk = chars.slice(at * size, (at + 1) * size).join('');
    return at < count - 1 && /\p{L}$/u.test(chunk) ? `${chunk}-` : chunk;
  });
}

/** The units in exactly `count` lines (or fewer), so that the widest line is as narrow as can be. */
export function balancedLines(units: readonly Unit[], count: number, space: number): readonly (readonly Unit[])[] {
  const widthOf = (from: number, to: number): number =>
    units.slice(from, to).reduce((sum, unit, at) => sum + unit.width + (at > 0 && unit.hasSpaceBefore ? space : 0), 0);
  // best[lines][end]: the narrowest widest line of the first `end` units in `lines` lines, and where the last starts.
  let best = units.map((_, end) => ({ width: widthOf(0, end + 1), starts: [0] as readonly number[] }));
  for (let lines = 2; lines <= Math.min(count, units.length); lines++) {
    best = best.map((fewer, end) => {
      let found = fewer;
      for (let start = 1; start <= end; start++) {
        const head = best[start - 1];
        if (!head) continue;
        const width = Math.max(head.width, widthOf(start, end + 1));
        if (width < found.width) found = { width, starts: [...head.starts, start] };
      }
      return found;
    });
  }
  const starts = best.at(-1)?.starts ?? [];
  return starts.map((start, at) => units.slice(start, starts[at + 1] ?? units.length));
}

/** The line's text, spaces between words. */
export const lineText = (line: readonly Unit[]): string =>
  line.map((unit, at) => (at > 0 && unit.hasSpaceBefore ? ` ${unit.text}` : unit.text)).join('');

/** The line's width at the size of measurement. */
export const lineWidth = (line: readonly Unit[], space: number): number =>
  line.reduce((sum, unit, at) => sum + unit.width + (at > 0 && unit.hasSpaceBefore ? space : 0), 0);
