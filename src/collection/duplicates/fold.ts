/**
 * What remains of a text when everything that retyping, wrapping, converting and setting it may change is taken away:
 * its words, in compatibility decomposition without marks and case. In scripts that write without spaces each character
 * is a word: a dictionary's boundaries are slow to find, and move with an edit.
 */
export interface FoldedText {
  /** The words' UTF-16 code units, each word with a space behind it. */
  readonly codes: Uint16Array;
  /** A hash a word, in their order. */
  readonly words: Uint32Array;
  /** How many of the words are characters of a script without spaces. */
  readonly unspaced: number;
}

/** The text's words, folded. Linear. */
export function foldText(text: string): FoldedText {
  const folding = new Folding(text.length);
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 0xd800 && code <= 0xdbff) {
      folding.take(foldCodePoint(text.codePointAt(at) as number));
      at += 1;
    } else folding.take(folds[code] ?? learn(code));
  }
  return folding.end();
}

/** How a character folds: what is left of it, and whether it is a word by itself. Nothing left of it parts two words. */
interface Fold {
  readonly kind: 'letter' | 'character' | 'nothing' | 'gap';
  readonly codes: readonly number[];
}

/** By code unit, found out when first met. */
const folds: (Fold | undefined)[] = new Array(0x10000).fill(undefined);

function learn(code: number): Fold {
  const fold = foldCodePoint(code);
  folds[code] = fold;
  return fold;
}

/** Dropped without parting a word: apostrophes of all makes, soft hyphens, joiners, the Arabic stroke that only stretches. */
const NOTHING = /^['‘’‛ʼʹʻ`´′＇\u00ad\u0640\u200b-\u200f\u2060\ufeff\p{M}]$/u;
const UNSPACED =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

function foldCodePoint(codePoint: number): Fold {
  const character = String.fromCodePoint(codePoint);
  if (NOTHING.test(character)) return { kind: 'nothing', codes: [] };
  // Up and down again: the sharp s and the final sigma have no other way to their fold.
  const folded = character.normalize('NFKD').toUpperCase().toLowerCase().normalize('NFKD');
  const left = folded.replace(/[^\p{L}\p{N}]+/gu, '');
  if (left === '') return { kind: 'gap', codes: [] };
  const codes = Array.from({ length: left.length }, (_, at) => left.charCodeAt(at));
  return { kind: UNSPACED.test(left) ? 'character' : 'letter', codes };
}

const SPACE = 0x20;
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** A text being folded. It grows its arrays by itself: one character may fold to several. */
class Folding {
  #codes: Uint16Array;
  #words: Uint32Array;
  #length = 0;
  #count = 0;
  #unspaced = 0;
  #hash = FNV_OFFSET;
  #isInWord = false;

  constructor(length: number) {
    this.#codes = new Uint16Array(2 * length + 16);
    this.#words = new Uint32Array(Math.ceil(length / 4) + 16);
  }

  take({ kind, codes }: Fold): void {
    if (kind === 'nothing') return;
    if (kind !== 'letter') this.#endWord();
    if (kind === 'gap') return;
    for (const code of codes) this.#push(code);
    if (kind === 'letter') return;
    this.#unspaced += 1;
    this.#endWord();
  }

  end(): FoldedText {
    this.#endWord();
    return {
      codes: this.#codes.subarray(0, this.#length),
      words: this.#words.subarray(0, this.#count),
      unspaced: this.#unspaced,
    };
  }

  #push(code: number): void {
    if (this.#length + 2 > this.#codes.length) this.#codes = grown(this.#codes, new Uint16Array(2 * this.#length + 16));
    this.#codes[this.#length] = code;
    this.#length += 1;
    this.#hash = Math.imul(this.#hash ^ code, FNV_PRIME);
    this.#isInWord = true;
  }

  #endWord(): void {
    if (!this.#isInWord) return;
    this.#codes[this.#length] = SPACE;
    this.#length += 1;
    if (this.#count === this.#words.length) this.#words = grown(this.#words, new Uint32Array(2 * this.#count));
    this.#words[this.#count] = mix(this.#hash);
    this.#count += 1;
    this.#hash = FNV_OFFSET;
    this.#isInWord = false;
  }
}

function grown<Numbers extends Uint16Array | Uint32Array>(from: Numbers, into: Numbers): Numbers {
  into.set(from);
  return into;
}

/** The number with every bit depending on every other (the finaliser of MurmurHash3). */
export function mix(value: number): number {
  let mixed = value ^ (value >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
