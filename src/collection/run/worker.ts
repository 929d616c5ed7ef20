import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { useCompileCache } from '../../io/compile-cache.js';
import type { BindTask, MadeResult } from './task.js';

useCompileCache(dirname(fileURLToPath(import.meta.url)));

/** What a thread of the pool does: one story at a time. */
export async function work(task: BindTask): Promise<MadeResult> {
  const [{ bindOne }, { drawInOneThread }] = await Promise.all([import('./bind-one.js'), import('../../convert.js')]);
  drawInOneThread();
  return bindOne(task);
}
