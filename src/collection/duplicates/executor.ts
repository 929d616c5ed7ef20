import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { diagnostic } from '../../diagnostics/report.js';
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
/** Each thread holds one story at a time; a little more waits, so that none idles while its result is taken. */
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
  const { Piscina } = await import('piscina');
  const pool = new Piscina<DuplicatesTask, DuplicatesResult>({
    filename: fileURLToPath(new URL('./duplicates-worker.js', import.meta.url)),
    name: 'work',
    minThreads: workers,
    maxThreads: workers,
    atomics: 'disabled',
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEMORY },
  });
  return {
    width: workers * TASKS_A_WORKER,
    work: async (task, signal) => {
      try {
        return await pool.run(task, { signal });
      } catch (cause) {
        if (signal.aborted) throw cause;
        return { kind: 'failed', diagnostic: deathOf(task, cause) };
      }
    },
    close: () => pool.destroy(),
  };
}

function deathOf(task: DuplicatesTask, cause: unknown) {
  const { path } = task.kind === 'fingerprint' ? task.story : task.fullest;
  const message = `The worker that read \`${path}\` died: ${String(cause).split('\n')[0]}. The others went on without it.`;
  return diagnostic('worker-died', message, { file: path });
}
