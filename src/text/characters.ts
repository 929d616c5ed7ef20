export interface SettledText {
  readonly text: string;
  /** How many characters were removed because XML or readers do not take them. */
  readonly removed: number;
}

const LINE_ENDS = /\r\n|[\r\v\f\u0085\u2028\u2029]/g;
// XML 1.0 #charsets, and what is left of other formats: marks of byte order, annotation anchors, object placeholders.
const FORBIDDEN = /(?![\t\n])\p{Cc}|[\p{Cs}\ufeff\ufff9-\ufffc\ufdd0-\ufdef\ufffe\uffff]/gu;
/** Cheaper to compile than the class above, and never less: the halves of a good pair are suspect too. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
const SUSPECT = /[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufff9-\ufffc\ufdd0-\ufdef\ufffe\uffff]/;
/** Where marks may be: a class without Unicode's tables, through which a long text goes ten times as fast. */
const MAY_BE_DECOMPOSED = /[\u0300-\u1fff\u20d0-\u20ff\u2c00-\uffff]/;
const DECOMPOSED = /[\p{M}\u1160-\u11ff]/u;
/** A letter with its marks, or a Korean syllable in its parts. Compatibility ideographs alone stay what they are. */
const COMPOSABLE = /[\u1100-\u115f][\u1160-\u11a7][\u11a8-\u11ff]?|[^\p{M}\s]\p{M}{1,32}/gu;

/** The text in well-formed, composed characters that XML 1.0 allows, with LF as its line ends. */
export function settleCharacters(text: string): SettledText {
  let settled = text;
  let removed = 0;
  if (SUSPECT.test(text)) {
    const lines = text.replace(LINE_ENDS, '\n');
    settled = lines.replace(FORBIDDEN, '');
    removed = lines.length - settled.length;
  }
  if (MAY_BE_DECOMPOSED.test(settled) && DECOMPOSED.test(settled))
    settled = settled.replace(COMPOSABLE, (letter) => letter.normalize('NFC'));
  return { text: settled, removed };
}
