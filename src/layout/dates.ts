import type { StoryDate } from '../model/story.js';

const FORMATS: readonly Intl.DateTimeFormatOptions[] = [
  { year: 'numeric' },
  { year: 'numeric', month: 'long' },
  { year: 'numeric', month: 'long', day: 'numeric' },
];

/** The date as the language writes it, as precise as it is: `29 June 2008`, `March 2005`, `1898`. Never in a local zone. */
export function dateInWords(date: StoryDate, language: string): string {
  const parts = date.split('-').map(Number);
  const [year = 0, month = 1, day = 1] = parts;
  const locale = Intl.DateTimeFormat.supportedLocalesOf(language)[0] ?? 'en';
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, day);
  const format = FORMATS[Math.min(parts.length, FORMATS.length) - 1];
  // Without these, Persian, Thai and Arabic locales count years and write digits otherwise than the source did.
  return new Intl.DateTimeFormat(locale, {
    ...format,
    timeZone: 'UTC',
    calendar: 'gregory',
    numberingSystem: 'latn',
  }).format(at);
}

/** The names as the language lists them: `Ann, Ben and Cy`. */
export function namesInWords(names: readonly string[], language: string): string {
  const locale = Intl.ListFormat.supportedLocalesOf(language)[0] ?? 'en';
  return new Intl.ListFormat(locale, { type: 'conjunction', style: 'long' }).format(names);
}
