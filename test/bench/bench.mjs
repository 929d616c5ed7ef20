// How fast storybind binds, beside its peers, in one run on one machine: `npm run bench [-- --runs 15]`.
// Whole processes, wall time, the median of the runs, interleaved so that a busy moment hits all alike.
// Peers that are not installed are left out, and said to be.
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
const longMarkdown = file('novel.md', novel({ markdown: true }));
const out = join(folder, 'out.epub');
const node = process.execPath;
const has = (command) => spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0;

const bind = (story, ...more) => [node, [cli, 'build', story, '-o', out, '--quiet', ...more]];
const commands = {
  'empty Node process': [node, ['-e', '0']],
  'one-shot, no cover': bind(short, '--no-cover'),
  'one-shot, cover': bind(short),
  'novel (text), cover': bind(long),
  'novel (Markdown), cover': bind(longMarkdown),
  'novel (text), no cover': bind(long, '--no-cover'),
  ...(has('pandoc') && {
    'pandoc, one-shot': ['pandoc', ['-f', 'markdown', short, '-o', out, '--metadata', 'title=x']],
    'pandoc, novel': ['pandoc', [longMarkdown, '-o', out, '--metadata', 'title=x']],
  }),
  ...(has('ebook-convert') && {
    'ebook-convert, one-shot': ['ebook-convert', [short, out]],
    'ebook-convert, novel': ['ebook-convert', [long, out]],
  }),
};

/** Certificates of one's own, which Node would load at its start, are no part of what is measured: they double an empty process. */
const { NODE_EXTRA_CA_CERTS: _certificates, ...env } = process.env;

/** Wall time in milliseconds and peak memory in MiB of one run; GNU time measures the memory where it is there. */
const gnuTime = has('/usr/bin/time') ? '/usr/bin/time' : undefined;
function once([command, args]) {
  const start = process.hrtime.bigint();
  const ran = gnuTime
    ? spawnSync(gnuTime, ['-f', '%M', command, ...args], { encoding: 'utf8', env })
    : spawnSync(command, args, { encoding: 'utf8', env });
  const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
  if (ran.status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${ran.status}: ${ran.stderr}`);
  const kilobytes = gnuTime ? Number(ran.stderr.trim().split('\n').at(-1)) : Number.NaN;
  return { milliseconds, mebibytes: kilobytes / 1024 };
}

const measured = Object.fromEntries(Object.keys(commands).map((name) => [name, []]));
for (let run = -1; run < runs; run++) {
  for (const [name, command] of Object.entries(commands)) {
    const result = once(command);
    if (run >= 0) measured[name].push(result);
  }
}
rmSync(folder, { recursive: true, force: true });

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const time = (name) => median((measured[name] ?? []).map((run) => run.milliseconds));
const memory = (name) => Math.max(...(measured[name] ?? []).map((run) => run.mebibytes));

console.log(`\n${runs} runs each, interleaved; Node ${process.version}; 8 KB one-shot, 300 KB novel\n`);
for (const name of Object.keys(commands)) {
  console.log(
    `${name.padEnd(28)} ${time(name).toFixed(0).padStart(6)} ms   ${memory(name).toFixed(0).padStart(5)} MiB`,
  );
}

/** The goals: what is measured, the ratio, and the most that it may be. */
const goals = [
  ['one-shot without cover : empty Node process', () => time('one-shot, no cover') / time('empty Node process'), 3],
  ['one-shot with cover : ebook-convert', () => time('one-shot, cover') / time('ebook-convert, one-shot'), 0.5],
  ['novel (text) with cover : pandoc', () => time('novel (text), cover') / time('pandoc, novel'), 0.4],
  ['novel (Markdown) with cover : pandoc', () => time('novel (Markdown), cover') / time('pandoc, novel'), 0.4],
  ['novel (text) with cover, MiB', () => memory('novel (text), cover'), 250],
  ['novel (Markdown) with cover, MiB', () => memory('novel (Markdown), cover'), 250],
];
console.log('');
for (const [name, ratio, most] of goals) {
  const value = ratio();
  const verdict = Number.isNaN(value) ? 'not measured (peer missing)' : value <= most ? 'met' : 'MISSED';
  console.log(`${name.padEnd(46)} ${value.toFixed(2).padStart(7)}   at most ${most}   ${verdict}`);
}
