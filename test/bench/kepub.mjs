// What KEPUB costs, beside an EPUB of the same story, in one run on one machine: `npm run bench:kepub -- [--runs 15]`.
// Whole processes, wall time, the median of the runs, interleaved so that a busy moment hits all alike.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { novel, oneShot } from './stories.mjs';

const asked = process.argv.indexOf('--runs');
const runs = asked < 0 ? 11 : Number(process.argv[asked + 1]);
const cli = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'storybind-bench-'));
const file = (name, text) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const short = file('one-shot.txt', oneShot());
const long = file('novel.txt', novel());
const out = join(folder, 'out.epub');
const shortBook = join(folder, 'one-shot.epub');
const longBook = join(folder, 'novel.epub');

const run = (args) => spawnSync(process.execPath, [cli, ...args, '--quiet'], { encoding: 'utf8' });
for (const [story, book] of [
  [short, shortBook],
  [long, longBook],
]) {
  run(['build', story, '-o', book]);
}

const bind = (story, ...more) => ['build', story, '-o', out, ...more];
const convert = (book) => ['convert', book, '--to', 'kepub', '-o', out];
const commands = {
  'one-shot, EPUB': bind(short),
  'one-shot, KEPUB': bind(short, '--format', 'kepub'),
  'one-shot, EPUB, no cover': bind(short, '--no-cover'),
  'one-shot, KEPUB, no cover': bind(short, '--no-cover', '--format', 'kepub'),
  'one-shot, converted': convert(shortBook),
  'novel, EPUB': bind(long),
  'novel, KEPUB': bind(long, '--format', 'kepub'),
  'novel, EPUB, no cover': bind(long, '--no-cover'),
  'novel, KEPUB, no cover': bind(long, '--no-cover', '--format', 'kepub'),
  'novel, converted': convert(longBook),
};

/** Wall time in milliseconds of one run. */
function once(args) {
  const start = process.hrtime.bigint();
  const ran = run(args);
  const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
  if (ran.status !== 0) throw new Error(`${args.join(' ')} ended with ${ran.status}: ${ran.stderr}`);
  return milliseconds;
}

const measured = Object.fromEntries(Object.keys(commands).map((name) => [name, []]));
for (let count = -1; count < runs; count++) {
  for (const [name, args] of Object.entries(commands)) {
    const milliseconds = once(args);
    if (count >= 0) measured[name].push(milliseconds);
  }
}
rmSync(folder, { recursive: true, force: true });

const time = (name) => [...measured[name]].sort((a, b) => a - b)[Math.floor(runs / 2)];
console.log(`\n${runs} runs each, interleaved; Node ${process.version}; 8 KB one-shot, 300 KB novel\n`);
for (const name of Object.keys(commands)) console.log(`${name.padEnd(28)} ${time(name).toFixed(0).padStart(6)} ms`);

/** The goals: what is measured, against what, and the most that the ratio may be. */
const goals = [
  ['one-shot, KEPUB', 'one-shot, EPUB', 1.25],
  ['one-shot, KEPUB, no cover', 'one-shot, EPUB, no cover', 1.25],
  ['novel, KEPUB', 'novel, EPUB', 1.25],
  ['novel, KEPUB, no cover', 'novel, EPUB, no cover', 1.25],
  ['novel, converted', 'novel, EPUB', 1],
  ['novel, converted', 'novel, EPUB, no cover', 1],
];
console.log('');
for (const [name, peer, most] of goals) {
  const ratio = time(name) / time(peer);
  const verdict = ratio <= most ? 'met' : 'MISSED';
  console.log(`${`${name} : ${peer}`.padEnd(54)} ${ratio.toFixed(2).padStart(6)}   at most ${most}   ${verdict}`);
}
