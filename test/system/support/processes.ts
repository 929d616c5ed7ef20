import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const command = fileURLToPath(new URL('../../../dist/cli/main.js', import.meta.url));

/** The built command, as it runs. */
export interface Process {
  readonly kill: (signal: NodeJS.Signals) => void;
  /** Resolves once its stdout holds so many lines, or it has ended. */
  readonly lines: (count: number) => Promise<void>;
  /** Resolves once it has said this on stderr. */
  readonly said: (words: string) => Promise<void>;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Its exit code, once it has ended; undefined when a signal ended it. */
  readonly ended: Promise<number | undefined>;
}

export function startCommand(args: readonly string[], cwd: string, queue = ''): Process {
  const child = spawn(process.execPath, [command, ...args], {
    cwd,
    env: { ...process.env, STORYBIND_QUEUE: queue },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const written = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    written.stdout += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    written.stderr += chunk;
  });
  const ended = endOf(child);
  const until = async (isSo: () => boolean): Promise<void> => {
    let hasEnded = false;
    void ended.then(() => {
      hasEnded = true;
    });
    while (!isSo() && !hasEnded) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  return {
    kill: (signal) => void child.kill(signal),
    lines: (count) => until(() => written.stdout.split('\n').length > count),
    said: (words) => until(() => written.stderr.includes(words)),
    stdout: () => written.stdout,
    stderr: () => written.stderr,
    ended,
  };
}

async function endOf(child: ChildProcess): Promise<number | undefined> {
  const [code] = (await once(child, 'close')) as [number | null];
  return code ?? undefined;
}
