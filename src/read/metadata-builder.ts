import { emptyMetadata, type Metadata, type MetadataField, type OtherField, type Receipt } from '../model/story.js';

/** Collects metadata with its receipts while a source is read. The surest reading of a field wins; equals keep the first. */
export class MetadataBuilder {
  #metadata: Metadata = emptyMetadata;

  /** Sets a field, unless it is already set by a reading at least as sure. */
  set<Field extends MetadataField>(field: Field, value: NonNullable<Metadata[Field]>, receipt: Receipt): void {
    const known = this.#metadata.receipts[field];
    if (known && known.confidence >= receipt.confidence) return;
    this.#metadata = {
      ...this.#metadata,
      [field]: value,
      receipts: { ...this.#metadata.receipts, [field]: receipt },
    };
  }

  /** Adds to a field that is a list; the receipt is that of the first value. */
  append<
    Field extends
      | 'creators'
      | 'fandoms'
      | 'relationships'
      | 'characters'
      | 'warnings'
      | 'genres'
      | 'tags'
      | 'series'
      | 'identifiers',
  >(field: Field, values: Metadata[Field], receipt: Receipt): void {
    if (values.length === 0) return;
    const known = this.#metadata.receipts[field];
    this.#metadata = {
      ...this.#metadata,
      [field]: [...this.#metadata[field], ...values],
      receipts: { ...this.#metadata.receipts, [field]: known ?? receipt },
    };
  }

  /** Keeps a header line that has no field of its own. */
  keep(other: OtherField): void {
    this.#metadata = { ...this.#metadata, others: [...this.#metadata.others, other] };
  }

  get metadata(): Metadata {
    return this.#metadata;
  }
}
