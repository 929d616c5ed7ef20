/**
 * How many words the text has: runs of letters and digits, held together by apostrophes and hyphens; each Han and kana
 * character counts as one, as archives and word processors count them. Linear; Thai, Lao, Khmer and Burmese, which
 * write without spaces, are parted by the system's own dictionary.
 */
export function countWords(text: string): number {
  const count = countSpaced(text);
  if (count !== undefined) return count;
  const runs = text.match(UNSPACED) ?? [];
  return runs.reduce((sum, run) => sum + countSegments(run), countSpaced(text.replace(UNSPACED, ' ')) ?? 0);
}

/** Nothing where the text holds scripts without spaces. */
function countSpaced(text: string): number | undefined {
  const known = kinds;
  let count = 0;
  let isInWord = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const kind = (known[code] as number) || kindOf(code);
    if (kind === IDEOGRAPH || (kind === LETTER && !isInWord)) count += 1;
    if (kind === JOINER) isInWord &&= at + 1 < text.length && kindOf(text.charCodeAt(at + 1)) === LETTER;
    else if (kind === UNSPACED_LETTER) return undefined;
    else if (kind !== TRAIL) isInWord = kind === LETTER;
  }
  return count;
}

const OTHER = 1;
const LETTER = 2;
const JOINER = 3;
const IDEOGRAPH = 4;
/** The second half of a surrogate pair: the first has said what it is. */
const TRAIL = 5;
/** Of a script without spaces. */
const UNSPACED_LETTER = 6;

/** Runs of scripts without spaces, of a bounded length: the system's own segmentation takes quadratic time. */
const UNSPACED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]{1,500}/g;
const JOINERS = new Set(["'", '’', 'ʼ', '-', '‐', '‑', '\u00ad', '·', '\u200d']);
const IDEOGRAPHS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const LETTERS = /[\p{L}\p{N}\p{M}]/u;

/** The kinds of the UTF-16 code units, found out when first met; 0 is not yet known. */
const kinds = new Uint8Array(0x10000);

function kindOf(code: number): number {
  const known = kinds[code] as number;
  if (known !== 0) return known;
  const kind = classify(code);
  kinds[code] = kind;
  return kind;
}

/** Beyond the first plane a high surrogate stands for its character: the Han planes, or letters; emoji are neither. */
function classify(code: number): number {
  if (code >= 0xd840 && code <= 0xd88f) return IDEOGRAPH;
  if (code >= 0xd800 && code <= 0xdbff) return code <= 0xd835 ? LETTER : OTHER;
  if (code >= 0xdc00 && code <= 0xdfff) return TRAIL;
  const character = String.fromCharCode(code);
  if (code < 0x80) return kindOfAscii(character);
  if (code >= 0x0e00 && code <= 0x17ff && character.search(UNSPACED) === 0) return UNSPACED_LETTER;
  if (JOINERS.has(character)) return JOINER;
  if (code >= 0x2000 && code <= 0x206f) return OTHER;
  if (code >= 0x2e80 && IDEOGRAPHS.test(character)) return IDEOGRAPH;
  return LETTERS.test(character) ? LETTER : OTHER;
}

/** Without Unicode's tables, which take milliseconds to compile: most texts need no more. */
function kindOfAscii(character: string): number {
  if (/[A-Za-z0-9]/.test(character)) return LETTER;
  return JOINERS.has(character) ? JOINER : OTHER;
}

function countSegments(text: string): number {
  let count = 0;
  for (const { isWordLike } of new Intl.Segmenter('th', { granularity: 'word' }).segment(text)) {
    if (isWordLike) count += 1;
  }
  return count;
}
