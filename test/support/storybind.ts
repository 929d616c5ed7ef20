import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** The built command, as npm installs it. */
export const COMMAND = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

export interface Ran {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly bytes: Buffer;
  readonly stderr: string;
}

export interface Surrounding {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string | Uint8Array;
}

/** Runs the built command to its end. */
export async function storybind(args: readonly string[], surrounding: Surrounding = {}): Promise<Ran> {
  const child = start(args, surrounding);
  const [out, err] = [gather(child.stdout), gather(child.stderr)];
  child.stdin?.end(surrounding.stdin ?? '');
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const bytes = Buffer.concat(out);
  return { exitCode, bytes, stdout: bytes.toString(), stderr: Buffer.concat(err).toString() };
}

/** The built command, started and left running. */
export function start(args: readonly string[], { cwd, env }: Surrounding = {}): ChildProcess {
  const variables = { PATH: process.env['PATH'] ?? '', ...env };
  const child = spawn(process.execPath, [COMMAND, ...args], { ...(cwd && { cwd }), env: variables });
  child.stdin?.on('error', () => {});
  return child;
}

function gather(stream: NodeJS.ReadableStream | null): Buffer[] {
  const chunks: Buffer[] = [];
  stream?.on('data', (chunk: Buffer) => chunks.push(chunk));
  return chunks;
}

/** A folder of its own for a test, with the files by their relative paths; gone when the test is. */
export async function folderOf(files: Readonly<Record<string, string | Uint8Array>> = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'storybind-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return folder;
}

/** Every file below the folder, by its relative path, in order: what a run left behind. */
export async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

/** A whole small story with a header, two chapters and a scene break. */
export const RAIN = `Title: The Rain on Hollow Street
Author: Mara Quill
Published: 2011-04-09
Summary: A lodger, a leak, and a letter that was never sent.

Chapter 1: The Lodger

The rain came in under the door, and nobody was surprised but the cat.

"You said it was mended," said Ilse.

* * *

By morning the hall was a river, and the letters floated.

Chapter 2: The Letter

She read it standing up. It said less than she had hoped, and more than he had meant.
`;
