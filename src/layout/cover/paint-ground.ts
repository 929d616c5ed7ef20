import { type Area, type Band, type Design, HEIGHT, panel, WIDTH } from './designs.js';
import { rgb } from './palettes.js';
import type { SharpModule } from './set-words.js';

/** What is painted of a design before its words are set. */
export type Picture = Pick<Design, 'bands' | 'shapes' | 'areas'>;

/** A ground to paint on: RGB, eight bits a channel, as large as the cover. */
export type Ground = Uint8Array;

/** Grounds of covers that are done, for the next: each is 12 MB, and a new one for every cover sets V8 collecting garbage. */
const spare: Ground[] = [];
const KEPT = 2;

/** A ground with anything on it. */
export const takeGround = (): Ground => spare.pop() ?? new Uint8Array(WIDTH * HEIGHT * 3);

/** Gives a ground back that nobody looks at any more. */
export function giveBack(ground: Ground): void {
  if (spare.length < KEPT) spare.push(ground);
}

/**
 * Paints the bands and the shapes, these only within the areas: librsvg and libvips take as long for a flat surface as for
 * shapes.
 */
export async function paintGround(
  sharp: SharpModule,
  ground: Ground,
  { bands, shapes, areas }: Picture,
): Promise<void> {
  const drawing = areas
    .map(inWhole)
    .map(async (area) => ({ area, pixels: await rasterise(sharp, bands, shapes, area) }));
  // While libvips draws.
  for (const { top, colour } of bands) {
    Buffer.from(ground.buffer, top * WIDTH * 3).fill(Buffer.from(rgb(colour)));
  }
  for (const { area, pixels } of await Promise.all(drawing)) copyRows(pixels, ground, area);
}

/** RGB of the area. */
function rasterise(
  sharp: SharpModule,
  bands: readonly Band[],
  shapes: string,
  { x, y, width, height }: Area,
): Promise<Buffer> {
  const ground = bands.map(({ top, colour }) => panel(top, colour)).join('');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${x} ${y} ${width} ${height}">${ground}${shapes}</svg>`;
  return sharp(Buffer.from(svg)).removeAlpha().raw().toBuffer();
}

/** The area with edges that are whole pixels. */
function inWhole({ x, y, width, height }: Area): Area {
  const left = Math.max(0, Math.floor(x));
  const top = Math.max(0, Math.floor(y));
  const right = Math.min(WIDTH, Math.ceil(x + width));
  const bottom = Math.min(HEIGHT, Math.ceil(y + height));
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Copies RGB to where the area lies on the ground. */
function copyRows(pixels: Uint8Array, ground: Ground, { x, y, width, height }: Area): void {
  for (let row = 0; row < height; row++) {
    ground.set(pixels.subarray(row * width * 3, (row + 1) * width * 3), ((y + row) * WIDTH + x) * 3);
  }
}
