import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { StoryError } from '../../src/diagnostics/report.js';
import { build } from '../../src/index.js';
import { type FuzzCase, makeCase, READER_NAMES, readerOf, type Seeds } from '../fuzz/cases.mjs';
import { type FuzzLibrary, judge } from '../fuzz/judge.mjs';
import { runAll, type Verdict } from '../fuzz/pool.mjs';
import { loadSeeds } from '../fuzz/seeds.mjs';

describe('the inputs of the fuzz runs', () => {
  let seeds: Seeds;
  const ask = (seed: number): Promise<readonly FuzzCase[]> =>
    Promise.all(Array.from({ length: 60 }, (_, index) => makeCase(seeds, seed, index)));

  beforeAll(async () => {
    seeds = await loadSeeds({ build });
  }, 60_000);

  it('start from stories of every reader', () => {
    expect(
      Object.keys(seeds)
        .filter((reader) => (seeds[reader]?.length ?? 0) > 1)
        .sort(),
    ).toEqual([...READER_NAMES].sort());
    expect(new Set(Array.from({ length: 20 }, (_, index) => readerOf(index)))).toEqual(new Set(READER_NAMES));
  });

  it('follow from the seed and the index alone', async () => {
    const [once, again] = [await ask(7), (await ask(7)).toReversed()];
    const plain = (cases: readonly FuzzCase[]) => cases.map(({ sibling: _, ...one }) => one);
    expect(plain(again.toReversed())).toEqual(plain(once));
    const beside = (cases: readonly FuzzCase[]) => Promise.all(cases.map(({ sibling }) => sibling?.('map.png')));
    expect(await beside(again.toReversed())).toEqual(await beside(once));
  });

  it('are others with another seed, and mostly not what they were made of', async () => {
    const [some, others] = [await ask(7), await ask(8)];
    const isSame = (one: FuzzCase, at: number) => Buffer.compare(one.bytes, others[at]?.bytes ?? Buffer.alloc(0)) === 0;
    expect(some.filter((one, at) => one.reader !== 'folder' && isSame(one, at)).length).toBeLessThan(3);
    const originals = new Set(
      Object.values(seeds).flatMap((files) => files.map(({ bytes }) => bytes?.toString('latin1'))),
    );
    const unchanged = some.filter(
      ({ reader, bytes }) => reader !== 'folder' && originals.has(Buffer.from(bytes).toString('latin1')),
    );
    expect(unchanged.length).toBeLessThan(12);
  });
});

describe('the judge of a fuzz run', () => {
  const input = { name: 'rain.txt', bytes: Buffer.from('Rain.'), options: { cover: false } };
  const sound = { bytes: new Uint8Array(), isSound: true, diagnostics: [] };
  const finding = (severity: string) => ({ severity, code: 'content-nesting', message: 'A `p` stands in a `p`.' });
  const judged = (library: Partial<FuzzLibrary>) =>
    judge({ bind: async () => sound, check: async () => [], ...library }, input);

  it('passes a sound book, even one with warnings', async () => {
    expect(await judged({ check: async () => [finding('warning')] })).toEqual({ outcome: 'book' });
  });

  it('passes a refusal that blames the input', async () => {
    const bind = async () => {
      throw new StoryError('input-damaged', 'The file is cut off.');
    };
    expect(await judged({ bind })).toEqual({ outcome: 'refusal', code: 'input-damaged' });
  });

  it('fails what is thrown otherwise, and a refusal that blames storybind', async () => {
    for (const error of [new TypeError('x is undefined'), 'out of ink', new StoryError('defect', 'It failed.')]) {
      const bind = async () => {
        throw error;
      };
      expect(await judged({ bind })).toMatchObject({ outcome: 'failure', kind: 'crash' });
    }
  });

  it('fails a book that is not sound, and one that the check finds an error in', async () => {
    const unsound = { ...sound, isSound: false, diagnostics: [finding('error')] };
    expect(await judged({ bind: async () => unsound })).toMatchObject({ outcome: 'failure', kind: 'unsound' });
    const checked = await judged({ check: async () => [finding('warning'), finding('error')] });
    expect(checked).toMatchObject({ outcome: 'failure', kind: 'the check' });
    expect(checked.problem).toContain('A `p` stands in a `p`.');
  });
});

/** A worker that does what a run may do to its process, by the index. */
const WORKER = `
process.on('message', ({ index }) => {
  if (index === 1) for (;;) {}
  if (index === 2) throw new Error('the worker fell over');
  process.send({ index, outcome: 'book', milliseconds: 1, mebibytes: index === 3 ? 5000 : 50 });
});
process.send({ isReady: true });
`;

it('a run that hangs, dies or takes too much memory fails, and the others go on', async () => {
  const workerFile = join(await mkdtemp(join(tmpdir(), 'storybind-fuzz-')), 'worker.mjs');
  await writeFile(workerFile, WORKER);
  const verdicts: Verdict[] = [];
  const options = { seed: 1, dist: '', milliseconds: 1000, mebibytes: 500, workerFile };
  await runAll([0, 1, 2, 3, 4, 5], options, (verdict) => {
    verdicts.push(verdict);
  });
  const byIndex = verdicts.sort((a, b) => a.index - b.index).map(({ outcome, kind }) => kind ?? outcome);
  expect(byIndex).toEqual(['book', 'hang', 'death', 'memory', 'book', 'book']);
  expect(verdicts[2]?.problem).toContain('the worker fell over');
});
