import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { systemErrorCode } from './system-errors.js';

/** Another run of this user's that is at work on the same thing. */
export interface Holder {
  /** Missing where it does not say. */
  readonly pid?: number;
}

/**
 * The right to work on something that may be pulled out at any moment, and where no lock can lie therefore: an endpoint
 * of this machine's by the thing's name, which ends with the process that has it, however that ends. Returns how to let
 * go, or who has it.
 */
export async function lockRun(name: string, system = platform()): Promise<(() => void) | Holder> {
  const path = endpointOf(name, system);
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.end(`${process.pid}\n`);
  });
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      await listen(server, path);
      return () => void server.close();
    } catch (cause) {
      // Where no endpoint can be made, nothing is locked: a second run is rarer than a machine that refuses one.
      if (systemErrorCode(cause) !== 'EADDRINUSE') return () => undefined;
    }
    const holder = await ask(path);
    if (holder) return holder;
    rmSync(path, { force: true });
  }
  return () => undefined;
}

/** Nothing of it lies on a disk on Linux and Windows; elsewhere a socket that a killed run has left answers no more. */
export function endpointOf(name: string, system = platform()): string {
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 16);
  const id = `storybind-${process.getuid?.() ?? 'user'}-${hash}`;
  if (system === 'linux') return `\0${id}`;
  return system === 'win32' ? `\\\\.\\pipe\\${id}` : join(tmpdir(), `${id}.sock`);
}

/** The server keeps no process alive. */
function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => {
      server.off('error', reject);
      server.unref();
      resolve();
    });
  });
}

/** How long a run that is busy may take to say who it is, in milliseconds. */
const PATIENCE = 500;

/** Who listens there; none where nobody does. */
function ask(path: string): Promise<Holder | undefined> {
  return new Promise((resolve) => {
    let said = '';
    const socket = connect(path);
    const end = (holder: Holder | undefined): void => {
      socket.destroy();
      resolve(holder);
    };
    socket.setTimeout(PATIENCE, () => end({}));
    socket.on('data', (chunk) => (said += chunk));
    socket.on('error', (cause) => end(systemErrorCode(cause) === 'ECONNREFUSED' ? undefined : {}));
    socket.on('end', () => end(/^\d+\n$/.test(said) ? { pid: Number(said) } : {}));
  });
}
