/**
 * The text cut after each of its sentences; joined, the pieces are the text. KEPUB’s own rule: a full stop, exclamation or
 * question mark, at most one closing mark, and ASCII white space, which stays with the sentence. A no-break space ends
 * none. In languages that the rule does not speak, and in text that ends its sentences otherwise, Unicode’s rules apply.
 */
export function sentencesOf(text: string, language: string): readonly string[] {
  const { segmented, end } = mannerOf(language);
  if (segmented !== undefined) return byUnicode(text, segmented);
  if (OTHER_SCRIPT.test(text) && OTHER_END.test(text)) return byUnicode(text, 'und');
  return byRule(text, end);
}

/** How a language ends its sentences. */
interface Manner {
  /** The language for Unicode’s rules, where they apply. */
  readonly segmented?: string;
  readonly end: RegExp;
}

let known: { readonly language: string; readonly manner: Manner } | undefined;

/** Text after text is in the same language: it is looked at once. */
function mannerOf(language: string): Manner {
  if (known?.language === language) return known.manner;
  const primary = primaryOf(language);
  const manner = { end: primary === 'el' ? GREEK_END : END, ...(OTHERWISE.has(primary) && { segmented: primary }) };
  known = { language, manner };
  return manner;
}

const END = /[.!?]['"”’“…]?[\t\n\f\r ]+/g;
/** Greek asks with a semicolon. */
const GREEK_END = /[.!?;\u037e]['"”’“…]?[\t\n\f\r ]+/g;

/** Where such marks can stand at all: neither among Latin, Greek and Cyrillic letters nor among the marks of these. */
const OTHER_SCRIPT = /[\u0589-\u1fff\u2c00-\uffff]/;
/** What ends a sentence in scripts that have marks of their own; doubled and joined marks of the Latin script do not count. */
const OTHER_END = /(?![.!?\u203c\u203d\u2047-\u2049])\p{Sentence_Terminal}/u;

/** Languages that end sentences without a space, or with marks that the rule does not know. */
const OTHERWISE: ReadonlySet<string> = new Set(
  'ja zh yue wuu lzh nan hak th lo km my shn bo dz am ti hy ar arz fa ps sd ug ur ckb hi mr ne sa bn as pa gu or mai'.split(
    ' ',
  ),
);

const primaryOf = (language: string): string => /^[A-Za-z]{2,3}(?![A-Za-z])/.exec(language)?.[0].toLowerCase() ?? '';

function byRule(text: string, end: RegExp): readonly string[] {
  end.lastIndex = 0;
  if (!end.test(text)) return text === '' ? [] : [text];
  const sentences: string[] = [];
  let start = 0;
  end.lastIndex = 0;
  while (end.test(text)) {
    sentences.push(text.slice(start, end.lastIndex));
    start = end.lastIndex;
  }
  if (start < text.length) sentences.push(text.slice(start));
  return sentences;
}

const segmenters = new Map<string, Intl.Segmenter>();

function byUnicode(text: string, language: string): readonly string[] {
  const segmenter = segmenters.get(language) ?? new Intl.Segmenter(language, { granularity: 'sentence' });
  segmenters.set(language, segmenter);
  // A line break of the markup is a space; to Unicode it would be the end of a paragraph.
  const flowing = text.replace(/[\t\n\r]/g, ' ');
  const sentences: string[] = [];
  let start = 0;
  for (const { index, segment } of segmenter.segment(flowing)) {
    const end = index + segment.length - openingLength(segment);
    if (end <= start) continue;
    sentences.push(text.slice(start, end));
    start = end;
  }
  if (start < text.length) sentences.push(text.slice(start));
  return sentences;
}

/** Unicode counts the quotation mark that opens the next sentence to the last one. */
function openingLength(segment: string): number {
  const last = segment.slice(-1);
  return segment.length > 1 && /[\p{Ps}\p{Pi}]/u.test(last) ? 1 : 0;
}
