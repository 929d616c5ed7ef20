import { createHash } from 'node:crypto';

const LONGEST = 60;
/** More than any slug can use; the rest of a hostile title costs nothing. */
const LONGEST_READ = 400;

/** Letters that no decomposition takes to a–z. Cyrillic as English readers are used to see it; Greek as it is spoken. */
const LATIN: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ı: 'i', ħ: 'h', ŧ: 't', ŋ: 'ng', ĸ: 'k' },
  ...{
    ə: 'e',
    ɛ: 'e',
    ɔ: 'o',
    ɓ: 'b',
    ɗ: 'd',
    ƙ: 'k',
    ƴ: 'y',
    ɖ: 'd',
    ɣ: 'gh',
    ʋ: 'v',
    ɲ: 'ny',
    ɩ: 'i',
    ʊ: 'u',
    ƒ: 'f',
  },
  ...{
    а: 'a',
    б: 'b',
    в: 'v',
    г: 'g',
    д: 'd',
    е: 'e',
    ё: 'yo',
    ж: 'zh',
    з: 'z',
    и: 'i',
    й: 'y',
    к: 'k',
    л: 'l',
    м: 'm',
  },
  ...{ н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'shch' },
  ...{
    ъ: '',
    ы: 'y',
    ь: '',
    э: 'e',
    ю: 'yu',
    я: 'ya',
    і: 'i',
    ї: 'yi',
    є: 'ye',
    ґ: 'g',
    ў: 'u',
    ѣ: 'e',
    ѳ: 'f',
    ѵ: 'i',
  },
  ...{ ђ: 'dj', ј: 'j', љ: 'lj', њ: 'nj', ћ: 'c', џ: 'dz', ѓ: 'g', ѕ: 'dz', ќ: 'k' },
  ...{ ә: 'a', ғ: 'gh', қ: 'q', ң: 'ng', ө: 'o', ұ: 'u', ү: 'u', һ: 'h', ҳ: 'h', ҷ: 'j', ӣ: 'i', ӯ: 'u' },
  ...{
    α: 'a',
    β: 'v',
    γ: 'g',
    δ: 'd',
    ε: 'e',
    ζ: 'z',
    η: 'i',
    θ: 'th',
    ι: 'i',
    κ: 'k',
    λ: 'l',
    μ: 'm',
    ν: 'n',
    ξ: 'x',
  },
  ...{ ο: 'o', π: 'p', ρ: 'r', σ: 's', ς: 's', τ: 't', υ: 'y', φ: 'f', χ: 'ch', ψ: 'ps', ω: 'o' },
  ...{ '&': ' and ' },
};

/** Marks inside words: `don't` is one word. */
const SILENT = /['’‘ʼ`´\p{M}\u00ad\u200b-\u200f\ufeff]/u;

/**
 * A name in `[a-z0-9-]`, at most 60 characters, from any text: `The Crow’s Nest` → `the-crows-nest`. Where the text has
 * letters without a Latin form, a short hash of it stands for them (`第三章` → `x-` and eight hexadecimal digits), so
 * that the same text has the same name for ever. Never empty, never with a hyphen at its ends.
 */
export function slug(text: string): string {
  let latin = '';
  let isWhole = true;
  for (const character of text
    .slice(0, LONGEST_READ)
    .normalize('NFC')
    .toLowerCase()
    .replace(/ο[υύὺῦὐὑὔὕὖὗ]/g, 'ou')) {
    const form = latinForm(character);
    latin += form ?? ' ';
    if (form === undefined && /[\p{L}\p{N}]/u.test(character)) isWhole = false;
  }
  const words = latin.match(/[a-z0-9]+/g) ?? [];
  if (isWhole && words.length > 0) return join(words, LONGEST);
  return `${join(words.length > 0 ? words : ['x'], LONGEST - 9)}-${hash(text)}`;
}

function latinForm(character: string): string | undefined {
  if (/[a-z0-9]/.test(character)) return character;
  if (SILENT.test(character)) return '';
  const known = LATIN[character];
  if (known !== undefined) return known;
  const folded = character.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  if (folded === character) return undefined;
  let form = '';
  for (const part of folded) {
    const latin = /[a-z0-9]/.test(part) ? part : LATIN[part];
    if (latin === undefined) return undefined;
    form += latin;
  }
  return form;
}

/** As many whole words as fit, or a piece of the first. */
function join(words: readonly string[], longest: number): string {
  let joined = '';
  for (const word of words) {
    const longer = joined === '' ? word.slice(0, longest) : `${joined}-${word}`;
    if (longer.length > longest) break;
    joined = longer;
  }
  return joined;
}

const hash = (text: string): string => createHash('sha256').update(text.normalize('NFC')).digest('hex').slice(0, 8);
