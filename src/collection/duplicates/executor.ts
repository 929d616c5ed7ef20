import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { diagnostic } from '../../diagnostics/report.js';
import { causeOfDeath, startThreads } from '../threads.js';
import type { DuplicatesResult, DuplicatesTask } from './task.js';

/** Who reads the stories: this thread, or threads beside it. */
export interface DuplicatesExecutor {
  /** How many tasks it takes at once. */
  readonly width: number;
  readonly work: (task: DuplicatesTask, signal: AbortSignal) => Promise<DuplicatesResult>;
  readonly close: () => Promise<void>;
}

/** Fewer stories than this are read sooner than threads have started. */
const FEWEST_FOR_THREADS = 24;
const TASKS_A_WORKER = 4;

/** In MiB. A story read is garbage once its fingerprints are taken: with room for one it is never copied about. */
const YOUNG_MEMORY = 64;

/** Threads, a processor each; or none for work that is too small for them. */
export async function executorFor(stories: number, workers = availableParallelism()): Promise<DuplicatesExecutor> {
  return stories < FEWEST_FOR_THREADS || workers < 2 ? inlineExecutor() : threadExecutor(workers);
}

/** Everything in this thread. */
async function inlineExecutor(): Promise<DuplicatesExecutor> {
  const { workOn } = await import('./work.js');
  return { width: 1, work: workOn, close: async () => {} };
}

async function threadExecutor(workers: number): Promise<DuplicatesExecutor> {
  const { width, run, close } = await startThreads<DuplicatesTask, DuplicatesResult>({
    workers,
    tasksAWorker: TASKS_A_WORKER,
    module: fileURLToPath(new URL('./duplicates-worker.js', import.meta.url)),
    limits: { maxYoungGenerationSizeMb: YOUNG_MEMORY },
    deathOf,
  });
  return { width, work: run, close };
}

function deathOf(task: DuplicatesTask, cause: unknown): DuplicatesResult {
  const { path } = task.kind === 'fingerprint' ? task.story : task.fullest;
  const message = `The worker that read \`${path}\` died: ${causeOfDeath(cause)}. The others went on without it.`;
  return { kind: 'failed', diagnostic: diagnostic('worker-died', message, { file: path }) };
}
