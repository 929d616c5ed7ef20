import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readBytes } from '../../io/files.js';
import { systemErrorCode } from '../../io/system-errors.js';
import { openBook } from '../../read/epub/open.js';
import { readingLimits } from '../../read/limits.js';

/** False when the file is no longer the book that was put there: someone has changed it since. */
export function isAsPut(path: string, sha256: string): boolean {
  try {
    return createHash('sha256').update(readFileSync(path)).digest('hex') === sha256;
  } catch (cause) {
    // Where there is nothing, there is nothing to keep; what cannot be read, or is a folder now, is not ours.
    return systemErrorCode(cause) === 'ENOENT';
  }
}

/** Whether both files are states of one book: a catalogue that was lost, or a run cut short, leaves books that are known by that alone. */
export function isSameBook(one: string, other: string): boolean {
  const identifier = identifierOf(one);
  return identifier !== undefined && identifier === identifierOf(other);
}

function identifierOf(path: string): string | undefined {
  const limits = readingLimits();
  try {
    return openBook({ name: path, bytes: readBytes(path, limits.file) }, limits).pack.uniqueIdentifier;
  } catch {
    // It is no book.
    return undefined;
  }
}
