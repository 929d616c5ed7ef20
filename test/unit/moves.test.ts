import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Moves, type Settled } from '../../src/collection/run/moves.js';

/** How many more changes of the disk the process lives for. */
const life = vi.hoisted(() => ({ left: Number.POSITIVE_INFINITY }));

vi.mock('node:fs', async (importOriginal) => {
  const fs = await importOriginal<typeof import('node:fs')>();
  const mortal =
    <Arguments extends unknown[], Result>(work: (...args: Arguments) => Result) =>
    (...args: Arguments): Result => {
      if (life.left <= 0) throw Object.assign(new Error('killed'), { code: 'EIO' });
      life.left -= 1;
      return work(...args);
    };
  const { renameSync, rmSync: remove, rmdirSync, mkdirSync: make, openSync, writeFileSync: write } = fs;
  return {
    ...fs,
    renameSync: mortal(renameSync),
    rmSync: mortal(remove),
    rmdirSync: mortal(rmdirSync),
    mkdirSync: mortal(make),
    openSync: mortal(openSync),
    writeFileSync: mortal(write),
  };
});

let out: string;
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'storybind-moves-'));
});
afterEach(() => {
  life.left = Number.POSITIVE_INFINITY;
  rmSync(out, { recursive: true, force: true });
});

function lay(...names: readonly string[]): void {
  for (const name of names) {
    mkdirSync(dirname(join(out, name)), { recursive: true });
    writeFileSync(join(out, name), `the book ${name}`);
  }
}

const books = (): readonly string[] =>
  readdirSync(out, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.epub'))
    .sort();
const text = (name: string): string => readFileSync(join(out, name), 'utf8');

/** Two change places, one goes into another folder, one is where another was. */
const MOVES = [
  { key: 'a', old: 'a.epub', name: 'b.epub' },
  { key: 'b', old: 'b.epub', name: 'a.epub' },
  { key: 'c', old: 'c.epub', name: 'far/off/c.epub' },
  { key: 'd', old: 'near/d.epub', name: 'c.epub' },
];

/** Dies after so many changes of the disk; whether it had come to its end. */
function makeAndDie(changes: number): boolean {
  life.left = changes;
  let settled: Settled | undefined;
  try {
    settled = new Moves(out).make(MOVES);
  } catch {
    // What is thrown reaches nobody.
  }
  const wasWhole = settled !== undefined && settled.refused.length === 0 && life.left > 0;
  life.left = Number.POSITIVE_INFINITY;
  return wasWhole;
}

describe('books that get other names', () => {
  it('have them, and nothing else is left', () => {
    lay('a.epub', 'b.epub', 'c.epub', 'near/d.epub');
    const moves = new Moves(out);
    const { names, refused } = moves.make(MOVES);
    moves.close();
    expect(refused).toEqual([]);
    expect(Object.fromEntries(names)).toEqual({ a: 'b.epub', b: 'a.epub', c: 'far/off/c.epub', d: 'c.epub' });
    expect(text('b.epub')).toBe('the book a.epub');
    expect(readdirSync(out).sort()).toEqual(['a.epub', 'b.epub', 'c.epub', 'far']);
  });

  it('are all there, and known, when the run is killed at any moment', () => {
    let wasWhole = false;
    for (let changes = 1; !wasWhole; changes += 1) {
      rmSync(out, { recursive: true });
      lay('a.epub', 'b.epub', 'c.epub', 'near/d.epub');
      wasWhole = makeAndDie(changes);
      const next = new Moves(out);
      const { names } = next.finish();
      next.close();
      const places = MOVES.map(({ key, old }) => [names.get(key) ?? old, `the book ${old}`]);
      expect([changes, places.map(([name = '']) => [name, text(name)])]).toEqual([changes, places]);
      expect(books()).toEqual(places.map(([name]) => name).sort());
      expect(existsSync(join(out, '.storybind/moving'))).toBe(false);
      expect(existsSync(join(out, '.storybind/moves.json'))).toBe(false);
      expect(changes).toBeLessThan(200);
    }
  });

  it('are where they were when the next run is killed too', () => {
    for (let second = 1; second < 40; second += 1) {
      rmSync(out, { recursive: true });
      lay('a.epub', 'b.epub', 'c.epub', 'near/d.epub');
      makeAndDie(17);
      life.left = second;
      try {
        new Moves(out).finish();
      } catch {
        // It is killed.
      }
      life.left = Number.POSITIVE_INFINITY;
      const { names } = new Moves(out).finish();
      expect(MOVES.map(({ key, old }) => text(names.get(key) ?? old))).toEqual(
        MOVES.map(({ old }) => `the book ${old}`),
      );
    }
  });

  it('keep their old one when the new one cannot be had', () => {
    lay('a.epub', 'b.epub', 'blocked');
    const { names, refused } = new Moves(out).make([
      { key: 'a', old: 'a.epub', name: 'blocked/a.epub' },
      { key: 'b', old: 'b.epub', name: 'c.epub' },
    ]);
    expect(Object.fromEntries(names)).toEqual({ b: 'c.epub' });
    expect(refused.map(({ diagnostic }) => diagnostic.code)).toEqual(['output-unwritable']);
    expect(books()).toEqual(['a.epub', 'c.epub']);
  });

  it('never overwrite what came to lie there in between', () => {
    lay('a.epub');
    for (let changes = 1; changes < 40; changes += 1) {
      rmSync(out, { recursive: true });
      lay('a.epub');
      life.left = changes;
      try {
        new Moves(out).make([{ key: 'a', old: 'a.epub', name: 'z.epub' }]);
      } catch {
        // It is killed.
      }
      life.left = Number.POSITIVE_INFINITY;
      const places = books().map((name) => [name, text(name)]);
      for (const name of ['a.epub', 'z.epub']) if (!books().includes(name)) lay(name);
      const { names } = new Moves(out).finish();
      if (places.length === 0) expect(text(names.get('a') ?? 'a.epub')).toBe('the book a.epub');
      for (const [name = '', was] of places) expect(text(name)).toBe(was);
    }
  });

  it.each([
    '{"step":"arriving","journeys":[{"key":"a","old":"a.epub","name":"../evil.epub","by":"aa"}]}',
    '{"step":"arriving","journeys":[{"key":"a","old":"a.epub","name":"b.epub","by":"../../a.epub"}]}',
    '{"step":"arriving","journeys":null}',
    'null',
    '{',
  ])('go nowhere by a list that someone else has written: %s', (journal) => {
    lay('a.epub');
    mkdirSync(join(out, '.storybind/moving'), { recursive: true });
    writeFileSync(join(out, '.storybind/moving/aa'), 'the book');
    writeFileSync(join(out, '.storybind/moves.json'), journal);
    expect(new Moves(out).finish()).toEqual({ names: new Map(), refused: [] });
    expect(text('a.epub')).toBe('the book a.epub');
  });
});
