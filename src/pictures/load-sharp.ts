import type { SharpConstructor } from 'sharp';

let threads: number | undefined;

/** From now on each picture is drawn in one thread of libvips: for who draws many at once. To be called before the first. */
export function drawInOneThread(): void {
  threads = 1;
}

/** sharp, loaded when it is first needed. It remembers no results: no two books ask for the same, and they are large. */
export async function loadSharp(): Promise<SharpConstructor> {
  const { default: sharp } = await import('sharp');
  sharp.cache(false);
  if (threads !== undefined) sharp.concurrency(threads);
  return sharp;
}
