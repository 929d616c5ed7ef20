import { endianness } from 'node:os';

/** A picture that lies on another: RGBA, eight bits a channel, not premultiplied. */
export interface Overlay {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** Where its corner lies on the other, in pixels. */
  readonly left: number;
  readonly top: number;
}

/**
 * Lays the overlay on the ground (RGB, eight bits a channel, `width` pixels a row) in place; what would lie beyond its
 * edges is left out. Words cover little of a cover: libvips, which blends the whole of it in floating point, takes five
 * times as long.
 */
export function layOver(ground: Uint8Array, width: number, { data, width: own, height, left, top }: Overlay): void {
  const rows = Math.min(height, ground.length / 3 / width - top);
  const columns = Math.min(own, width - left);
  for (let y = 0; y < rows; y++) {
    let from = y * own * 4;
    let to = ((top + y) * width + left) * 3;
    for (let x = 0; x < columns; x++, from += 4, to += 3) {
      const alpha = data[from + 3] ?? 0;
      if (alpha === 0) continue;
      for (let channel = 0; channel < 3; channel++) {
        const under = ground[to + channel] ?? 0;
        ground[to + channel] = Math.round(under + (((data[from + channel] ?? 0) - under) * alpha) / 255);
      }
    }
  }
}

/** The picture (RGBA, eight bits a channel, opaque) as RGB. libvips, which does it in small tiles, takes four times as long. */
export function withoutAlpha(picture: Uint8Array): Uint8Array {
  const isInWords = endianness() === 'LE' && picture.byteOffset % 4 === 0 && picture.length % 16 === 0;
  return isInWords ? wordsWithoutAlpha(picture) : bytesWithoutAlpha(picture);
}

function bytesWithoutAlpha(picture: Uint8Array): Uint8Array {
  return Uint8Array.from(
    { length: (picture.length / 4) * 3 },
    (_, at) => picture[Math.floor(at / 3) * 4 + (at % 3)] ?? 0,
  );
}

/** Four pixels, a word each, become three words at a time. */
function wordsWithoutAlpha({ buffer, byteOffset, length }: Uint8Array): Uint8Array {
  const pixels = new Uint32Array(buffer, byteOffset, length / 4);
  const words = new Uint32Array((pixels.length / 4) * 3);
  for (let from = 0, to = 0; from < pixels.length; from += 4, to += 3) {
    const two = pixels[from + 1] ?? 0;
    const three = pixels[from + 2] ?? 0;
    words[to] = ((pixels[from] ?? 0) & 0xffffff) | (two << 24);
    words[to + 1] = ((two >>> 8) & 0xffff) | (three << 16);
    words[to + 2] = ((three >>> 16) & 0xff) | ((pixels[from + 3] ?? 0) << 8);
  }
  return new Uint8Array(words.buffer);
}
