import type { Publication } from '../container/publication.js';
import type { Findings } from './findings.js';

/** `house`: cheap enough for every build. `full`: general EPUB conformance too. */
export type Depth = 'house' | 'full';

/** A rule of the check. It reads the book and says what is wrong with it; it changes and throws nothing. */
export interface Rule {
  /** In kebab case, named after its file. */
  readonly name: string;
  readonly depth: Depth;
  /** The clause that the rule holds books to. */
  readonly reference: string;
  readonly check: (book: Publication, findings: Findings) => void;
}
