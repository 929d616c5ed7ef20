/** `chapter` and `part` open sections; `inner` is a heading inside one, such as a stanza's number. */
export type HeadingKind = 'part' | 'chapter' | 'inner';

/** A unit that is a heading. Maps of them go by the units' indexes. */
interface HeadingMark {
  readonly kind: HeadingKind;
  /** The next unit is its second line. */
  readonly hasSubtitle: boolean;
}

export type HeadingKinds = ReadonlyMap<number, HeadingKind>;
export type HeadingMarks = ReadonlyMap<number, HeadingMark>;
