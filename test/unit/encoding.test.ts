import { describe, expect, it } from 'vitest';
import { decode } from '../../src/text/encoding.js';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...utf8(part)] : part)));
const hex = (digits: string): Uint8Array => Uint8Array.from(Buffer.from(digits.replaceAll(' ', ''), 'hex'));

/** The text's bytes in a code page of single bytes. */
function inCodePage(text: string, encoding: string): Uint8Array {
  const codes = Array.from({ length: 256 }, (_, byte) => byte);
  const decoder = new TextDecoder(encoding);
  const byteOf = new Map(codes.map((byte) => [decoder.decode(Uint8Array.of(byte)), byte] as const));
  return Uint8Array.from([...text].map((character) => byteOf.get(character) ?? (character === '’' ? 0x92 : 0x3f)));
}

describe('decode', () => {
  it('reads UTF-8 without guessing, and takes a byte order mark off', () => {
    expect(decode(utf8('Der Fährmann'))).toMatchObject({ text: 'Der Fährmann', encoding: 'utf-8', isGuessed: false });
    expect(decode(bytes([0xef, 0xbb, 0xbf], 'Rain'))).toMatchObject({ text: 'Rain', hasByteOrderMark: true });
  });

  it('makes every line end a line feed', () => {
    expect(decode(utf8('a\r\nb\rc\r\r\nd\u2028e'))?.text).toBe('a\nb\nc\nd\ne');
  });

  it('reads UTF-16 by its mark and by the zeros of its spaces', () => {
    const little = Uint8Array.from(Buffer.from('\uFEFFThe ferry', 'utf16le'));
    expect(decode(little)).toMatchObject({ text: 'The ferry', encoding: 'utf-16le', hasByteOrderMark: true });
    const unmarked = Uint8Array.from(Buffer.from('The ferry left at dawn.', 'utf16le'));
    expect(decode(unmarked)).toMatchObject({ text: 'The ferry left at dawn.', encoding: 'utf-16le', isGuessed: true });
    expect(decode(unmarked.slice().map((_, at) => unmarked[at ^ 1] ?? 0))).toMatchObject({ encoding: 'utf-16be' });
    const japanese = Uint8Array.from(Buffer.from('灯台の猫\n猫は灯台に住んでいた。\n', 'utf16le'));
    expect(decode(japanese)).toMatchObject({ encoding: 'utf-16le', text: '灯台の猫\n猫は灯台に住んでいた。\n' });
  });

  it.each([
    ['windows-1252', bytes('Der F', [0xe4], 'hrmann sang '), 'Der Fährmann sang '],
    ['windows-1252', bytes([0x93], 'Don', [0x92], 't,', [0x94], ' she said'), '“Don’t,” she said'],
    ['macintosh', bytes([0xd2], 'Don', [0xd5], 't,', [0xd3], ' she said'), '“Don’t,” she said'],
    ['ibm437', bytes('Der F', [0x84], 'hrmann sang'), 'Der Fährmann sang'],
    ['ibm437', bytes([0xc9, 0xcd, 0xcd, 0xcd, 0xcd, 0xbb], '\n', [0xba], ' AB ', [0xba], '\n'), '╔════╗\n║ AB ║\n'],
    ['windows-1251', hex('cfe0f0eef520f3f8e5eb20e220eff2e8f7fce5ec20f2f3ece0ede52e'), 'Парох ушел в птичьем тумане.'],
    ['koi8-r', hex('f0c1d2cfc820d5dbc5cc20d720d4d5cdc1cec52e'), 'Парох ушел в тумане.'],
    ['shift_jis', hex('94 4c 82 cd 93 94 91 e4 82 c9 8f 5a 82 f1 82 c5 82 a2 82 bd 81 42'), '猫は灯台に住んでいた。'],
    ['euc-jp', hex('c7ad a4cf c5f4 c2e6 a4cb bdbb a4f3 a4c7 a4a4 a4bf a1a3'), '猫は灯台に住んでいた。'],
    ['gb18030', hex('cbfb cbb5 a3ba ced2 b2bb d6aa b5c0 a1a3'), '他说：我不知道。'],
    ['big5', hex('a54c bba1 a147 a7da a4a3 aabe b944 a143'), '他說：我不知道。'],
    ['euc-kr', hex('b1d7 b4c2 20 b8bb c7df b4d9 2e'), '그는 말했다.'],
    ['iso-2022-jp', hex('1b2442 472d 244f 1b2842 0a'), '猫は\n'],
  ])('recognises %s by what reads as words', (encoding, source, text) => {
    expect(decode(source)).toMatchObject({ text, encoding, isGuessed: true, invalid: 0 });
  });

  it.each([
    ['windows-1250', 'Stary latarnik wszedł na wieżę i zapalił lampę, a łódź była już przy brzegu.'],
    ['windows-1250', 'Když přišel vítr, loďka už nebyla u břehu a světlo ve věži zhaslo.'],
    ['windows-1250', 'Az öreg őr nem ment fel, és a tűz egy óra múlva kialudt a parton.'],
    ['iso-8859-2', 'Stary latarnik wszedł na wieżę i zapalił lampę, a łódź była już przy brzegu.'],
    ['iso-8859-2', 'Když přišel vítr, loďka už nebyla u břehu a světlo ve věži zhaslo.'],
    ['windows-1254', 'Yaşlı adam bir akşam kıyıya indi ve ışığı yaktı, ama kayık daha gelmedi.'],
    ['windows-1252', 'Senhor João não sabia de nada, e a irmã também não; só o cão o viu.'],
    ['windows-1252', 'The old man met Søren at the café, paid £5, and it was late.'],
    ['windows-1252', 'Le vieux gardien où l’on dormait déjà, et la forêt de l’île brûlait.'],
  ])('tells code pages of Latin letters by the language: %s', (encoding, text) => {
    expect(decode(inCodePage(text, encoding))).toMatchObject({ text, encoding, isGuessed: true });
  });

  it('keeps UTF-8 with a bad byte, and counts it', () => {
    const source = bytes('Ein schöner grüner Frühling, überall Blüten, Äpfel und Öl', [0xff], '.');
    expect(decode(source)).toMatchObject({ encoding: 'utf-8', invalid: 1 });
  });

  it('refuses what is no text', () => {
    expect(decode(bytes('%PDF-1.4\nand then some'))).toBeUndefined();
    expect(decode(bytes([0x50, 0x4b, 3, 4], 'word/document.xml'))).toBeUndefined();
    expect(decode(Uint8Array.from({ length: 4000 }, (_, at) => (at * 7919) % 251))).toBeUndefined();
  });

  it('forgives padding at the end and control characters between', () => {
    expect(decode(bytes('Ring\x07 the bell.', new Array(100).fill(0x1a)))?.text).toMatch(/^Ring/u);
  });

  it.each([
    ['cafÃ© noir', 'café noir'],
    ['donâ€™t', 'don’t'],
    ['â€œgo,â€ she said', '“go,” she said'],
    ['Â© 1990', '© 1990'],
    ['Ã¢â‚¬â„¢tis', '’tis'],
    ['ÐŸÑ€Ð¸Ð²ÐµÑ‚', 'Привет'],
  ])('repairs %s', (broken, mended) => {
    expect(decode(utf8(broken))).toMatchObject({ text: mended, isRepaired: true });
  });

  it('repairs a pasted line among sound ones, and leaves sound ones alone', () => {
    expect(decode(utf8('déjà vu\ncafÃ©'))).toMatchObject({ text: 'déjà vu\ncafé', isRepaired: true });
    expect(decode(utf8('Ärger, São Paulo, naïve – Ã'))).toMatchObject({ isRepaired: false });
  });
});
