/** Letters and their marks. One simple pattern, since those with Unicode's classes take a millisecond each to compile. */
const WORD = /[\p{L}\p{M}]*/uy;

/** The letters that stand in the text from `at` on; '' where none does. */
export function wordAt(text: string, at: number): string {
  WORD.lastIndex = at;
  return WORD.exec(text)?.[0] ?? '';
}
