import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { localExecutor } from '../../src/collection/run/executor.js';
import type { BindResult, BindTask } from '../../src/collection/run/task.js';

const DYING = fileURLToPath(new URL('../support/dying-worker.mjs', import.meta.url));

const task = (name: string): BindTask => ({
  story: { key: `/s/${name}`, path: name, place: name, kind: 'file', files: [`/s/${name}`] },
  options: {},
  staging: `/nowhere/${name}`,
});

describe('worker threads', () => {
  it('that die of a story are replaced: the story is said to have failed, the others go on', async () => {
    const names = ['a', 'exits', 'b', 'swells', 'c', 'd', 'exits-too', 'e', 'f'];
    const executor = await localExecutor(2, names.length, 64 * 2 ** 20, DYING);
    const { signal } = new AbortController();
    const results = await Promise.all(names.map((name) => executor.bind(task(name), signal)));
    await executor.close();
    const said = (result: BindResult | undefined) =>
      result?.kind === 'failed' ? result.diagnostics.map(({ code }) => code).join() : result?.kind;
    const byName = Object.fromEntries(names.map((name, index) => [name, said(results[index])]));
    for (const name of ['exits', 'swells', 'exits-too']) expect(byName[name]).toBe('worker-died');
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) expect(byName[name]).toBe('input-empty');
    expect(results[names.indexOf('swells')]).toMatchObject({ isPassing: true });
  });

  it('are not started for a handful of stories', async () => {
    const executor = await localExecutor(8, 3, 2 ** 30, DYING);
    expect(executor.width).toBe(1);
  });

  it('stop when they are told to', async () => {
    const executor = await localExecutor(2, 100, 2 ** 30, DYING);
    const abort = new AbortController();
    abort.abort();
    await expect(executor.bind(task('a'), abort.signal)).rejects.toThrow();
    await executor.close();
  });
});
