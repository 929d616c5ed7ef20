import type { StoryDate } from '../model/story.js';
import { DATE_WORDS, MONTHS_ALONE } from './words/date-words.js';
import { wordsTag } from './words/index.js';
import { fill } from './words/words.js';

/** The date as the language writes it, as precise as it is: `29 June 2008`, `March 2005`, `1898`. */
export function dateInWords(date: StoryDate, language: string): string {
  const tag = wordsTag(language);
  const words = DATE_WORDS[tag];
  const [year = '', month, day] = date.split('-');
  if (!words) return date;
  if (month === undefined) return fill(words.year ?? '{year}', { year });
  if (day === undefined) return fill(words.month, { year, month: monthName(MONTHS_ALONE[tag] ?? words.months, month) });
  const number = Number(day);
  const dayWord = number === 1 && words.first !== undefined ? words.first : number.toString();
  return fill(words.day, { year, month: monthName(words.months, month), day: dayWord });
}

const monthName = (months: string, month: string): string => months.split(' ')[Number(month) - 1] ?? month;

/** The names as the words around them list names: `Ann, Ben, and Cy`, in English too where there are only English words. */
export function namesInWords(names: readonly string[], language: string): string {
  if (names.length < 2) return names.join('');
  const locale = Intl.ListFormat.supportedLocalesOf(wordsTag(language))[0] ?? 'en';
  return new Intl.ListFormat(locale, { type: 'conjunction', style: 'long' }).format(names);
}
