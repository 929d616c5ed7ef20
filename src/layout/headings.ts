import type { Section } from '../model/story.js';
import { plainText } from '../model/visit.js';

/** What stands between numbering and title where a heading is one line, as the language writes it; others: a colon. */
const SEPARATORS: Readonly<Record<string, string>> = { ja: '　', zh: '　', ko: ' ', fr: '\u202f: ' };
/** Languages that set their own separator after a bare number too. */
const WIDE: ReadonlySet<string> = new Set(['ja', 'zh']);

/** The section's heading as one line of text, `Chapter 1: The Rain`, `4. The Rain`; empty when the section has neither part. */
export function headingText({ label, title }: Pick<Section, 'label' | 'title'>, language: string): string {
  const words = title ? plainText(title).replace(/\s+/gu, ' ').trim() : '';
  const numbering = label?.trim() ?? '';
  if (numbering === '' || words === '') return numbering || words;
  return `${numbering}${separatorAfter(numbering, language)}${words}`;
}

function separatorAfter(numbering: string, language: string): string {
  const base = language.split('-')[0] ?? '';
  const own = SEPARATORS[base] ?? ': ';
  if (WIDE.has(base)) return own;
  // The author has parted them already: `Chapter 1.`
  if (/\p{P}$/u.test(numbering)) return ' ';
  return /^(?:\d+|[IVXLCDM]+)$/u.test(numbering) ? '. ' : own;
}
