import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Keeps books as files until their turn comes: a thousand would fill the memory. */
export interface Shelter {
  /** What gives the bytes back. */
  readonly keep: (bytes: Uint8Array) => () => Uint8Array;
}

/** What the work makes with a shelter; it is gone when the work is done. */
export async function withShelter<Result>(work: (shelter: Shelter) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'storybind-load-'));
  let count = 0;
  const keep = (bytes: Uint8Array): (() => Uint8Array) => {
    count += 1;
    const path = join(folder, String(count));
    writeFileSync(path, bytes);
    return () => readFileSync(path);
  };
  try {
    return await work({ keep });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
