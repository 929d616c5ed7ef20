import type { Report } from '../diagnostics/report.js';
import type { Story, StoryFiles } from '../model/story.js';
import type { Wishes } from './front-matter/values.js';
import type { ReadingLimits } from './limits.js';
import type { Fetched } from './remote-images.js';

/** A story file as it came: bytes, a name, and a way to the files beside it. */
export interface Source {
  /** The name that diagnostics and receipts show: `stories/rain.txt`, or `<stdin>`. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /**
   * The bytes of a file beside the story, by its relative path, or undefined when there is none. Never reaches
   * outside the story's own folder. Left out when the story has no folder (bytes in memory).
   */
  readonly sibling?: (path: string) => Promise<Uint8Array | undefined>;
  /**
   * The image at an address on a server, or why there is none. Rejects only when aborted. Left out where nothing may be
   * fetched; readers never go to the network by themselves.
   */
  readonly fetchRemote?: (url: string, signal?: AbortSignal) => Promise<Fetched>;
  /** The files of a folder that holds one story, a file a chapter or so; `bytes` is then empty. */
  readonly members?: readonly Source[];
  /** The caller says that the members are one story, in the order given. */
  readonly isOneStory?: boolean;
}

export interface ReadResult {
  readonly story: Story;
  readonly files: StoryFiles;
  /** The reader that read it: `text`, `markdown`. */
  readonly reader: string;
  /** The encoding of the bytes, as a WHATWG label: `utf-8`, `shift_jis`. */
  readonly encoding: string;
  /** What the source asks of its book: a theme, a cover beside it. The caller's own options go before. */
  readonly wishes?: Wishes;
  /** The files inside of the source, by path: what its wishes name. Default: the files beside it. */
  readonly sibling?: NonNullable<Source['sibling']>;
}

export interface ReadOptions {
  /** Aborts a long read between its steps. */
  readonly signal?: AbortSignal;
  /** Default: those of one gibibyte. */
  readonly limits?: ReadingLimits;
}

/** One input format. */
export interface Reader {
  readonly name: string;
  /** Lower-case, without the dot. */
  readonly extensions: readonly string[];
  /** How sure the reader is, from 0 to 1, that the bytes are of its format. Cheap: looks at the beginning only. */
  readonly sniff: (source: Source) => number;
  /** Throws `StoryError` only when no story can be had from the bytes. */
  readonly read: (source: Source, options: ReadOptions, report: Report) => Promise<ReadResult>;
}
