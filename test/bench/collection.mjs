// How fast a collection is bound, beside its peers, in one run on one machine:
//   npm run bench:collection -- FOLDER [--sample 200] [--generated 10000]
// Any folder of Markdown or text stories will do. Peers that are not installed are left out, and said to be.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { collectionStory } from './stories.mjs';

const [folder, ...rest] = process.argv.slice(2).filter((word) => !word.startsWith('--') && Number.isNaN(Number(word)));
const option = (name, otherwise) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};
if (rest.length > 0) throw new Error('Give one folder of stories, or none.');
const sample = option('sample', 200);
const generated = option('generated', 10_000);

const cli = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'storybind-bench-'));
const has = (command) => spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0;
const gnuTime = has('/usr/bin/time') ? '/usr/bin/time' : undefined;

/** Seconds of wall time, and the peak memory of the process in MiB where GNU time is there. */
function timed(command, args, options = {}) {
  const words = gnuTime ? [gnuTime, '-f', '%M', command, ...args] : [command, ...args];
  const start = process.hrtime.bigint();
  const ran = spawnSync(words[0], words.slice(1), { encoding: 'utf8', maxBuffer: 1 << 28, ...options });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (ran.status !== 0 && !options.isLenient) throw new Error(`${command}: ${ran.stderr.slice(-2000)}`);
  return { seconds, mebibytes: gnuTime ? Number(ran.stderr.trim().split('\n').at(-1)) / 1024 : Number.NaN };
}

const build = (stories, out, ...flags) =>
  timed(process.execPath, [cli, 'build', stories, '--each', '-o', out, '-q', ...flags]);

const storiesIn = (path) =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:md|txt)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

/** Every n-th of the stories, copied into a folder of its own. */
function sampleOf(stories, count, name) {
  const place = join(work, name);
  mkdirSync(place);
  const step = stories.length / Math.min(count, stories.length);
  for (let index = 0; index < Math.min(count, stories.length); index += 1) {
    const story = stories[Math.floor(index * step)];
    cpSync(story, join(place, `${String(index).padStart(5, '0')}-${basename(story)}`));
  }
  return place;
}

/** One process a story, two at a time, as people do it with xargs. */
function peer(place, command, out) {
  mkdirSync(out);
  const script = `find "$1" -type f -print0 | xargs -0 -P2 -I{} sh -c '${command} >/dev/null 2>&1 || true' _ {} "$2"`;
  return timed('sh', ['-c', script, '_', place, out], { isLenient: true });
}

const results = [];
const report = (name, count, { seconds, mebibytes }) => {
  const rate = count / seconds;
  results.push({ name, count, seconds, rate, mebibytes });
  const memory = Number.isNaN(mebibytes) ? '' : `${mebibytes.toFixed(0).padStart(6)} MiB`;
  console.log(
    `${name.padEnd(44)} ${String(count).padStart(6)} books ${seconds.toFixed(2).padStart(8)} s ${rate.toFixed(1).padStart(8)}/s ${memory}`,
  );
  return rate;
};

const goals = [];
const goal = (name, value, isMet, wanted) =>
  goals.push({ name, value, wanted, isMet: Number.isNaN(value) ? undefined : isMet(value) });

console.log(`Node ${process.version}, ${availableParallelism()} cores\n`);
if (folder !== undefined) measureFolder(resolve(folder));
if (generated > 0) measureGenerated(generated);

console.log('');
for (const { name, value, wanted, isMet } of goals) {
  const verdict = isMet === undefined ? 'not measured (peer missing)' : isMet ? 'met' : 'MISSED';
  console.log(`${name.padEnd(64)} ${value.toFixed(2).padStart(8)}   ${wanted.padEnd(12)} ${verdict}`);
}
rmSync(work, { recursive: true, force: true });

function measureFolder(path) {
  const stories = storiesIn(path);
  const all = sampleOf(stories, stories.length, 'all');
  const some = sampleOf(stories, sample, 'some');
  const few = Math.min(sample, stories.length);
  const out = join(work, 'plain');
  const plain = report('storybind, without covers', stories.length, build(all, out, '--no-cover'));
  const first = results.at(-1).seconds;
  report('storybind, nothing changed', stories.length, build(all, out, '--no-cover'));
  goal(
    'first run without covers : a run with nothing changed',
    first / results.at(-1).seconds,
    (value) => value >= 50,
    'at least 50',
  );
  const small = build(some, join(work, 'small'), '--no-cover');
  report(`storybind, without covers, ${few}`, few, small);
  goal(
    'peak memory, all stories : a sample',
    results[0].mebibytes / small.mebibytes,
    (value) => value <= 1.15,
    'at most 1.15',
  );
  const drawn = report('storybind, with covers', stories.length, build(all, join(work, 'covers')));
  const firstDrawn = results.at(-1).seconds;
  report('storybind, with covers, nothing changed', stories.length, build(all, join(work, 'covers')));
  goal(
    'first run with covers : a run with nothing changed',
    firstDrawn / results.at(-1).seconds,
    (value) => value >= 50,
    'at least 50',
  );
  const pandoc = has('pandoc')
    ? report(
        'xargs -P2 pandoc',
        few,
        peer(some, 'pandoc -f markdown "$1" -o "$2/$(basename "$1").epub" --metadata title=x', join(work, 'pandoc')),
      )
    : Number.NaN;
  const convert = has('ebook-convert')
    ? report(
        'xargs -P2 ebook-convert',
        few,
        peer(some, 'ebook-convert "$1" "$2/$(basename "$1").epub"', join(work, 'calibre')),
      )
    : Number.NaN;
  goal('books a second without covers : pandoc', plain / pandoc, (value) => value >= 5, 'at least 5');
  goal(
    'books a second with covers : pandoc, which makes none',
    drawn / pandoc,
    (value) => value >= 1.5,
    'at least 1.5',
  );
  goal('books a second with covers : ebook-convert', drawn / convert, (value) => value >= 20, 'at least 20');
  sameBytes(some);
}

/** The same bytes with any number of workers. */
function sameBytes(stories) {
  const hashes = ['1', '2', '8'].map((workers) => {
    const out = join(work, `workers-${workers}`);
    build(stories, out, '--no-cover', '--workers', workers);
    const hash = createHash('sha256');
    for (const name of readdirSync(out, { recursive: true })
      .filter((one) => one.endsWith('.epub'))
      .sort()) {
      hash.update(name).update(readFileSync(join(out, name)));
    }
    return hash.digest('hex');
  });
  goal('kinds of bytes with 1, 2 and 8 workers', new Set(hashes).size, (value) => value === 1, '1');
}

function measureGenerated(count) {
  const make = (many, name) => {
    const place = join(work, name);
    for (let index = 0; index < many; index += 1) {
      const path = join(place, String(Math.floor(index / 500)), `story-${index}.txt`);
      if (index % 500 === 0) mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, collectionStory(index));
    }
    return place;
  };
  const fewer = Math.max(1, Math.round(count / 10));
  // A first run warms the disk's cache and the machine alike for both.
  build(make(100, 'warm'), join(work, 'warm-out'), '--no-cover');
  const few = build(make(fewer, 'fewer'), join(work, 'fewer-out'), '--no-cover');
  report(`generated, without covers, ${fewer}`, fewer, few);
  const many = build(make(count, 'many'), join(work, 'many-out'), '--no-cover');
  report(`generated, without covers, ${count}`, count, many);
  goal(
    'time a story, ten times the stories : fewer',
    many.seconds / count / (few.seconds / fewer),
    (value) => value <= 1.15,
    'at most 1.15',
  );
  const again = build(join(work, 'many'), join(work, 'many-out'), '--no-cover');
  report('generated, nothing changed', count, again);
}
