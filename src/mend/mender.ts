import type { Spot } from '../check/findings.js';
import type { Publication } from '../container/publication.js';
import type { DeviceProfile } from '../devices/profile.js';
import type { Code } from '../diagnostics/codes.js';

/** What a mender is given: the book as it is now, and the faults of its rule. */
export interface MendRequest {
  readonly book: Publication;
  /** Those that stumble over one of the faults. */
  readonly devices: readonly DeviceProfile[];
  /** Where the faults that can be mended are, in the rule’s order. */
  readonly spots: readonly Spot[];
}

/** What is to be changed of the book’s files; all others keep their bytes. */
export interface Changes {
  /** New bytes by path; of a path that is not there yet, a file is added. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** New paths by old ones: in `files`, they are called by the old. */
  readonly renames?: ReadonlyMap<string, string>;
}

/** Mends what one rule of the preflight finds. No word of the text changes. */
export interface Mender {
  readonly code: Code;
  /** What was done, for people: `the encoding is declared`. */
  readonly done: string;
  readonly mend: (request: MendRequest) => Changes | Promise<Changes>;
}

export const NO_CHANGES: Changes = { files: new Map() };
