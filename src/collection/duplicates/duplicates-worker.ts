import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { useCompileCache } from '../../io/compile-cache.js';
import type { DuplicatesResult, DuplicatesTask } from './task.js';

useCompileCache(dirname(fileURLToPath(import.meta.url)));

/** What a thread of the pool does: one task at a time. */
export async function work(task: DuplicatesTask): Promise<DuplicatesResult> {
  const { workOn } = await import('./work.js');
  return workOn(task);
}
