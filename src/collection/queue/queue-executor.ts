import { randomUUID } from 'node:crypto';
import { Queue, QueueEvents } from 'bullmq';
import type { Executor } from '../run/executor.js';
import { type QueueAddress, shownAddress } from './address.js';
import { connectionOf, prefixOf, requireRedis } from './connection.js';
import { layCover } from './handover.js';
import { asAsked, type JobData, type JobResult, toJob } from './job.js';
import { type JobQueue, Waiting } from './waiting.js';

/** How many stories wait in Redis at once: enough for many machines, few enough for its memory and ours. */
const WIDTH = 2000;
/** How often the jobs are asked after whose end went unheard, in milliseconds; every so many times, all of them. */
const SWEEP = 5000;
const SWEEPS_A_RESTORE = 6;
/** How long a Redis that has gone away may hold up the end, in milliseconds. */
const FAREWELL = 3000;
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
  const { address, out, tool, signal } = request;
  await requireRedis(address);
  const access = { connection: connectionOf(address), prefix: prefixOf(tool) };
  const queue: JobQueue = new Queue<JobData, JobResult>(address.name, {
    ...access,
    streams: { events: { maxLen: MOST_EVENTS } },
  });
  const events = new QueueEvents(address.name, access);
  // Both connect again by themselves, and the sweep asks for what was missed.
  queue.on('error', () => {});
  events.on('error', () => {});
  await events.waitUntilReady();
  await removeLeftOver(queue, out);
  const run = randomUUID();
  const refusals = new Set<string>();
  const waiting = new Waiting(queue, run, (reason) => {
    if (!refusals.has(reason)) request.notice(`Redis takes no job: ${reason}; asking again`);
    refusals.add(reason);
  });
  events.on('completed', ({ jobId, returnvalue }) => {
    void waiting.completed(jobId, returnvalue as unknown as JobResult);
  });
  events.on('failed', ({ jobId, failedReason }) => void waiting.failed(jobId, failedReason));
  const stopSweeping = sweepAgainAndAgain(waiting, queue, request);
  const abandon = (): void => waiting.abandon(signal.reason);
  signal.addEventListener('abort', abandon, { once: true });
  let cover: string | undefined;
  return {
    width: WIDTH,
    bind: async (task) => {
      signal.throwIfAborted();
      cover ??= layCover(task);
      const result = await waiting.add(toJob({ run, out, ...(cover !== undefined && { cover }) }, task));
      return asAsked(result, task);
    },
    close: async () => {
      stopSweeping();
      signal.removeEventListener('abort', abandon);
      await inTime(waiting.removeAll());
      await inTime(Promise.all([events.close(), queue.close()]));
      await inTime(Promise.all([events.disconnect(), queue.disconnect()]));
    },
  };
}

/** Jobs of an earlier run into the same folder, which was cut short: the folder's lock says that nobody waits for them. */
async function removeLeftOver(queue: JobQueue, out: string): Promise<void> {
  const states = ['waiting', 'delayed', 'completed', 'failed', 'prioritized'] as const;
  for (const job of await queue.getJobs([...states])) {
    // A worker may have taken it in between; it ends unheard.
    if (job?.data.out === out) await job.remove().catch(() => {});
  }
}

/** Events go by unheard while Redis is away; what they would have told is asked for. Returns what stops it. */
function sweepAgainAndAgain(waiting: Waiting, queue: JobQueue, { address, tool, notice }: QueueRequest): () => void {
  let count = 0;
  let isSweeping = false;
  let isLonely = false;
  const sweep = async (): Promise<void> => {
    await waiting.sweep();
    if (count % SWEEPS_A_RESTORE !== 0) return;
    await waiting.restore();
    const wasLonely = isLonely;
    isLonely = waiting.size > 0 && (await queue.getWorkersCount()) === 0;
    if (isLonely && !wasLonely) {
      notice(`no worker of version ${tool} listens at ${shownAddress(address)}; start one with storybind worker`);
    }
  };
  const timer = setInterval(() => {
    // One that waits for Redis is enough.
    if (isSweeping) return;
    isSweeping = true;
    count += 1;
    void sweep()
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
