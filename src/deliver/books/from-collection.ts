import { join } from 'node:path';
import type { Catalogue } from '../../collection/catalogue/catalogue.js';
import { type ShelvedBook, shelvedBooks, unboundKeys } from '../../collection/catalogue/look.js';
import type { Query } from '../../collection/catalogue/query.js';
import { BOOK_LIMIT, readBytes } from '../../io/files.js';
import { bookKey, scopeOf } from './book-keys.js';
import { deviceBookOf, madeBytes } from './device-book.js';
import { grown, nameFor } from './from-files.js';
import type { Preparation, PreparedBook, PreparedBooks } from './prepared.js';

export interface CollectionBooks extends PreparedBooks {
  /** What a device knows those stories by of which no book could be made this time: theirs of before stay there. */
  readonly unbound: readonly string[];
}

/** The collection’s books that the query asks for. None is read before its turn comes. */
export function booksOfCollection(
  out: string,
  catalogue: Catalogue,
  query: Query,
  preparation: Preparation,
): CollectionBooks {
  const scope = scopeOf(out);
  const prepared = shelvedBooks(catalogue, query).map((row): PreparedBooks => {
    const key = bookKey(scope, row.key);
    const file = join(out, row.output);
    try {
      return { books: [bookOf(row, key, file, preparation)], failures: [] };
    } catch (cause) {
      return { books: [], failures: [{ file, key, cause }] };
    }
  });
  return {
    books: prepared.flatMap(({ books }) => books),
    failures: prepared.flatMap(({ failures }) => failures),
    unbound: unboundKeys(catalogue).map((key) => bookKey(scope, key)),
  };
}

function bookOf(row: ShelvedBook, key: string, file: string, preparation: Preparation): PreparedBook {
  const book = deviceBookOf(row.output, preparation.target);
  const made = madeBytes(book, file, () => readBytes(file, BOOK_LIMIT));
  return {
    file,
    diagnostics: made.diagnostics,
    loadable: {
      key,
      name: nameFor(row.place, 'file', row.metadata, book.extension, preparation),
      version: row.sha256 + (book.isConverted ? `+kepub@${preparation.tool}` : ''),
      size: book.isConverted ? grown(row.size) : row.size,
      bytes: made.bytes,
    },
  };
}
