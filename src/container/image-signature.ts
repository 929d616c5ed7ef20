/** What an image file's first bytes say it is, and whether its last bytes are there. */
export interface ImageSignature {
  readonly mediaType: 'image/jpeg' | 'image/png' | 'image/gif' | 'image/webp' | 'image/bmp' | 'image/tiff';
  readonly isWhole: boolean;
}

/** The kind of an image by its own bytes; undefined when they are of no kind that is known. */
export function imageSignature(bytes: Uint8Array): ImageSignature | undefined {
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return { mediaType: 'image/jpeg', isWhole: isWholeJpeg(bytes) };
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) {
    return { mediaType: 'image/png', isWhole: isWholePng(bytes) };
  }
  if (startsWith(bytes, ascii('GIF8'))) return { mediaType: 'image/gif', isWhole: isWholeGif(bytes) };
  if (startsWith(bytes, ascii('RIFF')) && startsWith(bytes.subarray(8), ascii('WEBP'))) {
    return { mediaType: 'image/webp', isWhole: wordAt(bytes, 4, true) + 8 <= bytes.length };
  }
  if (startsWith(bytes, ascii('BM'))) return { mediaType: 'image/bmp', isWhole: true };
  if (startsWith(bytes, ascii('II*\0')) || startsWith(bytes, ascii('MM\0*'))) {
    return { mediaType: 'image/tiff', isWhole: true };
  }
  return undefined;
}

/** PNG 3 §5.3: chunks follow each other up to IEND. */
function isWholePng(bytes: Uint8Array): boolean {
  for (let offset = 8; offset + 12 <= bytes.length; ) {
    const length = wordAt(bytes, offset, false);
    if (startsWith(bytes.subarray(offset + 4), ascii('IEND'))) return true;
    offset += 12 + length;
  }
  return false;
}

/** GIF89a §27: the trailer is the last byte, but for the zeros that some tools append. */
const isWholeGif = (bytes: Uint8Array): boolean => bytes[bytes.findLastIndex((byte) => byte !== 0)] === 0x3b;

/** An end marker stands near the end: cameras append a little, truncation takes it away. */
function isWholeJpeg(bytes: Uint8Array): boolean {
  for (let offset = bytes.length - 2; offset >= 2 && offset > bytes.length - 65_536; offset--) {
    if (bytes[offset] === 0xff && bytes[offset + 1] === 0xd9) return true;
  }
  return false;
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

function ascii(text: string): readonly number[] {
  return [...text].map((character) => character.charCodeAt(0));
}

function wordAt(bytes: Uint8Array, offset: number, isLittle: boolean): number {
  if (offset + 4 > bytes.length) return 0;
  return new DataView(bytes.buffer, bytes.byteOffset + offset, 4).getUint32(0, isLittle);
}
