import { readFileSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { type Job, Worker } from 'bullmq';
import { isFolder } from '../../io/files.js';
import { type Executor, localExecutor } from '../run/executor.js';
import type { BindResult } from '../run/task.js';
import type { QueueAddress } from './address.js';
import { connectionOf, prefixOf, requireRedis } from './connection.js';
import { layDown } from './handover.js';
import { Idleness } from './idleness.js';
import { fromJob, type JobData, type JobResult, type Mount, mapJob, mapResult, thither } from './job.js';

export interface WorkerRequest {
  readonly address: QueueAddress;
  /** The version of storybind: only jobs of the same are taken. */
  readonly tool: string;
  /** How many stories are bound at once, from 1. */
  readonly workers: number;
  /** What one story may take, in bytes. */
  readonly memory: number;
  readonly mounts: readonly Mount[];
  /** Ends when nothing has come for so long, in milliseconds; never where it is left out. */
  readonly idle?: number;
  /** How long a worker that says nothing is taken to live, in milliseconds. */
  readonly lease: number;
  readonly signal: AbortSignal;
  readonly say: (event: WorkerEvent) => void;
}

export type WorkerEvent =
  | { readonly kind: 'ready' }
  | { readonly kind: 'ended'; readonly path: string; readonly result: BindResult }
  /** A story that is tried again, here or elsewhere: the fault was not its own. */
  | { readonly kind: 'given-back'; readonly path: string; readonly reason: string }
  /** Redis went away, or came back. */
  | { readonly kind: 'away'; readonly reason: string }
  | { readonly kind: 'back' }
  | { readonly kind: 'closing'; readonly begun: number };

/** More stalls than this, and the story itself is taken to kill its workers. */
const MOST_STALLS = 3;
/** How long a worker that cannot reach the shared folder waits before it gives a job back: others should get the next. */
const HOLD = 5000;

/**
 * Binds what the queue holds, until aborted or idle: then it ends what it has begun, and takes no more. Throws
 * `queue-unreachable`.
 */
export async function runQueueWorker(request: WorkerRequest): Promise<void> {
  const { address, tool, workers, lease, signal, say } = request;
  await requireRedis(address);
  const executor = await localExecutor(workers, Number.POSITIVE_INFINITY, request.memory);
  const idleness = new Idleness(request.idle);
  const worker = new Worker<JobData, JobResult>(
    address.name,
    async (job) => {
      idleness.begin();
      try {
        return await bindJob(job, executor, request);
      } finally {
        idleness.end();
      }
    },
    {
      connection: connectionOf(address),
      prefix: prefixOf(tool),
      concurrency: workers,
      lockDuration: lease,
      stalledInterval: lease / 2,
      maxStalledCount: MOST_STALLS,
    },
  );
  tellOfAbsence(worker, say);
  const ended = Promise.race([aborted(signal), idleness.over]);
  try {
    await Promise.race([worker.waitUntilReady().then(() => say({ kind: 'ready' })), ended]);
    await ended;
    say({ kind: 'closing', begun: idleness.busy });
  } finally {
    idleness.stop();
    await worker.close();
    await executor.close();
  }
}

/** Binds the story of the job; throws what should be tried again. */
async function bindJob(
  job: Job<JobData, JobResult>,
  executor: Executor,
  { mounts, signal, say }: WorkerRequest,
): Promise<JobResult> {
  const data = mapJob(job.data, mounts);
  const { path } = data.task.story;
  const giveBack = async (reason: string, isOfFolder: boolean): Promise<never> => {
    say({ kind: 'given-back', path, reason });
    if (isOfFolder) await delay(HOLD, undefined, { signal }).catch(() => {});
    throw new Error(reason);
  };
  if (!isFolder(data.out)) return giveBack(`the folder \`${data.out}\` is not there on ${hostname()}`, true);
  // Two workers never write one file, though the first was only taken to be dead.
  const staging = `${data.task.staging}-${job.token?.replace(/\W/g, '-')}`;
  const task = fromJob({ ...data, task: { ...data.task, staging } }, (file) => new Uint8Array(readFileSync(file)));
  const result = await executor.bind(task, UNTIMELY);
  const reason = result.kind === 'failed' ? result.diagnostics.at(-1) : undefined;
  const isLast = job.attemptsMade + 1 >= (job.opts.attempts ?? 1);
  if (reason && result.kind === 'failed' && result.isPassing && !isLast)
    return giveBack(reason.message, reason.code === 'output-unwritable');
  say({ kind: 'ended', path, result });
  const told = mapResult(result, mounts, job.data);
  if (told.kind !== 'bound') return { result: told };
  try {
    return { file: thither(layDown(told, staging), mounts) };
  } catch (error) {
    rmSync(staging, { force: true });
    throw error;
  }
}

/** A story that was begun is brought to its end: only a second signal, which ends the process, cuts it short. */
const UNTIMELY = new AbortController().signal;

/** Says once that Redis is away, however often it is looked for, and once that it is back. */
function tellOfAbsence(worker: Worker<JobData, JobResult>, say: WorkerRequest['say']): void {
  let isAway = false;
  worker.on('error', (error) => {
    if (!isAway) say({ kind: 'away', reason: error.message });
    isAway = true;
  });
  const back = (): void => {
    if (isAway) say({ kind: 'back' });
    isAway = false;
  };
  worker.on('active', back);
  worker.on('drained', back);
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
