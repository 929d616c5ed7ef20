import type { Book } from '../../../model/book.js';
import { baseLanguage } from '../language.js';

type Side = 'top' | 'right' | 'bottom' | 'left';

/**
 * Which way the book's lines run. Old readers know no logical properties (`margin-inline-start`), so the style sheet
 * of a book is written with the physical sides that are right for it.
 */
export interface Frame {
  /** Where a line starts and ends. */
  readonly start: Side;
  readonly end: Side;
  /** What stands before and after a line. */
  readonly before: Side;
  readonly after: Side;
  /** `text-align` for the start and the end of a line. */
  readonly alignStart: 'left' | 'right';
  readonly alignEnd: 'left' | 'right';
  readonly isVertical: boolean;
  /** How far a paragraph is indented. */
  readonly indent: string;
  /** False where the first paragraph is indented like every other: Japanese, Chinese, Korean. */
  readonly hasFlushFirst: boolean;
  /** True where letters may be spaced out: scripts whose letters join, or are no letters, may not. */
  readonly isSpaced: boolean;
  /** `normal` in the scripts that know no slant. */
  readonly italic: 'italic' | 'normal';
}

const SIDES = {
  ltr: { start: 'left', end: 'right', before: 'top', after: 'bottom', alignStart: 'left', alignEnd: 'right' },
  rtl: { start: 'right', end: 'left', before: 'top', after: 'bottom', alignStart: 'right', alignEnd: 'left' },
  vertical: { start: 'top', end: 'bottom', before: 'right', after: 'left', alignStart: 'left', alignEnd: 'right' },
} as const;

/** By the custom of each language's books: `clreq` 2 characters, `jlreq` and `klreq` 1. */
const INDENTS: Readonly<Record<string, string>> = { zh: '2em', ja: '1em', ko: '1em' };

export const SPACED_SCRIPTS: ReadonlySet<string | undefined> = new Set(['Latn', 'Cyrl', 'Grek', 'Armn']);

/** Languages of such scripts, known without the tables of ICU, whose loading takes milliseconds. */
export const SPACED_LANGUAGES: ReadonlySet<string> = new Set(
  'cs da de el en es fi fr hu id it la nb nl no pl pt ro ru sv tr uk vi'.split(' '),
);

export function frameOf({
  direction,
  isVertical,
  language,
}: Pick<Book, 'direction' | 'isVertical' | 'language'>): Frame {
  const ideographicIndent = INDENTS[baseLanguage(language)];
  const isSpaced = SPACED_LANGUAGES.has(language) || SPACED_SCRIPTS.has(scriptOf(language));
  return {
    ...SIDES[isVertical ? 'vertical' : direction],
    isVertical,
    indent: ideographicIndent ?? '1.25em',
    hasFlushFirst: ideographicIndent === undefined,
    isSpaced,
    italic: isSpaced ? 'italic' : 'normal',
  };
}

function scriptOf(language: string): string | undefined {
  try {
    return new Intl.Locale(language).maximize().script;
  } catch {
    return undefined;
  }
}
