import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { useCompileCache } from '../../io/compile-cache.js';
import type { BindTask, MadeResult } from './task.js';

useCompileCache(dirname(fileURLToPath(import.meta.url)));

/** What a thread of the pool does: one story at a time. */
export async function work(task: BindTask): Promise<MadeResult> {
  const { bindOne } = await import('./bind-one.js');
  return bindOne(task);
}
