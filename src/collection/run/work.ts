import { join } from 'node:path';
import type { Code } from '../../diagnostics/codes.js';
import { type Diagnostic, StoryError } from '../../diagnostics/report.js';
import { systemErrorCode } from '../../io/system-errors.js';
import type { CatalogueEntry, CatalogueRow } from '../catalogue/row.js';
import type { Executor } from './executor.js';
import type { Ledger } from './ledger.js';
import type { DueStory, Plan } from './plan.js';
import type { RunRequest } from './run.js';
import type { Placed, Shelf } from './shelf.js';
import type { BindResult, BoundResult } from './task.js';

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
  /** Those that failed before, and whose files were only touched since. */
  readonly stillFailed: CatalogueRow[];
  /** Why no more could be written, when it was cut short. */
  reason?: Diagnostic;
}

/** Has every story that is due bound, as many at once as the executor takes, and takes down what becomes of each. */
export async function bindAll(work: Work): Promise<Ended> {
  const { request, plan } = work;
  const ended: Ended = { bound: 0, touched: 0, failed: 0, stillFailed: [] };
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
  const { ledger, request } = work;
  const { key } = due.story;
  const row = work.known.get(key);
  if (result.kind === 'touched' && row) {
    const inputs = [...result.inputs, ...row.inputs.filter(({ isOwn }) => !isOwn)];
    ledger.add((catalogue) => catalogue.touch(key, result.seen, inputs));
    if (row.state === 'failed') ended.stillFailed.push(row);
    else ended.touched += 1;
    request.say({ kind: 'touched', due, row });
  } else if (result.kind === 'bound') {
    const put = placed(due, result, work, ended);
    if (!put) return;
    const { book, diagnostics } = put;
    for (const one of diagnostics) request.say({ kind: 'flagged', diagnostic: one });
    const entry = entryOf(due, result, work, { book });
    ledger.add((catalogue) => catalogue.put(entry));
    ended.bound += 1;
    request.say({ kind: 'bound', due, entry });
  } else {
    const reason = result.kind === 'failed' ? result.diagnostics.at(-1) : undefined;
    if (reason?.code === 'output-unwritable') throw new StoryError(reason.code, reason.message, reason);
    recordFailure(due, result, work, ended);
  }
}

/** The book in its place; undefined when it alone cannot be put there, which is taken down as the story's failure. */
function placed(due: DueStory, result: BindResult & BoundResult, work: Work, ended: Ended): Placed | undefined {
  try {
    return work.shelf.place(due.story, result);
  } catch (error) {
    if (!(error instanceof StoryError) || OF_THE_DISK.has(systemErrorCode(error.cause) ?? '')) throw error;
    const { content, inputs, milliseconds, seen } = result;
    const diagnostics = [...result.diagnostics, { ...error.diagnostic, file: due.story.path }];
    const failed = { kind: 'failed', isPassing: true, content, inputs, milliseconds, seen, diagnostics } as const;
    recordFailure(due, failed, work, ended);
    return undefined;
  }
}

/** What keeps every other book from its place as well. */
const OF_THE_DISK: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'EMFILE', 'ENFILE']);

function recordFailure(due: DueStory, result: BindResult, work: Work, ended: Ended): void {
  const row = work.known.get(due.story.key);
  // A book of an earlier state of the story stays in its place.
  const entry = entryOf(due, result, work, row?.book && { book: row.book });
  const isPassing = result.kind === 'failed' && result.isPassing;
  if (!isPassing) work.ledger.add((catalogue) => catalogue.put(entry));
  ended.failed += 1;
  work.request.say({ kind: 'failed', due, entry });
}

/** Does the work; the reason when something cannot be written where it belongs. */
export function unlessUnwritable(work: () => unknown): Diagnostic | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof StoryError && UNWRITABLE.has(error.diagnostic.code)) return error.diagnostic;
    throw error;
  }
}

const UNWRITABLE: ReadonlySet<string> = new Set<Code>(['output-unwritable', 'output-is-source']);

type Shelved = Pick<CatalogueEntry, 'book'>;

function entryOf({ story }: DueStory, result: BindResult, work: Work, shelved: Shelved = {}): CatalogueEntry {
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
    ...shelved,
  };
}
