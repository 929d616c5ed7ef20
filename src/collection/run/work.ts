import { join } from 'node:path';
import { type Diagnostic, StoryError } from '../../diagnostics/report.js';
import type { CatalogueEntry, CatalogueRow } from '../catalogue/row.js';
import type { Executor } from './executor.js';
import type { Ledger } from './ledger.js';
import type { DueStory, Plan } from './plan.js';
import type { RunRequest } from './run.js';
import type { Shelf } from './shelf.js';
import type { BindResult } from './task.js';

export interface Work {
  readonly request: RunRequest;
  readonly plan: Plan;
  readonly known: ReadonlyMap<string, CatalogueRow>;
  /** The folder for books that are not in their places yet. */
  readonly staging: string;
  readonly shelf: Shelf;
  readonly ledger: Ledger;
  readonly optionsHash: string;
}

/** What became of the stories that were due. */
export interface Ended {
  bound: number;
  touched: number;
  failed: number;
  /** Why no more could be written, when it was cut short. */
  reason?: Diagnostic;
}

/** Has every story that is due bound, as many at once as the executor takes, and takes down what becomes of each. */
export async function bindAll(work: Work): Promise<Ended> {
  const { request, plan } = work;
  const ended: Ended = { bound: 0, touched: 0, failed: 0 };
  if (plan.due.length === 0) return ended;
  const executor = await request.executor(plan.due.length);
  try {
    const waiting = plan.due.entries();
    const lanes = Array.from({ length: Math.min(executor.width, plan.due.length) }, () =>
      bindNext(waiting, work, executor, ended),
    );
    await Promise.all(lanes);
    return ended;
  } finally {
    await executor.close();
  }
}

/** One story after the other, until none waits or nothing more can be done. */
async function bindNext(
  waiting: IterableIterator<[number, DueStory]>,
  work: Work,
  executor: Executor,
  ended: Ended,
): Promise<void> {
  const { options, signal } = work.request;
  for (const [index, due] of waiting) {
    if (signal.aborted || ended.reason) return;
    const staging = join(work.staging, String(index));
    const { story, known } = due;
    const task = { story, options, staging, ...(known !== undefined && { known }) };
    const result = await executor.bind(task, signal).catch((cause: unknown) => {
      if (signal.aborted) return undefined;
      throw cause;
    });
    if (!result || ended.reason) return;
    const reason = unlessUnwritable(() => record(due, result, work, ended));
    if (reason) ended.reason = reason;
  }
}

/** Takes down what became of the story. Throws `output-unwritable` when nothing more can be written. */
function record(due: DueStory, result: BindResult, work: Work, ended: Ended): void {
  const { ledger, shelf, request } = work;
  const { key } = due.story;
  const row = work.known.get(key);
  if (result.kind === 'touched' && row) {
    const inputs = [...result.inputs, ...row.inputs.filter(({ isOwn }) => !isOwn)];
    ledger.add((catalogue) => catalogue.touch(key, result.seen, inputs));
    ended.touched += 1;
    request.say({ kind: 'touched', due, row });
  } else if (result.kind === 'bound') {
    const entry = entryOf(due, result, work, { book: shelf.place(due.story, result) });
    ledger.add((catalogue) => catalogue.put(entry));
    ended.bound += 1;
    request.say({ kind: 'bound', due, entry });
  } else recordFailure(due, result, work, ended);
}

function recordFailure(due: DueStory, result: BindResult, work: Work, ended: Ended): void {
  const reason = result.kind === 'failed' ? result.diagnostics.at(-1) : undefined;
  if (reason?.code === 'output-unwritable') throw new StoryError(reason.code, reason.message, reason);
  const row = work.known.get(due.story.key);
  // A book of an earlier state of the story stays in its place.
  const entry = entryOf(due, result, work, row?.book && { book: row.book });
  const isPassing = result.kind === 'failed' && result.isPassing;
  if (!isPassing) work.ledger.add((catalogue) => catalogue.put(entry));
  ended.failed += 1;
  work.request.say({ kind: 'failed', due, entry });
}

/** Does the work; the reason when it cannot be written to the disk. */
export function unlessUnwritable(work: () => unknown): Diagnostic | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof StoryError && error.diagnostic.code === 'output-unwritable') return error.diagnostic;
    throw error;
  }
}

type Placed = Pick<CatalogueEntry, 'book'>;

function entryOf({ story }: DueStory, result: BindResult, work: Work, placed: Placed = {}): CatalogueEntry {
  return {
    key: story.key,
    path: story.path,
    place: story.place,
    state: result.kind === 'bound' ? 'bound' : 'failed',
    content: result.content,
    options: work.optionsHash,
    tool: work.request.tool,
    seen: result.seen,
    inputs: result.inputs,
    metadata: 'metadata' in result ? result.metadata : undefined,
    diagnostics: 'diagnostics' in result ? result.diagnostics : [],
    milliseconds: result.milliseconds,
    boundAt: new Date().toISOString(),
    text: result.kind === 'bound' ? result.text : '',
    ...placed,
  };
}
