import { decodeAs } from './code-pages.js';
import { STOP_WORDS } from './languages/stop-words.js';

/** The letters beyond ASCII that a language writes. */
const ALPHABETS: Readonly<Record<string, string>> = {
  en: 'éèêëàâçñöüïôîæœ',
  de: 'äöüßéàè',
  fr: 'éèêëàâçîïôùûüœæÿ',
  es: 'áéíóúñü',
  pt: 'áàâãçéêíóôõúü',
  it: 'àèéìíòóùú',
  ca: 'àçèéíïòóúü',
  nl: 'éèëïöüêáó',
  sv: 'åäöéà',
  fi: 'äöåéšž',
  da: 'æøåéó',
  nb: 'æøåéòó',
  is: 'áéíóúýþæöð',
  ga: 'áéíóú',
  sq: 'ëç',
  pl: 'ąćęłńóśźż',
  cs: 'áčďéěíňóřšťúůýž',
  sk: 'áäčďéíĺľňóôŕšťúýž',
  hu: 'áéíóöőúüű',
  ro: 'ăâîșțşţ',
  hr: 'čćđšž',
  sl: 'čšžćđ',
  tr: 'çğıöşüâîûİ',
};

const WESTERN = ['en', 'de', 'fr', 'es', 'pt', 'it', 'ca', 'nl', 'sv', 'fi', 'da', 'nb', 'is', 'ga', 'sq'];
const CENTRAL = ['pl', 'cs', 'sk', 'hu', 'ro', 'hr', 'sl'];

/** Other code pages of Latin letters, with the languages they are for; of equal scores the first counts. */
const OTHERS: readonly (readonly [string, readonly string[]])[] = [
  ['windows-1250', CENTRAL],
  ['iso-8859-2', CENTRAL],
  ['windows-1254', ['tr']],
];

/** By how much another language must fit better than all the Western ones together. */
const CLEARLY = 0.1;
/** A language that has fewer of its small words in the text than this share of another's is not the text's. */
const FEWEST_WORDS = 0.8;

/**
 * Which code page of Latin letters the bytes are in: `windows-1252`, but where a language of Central Europe or Turkish
 * has both the letters and the small words that another one makes of them.
 */
export function latinCodePage(bytes: Uint8Array): string {
  const western = readingOf('windows-1252', bytes);
  const westernWords = Math.max(...WESTERN.map(western.words));
  // Any Western letters with any Western words: an English story may have a Danish name in it.
  let most = Math.max(...WESTERN.map(western.alphabet)) + westernWords + CLEARLY;
  let best = 'windows-1252';
  for (const [encoding, languages] of OTHERS) {
    const { alphabet, words } = readingOf(encoding, bytes);
    const spoken = languages.filter((language) => words(language) >= FEWEST_WORDS * westernWords);
    const score = Math.max(...spoken.map((language) => alphabet(language) + words(language)));
    if (score > most) {
      most = score;
      best = encoding;
    }
  }
  return best;
}

interface Reading {
  /** How many of the telling characters are letters of the language: from -1, for none, to 1. */
  readonly alphabet: (language: string) => number;
  /** The share of the words that are among the commonest of the language. */
  readonly words: (language: string) => number;
}

/** Letters beyond ASCII, and what no text has: control characters, and marks within a word or at its end. */
const TELLING =
  /[^\P{L}a-z]|[\u0080-\u009f\ufffd]|(?<=\p{L})[\u00a1-\u00b6\u00b8-\u00bf](?=\p{L})|(?<=\p{L}{3})[¡¢£¤¥¦§¨ª¬¯°±²³´µ¶¸¹º¼½¾¿]/gu;

function readingOf(encoding: string, bytes: Uint8Array): Reading {
  const text = decodeAs(encoding, bytes).toLowerCase();
  const words = text.match(/[\p{L}\p{M}]+/gu) ?? [];
  const telling = text.match(TELLING) ?? [];
  return {
    alphabet: (language) => {
      const letters = ALPHABETS[language] ?? '';
      const own = telling.filter((character) => letters.includes(character)).length;
      return telling.length === 0 ? 0 : (2 * own) / telling.length - 1;
    },
    words: (language) => {
      const small = new Set(STOP_WORDS[language]?.split(/[ '’-]+/u));
      return words.filter((word) => small.has(word)).length / Math.max(1, words.length);
    },
  };
}
