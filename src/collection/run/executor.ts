import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { diagnostic } from '../../diagnostics/report.js';
import { causeOfDeath, startThreads } from '../threads.js';
import { stageBook } from './stage-book.js';
import type { BindResult, BindTask, MadeResult } from './task.js';

/** Who does the work: this thread, threads beside it, or machines elsewhere. */
export interface Executor {
  /** How many tasks it takes at once. */
  readonly width: number;
  /** The book lies at its staging path then, flushed to the disk. */
  readonly bind: (task: BindTask, signal: AbortSignal) => Promise<BindResult>;
  readonly close: () => Promise<void>;
}

/** A run with fewer stories to bind than this starts no threads: they would take longer than the work. */
const FEWEST_FOR_THREADS = 4;

export const defaultWorkers = (): number => availableParallelism();

/** Threads, as many as asked; or none for work that is too small for them. */
export async function localExecutor(workers: number, due: number, memory: number, module = WORKER): Promise<Executor> {
  if (workers <= 0 || due < FEWEST_FOR_THREADS) return inlineExecutor();
  return threadExecutor(Math.min(workers, due), memory, module);
}

/** What a thread loads: it exports `work`, a `BindTask` onto a `BindResult`. */
const WORKER = fileURLToPath(new URL('./worker.js', import.meta.url));

/** Everything in this thread. */
export async function inlineExecutor(): Promise<Executor> {
  const { bindOne } = await import('./bind-one.js');
  const bind = async (task: BindTask, signal: AbortSignal): Promise<BindResult> =>
    stageBook(await bindOne(task, signal), task);
  return { width: 1, bind, close: async () => {} };
}

/** Each thread holds one story at a time; more wait, so that none idles while its book goes to the disk and is taken down. */
const TASKS_A_WORKER = 3;

/** In MiB: what a thread's heap holds before V8 first collects all of it. Pictures count, and a cover is drawn in many MB. */
const FIRST_COLLECTION = 64;
/** How long a function runs before V8 optimises it, fifteen times V8's own: of a run of minutes it would else take a third. */
const INTERRUPT_BUDGET = 1_000_000;

/** Sets V8, for the threads that are made from now on, to the work that they get: many like stories. */
function tuneThreads(memory: number): void {
  setFlagsFromString(`--initial-old-space-size=${Math.min(FIRST_COLLECTION, Math.ceil(memory / 2 ** 21))}`);
  setFlagsFromString(`--interrupt-budget=${INTERRUPT_BUDGET}`);
}

/** Worker threads. Of one that dies of its story the story is said to have failed. */
async function threadExecutor(workers: number, memory: number, module: string): Promise<Executor> {
  const { useOwnFontconfig } = await import('../../convert.js');
  tuneThreads(memory);
  // For as long as the command lives.
  useOwnFontconfig();
  const limits = { maxOldGenerationSizeMb: Math.ceil(memory / 2 ** 20) };
  const { width, run, close } = await startThreads<BindTask, MadeResult>({
    workers,
    tasksAWorker: TASKS_A_WORKER,
    module,
    limits,
    deathOf,
  });
  return {
    width,
    bind: async (task, signal) => stageBook(await run(task, signal), task),
    close,
  };
}

function deathOf({ story }: BindTask, cause: unknown): MadeResult {
  const isMemory = cause instanceof Error && 'code' in cause && cause.code === 'ERR_WORKER_OUT_OF_MEMORY';
  const reason = isMemory ? 'it needs more memory than `--memory` allows' : causeOfDeath(cause);
  const message = `The worker that bound \`${story.path}\` died: ${reason}. The others went on without it.`;
  return {
    kind: 'failed',
    content: '',
    inputs: [],
    diagnostics: [diagnostic('worker-died', message, { file: story.path })],
    isPassing: true,
    milliseconds: 0,
    seen: '0',
  };
}
