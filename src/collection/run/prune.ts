import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { systemErrorCode } from '../../io/system-errors.js';
import type { CatalogueRow } from '../catalogue/row.js';
import { type FoundStory, isBelow } from '../scan.js';
import type { Ledger } from './ledger.js';
import { isAsPut } from './same-book.js';
import { takeAway } from './take-away.js';

/**
 * Takes the books away whose stories are gone, and the folders that this leaves empty. A book that someone changed since,
 * or that cannot be removed, is left, and told of as gone. The rows of those taken away.
 */
export function prune(gone: readonly CatalogueRow[], out: string, ledger: Ledger): readonly CatalogueRow[] {
  const pruned = gone.filter(({ book }) => {
    const path = book && join(out, book.output);
    return !path || (isAsPut(path, book.sha256) && takeAway(path, out));
  });
  for (const { key } of pruned) ledger.add((catalogue) => catalogue.forget(key));
  return pruned;
}

/**
 * Those of the stories gone that were surely taken away, rather than the disk that they lie on: each root that they were
 * found in holds other stories, the nearest folder above them that is left holds something, and none above them was passed
 * over as one that cannot be read. Where a disk is not mounted there is no folder, or an empty one.
 */
export function surelyGone(
  gone: readonly CatalogueRow[],
  roots: readonly string[],
  found: readonly FoundStory[],
  passedOver: readonly string[],
): ReadonlySet<CatalogueRow> {
  const living = new Map(roots.map((root) => [root, found.some(({ key }) => isBelow(key, root))]));
  const full = new Map<string, boolean>();
  const isLeft = (folder: string): boolean => {
    const isFull = full.get(folder) ?? holdsSomething(folder) ?? isLeft(dirname(folder));
    full.set(folder, isFull);
    return isFull;
  };
  const isSure = ({ key }: CatalogueRow): boolean =>
    !passedOver.some((folder) => isBelow(key, folder)) &&
    roots.every((root) => !isBelow(key, root) || living.get(root) === true) &&
    isLeft(dirname(key));
  return new Set(gone.filter(isSure));
}

/** Undefined where there is no such folder. */
function holdsSomething(folder: string): boolean | undefined {
  try {
    return readdirSync(folder).length > 0;
  } catch (cause) {
    const code = systemErrorCode(cause);
    return code === 'ENOENT' || code === 'ENOTDIR' ? undefined : false;
  }
}
