import { randomUUID } from 'node:crypto';
import { Queue, QueueEvents } from 'bullmq';
import type { Executor } from '../run/executor.js';
import { Absence } from './absence.js';
import { type QueueAddress, shownAddress } from './address.js';
import { connectionOf, FAREWELL, type Patience, prefixOf, requireRedis } from './connection.js';
import { layCover } from './handover.js';
import { type JobData, type JobResult, toJob } from './job.js';
import { type JobQueue, Waiting } from './waiting.js';

/** How many stories wait in Redis at once: enough for many machines, few enough for its memory and ours. */
const WIDTH = 2000;
/** How often the jobs are asked after whose end went unheard, in milliseconds; every so many times, all of them. */
const SWEEP = 5000;
const SWEEPS_A_WHOLE = 6;
/** Events tell that there is something to fetch; missed ones are made up for. */
const MOST_EVENTS = 10_000;

export interface QueueRequest {
  readonly address: QueueAddress;
  /** The folder of books, absolute. */
  readonly out: string;
  /** The version of storybind. */
  readonly tool: string;
  readonly signal: AbortSignal;
  /** Tells people, in a line, what they should see to. */
  readonly notice: (line: string) => void;
}

/**
 * Machines elsewhere do the work: each task becomes a job on the queue, and its result comes back by the shared folder.
 * Throws `queue-unreachable`.
 */
export async function queueExecutor(request: QueueRequest): Promise<Executor> {
  const { address, out, tool, signal, notice } = request;
  await requireRedis(address);
  const patience: Patience = { isOver: false };
  const access = { connection: connectionOf(address, patience), prefix: prefixOf(tool) };
  const queue: JobQueue = new Queue<JobData, JobResult>(address.name, {
    ...access,
    streams: { events: { maxLen: MOST_EVENTS } },
  });
  const events = new QueueEvents(address.name, access);
  // Both connect again by themselves, and the sweep asks for what was missed.
  const absence = new Absence((event) =>
    notice(event.kind === 'away' ? `the queue is away (${event.reason}); waiting for it` : 'the queue is back'),
  );
  queue.on('error', (error) => absence.away(error.message));
  events.on('error', () => {});
  await events.waitUntilReady();
  const run = randomUUID();
  await removeLeftOver(queue, out, run);
  const refusals = new Set<string>();
  const waiting = new Waiting(queue, run, (reason) => {
    if (!refusals.has(reason)) notice(`Redis takes no job: ${reason}; asking again`);
    refusals.add(reason);
  });
  events.on('completed', ({ jobId, returnvalue }) => {
    void waiting.completed(jobId, returnvalue as unknown as JobResult);
  });
  events.on('failed', ({ jobId, failedReason }) => void waiting.failed(jobId, failedReason));
  const seeToWorkers = lookForWorkers(queue, waiting, request);
  const stopSweeping = sweepAgainAndAgain(async (isWhole) => {
    await waiting.sweep();
    absence.back();
    if (!isWhole) return;
    await removeLeftOver(queue, out, run);
    await waiting.restore();
    await seeToWorkers();
  });
  const abandon = (): void => waiting.abandon(signal.reason);
  signal.addEventListener('abort', abandon, { once: true });
  let cover: string | undefined;
  return {
    width: WIDTH,
    bind: async (task) => {
      signal.throwIfAborted();
      cover ??= layCover(task);
      return waiting.add(toJob({ run, out, ...(cover !== undefined && { cover }) }, task));
    },
    close: async () => {
      stopSweeping();
      signal.removeEventListener('abort', abandon);
      const farewell = async (): Promise<void> => {
        await waiting.removeAll();
        await Promise.all([events.close(), queue.close()]);
      };
      await inTime(farewell());
      patience.isOver = true;
    },
  };
}

/** Jobs of an earlier run into the same folder, which was cut short: the folder's lock says that nobody waits for them. */
async function removeLeftOver(queue: JobQueue, out: string, run: string): Promise<void> {
  for (const job of await queue.getJobs(['waiting', 'delayed', 'completed', 'failed'])) {
    // One that a worker has taken in between goes the next time.
    if (job?.data.out === out && job.data.run !== run) await job.remove().catch(() => {});
  }
}

/** Tells when nobody is there to do the work, once each time that it comes to that. */
function lookForWorkers(queue: JobQueue, waiting: Waiting, { address, tool, notice }: QueueRequest) {
  let isLonely = false;
  return async (): Promise<void> => {
    const wasLonely = isLonely;
    isLonely = waiting.size > 0 && (await queue.getWorkersCount()) === 0;
    if (!isLonely || wasLonely) return;
    notice(`no worker of version ${tool} listens at ${shownAddress(address)}; start one with storybind worker`);
  };
}

/** Events go by unheard while Redis is away; what they would have told is asked for. Returns what stops it. */
function sweepAgainAndAgain(sweep: (isWhole: boolean) => Promise<void>): () => void {
  let count = 0;
  let isSweeping = false;
  const timer = setInterval(() => {
    // One that waits for Redis is enough.
    if (isSweeping) return;
    isSweeping = true;
    count += 1;
    void sweep(count % SWEEPS_A_WHOLE === 0)
      .catch(() => {})
      .finally(() => {
        isSweeping = false;
      });
  }, SWEEP);
  return () => clearInterval(timer);
}

/** Waits for it, but not longer than a farewell may take; how it ended no longer matters. */
async function inTime(work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, FAREWELL);
  });
  await Promise.race([work.catch(() => {}), late]);
  clearTimeout(timer);
}
