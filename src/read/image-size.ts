export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** How many pixels the image says to have, without unpacking any of them; undefined where its head does not say. */
export function imageSize(bytes: Uint8Array): ImageSize | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    if (view.getUint32(0) === 0x89504e47) return { width: view.getUint32(16), height: view.getUint32(20) };
    if (view.getUint32(0) === GIF8) return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
    if (view.getUint16(0) === 0xffd8) return jpegSize(view);
    if (view.getUint32(0) === RIFF && view.getUint32(8) === WEBP) return webpSize(view);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return undefined;
}

const [GIF8, RIFF, WEBP] = [0x47494638, 0x52494646, 0x57454250];
const [VP8, VP8L, VP8X] = [0x56503820, 0x5650384c, 0x56503858];

/** The largest frame that any segment announces. ITU-T T.81 §B.2.2. */
function jpegSize(view: DataView): ImageSize | undefined {
  let size: ImageSize | undefined;
  for (let at = 2; at + 9 <= view.byteLength; ) {
    if (view.getUint8(at) !== 0xff) return size;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xda || marker === 0xd9) return size;
    const isAlone = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
    if (isFrame(marker)) {
      const found = { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
      if (!size || found.width * found.height > size.width * size.height) size = found;
    }
    at += isAlone ? 2 : 2 + Math.max(2, view.getUint16(at + 2));
  }
  return size;
}

/** C4, C8 and CC are tables between the frames. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** WebP container specification; RFC 6386 §9.1; WebP lossless §3. */
function webpSize(view: DataView): ImageSize | undefined {
  const kind = view.getUint32(12);
  if (kind === VP8X) return { width: 1 + uint24(view, 24), height: 1 + uint24(view, 27) };
  if (kind === VP8) return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  if (kind !== VP8L) return undefined;
  const bits = view.getUint32(21, true);
  return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
}

const uint24 = (view: DataView, at: number): number => view.getUint16(at, true) + view.getUint8(at + 2) * 0x10000;
