import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Idleness } from '../../src/collection/queue/idleness.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Whether it is over by now. */
async function isOver({ over }: Idleness): Promise<boolean> {
  return Promise.race([over.then(() => true), Promise.resolve().then(() => false)]);
}

describe('a worker is idle', () => {
  it('when nothing has come for so long', async () => {
    const idleness = new Idleness(1000, async () => false);
    await vi.advanceTimersByTimeAsync(999);
    expect(await isOver(idleness)).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await isOver(idleness)).toBe(true);
  });

  it('not while something is under way', async () => {
    const idleness = new Idleness(1000, async () => false);
    idleness.begin();
    await vi.advanceTimersByTimeAsync(5000);
    expect(await isOver(idleness)).toBe(false);
    idleness.end();
    await vi.advanceTimersByTimeAsync(1000);
    expect(await isOver(idleness)).toBe(true);
  });

  it('not while something is to come', async () => {
    let isDue = true;
    const idleness = new Idleness(1000, async () => isDue);
    await vi.advanceTimersByTimeAsync(5000);
    expect(await isOver(idleness)).toBe(false);
    isDue = false;
    await vi.advanceTimersByTimeAsync(1000);
    expect(await isOver(idleness)).toBe(true);
  });

  it('not when something came while it was asked', async () => {
    const idleness = new Idleness(1000, async () => {
      idleness.begin();
      return false;
    });
    await vi.advanceTimersByTimeAsync(1000);
    expect(await isOver(idleness)).toBe(false);
  });
});
