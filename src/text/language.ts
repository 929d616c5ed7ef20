import { LANGUAGE_OF_SCRIPT, LANGUAGES_OF_SCRIPT, MACRO_LANGUAGE, type ScriptLanguage } from './languages/letters.js';
import { LANGUAGE_NAMES, TWO_LETTER_CODES } from './languages/names.js';
import { STOP_WORDS, TELLING_LETTERS } from './languages/stop-words.js';
import { countScripts, type Script, scriptOfCodePoint } from './scripts.js';

/**
 * The BCP 47 tag that a language's name or tag stands for (`English`, `Deutsch`, `en_GB` → `en`, `de`, `en-GB`), or
 * undefined. Names are known in English and in the language itself; of several (`French, English`) the first counts.
 */
export function languageTag(name: string): string | undefined {
  const written = name.slice(0, 200).normalize('NFC').trim();
  return tagOfName(written) ?? canonicalTag(written) ?? firstOfSeveral(written);
}

let tagsByName: ReadonlyMap<string, string> | undefined;

function tagOfName(name: string): string | undefined {
  tagsByName ??= new Map(
    Object.entries(LANGUAGE_NAMES).flatMap(([tag, names]) => names.split('|').map((one) => [foldName(one), tag])),
  );
  const folded = foldName(name);
  return tagsByName.get(folded) ?? tagsByName.get(folded.replace(/ (?:language|sprache|idioma)$/, ''));
}

const foldName = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[_\s]+/g, ' ')
    .replace(/[.!"“”*]/g, '')
    .replace(/[’ʻ]/g, '‘')
    .trim();

/** RFC 5646: well-formed, in its canonical form, and of a language that there is. POSIX locales lose their encoding. */
function canonicalTag(written: string): string | undefined {
  const tag = written.replace(/[.@].*$/s, '').replaceAll('_', '-');
  const primary = tag.split('-')[0] ?? '';
  if (!/^[A-Za-z]{2,3}$/.test(primary) || !/^[A-Za-z0-9-]+$/.test(tag)) return undefined;
  try {
    const canonical = Intl.getCanonicalLocales(tag)[0] ?? '';
    const language = canonical.split('-')[0] ?? '';
    return language.length === 2 && !TWO_LETTER_CODES.has(language) ? undefined : canonical;
  } catch {
    return undefined;
  }
}

/** `English (original), French` and `English/Español` say first what the book is written in. */
function firstOfSeveral(written: string): string | undefined {
  const first = written.split(/[,;/|&+()[\]]| - | and | und | et | y /, 1)[0]?.trim() ?? '';
  return first.length > 2 && first.length < written.length ? (tagOfName(first) ?? undefined) : undefined;
}

export interface LanguageGuess {
  /** BCP 47, `und` where nothing could tell. */
  readonly tag: string;
  /** 0 to 1. */
  readonly confidence: number;
}

const UNKNOWN: LanguageGuess = { tag: 'und', confidence: 0 };
const LONGEST_SAMPLE = 12_000;
const SLICES = 6;
/** Fewer words than these say nothing in a script that many languages share. */
const FEWEST_WORDS = 5;

/** Scripts that say more a letter than an alphabet does. */
const WEIGHT_OF_SCRIPT: Readonly<Record<Script, number>> = { Hani: 3, Hira: 2, Kana: 2, Hang: 2.5, Ethi: 2 };

/**
 * The language of a text by its script, its letters and its small words, from samples of several places. Loads trigram
 * tables only when those leave a doubt. Very short texts are `und` unless their script says enough.
 */
export async function detectLanguage(text: string): Promise<LanguageGuess> {
  const sample = sampleOf(text);
  const script = mainScript(sample);
  const only = LANGUAGE_OF_SCRIPT[script];
  if (only) return { tag: only, confidence: 0.98 };
  const several = LANGUAGES_OF_SCRIPT[script];
  if (several) return guessByLetters(sample, several);
  return script === 'Latn' ? guessLatin(sample) : UNKNOWN;
}

/** At most `LONGEST_SAMPLE` characters of the text, in slices from all over it. */
function sampleOf(text: string): string {
  if (text.length <= LONGEST_SAMPLE) return text.normalize('NFC');
  const length = LONGEST_SAMPLE / SLICES;
  const step = (text.length - length) / (SLICES - 1);
  return Array.from({ length: SLICES }, (_, index) => text.slice(index * step, index * step + length))
    .join('\n')
    .normalize('NFC');
}

function mainScript(sample: string): Script {
  const counts = new Map(countScripts(sample));
  const kana = (counts.get('Hira') ?? 0) + (counts.get('Kana') ?? 0);
  const han = counts.get('Hani') ?? 0;
  // Chinese quotes a Japanese word now and then; Japanese has kana in every phrase.
  if (kana > 0 && kana * 12 >= han) counts.set('Jpan', 2 * kana + 3 * han).delete('Hani');
  const weighted = [...counts].map(([script, count]) => [script, count * (WEIGHT_OF_SCRIPT[script] ?? 1)] as const);
  const [best] = weighted.sort(([, one], [, other]) => other - one);
  return best?.[0] ?? 'Zyyy';
}

const wordsOf = (sample: string): readonly string[] =>
  sample
    .toLowerCase()
    .split(/[^\p{L}\p{M}]+/u)
    .filter(Boolean);

function guessByLetters(sample: string, languages: readonly ScriptLanguage[]): LanguageGuess {
  const words = wordsOf(sample);
  const letters = [...sample.toLowerCase()].filter((one) => scriptOfCodePoint(one.codePointAt(0) as number) !== 'Zyyy');
  const usual = languages[0] as ScriptLanguage;
  const scores = languages.map((language) => ({ tag: language.tag, score: letterScore(language, letters, words) }));
  const [best, second] = [...scores].sort((one, other) => other.score - one.score);
  if (!best || best.score <= 0) return { tag: usual.tag, confidence: letters.length < 40 ? 0.4 : 0.6 };
  const lead = (best.score - Math.max(0, second?.score ?? 0)) / best.score;
  return { tag: best.tag, confidence: round(Math.min(0.97, 0.6 + 0.4 * lead)) };
}

/** Per cent of telling letters, and of telling words, less the per cent of letters that the language does not write. */
function letterScore(language: ScriptLanguage, letters: readonly string[], words: readonly string[]): number {
  const telling = new Set(language.letters);
  const strange = new Set(language.without);
  const small = new Set(language.words?.split(' '));
  let score = 0;
  for (const letter of letters) score += telling.has(letter) ? 1 : strange.has(letter) ? -1 : 0;
  const known = words.reduce((sum, word) => sum + (small.has(word) ? 1 : 0), 0);
  return (100 * score) / Math.max(1, letters.length) + (100 * known) / Math.max(1, words.length);
}

/** No single word says more than this share of the text: another language may have it by chance. */
const MOST_OF_ONE_WORD = 0.05;

let languagesByWord: ReadonlyMap<string, readonly string[]> | undefined;

function wordTable(): ReadonlyMap<string, readonly string[]> {
  const table = new Map<string, string[]>();
  for (const [tag, words] of Object.entries(STOP_WORDS)) {
    for (const word of new Set(words.split(/[ '’-]+/))) {
      const tags = table.get(word);
      if (tags) tags.push(tag);
      else table.set(word, [tag]);
    }
  }
  return table;
}

function countOf(words: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** A score a language: the share of the text's words that it has alone or with few, and what its letters add. */
function latinScores(sample: string, words: readonly string[]): readonly (readonly [string, number])[] {
  languagesByWord ??= wordTable();
  const scores = new Map<string, number>();
  const credit = (tags: readonly string[], amount: number): void => {
    for (const tag of tags) scores.set(tag, (scores.get(tag) ?? 0) + amount);
  };
  const most = Math.max(2, words.length * MOST_OF_ONE_WORD);
  for (const [word, count] of countOf(words)) {
    const tags = languagesByWord.get(word);
    if (tags) credit(tags, Math.min(count, most) / tags.length);
  }
  for (const letter of sample.toLowerCase()) {
    const tags = TELLING_LETTERS[letter]?.split(' ');
    if (tags) credit(tags, 0.4 / tags.length);
  }
  return [...scores]
    .map(([tag, score]) => [tag, score / words.length] as const)
    .sort(([, one], [, other]) => other - one);
}

/** What the best language must reach, and by how much it must lead the second, to be believed without a second opinion. */
const SURE_SHARE = 0.1;
const SURE_LEAD = 1.35;
/** In a text of fewer words than this, one small word more or less is much. */
const SHORT = 30;
const SURE_SHARE_OF_SHORT = 0.07;

async function guessLatin(sample: string): Promise<LanguageGuess> {
  const words = wordsOf(sample);
  if (words.length < FEWEST_WORDS) return UNKNOWN;
  const [best, second] = latinScores(sample, words);
  const lead = best ? best[1] / Math.max(second?.[1] ?? 0, 0.0001) : 0;
  if (best && best[1] >= (words.length < SHORT ? SURE_SHARE_OF_SHORT : SURE_SHARE) && lead >= SURE_LEAD) {
    const length = Math.min(1, words.length / 40);
    return { tag: best[0], confidence: round(Math.min(0.97, 0.6 + 0.2 * length + 0.1 * (lead - 1))) };
  }
  const guess = await guessByTrigrams(sample);
  if (guess.tag === best?.[0]) return { tag: guess.tag, confidence: 0.75 };
  if (guess.tag !== 'und' && (best?.[1] ?? 0) < SURE_SHARE) return guess;
  return best && best[1] >= SURE_SHARE ? { tag: best[0], confidence: 0.5 } : UNKNOWN;
}

/** What the trigrams say, when they say it clearly enough of a text long enough. */
async function guessByTrigrams(sample: string): Promise<LanguageGuess> {
  const { francAll } = await import('franc-min');
  const [best, second] = francAll(sample, { minLength: 120 });
  if (!best || best[0] === 'und') return UNKNOWN;
  const lead = 1 - (second?.[1] ?? 0);
  if (lead < 0.01) return UNKNOWN;
  const tag = MACRO_LANGUAGE[best[0]] ?? Intl.getCanonicalLocales(best[0])[0] ?? 'und';
  return { tag, confidence: round(Math.min(0.7, 0.4 + 3 * lead)) };
}

const round = (value: number): number => Math.round(value * 100) / 100;
