/** Letters and digits only, in lower case: equal for texts that say the same in other marks. */
export const essenceOf = (words: string): string =>
  words
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
