/**
 * Code pages that the platform does not decode, or not rightly: it has none for IBM 437, and some Node releases decode
 * Windows-1252 as Latin-1 (nodejs/node#56542).
 */

/** The upper half of the IBM PC's first code page, from 0x80. */
const IBM_437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00A0';

/** Windows-1252 from 0x80 to 0x9F; above, it is Latin-1. Bytes that it does not assign stand for the same code point. */
const WINDOWS_1252_START = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';

const LATIN_1 = String.fromCharCode(...Array.from({ length: 96 }, (_, at) => 0xa0 + at));

const UPPER_HALVES = { ibm437: IBM_437, 'windows-1252': WINDOWS_1252_START + LATIN_1 } as const;

/** The text of the bytes in any encoding storybind knows: WHATWG labels and `ibm437`. Unknown bytes become U+FFFD. */
export function decodeAs(encoding: string, bytes: Uint8Array): string {
  const upper = UPPER_HALVES[encoding as keyof typeof UPPER_HALVES];
  return upper === undefined ? new TextDecoder(encoding).decode(bytes) : decodeByTable(upper, bytes);
}

function decodeByTable(upper: string, bytes: Uint8Array): string {
  const codes = Uint16Array.from({ length: 256 }, (_, byte) => (byte < 0x80 ? byte : upper.charCodeAt(byte - 0x80)));
  const units = new Uint16Array(bytes.length);
  for (let at = 0; at < bytes.length; at++) units[at] = codes[bytes[at] as number] as number;
  return new TextDecoder('utf-16le').decode(units);
}

const BYTE_OF: ReadonlyMap<number, number> = new Map(
  [...UPPER_HALVES['windows-1252']].map((character, at) => [character.charCodeAt(0), 0x80 + at] as const),
);

/** The text's bytes in Windows-1252, or undefined when it has a character that the code page has not. */
export function encodeWindows1252(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const byte = code < 0x80 ? code : (BYTE_OF.get(code) ?? (code <= 0x9f ? code : undefined));
    if (byte === undefined) return undefined;
    bytes[at] = byte;
  }
  return bytes;
}
