import { readCatalogue } from '../collection/catalogue/open.js';
import { parseQuery } from '../collection/catalogue/query.js';
import { scopeOf } from '../deliver/books/book-keys.js';
import { booksOfCollection } from '../deliver/books/from-collection.js';
import { booksAtPath } from '../deliver/books/from-files.js';
import type { Failure, Preparation, PreparedBook } from '../deliver/books/prepared.js';
import { StoryError } from '../diagnostics/report.js';
import { fileStats, isFolder } from '../io/files.js';
import type { LoadFlags } from './load.js';
import { DEFAULT_FOLDER } from './output-paths.js';
import { withCatalogue } from './show-catalogue.js';
import { expandInputs } from './stories.js';

/** What the words of `load` name. */
export interface LoadInputs {
  readonly books: readonly PreparedBook[];
  readonly failures: readonly Failure[];
  /** What the books of the folders that were named begin with: a sync takes away none but these. */
  readonly scopes: readonly string[];
  /** The keys of what could not be made this time: that of before stays on the device. */
  readonly kept: ReadonlySet<string>;
}

/** What the words name, sorted: paths that are there, and the words of a search. */
export interface LoadWords {
  readonly paths: readonly string[];
  /** Undefined where nothing is searched for. */
  readonly query?: string;
}

/** A word with a slash or a book’s or story’s extension is meant as a path, there or not. */
const PATH_LIKE = /[/\\]|\.[a-z][a-z0-9]{1,4}$/iu;

export function sortWords(words: readonly string[]): LoadWords {
  const expanded = words.map((word) => ({ word, paths: expandInputs([word]) }));
  const isPath = ({ word, paths }: (typeof expanded)[number]): boolean =>
    paths.every(isThere) || (PATH_LIKE.test(word) && !/^[a-z]+:(?![\\/])/iu.test(word));
  const query = expanded
    .filter((one) => !isPath(one))
    .map(({ word }) => asTyped(word))
    .join(' ');
  return { paths: expanded.filter(isPath).flatMap(({ paths }) => paths), ...(query !== '' && { query }) };
}

const isThere = (path: string): boolean => fileStats(path) !== undefined;

/** The shell took the quotes of `fandom:"the long road"`. */
function asTyped(word: string): string {
  if (!/\s/u.test(word) || word.includes('"')) return word;
  const [, field = '', value = ''] = /^(-?(?:[a-z]+:)?)(.*)$/isu.exec(word) ?? [];
  return field === '' ? word : `${field}"${value}"`;
}

/** The books of all that was named. Throws for a path that is not there. */
export async function prepareLoad(
  { paths, query }: LoadWords,
  { from = DEFAULT_FOLDER }: Pick<LoadFlags, 'from'>,
  preparation: Preparation,
  onPath: (path: string) => void,
): Promise<LoadInputs> {
  const found: LoadInputs[] = [];
  for (const path of paths) {
    onPath(path);
    const inputs = isCollection(path) ? collectionInputs(path, '', preparation) : await pathInputs(path, preparation);
    found.push(withoutNothing(inputs, path));
  }
  if (query !== undefined) found.push(withoutNothing(collectionInputs(from, query, preparation), query));
  return {
    books: found.flatMap(({ books }) => books),
    failures: found.flatMap(({ failures }) => failures),
    scopes: found.flatMap(({ scopes }) => scopes),
    kept: new Set(found.flatMap(({ kept }) => [...kept])),
  };
}

/**
 * A folder without a book is said to be so, and mirrors nothing: one that is empty because its disk is not mounted must not
 * empty the device.
 */
function withoutNothing(inputs: LoadInputs, word: string): LoadInputs {
  if (inputs.books.length + inputs.failures.length > 0) return inputs;
  const message = `\`${word}\` holds or finds no book, and nothing is taken off the device for that. Look whether it is what you mean; \`storybind unload\` takes away.`;
  const cause = new StoryError('load-empty', message, { file: word });
  return { ...inputs, failures: [{ file: word, key: '', cause }], scopes: [] };
}

function isCollection(path: string): boolean {
  if (!isFolder(path)) return false;
  const catalogue = readCatalogue(path);
  catalogue?.close();
  return catalogue !== undefined;
}

function collectionInputs(out: string, query: string, preparation: Preparation): LoadInputs {
  return withCatalogue(out, (catalogue) => {
    const { books, failures, unbound } = booksOfCollection(out, catalogue, parseQuery(query), preparation);
    return { books, failures, scopes: [scopeOf(out)], kept: new Set([...unbound, ...failures.map(({ key }) => key)]) };
  });
}

async function pathInputs(path: string, preparation: Preparation): Promise<LoadInputs> {
  if (!isThere(path)) {
    const message = `There is no file or folder \`${path}\`. Look for a slip, or search a collection: \`storybind load title:WORD --from BOOKS\`.`;
    throw new StoryError('input-missing', message, { file: path });
  }
  const { books, failures } = await booksAtPath(path, preparation);
  const scopes = isFolder(path) ? [scopeOf(path)] : [];
  return { books, failures, scopes, kept: new Set(failures.map(({ key }) => key)) };
}
