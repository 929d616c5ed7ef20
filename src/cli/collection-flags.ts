import { type Command, InvalidArgumentError } from 'commander';

/** The flags of `build` that only folders of stories need. */
export interface CollectionFlags {
  readonly name?: string;
  readonly workers?: number;
  readonly ignore?: readonly string[];
  readonly each?: true;
  readonly prune?: true;
  readonly retryFailed?: true;
  readonly wait?: true;
  readonly queue?: string;
  readonly report?: string;
}

export function addCollectionFlags(command: Command): Command {
  return command
    .option('--name <template>', 'how a folder’s books are named: "{author}/{series}/{position} {title}"')
    .option('--workers <number>', 'how many stories to bind at once (default: one a core)', countOf)
    .option('--ignore <pattern>', 'leave these out of a folder, as .gitignore has it; again for more', gather)
    .option('--each', 'a story a file, even where a folder’s files look like chapters')
    .option('--prune', 'remove the books whose stories are gone')
    .option('--retry-failed', 'try again what failed and has not changed since')
    .option('--wait', 'wait for another run in the same folder to end')
    .option('--queue <url>', 'let workers on other machines bind: redis://HOST:PORT/NAME (default: STORYBIND_QUEUE)')
    .option('--report <file>', 'what was bound and what was flagged: .json or .html');
}

const MOST_WORKERS = 256;

function countOf(argument: string): number {
  const count = Number(argument);
  if (Number.isInteger(count) && count >= 0 && count <= MOST_WORKERS) return count;
  throw new InvalidArgumentError(`Give a number from 0 (this thread alone) to ${MOST_WORKERS}.`);
}

const gather = (argument: string, known: readonly string[] = []): readonly string[] => [...known, argument];
