/** The makers' families: what a device reads, where its books lie and what it stumbles over goes by these. */
export type DeviceFamily = 'generic' | 'kobo' | 'kindle' | 'pocketbook' | 'nook' | 'tolino' | 'remarkable' | 'boox';

/** What a device takes: by cable, except where `mail` says otherwise. */
export type DeviceFormat = 'epub' | 'kepub' | 'azw3';

export type ImageType = 'image/jpeg' | 'image/png' | 'image/gif' | 'image/webp';

/** What an e-reader is, as far as a book has to know. */
export interface DeviceProfile {
  /** As `--for` and `--to` name it: a family (`kobo`), or a family and a model (`kobo-clara`). */
  readonly id: string;
  /** As its maker calls it. */
  readonly name: string;
  readonly family: DeviceFamily;
  /** Pixels, upright. A family's is that of its largest screen, but for the large ones that are made to write on. */
  readonly screen?: { readonly width: number; readonly height: number };
  /** False where every model shows greys only. Pictures become grey only when asked: apps show the same file. */
  readonly isColour: boolean;
  /** What it reads, the best first. */
  readonly formats: readonly DeviceFormat[];
  /** What it takes by mail, where it has an address (Send-to-Kindle). */
  readonly mail?: MailLimits;
  /** False where the cover image alone makes the cover, and a page of its own would show it twice. */
  readonly hasCoverPage: boolean;
  /** Pictures of other types become JPEG, or PNG where they are transparent. */
  readonly images: readonly ImageType[];
  /** The most bytes that an XHTML page may have. */
  readonly maxPageBytes?: number;
  /** What renders its EPUBs: Adobe's RMSDK drops whole style sheets over modern CSS. */
  readonly engine: 'rmsdk' | 'webkit' | 'kindle' | 'chromium' | 'crengine' | 'unknown';
  /** Where the row's facts come from, first what it reads. Nothing here was verified on a device. */
  readonly sources: readonly [string, ...string[]];
}

interface MailLimits {
  readonly format: DeviceFormat;
  /** Of one message, attachments and all. */
  readonly maxBytes: number;
  /** Of one message. */
  readonly maxAttachments: number;
}
