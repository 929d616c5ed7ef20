import { formatFor, knownDevice } from './device-format.js';
import type { DeviceProfile } from './devices/profile.js';
import type { NotesPolicy, ThemeName } from './model/book.js';
import type { Wishes } from './read/front-matter/values.js';
import type { FetchImage } from './read/remote-images.js';
import type { OutputFormat } from './write/index.js';

/** What a caller may ask of the reading of a story; everything is optional. */
export interface ReadingOptions {
  /** The reader to use, by its name (`text`, `markdown`). Default: by the bytes and the file's name. */
  readonly reader?: string;
  /** Metadata that overrides the story's own, by front matter key: `{ title: '…', author: ['…'] }`. */
  readonly set?: Readonly<Record<string, unknown>>;
  /** Curly quotes, dashes and ellipses. Default true. */
  readonly typography?: boolean;
  /** How much memory, in bytes, the work on one story may take; what may need more is refused. Default 1 GiB. */
  readonly memory?: number;
  /**
   * Whether images on servers come into the book: over https, from public addresses, within limits (docs/formats.md); a
   * function brings them in its own way. Default false: they are left out, and the network is left alone.
   */
  readonly fetchImages?: boolean | FetchImage;
}

/** What a caller may ask of a book; everything is optional. */
export interface BindOptions extends ReadingOptions {
  /**
   * The e-reader that the book is made for, by its id (docs/devices.md): `kobo`, `kindle-paperwhite-6`. Its cover and
   * pictures are fitted to the screen. Default: none, and pictures stay as they are.
   */
  readonly device?: string;
  /** Whether a device's cover and pictures are made grey. Default false; without `device` it does nothing. */
  readonly grey?: boolean;
  /** Default: what the device reads best, else `epub`. */
  readonly format?: OutputFormat;
  /** Default: what the story's front matter wishes, else `classic`. */
  readonly theme?: ThemeName;
  /** Where the author's notes go. Default: what the front matter wishes, else `source`, where the author put them. */
  readonly notes?: NotesPolicy;
  /** Vertical writing for Japanese and Chinese. Default false. */
  readonly vertical?: boolean;
  /**
   * `true` draws one, `false` leaves it out, bytes bring one's own (JPEG, PNG, WebP, GIF, TIFF). Default: the image
   * that the front matter names, else one is drawn.
   */
  readonly cover?: boolean | Uint8Array;
  /** Who evaluated the book's accessibility. Only then does the book claim conformance. */
  readonly certifiedBy?: string;
  /** `dcterms:modified`, in seconds since 1970 (SOURCE_DATE_EPOCH). Default: the story's own dates. */
  readonly sourceDateEpoch?: number;
}

/** The options with every value decided. */
export interface ResolvedOptions {
  readonly device?: DeviceProfile;
  readonly grey: boolean;
  readonly format: OutputFormat;
  readonly theme: ThemeName;
  readonly notes: NotesPolicy;
  readonly vertical: boolean;
  readonly cover: boolean | Uint8Array;
  readonly certifiedBy?: string;
  readonly sourceDateEpoch?: number;
}

/**
 * The caller's options, then the story's wishes, then the defaults: decided here, once. Throws `device-unknown` where
 * there is no such device.
 */
export function resolveOptions(options: BindOptions, wishes: Wishes, wishedCover?: Uint8Array): ResolvedOptions {
  const device = options.device === undefined ? undefined : knownDevice(options.device);
  return {
    ...(device && { device }),
    grey: options.grey ?? false,
    format: options.format ?? (device ? formatFor(device) : 'epub'),
    theme: options.theme ?? wishes.theme ?? 'classic',
    notes: options.notes ?? wishes.notesPolicy ?? 'source',
    vertical: options.vertical ?? false,
    cover: options.cover ?? wishedCover ?? true,
    ...(options.certifiedBy !== undefined && { certifiedBy: options.certifiedBy }),
    ...(options.sourceDateEpoch !== undefined && { sourceDateEpoch: options.sourceDateEpoch }),
  };
}
