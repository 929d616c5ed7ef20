import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';

/** A Redis of one's own: its own port, its own folder, an append-only file, a password. */
export interface RedisServer {
  readonly port: number;
  readonly password: string;
  /** `redis://…` of the queue with this name, with the password. */
  readonly url: (name: string) => string;
  /** Ends it as a power cut would, and starts it anew on what it has in its file. */
  readonly restart: () => Promise<void>;
  readonly empty: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

const PASSWORD = 'hush/hush@lamp';

export async function startRedis(folder: string): Promise<RedisServer> {
  const port = await freePort();
  const args = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder, '--appendonly', 'yes', '--save', ''];
  const start = async (): Promise<ChildProcess> => {
    const server = spawn('redis-server', [...args, '--requirepass', PASSWORD], { stdio: 'ignore' });
    await answer(port);
    return server;
  };
  let server = await start();
  const stop = async (): Promise<void> => {
    const ended = once(server, 'exit');
    server.kill('SIGKILL');
    await ended;
  };
  return {
    port,
    password: PASSWORD,
    url: (name) => `redis://:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/${name}`,
    restart: async () => {
      await stop();
      await delay(1000);
      server = await start();
    },
    empty: async () => {
      const redis = new Redis({ port, password: PASSWORD });
      await redis.flushall();
      redis.disconnect();
    },
    stop,
  };
}

async function answer(port: number): Promise<void> {
  const redis = new Redis({ port, password: PASSWORD, maxRetriesPerRequest: null, retryStrategy: () => 50 });
  redis.on('error', () => {});
  await redis.ping();
  redis.disconnect();
}

/** A port that nobody listens at. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return address.port;
}
