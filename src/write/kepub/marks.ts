import type { Token } from '../../container/markup-tokens.js';
import { attributeIn } from './elements.js';

/** What KEPUB puts into a document. Kobo’s program looks for exactly these names. */

/** Around each sentence, and each image: what positions, highlights and the count of pages hang on. */
export const spanStart = (prefix: string, paragraph: number, segment: number): string =>
  `<${prefix}span class="koboSpan" id="kobo.${paragraph}.${segment}">`;
export const spanEnd = (prefix: string): string => `</${prefix}span>`;

/** Around the whole text. */
export const columnsStart = (prefix: string): string =>
  `<${prefix}div id="book-columns"><${prefix}div id="book-inner">`;
export const columnsEnd = (prefix: string): string => `</${prefix}div></${prefix}div>`;

/** Last in the head. */
export const styleHacks = (prefix: string): string =>
  `<${prefix}style type="text/css" class="kobostylehacks">div#book-inner { margin-top: 0; margin-bottom: 0;}</${prefix}style>`;

/** The marks that a document has already. */
export interface Marks {
  readonly hasSpans: boolean;
  readonly hasColumns: boolean;
  readonly hasStyle: boolean;
}

const NONE: Marks = { hasSpans: false, hasColumns: false, hasStyle: false };
const TELLING = /koboSpan|kobo\.\d|book-columns|book-inner|kobostylehacks/;

export function marksIn(document: string, tokens: readonly Token[]): Marks {
  if (!TELLING.test(document)) return NONE;
  const tags = tokens.flatMap((token) => (token.kind === 'start' && TELLING.test(token.raw) ? [token.raw] : []));
  const isCalled = (name: 'id' | 'class', wanted: RegExp): boolean =>
    tags.some((tag) => wanted.test(attributeIn(tag, name) ?? ''));
  return {
    hasSpans: isCalled('class', /(?:^|\s)koboSpan(?:\s|$)/) || isCalled('id', /^\s*kobo\.\d+\.\d+\s*$/),
    hasColumns: isCalled('id', /^\s*book-(?:columns|inner)\s*$/),
    hasStyle: isCalled('class', /(?:^|\s)kobostylehacks(?:\s|$)/) || isCalled('id', /^\s*kobostylehacks\s*$/),
  };
}
