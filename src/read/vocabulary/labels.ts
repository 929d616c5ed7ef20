import type { MetadataField } from '../../model/story.js';
import { misspellingDistance } from './distance.js';
import { LABEL_ALIASES } from './label-aliases.js';

/** Combining marks of the scripts that labels are written in; `\p{M}` takes milliseconds to compile. */
const COMBINING =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: each mark is meant by itself.
  /[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u1dc0-\u1dff\u3099\u309a]/g;

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

export interface LabelledLine {
  /** As written, without marks and separator. */
  readonly label: string;
  /** May be empty: the text then follows on the next lines. */
  readonly value: string;
  /** Where the label begins in the line, from 1. */
  readonly column: number;
}

const LONGEST_LABEL = 48;
const SHORTEST_MISSPELT = 5;
const SHORTEST_UNDOUBLED = 6;
/** So long a single word before a dash is a label, where a shorter one may begin a sentence. */
const LONG_MISSPELT = 6;

interface Alias {
  readonly meaning: LabelMeaning;
  /** As the table writes it. */
  readonly written: string;
}

const ALIASES: ReadonlyMap<string, Alias> = new Map(
  Object.entries(LABEL_ALIASES).flatMap(([meaning, aliases]) =>
    aliases.map((written) => [foldLabel(written), { meaning: meaning as LabelMeaning, written }] as const),
  ),
);

/** The aliases that a misspelling is measured against. */
const MISSPELLABLE: readonly string[] = [...ALIASES.keys()].filter((alias) => alias.length >= SHORTEST_MISSPELT);

const undoubled = (word: string): string => word.replace(/(\p{L})\1/gu, '$1');

/** The long aliases that have a double letter, and how they are without. */
const UNDOUBLED: readonly (readonly [alias: string, single: string])[] = MISSPELLABLE.map(
  (alias) => [alias, undoubled(alias)] as const,
).filter(([alias, single]) => alias !== single && single.length >= SHORTEST_UNDOUBLED);

/** What the label means, or undefined when it is no label that storybind knows. Folds case, marks and plurals. */
export function lookUpLabel(label: string): LabelMatch | undefined {
  if (label.length > LONGEST_LABEL) return undefined;
  const folded = foldLabel(label);
  const alias = ALIASES.get(folded);
  return alias ? { meaning: alias.meaning, confidence: 1 } : misspeltLabel(folded);
}

/** What a correctly spelt label means: for headings, which are read wherever they stand. */
export function lookUpExactLabel(label: string): LabelMeaning | undefined {
  return label.length > LONGEST_LABEL ? undefined : ALIASES.get(foldLabel(label))?.meaning;
}

/**
 * A line split into label and value, when it has the shape of a header line and its label is one that `lookUpLabel`
 * knows: `Summery: …`, `**Rating** – T`, `Title -`, `Author....... Ann`, `[TITLE] Rain`. `He said: …` is none.
 */
export function splitLabel(line: string): LabelledLine | undefined {
  return splitAtSeparator(line) ?? splitBracketed(line);
}

/** `[TITLE] Tilt`: the closing bracket is the separator. */
function splitBracketed(line: string): LabelledLine | undefined {
  const [, marks = '', label = '', value = ''] =
    /^([\s*_~#>|•-]{0,12}\[)\s?(\p{L}[^[\]]{0,40}?)\s?\][*_]{0,3}\s+([^\s:].*)$/u.exec(line) ?? [];
  const isLabel = label !== '' && ALIASES.has(foldLabel(label));
  return isLabel ? { label, value: value.trim(), column: marks.length + 1 } : undefined;
}

function splitAtSeparator(line: string): LabelledLine | undefined {
  const marks = /^[\s*_~#>|•[({-]{0,12}/u.exec(line)?.[0] ?? '';
  const start = line.slice(marks.length, marks.length + LONGEST_LABEL + 8);
  for (const { pattern, takesMisspellings } of SEPARATORS) {
    const match = pattern.exec(start);
    if (!match) continue;
    const label = withoutMarks(start.slice(0, match.index));
    const found = label ? lookUpLabel(label) : undefined;
    const isRisky = found?.takenFor !== undefined && !takesMisspellings;
    if (!found || (isRisky && (/\s/u.test(label) || label.length < LONG_MISSPELT))) continue;
    const value = line.slice(marks.length + match.index + match[0].length);
    return { label, value: unmarkedValue(value, marks), column: marks.length + 1 };
  }
  return undefined;
}

/** What stands between label and value. A dash also stands in sentences, so it takes a misspelt label only when it is one long word. */
const SEPARATORS: readonly { readonly pattern: RegExp; readonly takesMisspellings: boolean }[] = [
  { pattern: /[:：]/u, takesMisspellings: true },
  { pattern: /\.{2,}:?/u, takesMisspellings: true },
  { pattern: /\s[-–—=](?=\s|$)|[-–—](?=\s|$)/u, takesMisspellings: false },
];

function withoutMarks(label: string): string {
  return label
    .replace(/^[\s*_~[\]({]+/u, '')
    .replace(/[\s*_~\])}]+$/u, '')
    .replace(/\s*\.{2,}$/u, '');
}

/** The value without the second half of the marks that opened before the label: `**Rating:** T`, `[Rating: T]`. */
function unmarkedValue(value: string, marks: string): string {
  const trimmed = value.trim();
  const opening = marks.replace(/^[\s#>|•-]+/u, '').trim();
  if (opening === '') return trimmed;
  const closing = [...opening]
    .reverse()
    .map((mark) => CLOSING[mark] ?? mark)
    .join('');
  if (trimmed.startsWith(closing)) return trimmed.slice(closing.length).trimStart();
  return trimmed.endsWith(closing) ? trimmed.slice(0, -closing.length).trimEnd() : trimmed;
}

const CLOSING: Readonly<Record<string, string>> = { '[': ']', '(': ')', '{': '}' };

/** The label in lower case, without marks, accents, apostrophes, possessives and plurals. */
export function foldLabel(label: string): string {
  if (/^[a-z ]*$/.test(label)) return label.trim().split(/ +/).map(singular).join(' ');
  return label
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[*_[\](){}#~?"“”.!]/g, '')
    .replace(COMBINING, '')
    .replace(/[-–—\s]+/gu, ' ')
    .trim()
    .split(' ')
    .map(singular)
    .join(' ')
    .replace(/['’‘`]/gu, '');
}

function singular(word: string): string {
  if (!/s/.test(word)) return word;
  const stem = word.replace(/['’‘`]s$|s['’‘`]$/u, '');
  return stem.length > 3 && stem.endsWith('s') && !/[su]s$/u.test(stem) ? stem.slice(0, -1) : stem;
}

/** One slip in a label of five letters or more, two in a label of seven or more. */
function misspeltLabel(folded: string): LabelMatch | undefined {
  if (folded.length < SHORTEST_MISSPELT) return undefined;
  const slips = folded.length >= 7 ? 2 : 1;
  let best: { readonly written: string; readonly distance: number } | undefined;
  for (const written of MISSPELLABLE) {
    const distance = slipsBetween(folded, written, Math.min(slips, (best?.distance ?? slips + 1) - 1));
    if (distance !== undefined) best = { written, distance };
    if (distance === 1) break;
  }
  const alias = ALIASES.get(best?.written ?? undoubledAlias(folded) ?? '');
  return alias && { meaning: alias.meaning, confidence: best?.distance === 1 ? 0.9 : 0.8, takenFor: alias.written };
}

/** `sumery`: a double letter written once is a slip that leaves room for another in a long label. */
function undoubledAlias(folded: string): string | undefined {
  const word = undoubled(folded);
  if (word.length < SHORTEST_UNDOUBLED) return undefined;
  return UNDOUBLED.find(([, single]) => slipsBetween(word, single, 1) !== undefined)?.[0];
}

/** Slips spare the first letter, or swap it with the second: `dating` is not `rating`. Two need a long alias. */
function slipsBetween(word: string, alias: string, limit: number): number | undefined {
  if (word[0] !== alias[0] && !(word[0] === alias[1] && word[1] === alias[0])) return undefined;
  const allowed = alias.length < 7 ? Math.min(1, limit) : limit;
  const distance = misspellingDistance(word, alias, allowed);
  return distance <= allowed ? distance : undefined;
}
