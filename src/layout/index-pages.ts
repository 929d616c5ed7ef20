import type { IndexEntry, IndexGroup, IndexPage, IndexPlace, SectionPage } from '../model/book.js';
import { authorsOf } from '../model/creators.js';
import type { Metadata } from '../model/story.js';
import { collatorFor } from '../text/collation.js';
import type { LayoutWords } from './words/words.js';

/** What a story is listed under, and what tells that term from others. */
interface Term {
  readonly term: string;
  readonly key: string;
}

interface Index {
  readonly name: string;
  readonly heading: 'indexOfAuthors' | 'indexOfFandoms' | 'indexOfRelationships';
  readonly terms: (metadata: Metadata) => readonly Term[];
}

const plainTerm = (term: string): Term => ({ term, key: fold(term) });

const INDEXES: readonly Index[] = [
  {
    name: 'index-of-authors',
    heading: 'indexOfAuthors',
    terms: (metadata) => authorsOf(metadata).map(({ name, fileAs }) => ({ term: fileAs ?? name, key: fold(name) })),
  },
  { name: 'index-of-fandoms', heading: 'indexOfFandoms', terms: ({ fandoms }) => fandoms.map(plainTerm) },
  {
    name: 'index-of-relationships',
    heading: 'indexOfRelationships',
    terms: ({ relationships }) => relationships.map(plainTerm),
  },
];

/** The names of the indexes' files: no section may have them. */
export const INDEX_NAMES: readonly string[] = INDEXES.map(({ name }) => name);

const fold = (term: string): string => term.normalize('NFKC').replace(/\s+/gu, ' ').trim().toLowerCase();

/** The indexes of an anthology, each only where it tells two things apart; none for a book that is one story. */
export function indexPages(pages: readonly SectionPage[], language: string, words: LayoutWords): readonly IndexPage[] {
  const works = pages.filter(({ section }) => section.work);
  // The collator of a book that is one story would be loaded for nothing, and that takes longer than all its layout.
  if (works.length === 0) return [];
  return INDEXES.flatMap(({ name, heading, terms }) => {
    const entries = entriesOf(works, language, terms);
    if (entries.length < 2) return [];
    const title = words[heading];
    const groups = groupsOf(entries, language);
    return [{ kind: 'index', id: `page-${name}`, href: `text/${name}.xhtml`, title, heading: title, groups }];
  });
}

function entriesOf(pages: readonly SectionPage[], language: string, terms: Index['terms']): readonly IndexEntry[] {
  const found = new Map<string, { readonly term: string; readonly places: IndexPlace[] }>();
  for (const { section, href, title, language: own } of pages) {
    if (!section.work) continue;
    const { metadata } = section.work;
    const place: IndexPlace = { text: metadata.title ?? title, href, ...(own && { language: own.tag }) };
    const listed = new Map(terms(metadata).map((one) => [one.key, one.term]));
    for (const [key, term] of listed) {
      if (key === '') continue;
      const entry = found.get(key) ?? { term: term.trim(), places: [] };
      entry.places.push(place);
      found.set(key, entry);
    }
  }
  const { compare } = collatorFor(language);
  return [...found.values()].sort((a, b) => compare(a.term, b.term));
}

/** Fewer terms than these are seen at a glance. */
const FEWEST_FOR_LETTERS = 12;

function groupsOf(entries: readonly IndexEntry[], language: string): readonly IndexGroup[] {
  if (entries.length < FEWEST_FOR_LETTERS) return [{ entries }];
  const { compare } = collatorFor(language, { sensitivity: 'base' });
  const groups: { letter: string; entries: IndexEntry[] }[] = [];
  for (const entry of entries) {
    const letter = letterOf(entry.term, language, compare);
    const last = groups.at(-1);
    if (last && compare(last.letter, letter) === 0) last.entries.push(entry);
    else groups.push({ letter, entries: [entry] });
  }
  return groups;
}

/** The letter that the language's readers look under: `É` is an E in French, `Å` a letter of its own in Swedish. */
function letterOf(term: string, language: string, compare: (a: string, b: string) => number): string {
  const first = /[\p{L}\p{N}]/u.exec(term)?.[0];
  if (first === undefined || /\p{N}/u.test(first)) return '#';
  const upper = first.toLocaleUpperCase(language === 'tr' ? 'tr' : 'und');
  const bare = upper.normalize('NFD').replace(/\p{M}/gu, '');
  return compare(bare, upper) === 0 ? bare : upper;
}
