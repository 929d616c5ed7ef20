import { reasonOf } from '../../diagnostics/our-faults.js';
import { writeFlushed } from '../../io/write-atomically.js';
import type { BindResult, BindTask, MadeResult } from './task.js';

/**
 * The result with its book at its staging path, flushed to the disk; a disk that does not take it is a fault that is not
 * the story's. The threads that bind go on meanwhile: a disk may take as long to flush a book as they to make one.
 */
export async function stageBook(made: MadeResult, { staging }: BindTask): Promise<BindResult> {
  if (made.kind !== 'bound') return made;
  const { bytes, ...bound } = made;
  try {
    await writeFlushed(staging, bytes);
    return { ...bound, staging, size: bytes.length };
  } catch (error) {
    const { content, inputs, milliseconds, seen } = bound;
    const diagnostics = [reasonOf(error, staging)];
    return { kind: 'failed', content, inputs, diagnostics, isPassing: true, milliseconds, seen };
  }
}
