/** The word in lower case without accents; the Arabic forms of alef and of final taa are made one. */
export function fold(word: string): string {
  const lower = word.toLowerCase();
  if (/^[\0-\x7f]*$/.test(lower)) return lower;
  return lower.normalize('NFKD').replace(/\p{M}/gu, '').replace(/[أإآ]/gu, 'ا').replace(/ة/gu, 'ه');
}
