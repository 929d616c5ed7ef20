import type { Diagnostic } from '../../diagnostics/report.js';
import type { BindOptions } from '../../options.js';
import type { CataloguedMetadata } from '../catalogue/row.js';
import type { FoundStory } from '../scan.js';
import type { TrackedInput } from './tracked-source.js';

/** What a worker is asked: one story. Plain data, so that it goes to a thread or another machine. */
export interface BindTask {
  readonly story: FoundStory;
  /** Where this machine has the story, when that is not where its path says: people's folder is not every machine's. */
  readonly at?: string;
  readonly options: BindOptions;
  /** A path of its own for the book, which the coordinator then moves to its place. */
  readonly staging: string;
  /** The SHA-256 of its own files when it was last bound, where nothing else has changed: a book of the same is not made again. */
  readonly known?: string;
}

/** What became of it, and what it took. */
export type BindResult = (BoundResult | OtherResult) & Timing;

/** The same as a thread hands it over: the book in memory. To wait for the disk is not its work. */
export type MadeResult = Outcome & Timing;

export type Outcome = MadeBook | OtherResult;

type OtherResult = TouchedResult | FailedResult;

interface Timing {
  readonly milliseconds: number;
  /** When its files were looked at, in nanoseconds since 1970, as text. */
  readonly seen: string;
}

interface Read {
  readonly content: string;
  readonly inputs: readonly TrackedInput[];
}

export interface BoundResult extends Bound {
  /** Where the book waits to be moved to its place. */
  readonly staging: string;
  /** Of the book, in bytes. */
  readonly size: number;
}

export interface MadeBook extends Bound {
  readonly bytes: Uint8Array;
}

interface Bound extends Read {
  readonly kind: 'bound';
  /** Of the book. */
  readonly sha256: string;
  /** Without the dot. */
  readonly extension: string;
  readonly metadata: CataloguedMetadata;
  readonly diagnostics: readonly Diagnostic[];
  /** The story's words, for the search. */
  readonly text: string;
}

/** The files were touched; their bytes are what they were. */
interface TouchedResult extends Read {
  readonly kind: 'touched';
}

interface FailedResult extends Read {
  readonly kind: 'failed';
  /** The reason last. */
  readonly diagnostics: readonly Diagnostic[];
  readonly metadata?: CataloguedMetadata;
  /** True when the fault is not the story's: a full disk, a worker that died. It is tried again by the next run. */
  readonly isPassing: boolean;
}
