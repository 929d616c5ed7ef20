import { describe, expect, it } from 'vitest';
import { countWords } from '../../src/text/word-count.js';

describe('countWords', () => {
  it.each([
    ['', 0],
    ['— … * * *', 0],
    ['The rain came in.', 4],
    ["She didn't—couldn't—say rock'n'roll.", 5],
    ['a well-known fact', 3],
    ['a trailing- hyphen, a -leading one', 6],
    ['In 1898, 3.5 of them', 6],
    ['Œuvre déjà vu: cœur', 4],
    ['де́ти шли', 2],
    ['吾輩は猫である', 7],
    ['Tokyoの駅', 3],
    ['한국어 문장', 2],
    ['مرحبا بالعالم', 2],
    ['👩‍👧 smiled 🎉', 1],
    ['𠮷野家', 3],
  ])('finds in %j the words that people count: %i', (text, words) => {
    expect(countWords(text)).toBe(words);
  });

  it('parts Thai, which writes no spaces, into its words', () => {
    expect(countWords('ฉันรักแมว')).toBe(3);
  });
});
