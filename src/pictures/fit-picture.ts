import type { Sharp } from 'sharp';
import type { DeviceProfile, ImageType } from '../devices/profile.js';
import { loadSharp } from './load-sharp.js';
import type { PictureFacts } from './picture-facts.js';

/** What a device asks of pictures. */
export interface PictureNeeds {
  /** Pixels that a picture must not exceed; left out where they are not known. */
  readonly screen?: NonNullable<DeviceProfile['screen']>;
  /** The types that it shows: JPEG and PNG always. */
  readonly images: readonly ImageType[];
  /** True where the pictures shall be grey. */
  readonly isGrey: boolean;
}

export interface FittedPicture {
  readonly bytes: Uint8Array;
  readonly mediaType: 'image/jpeg' | 'image/png';
  readonly width: number;
  readonly height: number;
}

/** A picture that unpacks to more pixels is not touched: memory is bounded. */
const MOST_PIXELS = 100_000_000;
export const READING = { limitInputPixels: MOST_PIXELS, failOn: 'error', animated: false } as const;
const JPEG = { quality: 85, progressive: false, mozjpeg: false } as const;
/** Lossless, and as small as it gets. */
const PNG = { compressionLevel: 9 } as const;
/** As libvips calls them. */
const GREYS: ReadonlySet<string> = new Set(['b-w', 'grey16']);
/** Of the mask, in pixels: what scaling has blurred, and no more. */
const SHARPENING = { sigma: 0.5 } as const;

export const needsOf = ({ screen, images }: DeviceProfile, isGrey: boolean): PictureNeeds => ({
  ...(screen && { screen }),
  images,
  isGrey,
});

/** True where the device shows the picture as it is. One that moves keeps its size: reduced, it would stand still. */
export function isReady(
  { mediaType, isUnusual, isGrey, isAnimated, width, height }: PictureFacts,
  needs: PictureNeeds,
): boolean {
  if (isUnusual || !needs.images.includes(mediaType) || (needs.isGrey && !isGrey)) return false;
  return isAnimated || isWithin({ width, height }, needs.screen);
}

type Size = Pick<FittedPicture, 'width' | 'height'>;

const isWithin = ({ width, height }: Size, screen: PictureNeeds['screen']): boolean =>
  !screen || (width <= screen.width && height <= screen.height);

/**
 * The picture as the device shows it: turned upright, fitted within the screen and never enlarged, its first frame alone,
 * in sRGB or greys, without metadata; a baseline JPEG, or a PNG where it is transparent or drawn in few colours. The same
 * bytes give the same. Rejects when the bytes are no picture of that type.
 */
export async function fitPicture(bytes: Uint8Array, mediaType: ImageType, needs: PictureNeeds): Promise<FittedPicture> {
  const sharp = await loadSharp();
  const { hasAlpha, format } = await sharp(bytes, READING).metadata();
  if (`image/${format}` !== mediaType) throw new TypeError(`it says to be ${mediaType} and is ${format}`);
  const isTransparent = hasAlpha && !(await sharp(bytes, READING).stats()).isOpaque;
  const picture = await shapedPicture(bytes, needs);
  if (isTransparent) return encoded(picture, 'image/png');
  const opaque = picture.removeAlpha();
  const photograph = await encoded(opaque.clone(), 'image/jpeg');
  if (mediaType === 'image/jpeg') return photograph;
  const drawing = await encoded(opaque, 'image/png');
  return drawing.bytes.length <= photograph.bytes.length ? drawing : photograph;
}

/** The same as a baseline JPEG whatever it was, on white where it was transparent. */
export const fitAsJpeg = async (bytes: Uint8Array, needs: PictureNeeds): Promise<FittedPicture> =>
  encoded((await shapedPicture(bytes, needs)).flatten({ background: '#ffffff' }), 'image/jpeg');

async function shapedPicture(bytes: Uint8Array, needs: PictureNeeds): Promise<Sharp> {
  const sharp = await loadSharp();
  const input = sharp(bytes, READING);
  const { autoOrient: upright, space } = await input.metadata();
  const picture = isWithin(upright, needs.screen) ? input.autoOrient() : reduced(input.autoOrient(), needs);
  return picture.toColourspace(needs.isGrey || GREYS.has(space) ? 'b-w' : 'srgb');
}

const reduced = (picture: Sharp, { screen }: PictureNeeds): Sharp =>
  picture.resize({ ...screen, fit: 'inside', withoutEnlargement: true }).sharpen(SHARPENING);

async function encoded(picture: Sharp, mediaType: FittedPicture['mediaType']): Promise<FittedPicture> {
  const output = mediaType === 'image/jpeg' ? picture.jpeg(JPEG) : picture.png(PNG);
  const { data, info } = await output.toBuffer({ resolveWithObject: true });
  return { bytes: data, mediaType, width: info.width, height: info.height };
}
