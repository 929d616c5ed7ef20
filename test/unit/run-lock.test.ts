import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { endpointOf, lockRun } from '../../src/io/run-lock.js';

/** Another run that has the endpoint, and does so with who asks. */
async function otherRun(endpoint: string, does: string) {
  const program = `
    const server = require('node:net').createServer((socket) => { ${does} });
    server.listen(JSON.parse(process.argv[1]), () => console.log('on'));`;
  const child = spawn(process.execPath, ['-e', program, JSON.stringify(endpoint)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

/** The endpoints that this machine has: of macOS’s kind wherever sockets lie on a disk. */
const systems = process.platform === 'win32' ? (['win32'] as const) : ([process.platform, 'darwin'] as const);

describe.each(systems)('a lock as on %s', (system) => {
  const name = `run-lock-${process.pid}-${system}`;
  const endpoint = endpointOf(name, system);

  it('is had by one, and then by the next', async () => {
    const release = await lockRun(name, system);
    expect(await lockRun(name, system)).toEqual({ pid: process.pid });
    expect(await lockRun(`${name}-other`, system)).toBeTypeOf('function');
    if (typeof release === 'function') release();
    const again = await lockRun(name, system);
    expect(again).toBeTypeOf('function');
    if (typeof again === 'function') again();
  });

  it('of another process says whose it is, and is free when that is killed', async () => {
    const other = await otherRun(endpoint, "socket.end(process.pid + '\\n')");
    expect(await lockRun(name, system)).toEqual({ pid: other.pid });
    other.kill('SIGKILL');
    await once(other, 'close');
    const release = await lockRun(name, system);
    expect(release).toBeTypeOf('function');
    if (typeof release === 'function') release();
  });

  it('is held also by who does not say, or says something else', async () => {
    for (const does of ['', "socket.end('me')", 'socket.destroy()']) {
      const other = await otherRun(endpoint, does);
      expect(await lockRun(name, system), does).toEqual({});
      other.kill('SIGKILL');
      await once(other, 'close');
      if (system === 'darwin') rmSync(endpoint, { force: true });
    }
  });

  it.runIf(system === 'darwin')('leaves nothing on the disk', async () => {
    const release = await lockRun(name, system);
    expect(existsSync(endpoint)).toBe(true);
    if (typeof release === 'function') release();
    expect(existsSync(endpoint)).toBe(false);
  });
});
