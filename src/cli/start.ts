import process from 'node:process';
import { runCommandLine } from './run-command-line.js';
import type { Output } from './ui.js';

const ENDING = ['SIGINT', 'SIGTERM'] as const;

/** Runs the command line of this process to its end. */
export async function start(): Promise<void> {
  const interruption = new AbortController();
  // The first Ctrl-C, or what a service manager sends to end it, ends the run in order, the second at once.
  const interrupt = (): void => {
    for (const signal of ENDING) process.off(signal, interrupt);
    interruption.abort();
  };
  for (const signal of ENDING) process.once(signal, interrupt);
  const exitCode = await runCommandLine(process.argv.slice(2), {
    get stdin() {
      return process.stdin;
    },
    get stdout() {
      return opened(process.stdout);
    },
    get stderr() {
      return opened(process.stderr);
    },
    variables: process.env,
    signal: interruption.signal,
  });
  process.exitCode = exitCode;
  // What was said is said to its end; whatever else still waits (a stdin that never ends) waits no more. Node then leaves its
  // memory to the system, and does not tear it down first.
  const hasMoreToSay = [...used].some((stream) => stream.writableLength > 0);
  if (interruption.signal.aborted || !hasMoreToSay) process.exit(exitCode);
}

/** Streams with a listener of ours: the threads of a collection listen to them too, and let go when they fail. */
const used = new Set<NodeJS.WriteStream>();

/** The stream, once it is needed. Its reader may leave before all is said (`| head`): who writes data learns of it. */
function opened(stream: NodeJS.WriteStream): Output {
  if (!used.has(stream)) stream.on('error', () => {});
  used.add(stream);
  return stream;
}
