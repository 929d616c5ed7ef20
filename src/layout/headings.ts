import type { Section } from '../model/story.js';
import { plainText } from '../model/visit.js';

/** What stands between numbering and title where a heading is one line; Chinese and Japanese set a wide space. */
const SEPARATORS: Readonly<Record<string, string>> = { ja: '　', zh: '　' };

/** The section's heading as one line of text, `Chapter 1: The Rain`, `4. The Rain`; empty when the section has neither part. */
export function headingText({ label, title }: Pick<Section, 'label' | 'title'>, language: string): string {
  const isNumber = label !== undefined && /^(?:\d+|[IVXLCDM]+)$/u.test(label);
  const separator = SEPARATORS[language.split('-')[0] ?? ''] ?? (isNumber ? '. ' : ': ');
  const words = title ? plainText(title).replace(/\s+/gu, ' ').trim() : '';
  return [label ?? '', words].filter(Boolean).join(separator);
}
