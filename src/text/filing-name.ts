import { scriptOf } from './scripts.js';

/** Peoples who write the family name first, or file by the given name. */
const FILED_AS_WRITTEN: ReadonlySet<string> = new Set(['hu', 'is', 'ja', 'ko', 'vi', 'zh', 'yue', 'km', 'mn']);
const FILED_SCRIPTS: ReadonlySet<string> = new Set(['Latn', 'Cyrl', 'Grek']);

const PARTICLES: ReadonlySet<string> = new Set(
  'af av d da dal das de degli dei del della den der di do dos du e la las le los of op te ten ter the tot van vom von y zu zum zur'.split(
    ' ',
  ),
);
/** They stay with the name that they stand before: `la Fontaine, Jean de`. */
const ARTICLES: ReadonlySet<string> = new Set(['la', 'le', 'las', 'los', 'du', 'da', 'dos', 'das', 'do']);
const CAPITAL_PARTICLES: ReadonlySet<string> = new Set(
  'De Del Della Der Den Di Da Du Des La Le Las Los Van Vander Von Ter Ten Mac Mc St St. Saint San Santa El Al Abu Ibn Bin Ben Ap O'.split(
    ' ',
  ),
);
const SUFFIXES: ReadonlySet<string> = new Set('jr sr ii iii iv phd md esq obe mbe cbe'.split(' '));
const HONORIFICS: ReadonlySet<string> = new Set('sir dame lord lady dr prof professor rev fr'.split(' '));

/** Words that make a name that of a group or a mask. */
const NOT_A_PERSON: ReadonlySet<string> = new Set(
  (
    'the a an and und et of team project society press publishing publishers publications university college ' +
    'foundation inc ltd llc gmbh company committee association archives staff editors studio studios collective ' +
    'anonymous anon anonym unknown various authors user account'
  ).split(' '),
);
/** Words before a name that stands for a part, or that says too little of the name behind it. */
const NOT_A_FIRST_NAME: ReadonlySet<string> = new Set(
  'mr mrs ms miss mister madame monsieur king queen prince princess captain lil little big dj st saint guest orphan'.split(
    ' ',
  ),
);

const LONGEST = 80;
const MOST_WORDS = 6;

/**
 * The name as libraries file it (`Mary Shelley` → `Shelley, Mary`; `Vincent van Gogh` → `Gogh, Vincent van`), or
 * undefined where that cannot be known: single names, pen names, groups, and names in an order of their own.
 */
export function filingName(name: string, language: string): string | undefined {
  const written = name.trim();
  if (written.length > LONGEST || !/^[\p{L}\p{M}\s.,'’-]+$/u.test(written) || !FILED_SCRIPTS.has(scriptOf(written))) {
    return undefined;
  }
  if (FILED_AS_WRITTEN.has(language.split('-')[0] ?? '')) return undefined;
  const words = written.split(/[\s,]+/).filter(Boolean);
  const suffixes = words.filter((word, index) => index > 1 && SUFFIXES.has(bare(word)));
  const honorific = HONORIFICS.has(bare(words[0] ?? '')) ? words[0] : undefined;
  const parts = words.slice(honorific === undefined ? 0 : 1, words.length - suffixes.length);
  // Spanish names end in two family names, and which words those are cannot be told.
  if (language.startsWith('es') && parts.filter((part) => !PARTICLES.has(part)).length > 2) return undefined;
  if (written.split(',').length > 1 + suffixes.length || !isPersonal(parts)) return undefined;
  const filed = fileBySurname(parts);
  return [filed, ...suffixes, ...(honorific === undefined ? [] : [honorific])].join(', ');
}

const bare = (word: string): string => word.toLowerCase().replaceAll('.', '');

function isPersonal(words: readonly string[]): boolean {
  if (words.length < 2 || words.length > MOST_WORDS) return false;
  const last = words.at(-1) ?? '';
  if (/^.\.?$/u.test(last) || NOT_A_FIRST_NAME.has(bare(words[0] ?? ''))) return false;
  return words.every((word, index) => {
    if (index > 0 && index < words.length - 1 && (PARTICLES.has(word) || CAPITAL_PARTICLES.has(word))) return true;
    return /^(?:[dlDL]['’])?\p{Lu}/u.test(word) && !NOT_A_PERSON.has(bare(word));
  });
}

function fileBySurname(words: readonly string[]): string {
  // Толстой Лев Николаевич is in filing order already: the patronymic tells.
  if (words.length === 3 && /(?:вич|вна|чна)$/u.test(words[2] ?? '')) return `${words[0]}, ${words[1]} ${words[2]}`;
  let surname = words.length - 1;
  while (surname > 1 && belongsToSurname(words, surname - 1)) surname -= 1;
  let given = surname;
  while (given > 1 && PARTICLES.has(words[given - 1] ?? '')) given -= 1;
  return `${words.slice(surname).join(' ')}, ${[...words.slice(0, given), ...words.slice(given, surname)].join(' ')}`;
}

function belongsToSurname(words: readonly string[], index: number): boolean {
  const word = words[index] ?? '';
  if (CAPITAL_PARTICLES.has(word)) return true;
  return ARTICLES.has(word) && PARTICLES.has(words[index - 1] ?? '');
}
