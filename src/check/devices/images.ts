import type { Publication } from '../../container/publication.js';
import { type PictureFacts, pictureFacts } from '../../pictures/picture-facts.js';
import type { DeviceRule } from './device-rule.js';

/** Pictures are of the types that the device shows. */
export const imageTypes: DeviceRule = {
  code: 'preflight-image-type',
  name: 'image-types',
  source: 'EPUB 3.2 #sec-core-media-types; kobolabs/epub-spec, “Image Formatting”; kindling on KF8 pictures',
  isMendable: true,
  concerns: () => true,
  check(book, { images, family }, add) {
    for (const [path, { mediaType, isProgressive, isCmyk }] of imagesOf(book)) {
      if (!images.includes(mediaType)) {
        add(`\`${path}\` is a ${KINDS[mediaType]} picture, which may not be shown. Save it as a JPEG or PNG.`, path);
      } else if (isCmyk && (family === 'kobo' || family === 'kindle')) {
        add(`\`${path}\` is a JPEG in CMYK, which may not be shown. Save it in sRGB.`, path);
      } else if (isProgressive && family === 'kindle') {
        add(`\`${path}\` is a progressive JPEG, which may not be shown. Save it as a baseline JPEG.`, path);
      }
    }
  },
};

const KINDS = { 'image/jpeg': 'JPEG', 'image/png': 'PNG', 'image/gif': 'GIF', 'image/webp': 'WebP' } as const;

/** What the screen cannot show is weight alone. */
export const imageSizes: DeviceRule = {
  code: 'preflight-image-size',
  name: 'image-sizes',
  source: 'the device’s screen: Kindle Comic Converter’s device table, pgaskin/koboutils',
  isMendable: true,
  concerns: ({ screen }) => screen !== undefined,
  check(book, { screen }, add) {
    if (!screen) return;
    for (const [path, { width, height, isAnimated }] of imagesOf(book)) {
      // Reduced, it would stand still.
      if (isAnimated || (width <= screen.width && height <= screen.height)) continue;
      add(`\`${path}\` has ${width} × ${height} pixels, more than the screen: they only weigh. Make it smaller.`, path);
    }
  },
};

/** The heads of the manifest’s pictures by their paths; what has a fallback, the device can do without. Read once. */
function imagesOf(book: Publication): ReadonlyMap<string, PictureFacts> {
  const known = byBook.get(book);
  if (known) return known;
  const heads = new Map<string, PictureFacts>();
  for (const { manifest } of book.packages) {
    for (const { path, mediaType, fallback } of manifest) {
      if (path === undefined || fallback !== undefined || !mediaType.startsWith('image/')) continue;
      const bytes = book.encryptedPaths.has(path) ? undefined : book.bytesOf(path);
      const head = bytes && pictureFacts(bytes);
      if (head) heads.set(path, head);
    }
  }
  byBook.set(book, heads);
  return heads;
}

const byBook = new WeakMap<Publication, ReadonlyMap<string, PictureFacts>>();
