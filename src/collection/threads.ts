import { setMaxListeners } from 'node:events';
import type { ResourceLimits } from 'node:worker_threads';

/** What a pool of worker threads does, and how it is laid out. */
export interface ThreadsRequest<Task, Result> {
  readonly workers: number;
  /** How many tasks a thread has at once: it does one, and the others wait, so that it never idles. */
  readonly tasksAWorker: number;
  /** What a thread loads: it exports `work`, a task onto a result. */
  readonly module: string;
  readonly limits: ResourceLimits;
  /** What became of a task whose thread died of it. */
  readonly deathOf: (task: Task, cause: unknown) => Result;
}

export interface Threads<Task, Result> {
  /** How many tasks they take at once. */
  readonly width: number;
  /** Throws only on abort. */
  readonly run: (task: Task, signal: AbortSignal) => Promise<Result>;
  readonly close: () => Promise<void>;
}

/** Worker threads, by piscina. One that dies of its task is replaced. */
export async function startThreads<Task, Result>(
  request: ThreadsRequest<Task, Result>,
): Promise<Threads<Task, Result>> {
  const { workers, tasksAWorker, module, limits, deathOf } = request;
  const { Piscina } = await import('piscina');
  const pool = new Piscina<Task, Result>({
    filename: module,
    name: 'work',
    minThreads: workers,
    maxThreads: workers,
    atomics: 'disabled',
    resourceLimits: limits,
  });
  return {
    width: workers * tasksAWorker,
    run: async (task, signal) => {
      // Each task that is under way listens for the abort.
      setMaxListeners(0, signal);
      try {
        return await pool.run(task, { signal });
      } catch (cause) {
        if (signal.aborted) throw cause;
        return deathOf(task, cause);
      }
    },
    close: () => pool.destroy(),
  };
}

/** Why it died, in a line. */
export const causeOfDeath = (cause: unknown): string => String(cause).split('\n')[0] ?? '';
