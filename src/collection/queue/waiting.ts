import type { Job, JobsOptions, Queue } from 'bullmq';
import { diagnostic } from '../../diagnostics/report.js';
import type { BindResult } from '../run/task.js';
import { pickUp } from './handover.js';
import type { JobData, JobResult } from './job.js';

export type JobQueue = Queue<JobData, JobResult>;

/** How often a job is tried when the fault was not the story's, with pauses that double from the first. */
const ATTEMPTS = 5;
const FIRST_PAUSE = 1000;
/** How often a job is put in anew whose book never appeared. */
const MOST_ANEW = 2;
/** How many jobs Redis is asked after at once. */
const SLICE = 100;
/** For how long Redis keeps what nobody has fetched, in seconds: a coordinator that was killed may have asked for it. */
const KEPT = { age: 86_400 };

interface Awaited {
  readonly data: JobData;
  readonly resolve: (result: BindResult) => void;
  readonly reject: (reason: unknown) => void;
  anew: number;
}

type Ended = Pick<Job<JobData, JobResult>, 'returnvalue' | 'failedReason'>;

/** The jobs of a run whose results are waited for. */
export class Waiting {
  readonly #queue: JobQueue;
  readonly #run: string;
  readonly #refused: (reason: string) => void;
  readonly #jobs = new Map<string, Awaited>();
  #count = 0;

  /** `refused` hears why Redis does not take a job, which is offered again by `restore`. */
  constructor(queue: JobQueue, run: string, refused: (reason: string) => void) {
    this.#queue = queue;
    this.#run = run;
    this.#refused = refused;
  }

  get size(): number {
    return this.#jobs.size;
  }

  /** Puts the job in, and resolves with its result. Rejects only by `abandon`. */
  async add(data: JobData): Promise<BindResult> {
    this.#count += 1;
    const id = `${this.#run}-${this.#count}`;
    return new Promise<BindResult>((resolve, reject) => {
      this.#jobs.set(id, { data, resolve, reject, anew: 0 });
      void this.#enqueue(id, data);
    });
  }

  /** A worker has brought the job to its end. */
  async completed(id: string, told: JobResult): Promise<void> {
    const awaited = this.#take(id);
    if (!awaited) return;
    const result = await pickUp(told);
    if (result) awaited.resolve(result);
    else if (awaited.anew >= MOST_ANEW) awaited.resolve(lost(awaited.data, 'its book is not in the shared folder'));
    else this.#jobs.set(id, { ...awaited, anew: awaited.anew + 1 });
    // Nobody waits for this: Redis may be away. What stays there is put away by the sweep.
    await this.#queue.remove(id).catch(() => {});
    if (this.#jobs.has(id)) await this.#enqueue(id, awaited.data);
  }

  /** No worker could bring the job to its end. */
  async failed(id: string, reason: string): Promise<void> {
    const awaited = this.#take(id);
    if (!awaited) return;
    awaited.resolve(lost(awaited.data, reason));
    await this.#queue.remove(id).catch(() => {});
  }

  /** Takes what has ended unheard, the newest of it, and puts away what has ended twice. */
  async sweep(): Promise<void> {
    for (const job of await this.#queue.getJobs(['completed', 'failed'], 0, SLICE)) {
      if (job?.id === undefined || job.data.run !== this.#run) continue;
      if (this.#jobs.has(job.id)) await this.#takeEnded(job.id, job);
      else await this.#queue.remove(job.id);
    }
  }

  /**
   * Asks after every job. What Redis has forgotten is put in anew: it may lose its last second when it dies, or all
   * when it keeps no file.
   */
  async restore(): Promise<void> {
    const ids = [...this.#jobs.keys()];
    for (let at = 0; at < ids.length; at += SLICE) {
      await Promise.all(ids.slice(at, at + SLICE).map((id) => this.#restoreOne(id)));
    }
  }

  async #restoreOne(id: string): Promise<void> {
    const state = await this.#queue.getJobState(id);
    const awaited = this.#jobs.get(id);
    if (!awaited) return;
    if (state === 'unknown') await this.#enqueue(id, awaited.data);
    else if (state === 'completed' || state === 'failed') {
      const job = await this.#queue.getJob(id);
      if (job) await this.#takeEnded(id, job);
    }
  }

  async #takeEnded(id: string, { returnvalue, failedReason }: Ended): Promise<void> {
    if (returnvalue) await this.completed(id, returnvalue);
    else if (failedReason) await this.failed(id, failedReason);
  }

  /** Nobody waits any more. */
  abandon(reason: unknown): void {
    for (const { reject } of this.#jobs.values()) reject(reason);
  }

  /** Takes the jobs out that no worker has begun. */
  async removeAll(): Promise<void> {
    const ids = [...this.#jobs.keys()];
    this.#jobs.clear();
    // One that a worker has begun cannot be removed: its result is put away by age.
    await Promise.all(ids.map((id) => this.#queue.remove(id).catch(() => {})));
  }

  #take(id: string): Awaited | undefined {
    const awaited = this.#jobs.get(id);
    this.#jobs.delete(id);
    return awaited;
  }

  /** Of several jobs of one id, bullmq takes the first: put in twice, it is there once. */
  async #enqueue(id: string, data: JobData): Promise<void> {
    const options: JobsOptions = {
      jobId: id,
      attempts: ATTEMPTS,
      backoff: { type: 'exponential', delay: FIRST_PAUSE },
      removeOnComplete: KEPT,
      removeOnFail: KEPT,
    };
    try {
      await this.#queue.add('bind', data, options);
    } catch (error) {
      if (this.#jobs.has(id)) this.#refused(error instanceof Error ? error.message : String(error));
    }
  }
}

/** bullmq's words for a job whose workers died, each in their turn. */
const STALLED = /^job stalled more than/;

/** What is said of a story that no worker could bring to its end. */
function lost({ task }: JobData, reason: string): BindResult {
  const { path } = task.story;
  const words = STALLED.test(reason) ? 'each that began it died' : reason;
  const message = `No worker could bind \`${path}\`: ${words}. The others went on, and the next run tries it again.`;
  return {
    kind: 'failed',
    content: '',
    inputs: [],
    diagnostics: [diagnostic('worker-died', message, { file: path })],
    isPassing: true,
    milliseconds: 0,
    seen: '0',
  };
}
