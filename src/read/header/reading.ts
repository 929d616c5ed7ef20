import type { Report } from '../../diagnostics/report.js';
import type { Block, Metadata, MetadataField, OtherField, Place, Receipt } from '../../model/story.js';
import { blocksText } from '../../model/visit.js';
import type { ListField, MetadataBuilder } from '../metadata-builder.js';
import type { LabelMatch } from '../vocabulary/labels.js';

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

/** A header line on its way into the metadata. */
export interface Reading extends HeaderField {
  readonly metadata: MetadataBuilder;
  readonly report: Report;
}

/** Sets the field, or says whether it holds the same already: another value is not lost but kept beside it. */
export function setOnce<Field extends MetadataField>(
  field: Field,
  value: NonNullable<Metadata[Field]>,
  reading: Reading,
): boolean {
  return reading.metadata.set(field, value, reading.receipt) || reading.metadata.metadata[field] === value;
}

export function append<Field extends ListField>(field: Field, values: Metadata[Field], reading: Reading): boolean {
  reading.metadata.append(field, values, reading.receipt);
  return values.length > 0;
}

export function withConfidence(reading: Reading, factor: number): Reading {
  return { ...reading, receipt: { ...reading.receipt, confidence: reading.receipt.confidence * factor } };
}

export function otherField({ label, value, blocks = [], receipt }: Reading): OtherField {
  return { label, value: value === '' ? blocksText(blocks) : value, place: placeOf(receipt) };
}

export function placeOf({ file, line, column }: Receipt): Place {
  return file === undefined ? { line, column } : { file, line, column };
}
