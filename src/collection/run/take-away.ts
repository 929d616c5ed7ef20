import { rmdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Removes the file, and the folders that this leaves empty below the folder of books. False where the system does not let
 * it: then it is left, and one book that cannot be removed stops no run.
 */
export function takeAway(path: string, out: string): boolean {
  try {
    rmSync(path, { force: true });
  } catch {
    return false;
  }
  removeEmptyFolders(dirname(path), out);
  return true;
}

/** Removes the folder when it is empty, and those above it that this leaves empty, below the folder of books. */
export function removeEmptyFolders(folder: string, out: string): void {
  if (folder.length <= out.length || !folder.startsWith(out)) return;
  try {
    rmdirSync(folder);
  } catch {
    // It holds other books.
    return;
  }
  removeEmptyFolders(dirname(folder), out);
}
