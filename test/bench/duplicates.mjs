// How long `storybind duplicates` takes over a library of made-up stories: `node test/bench/duplicates.mjs [10000]`,
// after `npm run build`. The goal: 10,000 stories in under a minute on two cores. Says too what was found and missed.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeLibrary } from './library.mjs';

const count = Number(process.argv[2] ?? 10_000);
const cli = process.env.STORYBIND_COMMAND ?? fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'storybind-bench-'));
const copies = new Map();
let bytes = 0;
for (const { name, text, id } of makeLibrary(count)) {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  bytes += Buffer.byteLength(text);
  copies.set(id, [...(copies.get(id) ?? []), path]);
}

const hasTime = spawnSync('/usr/bin/time', ['--version'], { stdio: 'ignore' }).status === 0;
const command = [process.execPath, cli, 'duplicates', folder, '--json'];
const [program, ...args] = hasTime ? ['/usr/bin/time', '-f', '%U %S %M', ...command] : command;
const start = process.hrtime.bigint();
const ran = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 2 ** 30 });
const seconds = Number(process.hrtime.bigint() - start) / 1e9;
rmSync(folder, { recursive: true, force: true });
if (ran.status !== 0) throw new Error(`It ended with ${ran.status}: ${ran.stderr}`);

const pairsOf = (groups) =>
  new Set(groups.flatMap((one) => one.slice(1).map((path) => [one[0], path].sort().join('\n'))));
const wanted = pairsOf([...copies.values()].filter((paths) => paths.length > 1));
const found = pairsOf(
  JSON.parse(ran.stdout).families.map((one) => [one.fullest.path, ...one.copies.map(({ path }) => path)]),
);
const right = [...found].filter((pair) => wanted.has(pair)).length;
console.log(
  `${count} stories, ${(bytes / 2 ** 20).toFixed(0)} MiB: ${seconds.toFixed(1)} s, ${((1000 * seconds) / count).toFixed(2)} ms a story`,
);
if (hasTime) {
  const [user, system, kilobytes] = ran.stderr.trim().split('\n').at(-1).split(' ').map(Number);
  console.log(`${(user + system).toFixed(1)} s of processor time, peak memory ${(kilobytes / 1024).toFixed(0)} MiB`);
}
console.log(
  `precision ${(right / found.size).toFixed(4)} (${right} of ${found.size}), recall ${(right / wanted.size).toFixed(4)} (${wanted.size})`,
);
process.exitCode = (seconds * 10_000) / count < 60 ? 0 : 1;
