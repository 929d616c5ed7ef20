export type DateReading =
  | { readonly kind: 'date'; readonly iso: string; readonly confidence: number }
  /** Two readings are possible (`3/4/98`): the source's text is kept, no field is filled. */
  | { readonly kind: 'ambiguous' }
  | { readonly kind: 'none' };

/** The date that the text states, as precise as it states it: `6/29/08` → `2008-06-29`, `[1898]` → `1898`. */
export function readDate(_text: string): DateReading {
  return { kind: 'none' };
}
