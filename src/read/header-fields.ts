import type { Report } from '../diagnostics/report.js';
import type { Block, Receipt } from '../model/story.js';
import type { MetadataBuilder } from './metadata-builder.js';
import type { LabelMatch } from './vocabulary/labels.js';

/** A header line whose label is known, in any format: `pairing: A x B`. */
export interface HeaderField {
  readonly match: LabelMatch;
  /** As written. */
  readonly label: string;
  /** The value's text, its continuation lines joined by spaces; paragraphs by a blank line. */
  readonly value: string;
  /** The value as blocks, where the format has them (summary, notes). */
  readonly blocks?: readonly Block[];
  readonly receipt: Receipt;
}

/**
 * Reads a header line into the metadata: splits lists, reads dates and series, maps status. A value that does not
 * fit its field is kept as an `other` and said. Author's notes are not metadata: returns false for them, so that
 * the reader places them.
 */
export function applyHeaderField(_field: HeaderField, _metadata: MetadataBuilder, _report: Report): boolean {
  return false;
}
