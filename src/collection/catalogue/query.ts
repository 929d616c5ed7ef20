import { StoryError } from '../../diagnostics/report.js';
import { FIELD_ALIASES, indexed, SEARCH_FIELDS, type SearchField } from './fields.js';

/** A search as the catalogue takes it: a full-text expression, and bounds on how long the story is. */
export interface Query {
  /** In the language of SQLite's FTS5; undefined when nothing is asked of the text. */
  readonly match?: string;
  readonly bounds: readonly Bound[];
}

interface Bound {
  readonly column: 'words' | 'chapters';
  readonly operator: '<' | '<=' | '>' | '>=' | '=';
  readonly value: number;
}

/**
 * What people type, `fandom:"Star Trek" pairing:kirk -tag:angst words:>10000 ferry`: words and "phrases" that all must
 * be found, each anywhere or in the field before the colon, a minus for those that must not. `*` ends the beginning of a
 * word. Nothing asks for everything. Throws `query-invalid`.
 */
export function parseQuery(text: string): Query {
  if (text.length > LONGEST) {
    const message = `The search is ${text.length} characters long; at most ${LONGEST} can be asked. Ask for less.`;
    throw new StoryError('query-invalid', message);
  }
  const wanted: string[] = [];
  const unwanted: string[] = [];
  const bounds: Bound[] = [];
  for (const match of text.matchAll(TERM)) {
    const { minus, field: name, phrase, word } = match.groups ?? {};
    const value = phrase ?? word ?? '';
    const bound = name === undefined ? undefined : boundOf(name, value);
    if (bound) bounds.push(bound);
    else {
      const term = termOf(name, value, phrase !== undefined);
      if (term !== undefined) (minus ? unwanted : wanted).push(term);
    }
  }
  if (wanted.length === 0 && unwanted.length > 0) {
    throw new StoryError('query-invalid', `The search \`${text}\` says only what is not wanted. Add a word that is.`);
  }
  if (wanted.length === 0 && bounds.length === 0 && text.trim() !== '') {
    throw new StoryError('query-invalid', `The search \`${text}\` has no letter and no digit to look for. Add a word.`);
  }
  if (wanted.length === 0) return { bounds };
  const match = [wanted.join(' AND '), ...unwanted].join(' NOT ');
  return { match, bounds };
}

/** More terms than this holds are more than SQLite takes. */
const LONGEST = 400;

const TERM = /(?<minus>-)?(?:(?<field>[a-z]+):)?(?:"(?<phrase>[^"]*)"?|(?<word>[^\s"]+))/giu;

function boundOf(name: string, value: string): Bound | undefined {
  const column = name.toLowerCase();
  if (column !== 'words' && column !== 'chapters') return undefined;
  const [, operator = '=', amount = ''] = /^([<>]=?|=)?(.*)$/su.exec(value) ?? [];
  const number = numberOf(amount);
  if (number === undefined) {
    throw new StoryError('query-invalid', `\`${name}:${value}\` is no number. Write it as \`${name}:>10000\`.`);
  }
  return { column, operator: operator as Bound['operator'], value: number };
}

/** `10000`, `10,000`, `10.000`, `10_000`, `10k` and `1.5k`; undefined for anything else. */
function numberOf(text: string): number | undefined {
  const [, thousands] = /^(\d+(?:[.,]\d{1,2})?)k$/iu.exec(text) ?? [];
  if (thousands !== undefined) return Math.round(Number(thousands.replace(',', '.')) * 1000);
  return /^(?:\d+|\d{1,3}(?:[.,_]\d{3})+)$/u.test(text) ? Number(text.replace(/\D/gu, '')) : undefined;
}

/** A term of FTS5; nothing for a word without a letter or digit. */
function termOf(name: string | undefined, value: string, isPhrase: boolean): string | undefined {
  const field = name === undefined ? undefined : fieldOf(name);
  // What looks like a field and is none (`http://…`) is a word like others.
  const words = indexed(name !== undefined && field === undefined ? `${name} ${value}` : value);
  if (!/[\p{L}\p{N}]/u.test(words)) return undefined;
  const isBeginning = !isPhrase && value.endsWith('*');
  const quoted = `"${words
    .replace(/["\p{Cc}]/gu, ' ')
    .replace(/\*$/, '')
    .trim()}"${isBeginning ? ' *' : ''}`;
  return field === undefined ? quoted : `${field} : ${quoted}`;
}

function fieldOf(name: string): SearchField | undefined {
  const plain = name.toLowerCase();
  return FIELD_ALIASES[plain] ?? SEARCH_FIELDS.find((field) => field === plain);
}
