import { type Report, StoryError } from '../../diagnostics/report.js';
import { fitAsJpeg, isReady, type PictureNeeds, READING } from '../../pictures/fit-picture.js';
import { loadSharp } from '../../pictures/load-sharp.js';
import { pictureFacts } from '../../pictures/picture-facts.js';
import { HEIGHT, WIDTH } from './designs.js';

/** Readers and stores expect this much of a cover's short side, in pixels. */
const SMALLEST_SIDE = 500;

/** Pictures only: SVG can reach for other files and for the system's fonts. */
const FORMATS: ReadonlySet<string> = new Set(['jpeg', 'png', 'webp', 'gif', 'tiff']);

export interface FittedCover {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/**
 * The user's own image as a cover: turned upright, fitted within 1600 × 2560 and never enlarged, on white where it was
 * transparent, without EXIF, as a baseline sRGB JPEG. For a device, fitted within its screen; one that already is what it
 * shall be keeps its bytes. Throws `cover-invalid` when the bytes are no image.
 */
export async function fitCover(image: Uint8Array, report: Report, needs?: PictureNeeds): Promise<FittedCover> {
  const sharp = await loadSharp();
  try {
    const { format, autoOrient } = await sharp(image, READING).metadata();
    if (!FORMATS.has(format)) throw new TypeError(`the format ${format} is not supported`);
    const cover = needs ? await fitForDevice(image, needs) : await fitForAll(image);
    // What a small screen has made small is not the image's fault.
    const judged = needs ? autoOrient : cover;
    if (Math.min(judged.width, judged.height) < SMALLEST_SIDE) {
      report.add(
        'cover-small',
        `The cover is ${judged.width} × ${judged.height} pixels; readers show covers of at least ${SMALLEST_SIDE} pixels a side sharply. Bring a larger image.`,
      );
    }
    return cover;
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

async function fitForAll(image: Uint8Array): Promise<FittedCover> {
  const sharp = await loadSharp();
  const { data, info } = await sharp(image, READING)
    .autoOrient()
    .resize({ width: WIDTH, height: HEIGHT, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .jpeg({ quality: 88, progressive: false, mozjpeg: false })
    .toBuffer({ resolveWithObject: true });
  return { bytes: data, width: info.width, height: info.height };
}

/** What is kept is unpacked all the same: bytes that only begin like an image are no cover. */
async function fitForDevice(image: Uint8Array, needs: PictureNeeds): Promise<FittedCover> {
  const sharp = await loadSharp();
  const facts = pictureFacts(image);
  const within = { ...needs, screen: needs.screen ?? { width: WIDTH, height: HEIGHT } };
  if (facts?.mediaType === 'image/jpeg' && !facts.hasExif && isReady(facts, within)) {
    await sharp(image, READING).stats();
    return { bytes: image, width: facts.width, height: facts.height };
  }
  const { bytes, width, height } = await fitAsJpeg(image, within);
  return { bytes, width, height };
}
