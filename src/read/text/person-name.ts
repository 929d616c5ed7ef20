import { isGivenName } from './given-names.js';

const PARTICLES: ReadonlySet<string> = new Set(
  'von van der den de la le du di da del della des dos das af av y e zu zur ter ten bin ibn al el st. st saint mac jr. jr sr. sr ii iii esq. esq'.split(
    ' ',
  ),
);
/** Words that no person is called by. */
const COMMON: ReadonlySet<string> = new Set(
  `the a an of in on at to and or for from with without by my your his her our their this that is are was be it its as into over
  under after before between chapter part book story tale tales novel poem volume end der die das ein eine und im am vom les une
  un et dans el los las una y il lo gli i una в на и с не о из`.split(/\s+/u),
);

/**
 * How sure a line of nothing but these words is a person's name: 0 when it cannot be, 0.9 with initials or a given name.
 * A given name that is a small word in another language (`Una`) counts only where the text's own words were asked.
 */
export function nameLikeness(line: string, isOfTheText = false): number {
  const text = line.trim().replace(/[.,]$/u, '');
  if (text.length < 4 || text.length > 48 || /[\d"“”?!:;/()[\]{}<>@#*_=|]/u.test(text)) return 0;
  const words = text.split(/[\s,]+/u);
  if (words.length < 2 || words.length > 5) return 0;
  if (!words.every(isNameWord)) return 0;
  const own = words.filter((word) => !PARTICLES.has(word.toLowerCase()));
  const [first = ''] = own;
  const others = isOfTheText && isGivenName(first) ? own.slice(1) : own;
  if (own.length < 2 || others.some((word) => COMMON.has(word.toLowerCase()))) return 0;
  return certainty(own);
}

function certainty(words: readonly string[]): number {
  if (words.some((word) => /(?:ович|евич|ьич|овна|евна|ична)$/iu.test(word)) && words.length > 2) return 0.95;
  const last = words.at(-1) ?? '';
  const hasInitial = words.slice(0, -1).some((word) => /^(?:\p{Lu}\.-?){1,3}$/u.test(word));
  if (hasInitial && last.length > 2) return 0.9;
  if (isGivenName(words[0] ?? '')) return 0.85;
  return words.length <= 3 ? 0.4 : 0.2;
}

/** Capitalised, in capitals, an initial, or one of the small words that names have. */
const isNameWord = (word: string): boolean =>
  PARTICLES.has(word.toLowerCase()) ||
  /^(?:\p{Lu}\.-?){1,3}$/u.test(word) ||
  /^(?:[DOL]['’])?\p{Lu}[\p{L}\p{M}]*(?:['’-]\p{L}[\p{L}\p{M}]*)*\.?$/u.test(word);

/** A Japanese or Chinese name: two to eight characters of no sentence, without the particle that titles have. */
export const isEastAsianName = (line: string): boolean =>
  /^[\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}々ヶー・=＝\s　]{2,12}$/u.test(line) &&
  !/[のはをがと]/u.test(line);

/** The name alone: `H(erbert) G(eorge) Wells [1898]` is `H. G. Wells`, without addresses, years and closing stops. */
export function cleanName(text: string): string {
  return text
    .slice(0, 200)
    .replace(/<[^>]*>|\([^)]*@[^)]*\)|\S+@\S+|https?:\S+/gu, '')
    .replace(/[[(]\s*(?:c\.?\s*)?\d{4}(?:\s*[-–]\s*\d{2,4})?\s*[\])]/gu, '')
    .replace(/(\p{Lu})\(\p{Ll}+\)\.?/gu, '$1.')
    .replace(/^["“'‘*_~\s-]+|["”*_~\s,;-]+$/gu, '')
    .replace(/^\(([^()]*)\)$|^([^()]*)\)$/u, '$1$2')
    .replace(/(?<=\p{L}{3})\.$/u, '')
    .replace(/\s+/gu, ' ')
    .trim();
}
