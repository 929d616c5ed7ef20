import { shownAddress } from '../collection/queue/address.js';
import type { Mount } from '../collection/queue/job.js';
import { runQueueWorker, type WorkerEvent } from '../collection/queue/queue-worker.js';
import { defaultWorkers } from '../collection/run/executor.js';
import { keyOf } from '../collection/scan.js';
import { StoryError } from '../diagnostics/report.js';
import { DEFAULT_MEMORY } from '../read/limits.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { wishedQueue } from './queue-address.js';
import { counted, type Surroundings, type Ui } from './ui.js';
import { VERSION } from './version.js';
import type { WorkerFlags } from './worker.js';

/** Binds what the queue holds and says what became of it, until it is told to end or nothing more comes. */
export async function runWorker(flags: WorkerFlags, ui: Ui, surroundings: Surroundings): Promise<ExitCode> {
  const address = await wishedQueue(flags.queue, surroundings);
  if (!address) throw wrong('Which queue? Name it: `--queue redis://HOST:PORT/NAME`, or in STORYBIND_QUEUE.');
  const mounts = (flags.mount ?? []).map(mountOf);
  const workers = flags.workers ?? defaultWorkers();
  const teller = new WorkerTeller(flags.json === true, ui, `${shownAddress(address)}, ${workers} at once`);
  await runQueueWorker({
    address,
    tool: VERSION,
    workers,
    memory: flags.memory ?? DEFAULT_MEMORY,
    mounts,
    ...(flags.exitWhenIdle !== undefined && { idle: flags.exitWhenIdle * 1000 }),
    lease: flags.lease * 1000,
    signal: surroundings.signal,
    say: teller.hear,
  });
  await teller.end();
  return EXIT.written;
}

/** `/srv/stories=/mnt/stories`. What is found here is known by its real path, whatever links lead there. */
function mountOf(text: string): Mount {
  const at = text.indexOf('=');
  const there = text.slice(0, Math.max(at, 0)).replace(/(?<=.)\/+$/, '');
  const here = text.slice(at + 1);
  if (there.startsWith('/') && here !== '') return { there, here: keyOf(here) };
  throw wrong(`\`--mount ${text}\` names no folders. Write it as THERE=HERE: --mount /srv/stories=/mnt/stories.`);
}

const wrong = (message: string): StoryError => new StoryError('setting-invalid', message);

/** Tells people, and scripts, what a worker does. */
class WorkerTeller {
  readonly #isJson: boolean;
  readonly #ui: Ui;
  readonly #place: string;
  readonly #counts = { bound: 0, touched: 0, failed: 0 };
  /** What is for stdout goes out in its order. */
  #data: Promise<void> = Promise.resolve();

  constructor(isJson: boolean, ui: Ui, place: string) {
    this.#isJson = isJson;
    this.#ui = ui;
    this.#place = place;
  }

  readonly hear = (event: WorkerEvent): void => {
    if (event.kind === 'ended') this.#ended(event);
    else this.#ui.say(wordsOf(event, this.#place));
  };

  /** Resolves when everything is out. */
  async end(): Promise<void> {
    await this.#data;
    const { bound, touched, failed } = this.#counts;
    const parts = [`${bound} bound`, ...(touched > 0 ? [`${touched} as they were`] : []), `${failed} failed`];
    this.#ui.say(this.#ui.paint('bold', parts.join(', ')));
  }

  #ended({ path, result }: Extract<WorkerEvent, { kind: 'ended' }>): void {
    this.#counts[result.kind] += 1;
    const seconds = (result.milliseconds / 1000).toFixed(2);
    if (result.kind === 'failed') for (const one of result.diagnostics.slice(-1)) this.#ui.diagnose(one);
    else this.#ui.say(`${path}  ${result.kind === 'bound' ? 'bound' : 'as it was'} in ${seconds} s`);
    if (!this.#isJson) return;
    const diagnostics = 'diagnostics' in result ? result.diagnostics : [];
    const line = { file: path, status: result.kind, milliseconds: Math.round(result.milliseconds), diagnostics };
    this.#data = this.#data.then(() => this.#ui.data(`${JSON.stringify(line)}\n`));
  }
}

function wordsOf(event: Exclude<WorkerEvent, { kind: 'ended' }>, place: string): string {
  switch (event.kind) {
    case 'ready':
      return `listening at ${place}`;
    case 'given-back':
      return `given back, to be tried again: ${event.path} (${event.reason})`;
    case 'trouble':
      return `Redis refused: ${event.reason}`;
    case 'away':
      return `the queue is away (${event.reason}); waiting for it`;
    case 'back':
      return 'the queue is back';
    case 'closing':
      return event.begun > 0 ? `ending ${counted(event.begun, 'story', 'stories')} under way` : 'ending';
    default:
      return event satisfies never;
  }
}
