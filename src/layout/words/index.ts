import { ja, ko, zh, zhHant } from './asian.js';
import { ar, he } from './right-to-left.js';
import { pl, ru } from './slavic.js';
import { de, en, es, fr, it, nl, pt } from './western.js';
import type { LayoutWords } from './words.js';

/** The languages whose words storybind knows, by BCP 47 tag. */
export const WORDS: Readonly<Record<string, LayoutWords>> = {
  en,
  fr,
  de,
  es,
  it,
  pt,
  nl,
  pl,
  ru,
  ja,
  zh,
  'zh-Hant': zhHant,
  ko,
  ar,
  he,
};

const TRADITIONAL = /^zh-(?:hant|tw|hk|mo)\b/i;

/** The tag among `WORDS` that serves the language: its own, its base's, else English. */
export function wordsTag(language: string): string {
  if (TRADITIONAL.test(language)) return 'zh-Hant';
  const base = language.split('-')[0] ?? '';
  return base in WORDS ? base : 'en';
}

/** The words for a book in the language. */
export const wordsFor = (language: string): LayoutWords => WORDS[wordsTag(language)] ?? en;
