import type { SectionRole } from '../../model/story.js';

export interface HeadingParts {
  readonly role: SectionRole;
  /** The numbering as written: `Chapter 1`, `IV`, `Epilogue`, `第三章`. */
  readonly label?: string;
  /** The title without the numbering and its separator. */
  readonly title?: string;
  /** The number, where there is one: 12, 12.5, 4 for `IV`. */
  readonly number?: number;
  /** True for a bare number or numeral, which is a heading only among its like. */
  readonly isBare: boolean;
}

/** The parts of a heading in any language of the table, or undefined when the text is not worded as one. */
export function parseHeading(_text: string): HeadingParts | undefined {
  return undefined;
}
