import { type Command, InvalidArgumentError } from 'commander';
import { memorySize } from './build-flags.js';
import type { CommandContext } from './run-command-line.js';

const EXAMPLES = `
Examples:
  $ storybind worker --queue redis://queue.example/attic
  $ STORYBIND_QUEUE=redis://:secret@queue.example/attic storybind worker --workers 8
  $ storybind worker --queue redis://queue.example/attic --mount /srv/stories=/mnt/stories

Binds the stories that \`storybind build FOLDER --queue …\` of the same version puts into the queue. It must reach the
same folders as that; --mount says where they lie here. Ctrl-C and SIGTERM end it once the stories that it has begun
are bound; a second one ends it at once, and another worker takes them over. docs/scale.md tells how to run many.

Exit codes: 0 ended in order, 2 wrong usage, 3 no Redis.`;

export interface WorkerFlags {
  readonly queue?: string;
  readonly workers?: number;
  /** In bytes. */
  readonly memory?: number;
  /** `THERE=HERE`, each. */
  readonly mount?: readonly string[];
  /** In seconds. */
  readonly exitWhenIdle?: number;
  /** In seconds. */
  readonly lease: number;
  readonly quiet?: true;
  readonly json?: true;
}

const DEFAULT_LEASE = 30;
const SHORTEST_LEASE = 2;
const LONGEST_TIME = 86_400;
const MOST_WORKERS = 256;

export function defineWorker(command: Command, { ui, surroundings, run }: CommandContext): void {
  command
    .option('--queue <url>', 'redis://HOST:PORT/NAME (default: STORYBIND_QUEUE)')
    .option('--workers <number>', 'how many stories to bind at once (default: one a core)', numberFrom(1, MOST_WORKERS))
    .option('--memory <size>', 'what one story may take (default: "1G")', memorySize)
    .option('--mount <there=here>', 'where a folder of the coordinator lies here; again for more', gather)
    .option('--exit-when-idle <seconds>', 'end when nothing has come for so long', numberFrom(1, LONGEST_TIME))
    .option(
      '--lease <seconds>',
      'how long a worker that says nothing keeps its stories',
      numberFrom(SHORTEST_LEASE, LONGEST_TIME),
      DEFAULT_LEASE,
    )
    .option('-q, --quiet', 'say nothing but errors')
    .option('--json', 'print a JSON object a story')
    .addHelpText('after', EXAMPLES)
    .action(async (flags: WorkerFlags) => {
      const { runWorker } = await import('./run-worker.js');
      await run(() => runWorker(flags, ui, surroundings));
    });
}

function numberFrom(least: number, most: number): (argument: string) => number {
  return (argument) => {
    const number = Number(argument);
    if (Number.isInteger(number) && number >= least && number <= most) return number;
    throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`);
  };
}

const gather = (argument: string, known: readonly string[] = []): readonly string[] => [...known, argument];
