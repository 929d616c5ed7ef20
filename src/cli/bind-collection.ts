import { resolve } from 'node:path';
import type { QueueAddress } from '../collection/queue/address.js';
import { defaultWorkers, type Executor, localExecutor } from '../collection/run/executor.js';
import { runCollection } from '../collection/run/run.js';
import { isBelow, keyOf } from '../collection/scan.js';
import { StoryError } from '../diagnostics/report.js';
import { isFolder } from '../io/files.js';
import type { BindOptions } from '../options.js';
import type { BuildFlags } from './build-flags.js';
import { CollectionTeller } from './collection-teller.js';
import type { ExitCode } from './exit-codes.js';
import { DEFAULT_FOLDER } from './output-paths.js';
import { wishedQueue } from './queue-address.js';
import { RunReport } from './run-report.js';
import type { Surroundings, Ui } from './ui.js';
import { VERSION } from './version.js';

/** What a worker may use, in bytes. */
const DEFAULT_MEMORY = 2 ** 30;

/** Binds what is due of the folders, tells of it as it goes, and says what became of it all; the gravest exit code. */
export async function bindCollection(
  roots: readonly string[],
  flags: BuildFlags,
  options: BindOptions,
  ui: Ui,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const out = flags.output ?? DEFAULT_FOLDER;
  if (flags.report !== undefined) refuseReport(flags.report, roots, out);
  const teller = new CollectionTeller(flags, ui);
  const report = flags.report === undefined ? undefined : new RunReport(flags.report, VERSION);
  const workers = flags.workers ?? defaultWorkers();
  const queue = await wishedQueue(flags.queue, surroundings);
  const summary = await runCollection({
    roots,
    out,
    options,
    tool: VERSION,
    ...(flags.name !== undefined && { name: flags.name }),
    ...(flags.ignore && { ignored: flags.ignore }),
    isEach: flags.each === true,
    isRetrying: flags.retryFailed === true,
    isPruning: flags.prune === true,
    isWaiting: flags.wait === true,
    executor: (due) =>
      queue
        ? remoteExecutor(queue, resolve(out), ui, surroundings)
        : localExecutor(workers, due, options.memory ?? DEFAULT_MEMORY),
    signal: surroundings.signal,
    say: (event) => {
      teller.hear(event);
      report?.hear(event);
    },
  });
  try {
    await teller.end(summary, out);
  } finally {
    // Even when nobody reads what is for stdout any more.
    report?.write(summary, resolve(out));
  }
  surroundings.signal.throwIfAborted();
  return teller.exitCode(summary);
}

/** Before the work of hours: a report among the stories is bound as one by the next run, or has overwritten one. */
function refuseReport(report: string, roots: readonly string[], out: string): void {
  const key = keyOf(report);
  if (isFolder(report)) {
    const message = `The report cannot be written: \`${report}\` is a folder. Name a file.`;
    throw new StoryError('output-unwritable', message, { file: report });
  }
  const isAmong = roots.map(keyOf).some((root) => key === root || isBelow(key, root));
  if (!isAmong || isBelow(key, keyOf(out))) return;
  const message = `The report \`${report}\` would lie among the stories. Write it somewhere else.`;
  throw new StoryError('output-is-source', message, { file: report });
}

/** Workers on other machines; what speaks to Redis is loaded only now. */
async function remoteExecutor(address: QueueAddress, out: string, ui: Ui, { signal }: Surroundings): Promise<Executor> {
  const { queueExecutor } = await import('../collection/queue/queue-executor.js');
  return queueExecutor({ address, out, tool: VERSION, signal, notice: (line) => ui.say(line) });
}
