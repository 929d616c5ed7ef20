/** The word in lower case without accents; the Arabic forms of alef and of final taa are made one. */
export function fold(word: string): string {
  return word.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '').replace(/[أإآ]/gu, 'ا').replace(/ة/gu, 'ه');
}
