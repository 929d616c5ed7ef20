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
    const end = (y * own + columns) * 4;
    let to = ((top + y) * width + left) * 3;
    for (let from = y * own * 4; from < end; from += 4, to += 3) {
      const alpha = data[from + 3] as number;
      if (alpha === 0) continue;
      ground[to] = blend(ground[to] as number, data[from] as number, alpha);
      ground[to + 1] = blend(ground[to + 1] as number, data[from + 1] as number, alpha);
      ground[to + 2] = blend(ground[to + 2] as number, data[from + 2] as number, alpha);
    }
  }
}

/** The colour between, rounded; in whole numbers, which V8 compiles to whole numbers. */
const blend = (under: number, over: number, alpha: number): number =>
  ((over * alpha + under * (255 - alpha) + 127) / 255) | 0;
