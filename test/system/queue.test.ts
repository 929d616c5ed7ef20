import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Queue, Worker } from 'bullmq';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Process, startCommand } from './support/processes.js';
import { freePort, type RedisServer, startRedis } from './support/redis-server.js';

const STORIES = 120;

const { version: VERSION } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  readonly version: string;
};

let folder: string;
let redis: RedisServer;
/** The hash of every book that a local run makes, by its path below the folder of books. */
let local: Readonly<Record<string, string>>;
const started: Process[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'storybind-queue-'));
  mkdirSync(join(folder, 'redis'));
  redis = await startRedis(join(folder, 'redis'));
  writeStories(join(folder, 'stories'), STORIES);
  expect(await start(['build', 'stories', '-o', 'local', '-q']).ended).toBe(0);
  local = hashes('local');
  expect(Object.keys(local)).toHaveLength(STORIES);
});

afterEach(async () => {
  for (const one of started.splice(0)) {
    one.kill('SIGKILL');
    await one.ended;
  }
});

afterAll(async () => {
  await redis?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('three workers', () => {
  test('one killed, Redis killed and started again: every book is there once, as a local run makes it', async () => {
    const queue = redis.url('attic');
    const workers = [startWorker(queue), startWorker(queue), startWorker(queue)];
    const build = start(['build', 'stories', '-o', 'remote', '--json'], queue);
    await build.lines(15);
    workers[0]?.kill('SIGKILL');
    await build.lines(45);
    await redis.restart();
    expect(await build.ended, build.stderr()).toBe(0);
    expectWhole(build, 'remote');
    expect(build.stderr()).toContain(`${STORIES} bound`);

    const again = start(['build', 'stories', '-o', 'remote'], queue);
    expect(await again.ended).toBe(0);
    expect(again.stderr()).toContain(`0 bound, ${STORIES} as they were`);
  });

  test('the coordinator killed and run again: nothing is lost, nothing there twice', async () => {
    const queue = redis.url('second');
    const workers = [startWorker(queue), startWorker(queue), startWorker(queue)];
    const cut = start(['build', 'stories', '-o', 'again', '--json'], queue);
    await cut.lines(30);
    cut.kill('SIGKILL');
    await cut.ended;
    const build = start(['build', 'stories', '-o', 'again', '--json'], queue);
    expect(await build.ended, build.stderr()).toBe(0);
    expectWhole(build, 'again');
    expect(workers.every(({ stderr }) => !stderr().includes('defect'))).toBe(true);
  });

  test('one told to end brings to its end what it has begun: no story is bound twice', async () => {
    const queue = redis.url('third');
    const workers = [startWorker(queue), startWorker(queue), startWorker(queue)];
    const build = start(['build', 'stories', '-o', 'third', '--json'], queue);
    await build.lines(20);
    workers[0]?.kill('SIGTERM');
    expect(await workers[0]?.ended).toBe(0);
    expect(await build.ended, build.stderr()).toBe(0);
    expectWhole(build, 'third');
    for (const worker of workers) worker.kill('SIGTERM');
    await Promise.all(workers.map(({ ended }) => ended));
    const bound = workers.map(({ stderr }) => Number(/(\d+) bound, 0 failed/.exec(stderr())?.[1]));
    expect(bound.reduce((sum, one) => sum + one, 0)).toBe(STORIES);
  });
});

describe('few stories', () => {
  beforeAll(() => writeStories(join(folder, 'few'), 6));

  test('a coordinator told to end leaves no job behind', async () => {
    const queue = redis.url('interrupted');
    const build = start(['build', 'few', '-o', 'interrupted'], queue);
    await delay(2000);
    build.kill('SIGTERM');
    expect(await build.ended).toBe(130);
    const idle = startWorker(queue, '--exit-when-idle', '2');
    expect(await idle.ended).toBe(0);
    expect(idle.stderr()).toContain('0 bound, 0 failed');
  });

  test('a Redis that forgets everything is told again', async () => {
    const queue = redis.url('forgetful');
    const build = start(['build', 'few', '-o', 'forgetful', '--json'], queue);
    await delay(2000);
    await redis.empty();
    startWorker(queue);
    expect(await build.ended, build.stderr()).toBe(0);
    expect(Object.keys(hashes('forgetful'))).toHaveLength(6);
  });

  test('folders that lie elsewhere on the worker are found by --mount, and so is the cover', async () => {
    const queue = redis.url('mounted');
    const cover = await sharp({ create: { width: 600, height: 900, channels: 3, background: '#246' } })
      .jpeg()
      .toBuffer();
    writeFileSync(join(folder, 'cover.jpg'), cover);
    expect(await start(['build', 'few', '-o', 'covered', '--cover', 'cover.jpg']).ended).toBe(0);
    mkdirSync(join(folder, 'mnt'));
    symlinkSync(folder, join(folder, 'mnt/share'));
    const build = start(['build', 'few', '-o', 'mounted', '--cover', 'cover.jpg'], queue);
    startWorker(queue, '--mount', `${folder}=${join(folder, 'mnt/share')}`);
    expect(await build.ended, build.stderr()).toBe(0);
    expect(hashes('mounted')).toEqual(hashes('covered'));
  });

  test('a worker that ends when idle waits for a story that is to be tried again', async () => {
    const url = redis.url('later');
    const queue = new Queue('later', {
      connection: { port: redis.port, password: redis.password, maxRetriesPerRequest: null },
      prefix: `storybind-${VERSION}`,
    });
    const story = { key: 'a', path: 'later.txt', place: 'later.txt', kind: 'file', files: [] };
    const job = { run: 'r', out: join(folder, 'nowhere'), task: { story, options: {}, staging: 'nowhere/0' } };
    await queue.add('bind', job, { delay: 3000 });
    const worker = startWorker(url, '--exit-when-idle', '1');
    expect(await worker.ended).toBe(0);
    expect(worker.stderr()).toContain('later.txt');
    await queue.close();
  });

  test('a story whose workers die each time is given up, and said', async () => {
    const queue = redis.url('deadly');
    writeStories(join(folder, 'one'), 1);
    const build = start(['build', 'one', '--each', '-o', 'deadly', '--json'], queue);
    const evil = new Worker('deadly', null, {
      connection: { port: redis.port, password: redis.password, maxRetriesPerRequest: null },
      prefix: `storybind-${VERSION}`,
      lockDuration: 300,
      stalledInterval: 300,
      maxStalledCount: 3,
    });
    // It takes the story again and again, and is never heard of again.
    void evil.startStalledCheckTimer();
    for (let death = 0; death < 4; ) if (await evil.getNextJob(`death-${death}`)) death += 1;
    await delay(1500);
    await evil.close(true);
    startWorker(queue);
    expect(await build.ended).toBe(3);
    expect(build.stderr()).toContain('worker-died');
    expect(hashes('deadly')).toEqual({});
  });
});

describe('without a Redis', () => {
  test.each(['build', 'worker'])('%s says so, and never the password', async (name) => {
    const args = name === 'build' ? ['build', 'stories', '-o', 'unreachable'] : ['worker'];
    const nobody = `redis://:open-sesame@127.0.0.1:${await freePort()}/attic`;
    const wrong = `redis://:open-sesame@127.0.0.1:${redis.port}/attic`;
    for (const url of [nobody, wrong]) {
      for (const tell of [() => start(args, url), () => start([...args, '--queue', url])]) {
        const told = tell();
        expect(await told.ended).toBe(3);
        expect(told.stderr()).toContain('queue-unreachable');
        expect(told.stderr() + told.stdout()).not.toContain('sesame');
      }
    }
  });

  test('an address that is none is refused without its password', async () => {
    const told = start(['build', 'stories', '--queue', 'redis://:open/sesame@queue.example/attic']);
    expect(await told.ended).toBe(2);
    expect(told.stderr()).toContain('setting-invalid');
    expect(told.stderr()).not.toContain('sesame');
  });
});

function start(args: readonly string[], queue?: string): Process {
  const one = startCommand(args, folder, queue);
  started.push(one);
  return one;
}

const startWorker = (queue: string, ...flags: readonly string[]): Process =>
  start(['worker', '--workers', '1', '--lease', '3', ...flags], queue);

/** Every book is there once, with the bytes of a local run; the catalogue knows them all; nothing is left lying about. */
function expectWhole(build: Process, out: string): void {
  const told = build
    .stdout()
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { readonly file: string }).file);
  expect(new Set(told).size).toBe(told.length);
  expect(hashes(out)).toEqual(local);
  expect(told).toHaveLength(STORIES);
  expect(existsSync(join(folder, out, '.storybind/staging'))).toBe(false);
}

function hashes(out: string): Readonly<Record<string, string>> {
  const names = readdirSync(join(folder, out), { recursive: true, encoding: 'utf8' });
  const books = names.filter((name) => name.endsWith('.epub')).sort();
  return Object.fromEntries(
    books.map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(folder, out, name)))
        .digest('hex'),
    ]),
  );
}

/** So many stories, each of its own words and place. */
function writeStories(root: string, count: number): void {
  for (let index = 0; index < count; index += 1) {
    const street = join(root, `street-${index % 5}`);
    mkdirSync(street, { recursive: true });
    const chapters = [1, 2, 3].map((chapter) => `Chapter ${chapter}\n\n${lampsOf(index, chapter)}`);
    const text = `The Lamps of Number ${index}\nby Ada Ferrow\n\n${chapters.join('\n\n')}\n`;
    writeFileSync(join(street, `lamps-${index}.txt`), text);
  }
}

const lampsOf = (index: number, chapter: number): string =>
  Array.from({ length: 12 }, (_, night) => {
    const lamps = index * 31 + chapter * 7 + night;
    return `On night ${night + 1} the keeper counted ${lamps} lamps along the wall, and wrote the number down. The rain came in from the sea.`;
  }).join('\n\n');
