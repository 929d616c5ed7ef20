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
  const drawn = await Promise.all(
    areas.map(inFours).map(async (area) => ({ area, pixels: await rasterise(sharp, bands, shapes, area) })),
  );
  for (const { top, colour } of bands) {
    Buffer.from(ground.buffer, top * WIDTH * 3).fill(Buffer.from(rgb(colour)));
  }
  for (const { area, pixels } of drawn) copyColours(pixels, ground, area);
}

/** RGBA of the area, all of it opaque. */
function rasterise(
  sharp: SharpModule,
  bands: readonly Band[],
  shapes: string,
  { x, y, width, height }: Area,
): Promise<Buffer> {
  const ground = bands.map(({ top, colour }) => panel(top, colour)).join('');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${x} ${y} ${width} ${height}">${ground}${shapes}</svg>`;
  return sharp(Buffer.from(svg)).raw().toBuffer();
}

/** The area with edges that are whole pixels and, from side to side, multiples of four. */
function inFours({ x, y, width, height }: Area): Area {
  const left = Math.max(0, Math.floor(x / 4) * 4);
  const top = Math.max(0, Math.floor(y));
  const right = Math.min(WIDTH, Math.ceil((x + width) / 4) * 4);
  const bottom = Math.min(HEIGHT, Math.ceil(y + height));
  return { x: left, y: top, width: right - left, height: bottom - top };
}

const IS_LITTLE_ENDIAN = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/** Copies RGBA to where the area, whose edges are multiples of four, lies on the ground, without A. */
function copyColours(pixels: Buffer, ground: Ground, area: Area): void {
  (IS_LITTLE_ENDIAN && pixels.byteOffset % 4 === 0 ? copyWords : copyBytes)(pixels, ground, area);
}

/** Four pixels at a time, as four words of 32 bits that become three: three times as fast as byte after byte. */
export function copyWords(pixels: Uint8Array, ground: Ground, { x, y, width, height }: Area): void {
  const from = new Uint32Array(pixels.buffer, pixels.byteOffset, pixels.length / 4);
  const to = new Uint32Array(ground.buffer, ground.byteOffset, ground.length / 4);
  for (let row = 0; row < height; row++) {
    let at = (((y + row) * WIDTH + x) * 3) / 4;
    for (let pixel = row * width; pixel < (row + 1) * width; pixel += 4, at += 3) {
      const [second, third] = [from[pixel + 1] as number, from[pixel + 2] as number];
      to[at] = ((from[pixel] as number) & 0xffffff) | (second << 24);
      to[at + 1] = ((second >>> 8) & 0xffff) | (third << 16);
      to[at + 2] = ((third >>> 16) & 0xff) | ((from[pixel + 3] as number) << 8);
    }
  }
}

/** The same byte by byte, for machines that put the high byte of a word first. */
export function copyBytes(pixels: Uint8Array, ground: Ground, { x, y, width, height }: Area): void {
  for (let row = 0; row < height; row++) {
    const start = ((y + row) * WIDTH + x) * 3;
    for (let column = 0; column < width; column++) {
      const from = (row * width + column) * 4;
      ground.set(pixels.subarray(from, from + 3), start + column * 3);
    }
  }
}
