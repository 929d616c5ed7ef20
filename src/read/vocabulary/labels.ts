import type { MetadataField } from '../../model/story.js';

/** What a header label stands for: a metadata field, or one of the things that are no field of the model. */
export type LabelMeaning =
  | Exclude<MetadataField, 'creators' | 'pinnedId' | 'identifiers' | 'subtitle'>
  | 'subtitle'
  | 'author'
  | 'translator'
  | 'illustrator'
  | 'editor'
  | 'note'
  /** A date without saying of what: `Date: …`. */
  | 'date'
  | 'identifier'
  /** Understood to be metadata, without a field: beta, archive, feedback, email, spoilers, chapters … */
  | 'other';

export interface LabelMatch {
  readonly meaning: LabelMeaning;
  /** 1 for an alias of the table; less for a misspelling of one. */
  readonly confidence: number;
  /** The alias that a misspelling was taken for. */
  readonly takenFor?: string;
}

/** What the label means, or undefined when it is no label that storybind knows. Folds case, marks and plurals. */
export function lookUpLabel(_label: string): LabelMatch | undefined {
  return undefined;
}

/** A line split into label and value, when it has the shape of a header line: `Summery: …`, `**Rating** – T`. */
export function splitLabel(
  _line: string,
): { readonly label: string; readonly value: string; readonly column: number } | undefined {
  return undefined;
}
