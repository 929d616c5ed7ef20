// What a run over a queue costs, a story: `node test/bench/queue.mjs [--short 400] [--long 60]`. Needs redis-server.
// Processor time, not wall time: other work on the machine changes it least, and it adds up over machines.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Redis } from 'ioredis';
import { novel, oneShot } from './stories.mjs';

const PORT = 7390;
const url = `redis://127.0.0.1:${PORT}/bench`;
const cli = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'storybind-queue-bench-'));

/** Writes what the process took as it ends. */
const meter = join(folder, 'meter.cjs');
writeFileSync(
  meter,
  `const { writeFileSync } = require('node:fs');
process.on('exit', () => writeFileSync(process.env.METER, JSON.stringify(process.resourceUsage())));`,
);

const asked = (name, usual) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? usual : Number(process.argv[at + 1]);
};
const counts = { short: asked('--short', 400), long: asked('--long', 60) };
const texts = { short: oneShot(), long: novel() };

function start(name, args) {
  const file = join(folder, `${name}.json`);
  const child = spawn(process.execPath, ['--require', meter, cli, ...args, '--queue', url], {
    cwd: folder,
    env: { ...process.env, METER: file },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(child, 'close').then(() => JSON.parse(readFileSync(file, 'utf8')));
  return { ended };
}

const milliseconds = ({ userCPUTime, systemCPUTime }) => (userCPUTime + systemCPUTime) / 1000;
const sizeBelow = (path) =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.epub'))
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);

const server = spawn('redis-server', ['--port', PORT, '--dir', folder, '--appendonly', 'yes', '--save', ''], {
  stdio: 'ignore',
});
const redis = new Redis({ port: PORT, maxRetriesPerRequest: null, retryStrategy: () => 50 });
redis.on('error', () => {});
const used = async () => Number(/used_memory:(\d+)/.exec(await redis.info('memory'))[1]);
const commands = async () => Number(/total_commands_processed:(\d+)/.exec(await redis.info('stats'))[1]);

try {
  const idle = await used();
  for (const [kind, count] of Object.entries(counts)) {
    const stories = join(folder, kind);
    mkdirSync(stories);
    for (let at = 0; at < count; at += 1) writeFileSync(join(stories, `${kind}-${at}.txt`), texts[kind]);
    const before = await commands();
    const build = start('build', ['build', stories, '--each', '-o', `${kind}-books`, '-q']);
    await delay(4000);
    const waiting = await used();
    const worker = start('worker', ['worker', '--workers', '2', '--exit-when-idle', '3', '-q']);
    const coordinator = await build.ended;
    const after = await commands();
    const bound = await worker.ended;
    const catalogue = statSync(join(folder, `${kind}-books/.storybind/catalogue.db`)).size;
    const each = (number, digits = 1) => (number / count).toFixed(digits);
    console.log(`${count} ${kind} stories of ${(texts[kind].length / 1000).toFixed(0)} KB, a story:
  worker        ${each(milliseconds(bound))} ms of processor time; ${(bound.maxRSS / 1024).toFixed(0)} MiB at most for two threads
  coordinator   ${each(milliseconds(coordinator))} ms of processor time; ${(coordinator.maxRSS / 1024).toFixed(0)} MiB at most
  Redis         ${each((waiting - idle) / 1024)} KiB while it waits; ${each(after - before)} commands
  on disk       ${each(sizeBelow(join(folder, `${kind}-books`)) / 1024)} KiB of book, ${each(catalogue / 1024)} KiB of catalogue`);
  }
} finally {
  redis.disconnect();
  server.kill('SIGKILL');
  await once(server, 'close');
  rmSync(folder, { recursive: true, force: true });
}
