// Broken stories, thousands of them, through every reader: `npm run fuzz [-- --runs 20000]`.
//
// Each run takes a story of this project, breaks it by chance, binds it, and holds storybind to its word: a sound book
// or a refusal that says why; never a crash, never a hang, never memory without bound. A book must pass the check at
// its full depth. A run follows from its seed and index alone (and from the tree that it runs in):
//
//   --runs N       how many (default 1000: about a minute)
//   --seed N       other chances (default: by the clock; it is printed)
//   --reader NAME  only runs that start from a story of this reader: text, html, own epub …
//   --one INDEX    this run alone, with the way its input was made
//   --keep DIR     where inputs that failed are kept (default out/fuzz); the files beside them come with --one alone
//   --limit S      how many seconds a run may take (default 10)
//   --dist DIR     the built library (default dist)
//
// Exits 1 when a run failed. A failure prints its index, how the input was made, and what is wrong.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { makeCase, READER_NAMES, readerOf } from './cases.mjs';
import { loadLibrary } from './library.mjs';
import { runAll } from './pool.mjs';
import { loadSeeds } from './seeds.mjs';
import { kindOf, tally } from './summary.mjs';

const MOST_MEBIBYTES = 1024;

const project = fileURLToPath(new URL('../../', import.meta.url));
const { values: flags } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    reader: { type: 'string' },
    one: { type: 'string' },
    keep: { type: 'string', default: join(project, 'out', 'fuzz') },
    limit: { type: 'string', default: '10' },
    dist: { type: 'string', default: join(project, 'dist') },
  },
});
if (flags.reader !== undefined && !READER_NAMES.includes(flags.reader)) {
  throw new Error(`There is no reader ${flags.reader}. Choose one of ${READER_NAMES.join(', ')}.`);
}

const numberOf = (flag) => {
  if (/^\d+$/.test(flags[flag])) return Number(flags[flag]);
  throw new Error(`--${flag} takes a whole number, not ${flags[flag]}.`);
};
const seed = numberOf('seed');
const counts = tally(readerOf);
const failures = [];
let seeds;
console.log(`seed ${seed}`);
await runAll(
  indexes(),
  { seed, dist: flags.dist, milliseconds: numberOf('limit') * 1000, mebibytes: MOST_MEBIBYTES },
  async (verdict) => {
    counts.add(verdict);
    if (verdict.outcome !== 'failure') return;
    failures.push(verdict);
    await show(verdict);
  },
);
if (flags.one !== undefined && failures.length === 0)
  await show({ index: numberOf('one'), kind: 'passed', problem: '' });
console.log(['', ...counts.lines(), '', ...kindLines()].join('\n'));
if (failures.length > 0) process.exitCode = 1;

/** The runs that are asked for: the first ones of the reader, or of all. */
function* indexes() {
  if (flags.one !== undefined) {
    yield numberOf('one');
    return;
  }
  let left = numberOf('runs');
  for (let index = 0; left > 0; index++) {
    if (flags.reader !== undefined && readerOf(index) !== flags.reader) continue;
    yield index;
    left -= 1;
  }
}

/** Prints the run, and keeps its input, made anew. */
async function show({ index, kind, problem }) {
  seeds ??= loadLibrary(flags.dist).then(loadSeeds);
  const { reader, name, bytes, members, steps, options } = await makeCase(await seeds, seed, index);
  const path = join(flags.keep, `${seed}-${index}`, name);
  for (const file of members ?? [{ name: '', bytes }]) {
    const kept = join(path, file.name);
    mkdirSync(dirname(kept), { recursive: true });
    writeFileSync(kept, file.bytes);
  }
  const what = problem.split('\n').slice(0, 8).join('\n    ');
  console.log(`\n${kind} --seed ${seed} --one ${index} (${reader}) ${JSON.stringify(options)}`);
  console.log(`    made by: ${steps.join(', ')}\n    kept: ${path}\n    ${what}`);
}

function kindLines() {
  const kinds = new Map();
  for (const failed of failures) kinds.set(kindOf(failed), [...(kinds.get(kindOf(failed)) ?? []), failed.index]);
  return [...kinds]
    .sort((a, b) => b[1].length - a[1].length)
    .map(([kind, indexes]) => `${String(indexes.length).padStart(5)} × ${kind} (first: ${Math.min(...indexes)})`);
}
