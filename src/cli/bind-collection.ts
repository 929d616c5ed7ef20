import { resolve } from 'node:path';
import type { QueueAddress } from '../collection/queue/address.js';
import { defaultWorkers, type Executor, localExecutor } from '../collection/run/executor.js';
import { runCollection } from '../collection/run/run.js';
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
  await teller.end(summary, out);
  report?.write(summary, resolve(out));
  surroundings.signal.throwIfAborted();
  return teller.exitCode(summary);
}

/** Workers on other machines; what speaks to Redis is loaded only now. */
async function remoteExecutor(address: QueueAddress, out: string, ui: Ui, { signal }: Surroundings): Promise<Executor> {
  const { queueExecutor } = await import('../collection/queue/queue-executor.js');
  return queueExecutor({ address, out, tool: VERSION, signal, notice: (line) => ui.say(line) });
}
