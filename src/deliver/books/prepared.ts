import type { NameTemplate } from '../../collection/book-names.js';
import type { Diagnostic } from '../../diagnostics/report.js';
import type { Loadable, Target } from '../target.js';

/** What all books of a run are prepared by. */
export interface Preparation {
  readonly target: Target;
  readonly template: NameTemplate;
  /** Whether cover and pictures of stories that are bound for the device are made grey. */
  readonly isGrey: boolean;
  /** The version of storybind: another may make other books. */
  readonly tool: string;
  /** Keeps bytes until they are asked for. */
  readonly keep: (bytes: Uint8Array) => () => Uint8Array;
  readonly sourceDateEpoch?: number;
  readonly signal: AbortSignal;
}

/** Books that can be loaded, and what could not be made one. */
export interface PreparedBooks {
  readonly books: readonly PreparedBook[];
  readonly failures: readonly Failure[];
}

export interface PreparedBook {
  readonly loadable: Loadable;
  /** Where it is from, as people gave it. */
  readonly file: string;
  /** Complete when its bytes have been made. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface Failure {
  readonly file: string;
  /** What the device’s manifest would know the book by. */
  readonly key: string;
  readonly cause: unknown;
}
