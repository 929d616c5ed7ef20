import type { ImageType } from '../devices/profile.js';
import { isAnimatedGif } from './gif-frames.js';
import { jpegFacts } from './jpeg-facts.js';

/** What a picture's head says of it, without unpacking a pixel. */
export interface PictureFacts {
  readonly mediaType: ImageType;
  /** As stored: a picture on its side is not yet turned. */
  readonly width: number;
  readonly height: number;
  /** True where it can hold greys only. */
  readonly isGrey: boolean;
  readonly isAnimated: boolean;
  /** True of what only some programs show well: progressive, in inks, on its side, with a profile of its own. */
  readonly isUnusual: boolean;
  readonly isProgressive: boolean;
  /** True where it is made for print: four inks instead of three lights. */
  readonly isCmyk: boolean;
  readonly hasExif: boolean;
}

type Size = Pick<PictureFacts, 'width' | 'height'>;

const [PNG, GIF8, RIFF, WEBP] = [0x89504e47, 0x47494638, 0x52494646, 0x57454250];
const [VP8, VP8L, VP8X] = [0x56503820, 0x5650384c, 0x56503858];

/** Undefined where it is no picture that a book may hold, or its head is cut off. */
export function pictureFacts(bytes: Uint8Array): PictureFacts | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const start = view.getUint32(0);
    if (start === PNG) return pngFacts(view);
    if (start === GIF8) return gifFacts(view, bytes);
    if (start >>> 8 === 0xffd8ff) return ofJpeg(bytes);
    if (start === RIFF && view.getUint32(8) === WEBP) return webpFacts(view);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return undefined;
}

const USUAL = { isAnimated: false, isUnusual: false, isProgressive: false, isCmyk: false, hasExif: false } as const;

/** PNG 3 §11.2.1: colour types 0 and 4 are greys. */
function pngFacts(view: DataView): PictureFacts {
  const isGrey = [0, 4].includes(view.getUint8(25));
  return { mediaType: 'image/png', width: view.getUint32(16), height: view.getUint32(20), isGrey, ...USUAL };
}

function gifFacts(view: DataView, bytes: Uint8Array): PictureFacts {
  const size = { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  return { mediaType: 'image/gif', ...size, isGrey: false, ...USUAL, isAnimated: isAnimatedGif(bytes) };
}

function ofJpeg(bytes: Uint8Array): PictureFacts | undefined {
  const facts = jpegFacts(bytes);
  if (!facts) return undefined;
  const { width, height, components, isBaseline, isProgressive, isTurned, hasExif, hasForeignProfile } = facts;
  const isGrey = components === 1;
  const isUnusual = !isBaseline || components > 3 || isTurned || (hasForeignProfile && !isGrey);
  const unusual = { isUnusual, isProgressive, isCmyk: components === 4 };
  return { mediaType: 'image/jpeg', width, height, isGrey, isAnimated: false, ...unusual, hasExif };
}

const ANIMATION_FLAG = 0x02;

function webpFacts(view: DataView): PictureFacts | undefined {
  const size = webpSize(view);
  const isAnimated = view.getUint32(12) === VP8X && (view.getUint8(20) & ANIMATION_FLAG) !== 0;
  return size && { mediaType: 'image/webp', ...size, isGrey: false, ...USUAL, isAnimated };
}

/** WebP container specification; RFC 6386 §9.1; WebP lossless §3. */
function webpSize(view: DataView): Size | undefined {
  const kind = view.getUint32(12);
  if (kind === VP8X) return { width: 1 + uint24(view, 24), height: 1 + uint24(view, 27) };
  if (kind === VP8) return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  if (kind !== VP8L) return undefined;
  const bits = view.getUint32(21, true);
  return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
}

const uint24 = (view: DataView, at: number): number => view.getUint16(at, true) + view.getUint8(at + 2) * 0x10000;
