import { decodeAs } from './code-pages.js';
import { guessEncoding } from './encoding-guess.js';
import { repairMojibake } from './mojibake.js';

export interface Decoded {
  readonly text: string;
  /** A WHATWG label, or `ibm437`. */
  readonly encoding: string;
  readonly hasByteOrderMark: boolean;
  /** True when the encoding was recognised by the bytes, not by a mark or by being valid UTF-8. */
  readonly isGuessed: boolean;
  /** How many bytes the encoding did not know (each is U+FFFD in the text). */
  readonly invalid: number;
  /** True when mojibake was repaired. */
  readonly isRepaired: boolean;
}

/** How the bytes are to be decoded. */
interface Verdict {
  readonly encoding: string;
  readonly hasByteOrderMark: boolean;
  readonly isGuessed: boolean;
}

/**
 * The text of the bytes, or undefined when they are no text at all. Line ends become LF. `declared` is the encoding that
 * the bytes name themselves: it decides where a mark or valid UTF-8 does not.
 */
export function decode(bytes: Uint8Array, declared?: string): Decoded | undefined {
  const marked = byByteOrderMark(bytes) ?? byZeroBytes(bytes);
  if (!marked && isBinary(bytes)) return undefined;
  if (marked) return finish(bytes, marked);
  if (hasShiftSequences(bytes)) return finish(bytes, guessed('iso-2022-jp'));
  const strict = tryDecode(bytes, 'utf-8');
  if (strict !== undefined)
    return repaired(strict, { encoding: 'utf-8', hasByteOrderMark: false, isGuessed: false }, 0);
  const label = declared === undefined ? undefined : encodingLabel(declared);
  if (label !== undefined) return finish(bytes, { encoding: label, hasByteOrderMark: false, isGuessed: false });
  if (isDamagedUtf8(bytes)) return finish(bytes, guessed('utf-8'));
  return finish(bytes, guessed(guessEncoding(bytes)));
}

/** The WHATWG name of an encoding by any of its labels (`latin1` is windows-1252); undefined for none. */
function encodingLabel(label: string): string | undefined {
  try {
    return new TextDecoder(label.trim()).encoding;
  } catch {
    return undefined;
  }
}

const guessed = (encoding: string): Verdict => ({ encoding, hasByteOrderMark: false, isGuessed: true });

const MARKS: readonly { readonly bytes: readonly number[]; readonly encoding: string }[] = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
];

function byByteOrderMark(bytes: Uint8Array): Verdict | undefined {
  const mark = MARKS.find((one) => startsWith(bytes, one.bytes));
  return mark && { encoding: mark.encoding, hasByteOrderMark: true, isGuessed: false };
}

/** UTF-16 without a mark: Western text has a zero in every other byte, other text has some in its spaces and line ends. */
function byZeroBytes(bytes: Uint8Array): Verdict | undefined {
  const end = Math.min(endWithoutPadding(bytes) + 1, bytes.length, 8192) & ~1;
  let even = 0;
  let odd = 0;
  for (let at = 0; at < end; at += 2) {
    if (bytes[at] === 0) even++;
    if (bytes[at + 1] === 0) odd++;
  }
  const enough = end / 12;
  if (odd > enough && even * 20 < odd) return guessed('utf-16le');
  if (even > enough && odd * 20 < even) return guessed('utf-16be');
  if (odd > 0 && even === 0 && readsAsWords('utf-16le', bytes.subarray(0, end))) return guessed('utf-16le');
  if (even > 0 && odd === 0 && readsAsWords('utf-16be', bytes.subarray(0, end))) return guessed('utf-16be');
  return undefined;
}

function readsAsWords(encoding: string, bytes: Uint8Array): boolean {
  const text = decodeAs(encoding, bytes);
  const letters = text.match(/\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/gu)?.length ?? 0;
  return text.includes('\n') && letters * 10 > text.length * 7;
}

/** Formats that are mostly ASCII, or short enough to pass for text. */
const SIGNATURES: readonly (readonly number[])[] = [
  [0x25, 0x50, 0x44, 0x46, 0x2d], // %PDF-
  [0x7b, 0x5c, 0x72, 0x74, 0x66], // {\rtf
  [0x50, 0x4b, 0x03, 0x04], // ZIP
  [0x89, 0x50, 0x4e, 0x47], // PNG
  [0xff, 0xd8, 0xff], // JPEG
  [0x47, 0x49, 0x46, 0x38], // GIF8
  [0x1f, 0x8b], // gzip
  [0x7f, 0x45, 0x4c, 0x46], // ELF
  [0xd0, 0xcf, 0x11, 0xe0], // OLE: old Word documents
];

const SAMPLE = 1 << 16;
/** Every such share of the bytes that is a control character makes them no text: random bytes have one in ten. */
const FEWEST_BYTES_PER_CONTROL = 40;

function isBinary(bytes: Uint8Array): boolean {
  if (SIGNATURES.some((signature) => startsWith(bytes, signature))) return true;
  const end = Math.min(endWithoutPadding(bytes), SAMPLE);
  let controls = 0;
  for (let at = 0; at < end; at++) if (isControl(bytes[at] as number)) controls++;
  return controls * FEWEST_BYTES_PER_CONTROL > end;
}

/** Where the zeros and ^Z end that CP/M and DOS filled a file's last block with. */
function endWithoutPadding(bytes: Uint8Array): number {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] === 0 || bytes[end - 1] === 0x1a)) end--;
  return end;
}

/** Control characters that no text has; those that old texts do have (bell, backspace, form feed, ^Z, escape) pass. */
function isControl(byte: number): boolean {
  if (byte >= 0x20) return byte === 0x7f;
  return !(byte >= 0x07 && byte <= 0x0d) && byte !== 0x1a && byte !== 0x1b;
}

/** ISO-2022-JP, which is ASCII with escape sequences: ESC $ @, ESC $ B. */
function hasShiftSequences(bytes: Uint8Array): boolean {
  const end = Math.min(bytes.length, SAMPLE);
  for (let at = bytes.indexOf(0x1b); at >= 0 && at < end; at = bytes.indexOf(0x1b, at + 1)) {
    if (bytes[at + 1] === 0x24 && (bytes[at + 2] === 0x40 || bytes[at + 2] === 0x42)) return true;
  }
  return false;
}

/** UTF-8 with a few bad bytes: cut off in a character, or pasted together with something else. */
function isDamagedUtf8(bytes: Uint8Array): boolean {
  const sample = new TextDecoder('utf-8').decode(bytes.subarray(0, SAMPLE * 4));
  let bad = 0;
  let good = 0;
  for (let at = 0; at < sample.length; at++) {
    const code = sample.charCodeAt(at);
    if (code === 0xfffd) bad++;
    else if (code > 0x7f) good++;
  }
  return good >= 4 && bad * 4 <= good;
}

function finish(bytes: Uint8Array, verdict: Verdict): Decoded {
  const text = decodeAs(verdict.encoding, bytes);
  return repaired(text, verdict, countOf(text, '\uFFFD'));
}

function repaired(text: string, verdict: Verdict, invalid: number): Decoded {
  const mended = repairMojibake(text);
  return { text: withLineFeeds(mended ?? text), ...verdict, invalid, isRepaired: mended !== undefined };
}

/** CR LF, CR CR LF (a file sent twice as text), CR, NEL and the Unicode separators as LF. */
function withLineFeeds(text: string): string {
  return /[\r\u0085\u2028\u2029]/u.test(text) ? text.replace(/\r{1,2}\n|[\r\u0085\u2028\u2029]/gu, '\n') : text;
}

function tryDecode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return bytes.length >= start.length && start.every((byte, at) => bytes[at] === byte);
}

function countOf(text: string, character: string): number {
  let count = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) count++;
  return count;
}
