import { type Report, StoryError } from '../../diagnostics/report.js';
import { HEIGHT, WIDTH } from './designs.js';

/** Readers and stores expect this much of a cover's short side, in pixels. */
const SMALLEST_SIDE = 500;
/** A decompressed cover of more pixels than this is refused: memory is bounded. */
const MOST_PIXELS = 100_000_000;

/** Pictures only: SVG can reach for other files and for the system's fonts. */
const FORMATS: ReadonlySet<string> = new Set(['jpeg', 'png', 'webp', 'gif', 'tiff']);

export interface FittedCover {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/**
 * The user's own image as a cover: turned upright, fitted within 1600 × 2560 and never enlarged, on white where it was
 * transparent, without EXIF, as a baseline sRGB JPEG. Throws `cover-invalid` when the bytes are no image.
 */
export async function fitCover(image: Uint8Array, report: Report): Promise<FittedCover> {
  const sharp = (await import('sharp')).default;
  try {
    const picture = sharp(image, { limitInputPixels: MOST_PIXELS, failOn: 'error', animated: false });
    const { format } = await picture.metadata();
    if (!FORMATS.has(format)) throw new TypeError(`the format ${format} is not supported`);
    const { data, info } = await picture
      .autoOrient()
      .resize({ width: WIDTH, height: HEIGHT, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .jpeg({ quality: 88, progressive: false, mozjpeg: false })
      .toBuffer({ resolveWithObject: true });
    if (Math.min(info.width, info.height) < SMALLEST_SIDE) {
      report.add(
        'cover-small',
        `The cover is ${info.width} × ${info.height} pixels; readers show covers of at least ${SMALLEST_SIDE} pixels a side sharply. Bring a larger image.`,
      );
    }
    return { bytes: data, width: info.width, height: info.height };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split('\n')[0] : 'unknown';
    throw new StoryError(
      'cover-invalid',
      `The cover image cannot be read (${reason}). Give a JPEG, PNG, WebP, GIF or TIFF file.`,
      {},
      { cause },
    );
  }
}
