import { directionOf } from '../../text/scripts.js';
import type { XmlAttributes } from './xml.js';

/** `lang` for HTML, `xml:lang` for XML, and `dir` where the language turns the direction around. */
export function languageAttributes(language: string, surrounding: 'ltr' | 'rtl'): XmlAttributes {
  const direction = directionOf(language);
  return { lang: language, 'xml:lang': language, dir: direction === surrounding ? undefined : direction };
}

/** Between the values of a list, as the language writes it. */
const SEPARATORS: Readonly<Record<string, string>> = { ja: '、', zh: '、', ar: '، ', fa: '، ', ur: '، ' };

export function listSeparator(language: string): string {
  return SEPARATORS[baseLanguage(language)] ?? ', ';
}

/** After a label, as the language writes it: French sets a narrow space before the colon. */
const LABEL_ENDS: Readonly<Record<string, string>> = { ja: '：', zh: '：', fr: '\u202f:' };

export function labelEnd(language: string): string {
  return LABEL_ENDS[baseLanguage(language)] ?? ':';
}

/** `pt-BR` → `pt`. */
export function baseLanguage(language: string): string {
  return language.split('-', 1)[0]?.toLowerCase() ?? '';
}
