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
