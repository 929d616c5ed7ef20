import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Writes books to a folder of their own, in the order given, hands their paths over, and removes them. */
export async function withBooks<Result>(
  books: readonly Uint8Array[],
  use: (paths: readonly string[]) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'storybind-books-'));
  try {
    const paths = books.map((_, index) => join(folder, `${index}.epub`));
    await Promise.all(books.map((bytes, index) => writeFile(paths[index] as string, bytes)));
    return await use(paths);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
