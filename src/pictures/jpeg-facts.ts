/** What a JPEG's head says, without unpacking a pixel. */
export interface JpegFacts {
  readonly width: number;
  readonly height: number;
  /** 1 of greys, 3 of colours, 4 of inks. */
  readonly components: number;
  /** Progressive, lossless and arithmetic ones are not. */
  readonly isBaseline: boolean;
  readonly isProgressive: boolean;
  /** True where EXIF says that it lies on its side or is mirrored. */
  readonly isTurned: boolean;
  readonly hasExif: boolean;
  /** True of an embedded profile that is not sRGB’s. */
  readonly hasForeignProfile: boolean;
}

const [BASELINE, LAST_FRAME, SCAN, END] = [0xc0, 0xcf, 0xda, 0xd9];
const [APP1, APP2] = [0xe1, 0xe2];
/** Among the numbers of the frames, but tables. */
const TABLES: ReadonlySet<number> = new Set([0xc4, 0xc8, 0xcc]);

/** The segments before the first scan. ITU-T T.81 §B.1. Undefined where there is no frame among them. */
export function jpegFacts(bytes: Uint8Array): JpegFacts | undefined {
  const view = viewOf(bytes);
  let frame: Frame | undefined;
  let [orientation, hasExif, hasForeignProfile] = [1, false, false];
  for (const { marker, at, end } of segments(view)) {
    const body = bytes.subarray(at, end);
    if (isFrame(marker) && body.length >= 6) {
      frame = larger(frame, frameOf(marker, body));
    } else if (marker === APP1 && startsWith(body, 'Exif\0\0')) {
      hasExif = true;
      orientation = exifOrientation(body.subarray(6)) ?? orientation;
    } else if (marker === APP2 && startsWith(body, 'ICC_PROFILE\0\x01')) {
      hasForeignProfile = !namesSrgb(body);
    }
  }
  return frame && { ...frame, isTurned: orientation > 1, hasExif, hasForeignProfile };
}

type Frame = Pick<JpegFacts, 'width' | 'height' | 'components' | 'isBaseline' | 'isProgressive'>;

/** ITU-T T.81 §B.2.2. */
function frameOf(marker: number, body: Uint8Array): Frame {
  const view = viewOf(body);
  const [height, width] = [view.getUint16(1), view.getUint16(3)];
  const isProgressive = (marker & 0x03) === 2;
  return { width, height, components: view.getUint8(5), isBaseline: marker === BASELINE, isProgressive };
}

/** Of several frames the largest counts: a small one before it hides no giant. */
const larger = (known: Frame | undefined, found: Frame): Frame =>
  known && known.width * known.height >= found.width * found.height ? known : found;

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

interface Segment {
  readonly marker: number;
  /** Where its body lies, after the length. */
  readonly at: number;
  readonly end: number;
}

function* segments(view: DataView): Generator<Segment> {
  for (let at = 2; at + 4 <= view.byteLength; ) {
    if (view.getUint8(at) !== 0xff) return;
    const marker = view.getUint8(at + 1);
    if (marker === SCAN || marker === END) return;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isAlone = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
    const end = isAlone ? at + 2 : at + 2 + Math.max(2, view.getUint16(at + 2));
    if (!isAlone && end <= view.byteLength) yield { marker, at: at + 4, end };
    at = end;
  }
}

const isFrame = (marker: number): boolean => marker >= BASELINE && marker <= LAST_FRAME && !TABLES.has(marker);

const ORIENTATION_TAG = 0x0112;

/** Exif 2.32 §4.6.4: the orientation in the first directory, 1 to 8. */
function exifOrientation(tiff: Uint8Array): number | undefined {
  const view = viewOf(tiff);
  const isLittle = startsWith(tiff, 'II');
  if (tiff.length < 8) return undefined;
  const directory = view.getUint32(4, isLittle);
  if (directory + 2 > tiff.length) return undefined;
  const count = view.getUint16(directory, isLittle);
  for (let index = 0; index < count; index++) {
    const at = directory + 2 + index * 12;
    if (at + 12 > tiff.length) return undefined;
    if (view.getUint16(at, isLittle) === ORIENTATION_TAG) return view.getUint16(at + 8, isLittle);
  }
  return undefined;
}

/** ICC.1 §10.15: version 4 writes the profile’s name in UTF-16, older ones in ASCII. */
const namesSrgb = (profile: Uint8Array): boolean => latin1(profile).replaceAll('\0', '').includes('sRGB');

const startsWith = (bytes: Uint8Array, start: string): boolean => latin1(bytes.subarray(0, start.length)) === start;

const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
