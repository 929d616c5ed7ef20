import { readFileSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Job, Worker } from 'bullmq';
import { isFolder } from '../../io/files.js';
import { type Executor, localExecutor } from '../run/executor.js';
import type { BindResult } from '../run/task.js';
import { Absence, type AbsenceEvent, isAbsence } from './absence.js';
import type { QueueAddress } from './address.js';
import { connectionOf, countDelayed, FAREWELL, type Patience, prefixOf, requireRedis } from './connection.js';
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
  | AbsenceEvent
  /** What Redis refused: mostly a story that another worker has taken over. */
  | { readonly kind: 'trouble'; readonly reason: string }
  | { readonly kind: 'closing'; readonly begun: number };

/** More stalls than this, and the story itself is taken to kill its workers. */
const MOST_STALLS = 3;
const FORSAKEN = 'the run that asked for it has ended';
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
  const patience: Patience = { isOver: false };
  const absence = new Absence(say);
  const idleness = new Idleness(request.idle, async () => (await countDelayed(address, tool)) > 0);
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
      connection: connectionOf(address, patience),
      prefix: prefixOf(tool),
      concurrency: workers,
      lockDuration: lease,
      stalledInterval: lease / 2,
      maxStalledCount: MOST_STALLS,
    },
  );
  tellOfTroubles(worker, absence, say);
  const ended = Promise.race([aborted(signal), idleness.over]);
  try {
    await Promise.race([worker.waitUntilReady().then(() => say({ kind: 'ready' })), ended]);
    await ended;
    say({ kind: 'closing', begun: idleness.busy });
  } finally {
    idleness.stop();
    await closeInOrder({ worker, idleness, absence, patience });
    await executor.close();
  }
}

interface Closing {
  readonly worker: Worker<JobData, JobResult>;
  readonly idleness: Idleness;
  readonly absence: Absence;
  readonly patience: Patience;
}

/** Waits for what was begun, and for Redis to hear of it; but not for a Redis that has gone away. */
async function closeInOrder({ worker, idleness, absence, patience }: Closing): Promise<void> {
  // bullmq cannot close what is not connected: either Redis comes back, or the connections are given up first.
  for (let wasBusy = true; absence.isAway && !patience.isOver; wasBusy = idleness.busy > 0) {
    patience.isOver = !wasBusy;
    await delay(FAREWELL);
  }
  await Promise.race([worker.close(), absentFor(idleness, absence)]);
}

/** Resolves when Redis has gone away and nothing is under way. */
async function absentFor(idleness: Idleness, absence: Absence): Promise<void> {
  do await delay(FAREWELL, undefined, { ref: false });
  while (!absence.isAway || idleness.busy > 0);
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
  const isForsaken = (): boolean => !isFolder(dirname(data.task.staging));
  if (isForsaken()) return giveBack(FORSAKEN, true);
  // Two workers never write one file, though the first was only taken to be dead.
  const staging = `${data.task.staging}-${job.token?.replace(/\W/g, '-')}`;
  const task = fromJob({ ...data, task: { ...data.task, staging } }, (file) => new Uint8Array(readFileSync(file)));
  const result = await executor.bind(task, UNTIMELY);
  const reason = result.kind === 'failed' ? result.diagnostics.at(-1) : undefined;
  const isLast = job.attemptsMade + 1 >= (job.opts.attempts ?? 1);
  if (reason && result.kind === 'failed' && result.isPassing && !isLast)
    return giveBack(isForsaken() ? FORSAKEN : reason.message, reason.code === 'output-unwritable');
  const told = mapResult(result, mounts, task);
  say({ kind: 'ended', path, result: told });
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

/** What goes wrong between the worker and Redis, neither once for each attempt nor never. */
function tellOfTroubles(worker: Worker<JobData, JobResult>, absence: Absence, say: WorkerRequest['say']): void {
  worker.on('error', (error) => {
    if (isAbsence(error)) absence.away(error.message);
    else say({ kind: 'trouble', reason: error.message });
  });
  worker.on('active', () => absence.back());
  worker.on('drained', () => absence.back());
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
