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

/** The text of the bytes, or undefined when they are no text at all. Line ends become LF. */
export function decode(_bytes: Uint8Array): Decoded | undefined {
  return undefined;
}
