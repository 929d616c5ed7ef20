import { emptyMetadata, type Metadata, type MetadataField, type OtherField, type Receipt } from '../model/story.js';

/** The fields that hold several values, which readings add to. */
export type ListField =
  | 'creators'
  | 'fandoms'
  | 'relationships'
  | 'characters'
  | 'warnings'
  | 'genres'
  | 'tags'
  | 'series'
  | 'identifiers';

/** Collects metadata with its receipts while a source is read. The surest reading of a field wins; equals keep the first. */
export class MetadataBuilder {
  #metadata: Metadata = emptyMetadata;

  /** Sets a field, unless it is already set by a reading at least as sure: then returns false. */
  set<Field extends MetadataField>(field: Field, value: NonNullable<Metadata[Field]>, receipt: Receipt): boolean {
    const known = this.#metadata.receipts[field];
    if (known && known.confidence >= receipt.confidence) return false;
    this.#metadata = {
      ...this.#metadata,
      [field]: value,
      receipts: { ...this.#metadata.receipts, [field]: receipt },
    };
    return true;
  }

  /** Adds to a field that is a list, without repeating a value or taking an empty one; the receipt is that of the first value. */
  append<Field extends ListField>(field: Field, values: Metadata[Field], receipt: Receipt): void {
    const known = new Set(this.#metadata[field].map(identityOf));
    const added = values.filter((value) => {
      const isNew = !isNameless(value) && !known.has(identityOf(value));
      known.add(identityOf(value));
      return isNew;
    });
    if (added.length === 0) return;
    this.#metadata = {
      ...this.#metadata,
      [field]: [...this.#metadata[field], ...added],
      receipts: { ...this.#metadata.receipts, [field]: this.#metadata.receipts[field] ?? receipt },
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

/** What shows nothing: the empty link of a damaged page, characters that no book may hold. */
function isNameless(value: Metadata[ListField][number]): boolean {
  const name = typeof value === 'string' ? value : value.name;
  return !/[!-~]/.test(name) && !/[^\s\p{Cc}\p{Cf}\p{Cs}\p{NChar}\ufffc]/u.test(name);
}

/** Values that differ in case only are the same; a creator is the name in a role, a series its name. */
function identityOf(value: Metadata[ListField][number]): string {
  if (typeof value === 'string') return value.toLowerCase();
  const { name } = value;
  return `${'role' in value ? value.role : ''} ${name.toLowerCase()}`;
}
