import { execFile } from 'node:child_process';

export interface Ran {
  /** The exit status; 127 where there is no such program, and 124 where it took too long. */
  readonly status: number;
  readonly stdout: Uint8Array;
  readonly stderr: string;
}

/** Runs a program without a shell and without input, to its end; it speaks English in UTF-8. Never rejects. */
export type Run = (program: string, words: readonly string[]) => Promise<Ran>;

const LONGEST_RUN = 600_000;
const MOST_OUTPUT = 256 * 1024 * 1024;

export const runProgram: Run = (program, words) =>
  new Promise((resolve) => {
    const options = {
      encoding: 'buffer',
      env: { ...process.env, LC_ALL: 'C.UTF-8' },
      timeout: LONGEST_RUN,
      maxBuffer: MOST_OUTPUT,
      windowsHide: true,
    } as const;
    const child = execFile(program, [...words], options, (error, stdout, stderr) => {
      resolve({ status: statusOf(error), stdout, stderr: stderr.toString() });
    });
    child.stdin?.end();
  });

function statusOf(error: Error | null): number {
  if (!error) return 0;
  const code: unknown = 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 127;
  if ('killed' in error && error.killed === true) return 124;
  return typeof code === 'number' ? code : 1;
}
