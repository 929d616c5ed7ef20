import process from 'node:process';
import { runCommandLine } from './run-command-line.js';
import type { Output } from './ui.js';

/** Runs the command line of this process to its end. */
export async function start(): Promise<void> {
  const interruption = new AbortController();
  // The first Ctrl-C ends the run in order, the second at once.
  process.once('SIGINT', () => interruption.abort());
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
  // Whatever still waits (a stdin that never ends) waits no more.
  if (interruption.signal.aborted) process.exit(exitCode);
  process.exitCode = exitCode;
}

/** The stream, once it is needed. Its reader may leave before all is said (`| head`): who writes data learns of it. */
function opened(stream: NodeJS.WriteStream): Output {
  if (stream.listenerCount('error') === 0) stream.on('error', () => {});
  return stream;
}
