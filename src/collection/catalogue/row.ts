import type { Diagnostic } from '../../diagnostics/report.js';
import type { Inspection } from '../../inspect.js';
import type { FileState } from '../file-state.js';

/** What `inspect` tells of a story, its sections and receipts aside. */
export type CataloguedMetadata = Omit<Inspection, 'sections' | 'receipts' | 'diagnostics' | 'reader' | 'encoding'>;

/** A book as it lies in its folder. */
export interface CataloguedBook {
  /** Below the folder of books, with slashes. */
  readonly output: string;
  readonly size: number;
  /** In nanoseconds, as text. */
  readonly modified: string;
  readonly sha256: string;
}

/** What the catalogue knows of a story without its text. */
export interface CatalogueRow {
  readonly key: string;
  /** Its path as people gave it. */
  readonly path: string;
  readonly place: string;
  readonly state: 'bound' | 'failed';
  /** The SHA-256 of all that it was read from. */
  readonly content: string;
  /** The SHA-256 of the options that it was bound with. */
  readonly options: string;
  /** The version of storybind that bound it. */
  readonly tool: string;
  /** When its files were looked at, in nanoseconds since 1970, as text. */
  readonly seen: string;
  readonly book?: CataloguedBook;
  readonly inputs: readonly CataloguedInput[];
}

export interface CataloguedInput extends FileState {
  /** False for what its text asked for: images, a sidecar. */
  readonly isOwn: boolean;
}

/** A story as a run leaves it. */
export interface CatalogueEntry extends CatalogueRow {
  readonly metadata: CataloguedMetadata | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly milliseconds: number;
  /** ISO 8601. */
  readonly boundAt: string;
  /** The story's words, for the full-text search. */
  readonly text: string;
}
