import type { NotesPolicy, ThemeName } from './model/book.js';
import type { OutputFormat } from './write/index.js';

/** What a caller may ask of a book; everything is optional. */
export interface BindOptions {
  readonly format?: OutputFormat;
  readonly theme?: ThemeName;
  /** Where the author's notes go. Default `source`: where the author put them. */
  readonly notes?: NotesPolicy;
  /** Curly quotes, dashes and ellipses. Default true. */
  readonly typography?: boolean;
  /** Vertical writing for Japanese and Chinese. Default false. */
  readonly vertical?: boolean;
  /** `true` draws one (the default), `false` leaves it out, bytes bring one's own (JPEG, PNG, WebP, GIF, TIFF). */
  readonly cover?: boolean | Uint8Array;
  /** Metadata that overrides the story's own, by front matter key: `{ title: '…', author: ['…'] }`. */
  readonly set?: Readonly<Record<string, unknown>>;
  /** Who evaluated the book's accessibility. Only then does the book claim conformance. */
  readonly certifiedBy?: string;
  /** `dcterms:modified`, in seconds since 1970 (SOURCE_DATE_EPOCH). Default: the story's own dates. */
  readonly sourceDateEpoch?: number;
}

/** The options with every value decided. Defaults resolve here, once. */
export interface ResolvedOptions {
  readonly format: OutputFormat;
  readonly theme: ThemeName;
  readonly notes: NotesPolicy;
  readonly typography: boolean;
  readonly vertical: boolean;
  readonly cover: boolean | Uint8Array;
  readonly set: Readonly<Record<string, unknown>>;
  readonly certifiedBy?: string;
  readonly sourceDateEpoch?: number;
}

export function resolveOptions(options: BindOptions = {}): ResolvedOptions {
  return {
    format: options.format ?? 'epub',
    theme: options.theme ?? 'classic',
    notes: options.notes ?? 'source',
    typography: options.typography ?? true,
    vertical: options.vertical ?? false,
    cover: options.cover ?? true,
    set: options.set ?? {},
    ...(options.certifiedBy !== undefined && { certifiedBy: options.certifiedBy }),
    ...(options.sourceDateEpoch !== undefined && { sourceDateEpoch: options.sourceDateEpoch }),
  };
}
