import { createHash } from 'node:crypto';
import { readFileSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CatalogueRow } from '../catalogue/row.js';
import type { Ledger } from './ledger.js';

/**
 * Takes the books away whose stories are gone, and the folders that this leaves empty. A book that someone changed since
 * is left, and told of as gone. The rows of those taken away.
 */
export function prune(gone: readonly CatalogueRow[], out: string, ledger: Ledger): readonly CatalogueRow[] {
  const pruned = gone.filter((row) => !row.book || takeAway(join(out, row.book.output), row.book.sha256, out));
  for (const { key } of pruned) ledger.add((catalogue) => catalogue.forget(key));
  return pruned;
}

/** False when the file is not the book that was put there. */
function takeAway(path: string, sha256: string, out: string): boolean {
  const bytes = readOwn(path);
  if (bytes && createHash('sha256').update(bytes).digest('hex') !== sha256) return false;
  rmSync(path, { force: true });
  removeEmpty(dirname(path), out);
  return true;
}

function readOwn(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

function removeEmpty(folder: string, out: string): void {
  if (folder.length <= out.length || !folder.startsWith(out)) return;
  try {
    rmdirSync(folder);
  } catch {
    // It holds other books.
    return;
  }
  removeEmpty(dirname(folder), out);
}
