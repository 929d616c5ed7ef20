import type { Diagnostic } from '../../diagnostics/report.js';
import type { FoundStory } from '../scan.js';
import type { StoryPrint } from './fingerprints.js';
import type { WordingDifference } from './sentences.js';

/** What a worker is asked. Plain data, so that it goes to a thread. */
export type DuplicatesTask =
  | { readonly kind: 'fingerprint'; readonly story: FoundStory }
  | { readonly kind: 'compare'; readonly fullest: FoundStory; readonly copies: readonly CopyToCompare[] };

/** A copy to be read once more beside the fullest one. */
export interface CopyToCompare {
  readonly story: FoundStory;
  /** Indices of chapters, in the fullest copy and in this one; none asks for the texts as a whole. */
  readonly chapters: readonly (readonly [number, number])[];
}

export type DuplicatesResult =
  | { readonly kind: 'print'; readonly print: StoryPrint }
  /** A copy a list, a pair of chapters an entry; undefined where nothing differs. */
  | { readonly kind: 'compared'; readonly copies: readonly (readonly (WordingDifference | undefined)[])[] }
  | { readonly kind: 'failed'; readonly diagnostic: Diagnostic };
