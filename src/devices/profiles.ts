import type { DeviceProfile, ImageType } from './profile.js';

const KCC = 'Kindle Comic Converter’s device table';
const KOBOUTILS = 'pgaskin/koboutils';
const CALIBRE = 'Calibre’s device drivers';
const OLD_TYPES = 'EPUB 3.2 #sec-core-media-types (no WebP)';

const STILL_IMAGES: readonly ImageType[] = ['image/jpeg', 'image/png'];
const OLD_IMAGES: readonly ImageType[] = ['image/jpeg', 'image/png', 'image/gif'];
const EVERY_IMAGE: readonly ImageType[] = [...OLD_IMAGES, 'image/webp'];

type Family = Omit<DeviceProfile, 'id' | 'name' | 'screen'>;

const GENERIC: Family = {
  family: 'generic',
  isColour: true,
  formats: ['epub'],
  hasCoverPage: true,
  images: EVERY_IMAGE,
  engine: 'unknown',
  sources: ['EPUB 3.3 #sec-core-media-types'],
};

const KOBO: Family = {
  family: 'kobo',
  isColour: true,
  formats: ['kepub', 'epub'],
  // A page that holds the image alone fills the screen.
  hasCoverPage: true,
  images: STILL_IMAGES,
  maxPageBytes: 10_000_000,
  engine: 'webkit',
  sources: ['kobolabs/epub-spec', KOBOUTILS, KCC],
};

const KINDLE: Family = {
  family: 'kindle',
  isColour: true,
  // By USB: a raw EPUB in `documents/` is passed over.
  formats: ['azw3'],
  mail: { format: 'epub', maxBytes: 50_000_000, maxAttachments: 25 },
  // A cover page beside the cover image shows the cover twice.
  hasCoverPage: false,
  images: OLD_IMAGES,
  engine: 'kindle',
  sources: ['Amazon help 201974220', 'seapy/kindle-cli', OLD_TYPES, KCC],
};

const POCKETBOOK: Family = {
  family: 'pocketbook',
  isColour: true,
  formats: ['epub'],
  hasCoverPage: true,
  images: OLD_IMAGES,
  engine: 'unknown',
  sources: [CALIBRE, OLD_TYPES],
};

const NOOK: Family = {
  family: 'nook',
  isColour: true,
  formats: ['epub'],
  hasCoverPage: true,
  images: OLD_IMAGES,
  // The old ones; nothing is known of the new, and the strictest rules hurt neither.
  engine: 'rmsdk',
  sources: [CALIBRE, 'andreklein.net on RMSDK and CSS', OLD_TYPES],
};

const TOLINO: Family = {
  family: 'tolino',
  isColour: true,
  // Those of 2024 share Kobo’s hardware; Calibre’s plugin makes no KEPUB for them even so.
  formats: ['epub'],
  hasCoverPage: true,
  images: OLD_IMAGES,
  // No source names it: the strictest rules are kept.
  engine: 'rmsdk',
  sources: ['Calibre’s Tolino plugin', OLD_TYPES],
};

const REMARKABLE: Family = {
  family: 'remarkable',
  isColour: true,
  formats: ['epub'],
  hasCoverPage: true,
  images: OLD_IMAGES,
  engine: 'unknown',
  sources: [KCC, OLD_TYPES],
};

const BOOX: Family = {
  family: 'boox',
  isColour: true,
  formats: ['epub'],
  hasCoverPage: true,
  // Android shows WebP; whether Boox’s own reading program does, no source says.
  images: OLD_IMAGES,
  engine: 'unknown',
  sources: [CALIBRE, OLD_TYPES],
};

const device = (
  family: Family,
  id: string,
  name: string,
  width?: number,
  height?: number,
  more: Partial<DeviceProfile> = {},
): DeviceProfile => ({
  ...family,
  id,
  name,
  ...(width !== undefined && height !== undefined && { screen: { width, height } }),
  ...more,
});

const GREYS = { isColour: false } as const;

/** Every device that `--for` and `--to` know: a family’s own row first, then its models. */
export const DEVICES: readonly DeviceProfile[] = [
  device(GENERIC, 'generic', 'any e-reader'),
  device(KOBO, 'kobo', 'Kobo', 1440, 1920),
  device(KOBO, 'kobo-nia', 'Kobo Nia', 758, 1024, GREYS),
  device(KOBO, 'kobo-clara', 'Kobo Clara', 1072, 1448),
  device(KOBO, 'kobo-libra', 'Kobo Libra', 1264, 1680),
  device(KOBO, 'kobo-sage', 'Kobo Sage and Forma', 1440, 1920, GREYS),
  device(KOBO, 'kobo-elipsa', 'Kobo Elipsa', 1404, 1872, GREYS),
  device(KINDLE, 'kindle', 'Kindle', 1272, 1696),
  device(KINDLE, 'kindle-11', 'Kindle (11th generation)', 1072, 1448, GREYS),
  device(KINDLE, 'kindle-paperwhite-5', 'Kindle Paperwhite 5', 1236, 1648, GREYS),
  device(KINDLE, 'kindle-paperwhite-6', 'Kindle Paperwhite 6', 1272, 1696, GREYS),
  device(KINDLE, 'kindle-colorsoft', 'Kindle Colorsoft', 1272, 1696),
  device(KINDLE, 'kindle-oasis', 'Kindle Oasis', 1264, 1680, GREYS),
  device(KINDLE, 'kindle-scribe', 'Kindle Scribe', 1860, 2480, GREYS),
  device(KINDLE, 'kindle-scribe-3', 'Kindle Scribe 3', 1986, 2648, GREYS),
  device(POCKETBOOK, 'pocketbook', 'PocketBook'),
  device(NOOK, 'nook', 'Nook'),
  device(TOLINO, 'tolino', 'Tolino'),
  device(REMARKABLE, 'remarkable', 'reMarkable 1 and 2', 1404, 1872, GREYS),
  device(REMARKABLE, 'remarkable-paper-pro', 'reMarkable Paper Pro', 1620, 2160),
  device(BOOX, 'boox', 'Boox'),
];

/** The device of that id; undefined where there is none. */
export const deviceNamed = (id: string): DeviceProfile | undefined => DEVICES.find((one) => one.id === id);
