const [EXTENSION, IMAGE] = [0x21, 0x2c];
const HEAD = 13;

/** True where a second image follows the first. GIF89a Appendix B. */
export function isAnimatedGif(bytes: Uint8Array): boolean {
  const byteAt = (at: number): number => bytes[at] ?? 0;
  let images = 0;
  let at = HEAD + coloursLength(byteAt(10));
  while (at < bytes.length) {
    if (byteAt(at) === IMAGE) {
      images += 1;
      if (images > 1) return true;
      at = afterBlocks(bytes, at + 11 + coloursLength(byteAt(at + 9)));
    } else if (byteAt(at) === EXTENSION) {
      at = afterBlocks(bytes, at + 2);
    } else {
      return false;
    }
  }
  return false;
}

/** How long the table of colours is that follows, by the flags before it. */
const coloursLength = (flags: number): number => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);

/** Where the chain of blocks ends, each with its length before it, the last empty. */
function afterBlocks(bytes: Uint8Array, start: number): number {
  let at = start;
  for (let length = bytes[at]; length; length = bytes[at]) at += length + 1;
  return at + 1;
}
