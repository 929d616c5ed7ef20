import { extname, join, resolve } from 'node:path';
import { HOUSE_FOLDER } from '../collection/catalogue/house-folder.js';
import type { QueueAddress } from '../collection/queue/address.js';
import { defaultWorkers, type Executor, localExecutor } from '../collection/run/executor.js';
import { runCollection } from '../collection/run/run.js';
import { isBelow, keyOf, realPath } from '../collection/scan.js';
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
    isStrict: flags.strict === true,
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

/**
 * Before the work of hours: a report among the stories is bound as one by the next run, or has overwritten one; and
 * nothing that is storybind's in the folder of books is to be overwritten.
 */
function refuseReport(report: string, roots: readonly string[], out: string): void {
  if (report === '' || isFolder(report)) {
    const what = report === '' ? 'it has no name' : `\`${report}\` is a folder`;
    throw new StoryError('output-unwritable', `The report cannot be written: ${what}. Name a file.`, { file: report });
  }
  // Where it is written: links are followed then.
  const keys = new Set([keyOf(report), keyOf(realPath(report))]);
  for (const key of keys) {
    const isInBooks = isBelow(key, keyOf(out));
    if (isInBooks && (isBook(key) || isBelow(key, keyOf(join(out, HOUSE_FOLDER))))) throw amongBooks(report);
    const isAmong = roots.map(keyOf).some((root) => key === root || isBelow(key, root));
    if (isAmong && !isInBooks) throw amongStories(report);
  }
}

const isBook = (path: string): boolean => extname(path).toLowerCase() === '.epub';

function amongStories(report: string): StoryError {
  const message = `The report \`${report}\` would lie among the stories. Write it somewhere else.`;
  return new StoryError('output-is-source', message, { file: report });
}

function amongBooks(report: string): StoryError {
  const message = `The report \`${report}\` would take the place of a book, or of what is known of the books. Choose another name.`;
  return new StoryError('output-is-source', message, { file: report });
}

/** Workers on other machines; what speaks to Redis is loaded only now. */
async function remoteExecutor(address: QueueAddress, out: string, ui: Ui, { signal }: Surroundings): Promise<Executor> {
  const { queueExecutor } = await import('../collection/queue/queue-executor.js');
  return queueExecutor({ address, out, tool: VERSION, signal, notice: (line) => ui.say(line) });
}
