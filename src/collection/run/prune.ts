import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CatalogueRow } from '../catalogue/row.js';
import type { Ledger } from './ledger.js';
import { takeAway } from './shelf.js';

/**
 * Takes the books away whose stories are gone, and the folders that this leaves empty. A book that someone changed since
 * is left, and told of as gone. The rows of those taken away.
 */
export function prune(gone: readonly CatalogueRow[], out: string, ledger: Ledger): readonly CatalogueRow[] {
  const pruned = gone.filter(({ book }) => !book || isOurs(join(out, book.output), book.sha256));
  for (const { key, book } of pruned) {
    if (book) takeAway(join(out, book.output), out);
    ledger.add((catalogue) => catalogue.forget(key));
  }
  return pruned;
}

/** False when the file is no longer the book that was put there. */
function isOurs(path: string, sha256: string): boolean {
  try {
    return createHash('sha256').update(readFileSync(path)).digest('hex') === sha256;
  } catch {
    // There is nothing to keep.
    return true;
  }
}
