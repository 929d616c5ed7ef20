import { rmdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

/** Removes the file, and the folders that this leaves empty below the folder of books. */
export function takeAway(path: string, out: string): void {
  rmSync(path, { force: true });
  removeEmptyFolders(dirname(path), out);
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
