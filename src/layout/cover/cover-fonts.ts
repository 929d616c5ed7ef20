import { COVERAGE } from './font-coverage.js';

/** A font that comes with the package (an npm dependency under the Open Font License). */
export interface CoverFont {
  readonly id: FontId;
  /** The family as Pango knows it once the file is loaded, with its weight. */
  readonly family: string;
  readonly weight: number;
  /** A factor on the font's own line height, so that titles stand close. */
  readonly lineHeight: number;
  /** The module specifier of the TrueType file. */
  readonly file: string;
}

export type FontId = keyof typeof COVERAGE;

const font = (id: FontId, family: string, weight: number, lineHeight: number, file: string): CoverFont => ({
  id,
  family,
  weight,
  lineHeight,
  file: `@expo-google-fonts/${file}.ttf`,
});

/** The fonts, in the order in which a text without a language of its own tries them. */
export const COVER_FONTS: readonly CoverFont[] = [
  font('garamond', 'EB Garamond', 600, 0.86, 'eb-garamond/600SemiBold/EBGaramond_600SemiBold'),
  font('frank', 'Frank Ruhl Libre', 600, 0.95, 'frank-ruhl-libre/600SemiBold/FrankRuhlLibre_600SemiBold'),
  font('amiri', 'Amiri', 700, 0.78, 'amiri/700Bold/Amiri_700Bold'),
  font(
    'devanagari',
    'Noto Serif Devanagari',
    600,
    0.85,
    'noto-serif-devanagari/600SemiBold/NotoSerifDevanagari_600SemiBold',
  ),
  font('hina', 'Hina Mincho', 400, 0.92, 'hina-mincho/400Regular/HinaMincho_400Regular'),
  font('xiaowei', 'ZCOOL XiaoWei', 400, 1.1, 'zcool-xiaowei/400Regular/ZCOOLXiaoWei_400Regular'),
  font('songmyung', 'Song Myung', 400, 1.0, 'song-myung/400Regular/SongMyung_400Regular'),
];

/** The font that a language's own script comes first in: Chinese and Japanese share characters but not their shapes. */
const FIRST: Readonly<Record<string, FontId>> = {
  ja: 'hina',
  zh: 'xiaowei',
  ko: 'songmyung',
  ar: 'amiri',
  fa: 'amiri',
  ur: 'amiri',
  he: 'frank',
  hi: 'devanagari',
  mr: 'devanagari',
  ne: 'devanagari',
};

/** Whether the font has a glyph for the code point. Coverage is a sorted list of first and last code points. */
export function covers(id: FontId, codePoint: number): boolean {
  const ranges = coverage(id);
  let [low, high] = [0, ranges.length / 2 - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (codePoint < (ranges[2 * middle] ?? 0)) high = middle - 1;
    else if (codePoint > (ranges[2 * middle + 1] ?? 0)) low = middle + 1;
    else return true;
  }
  return false;
}

const decoded = new Map<FontId, readonly number[]>();

/** The table's text is the gaps between range borders, in base 36. */
function coverage(id: FontId): readonly number[] {
  const known = decoded.get(id);
  if (known) return known;
  let at = 0;
  const borders = COVERAGE[id].split(' ').map((step) => {
    at += Number.parseInt(step, 36);
    return at;
  });
  decoded.set(id, borders);
  return borders;
}

/** Controls, halves of surrogate pairs, and marks that turn the direction of what follows: nothing to draw. Line ends are kept. */
const UNSEEN = /(?!\n)[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/gu;

/** A stretch of text that one font can set. */
export interface FontRun {
  readonly font: CoverFont;
  readonly text: string;
}

/**
 * The text as runs of shipped fonts, the language's own font first. Symbols that no font covers (emoji, dingbats) are
 * dropped; a letter, mark or digit that no font covers makes the whole text undefined: half a name is worse than none.
 */
export function fontRuns(title: string, language: string): readonly FontRun[] | undefined {
  const text = title.replace(UNSEEN, ' ');
  const first = FIRST[language.split('-')[0] ?? ''];
  const order = first ? [...COVER_FONTS].sort((a, b) => Number(b.id === first) - Number(a.id === first)) : COVER_FONTS;
  const main = order.find((one) =>
    [...text].every((char) => isBlank(char) || covers(one.id, char.codePointAt(0) ?? 0)),
  );
  if (main) return text.trim() === '' ? [] : [{ font: main, text }];
  const runs: { font: CoverFont; text: string }[] = [];
  for (const char of text) {
    const last = runs.at(-1);
    const codePoint = char.codePointAt(0) ?? 0;
    const found =
      last && (isBlank(char) || covers(last.font.id, codePoint))
        ? last.font
        : order.find((one) => covers(one.id, codePoint));
    if (!found) {
      if (/[\p{L}\p{M}\p{N}]/u.test(char)) return undefined;
      continue;
    }
    if (last && last.font === found) last.text += char;
    else runs.push({ font: found, text: char });
  }
  return runs;
}

const isBlank = (char: string): boolean => /\s/u.test(char);
