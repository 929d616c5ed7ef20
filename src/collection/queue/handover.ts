import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { stateOf } from '../file-state.js';
import type { BindResult, BindTask } from '../run/task.js';
import type { JobResult } from './job.js';

/** How often a file is looked for that another machine has written, and how long between, in milliseconds. */
const LOOKS = 20;
const PAUSE = 250;

/** Writes what a story left beside its book, for the coordinator; the file. */
export function layDown(result: BindResult, staging: string): string {
  const file = `${staging}.json`;
  writeFileSync(file, JSON.stringify(result));
  return file;
}

/**
 * The result that a worker has left, once it and its book lie there whole: a network file system may show them a little
 * later than Redis tells of them. Undefined when they do not come.
 */
export async function pickUp(told: JobResult): Promise<BindResult | undefined> {
  if ('result' in told) return told.result;
  for (let look = 1; look <= LOOKS; look += 1) {
    const result = readResult(told.file);
    if (result && isWhole(result)) {
      rmSync(told.file, { force: true });
      return result;
    }
    await delay(PAUSE);
  }
  return undefined;
}

function readResult(file: string): BindResult | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as BindResult;
  } catch {
    return undefined;
  }
}

const isWhole = (result: BindResult): boolean =>
  result.kind !== 'bound' || stateOf(result.staging).size === result.size;

/** Puts the bytes of the options' cover into the staging folder, once; the file. Undefined where there are none. */
export function layCover({ options, staging }: BindTask): string | undefined {
  const { cover } = options;
  if (!(cover instanceof Uint8Array)) return undefined;
  const file = join(dirname(staging), `cover-${createHash('sha256').update(cover).digest('hex')}`);
  if (stateOf(file).size !== cover.length) writeFileSync(file, cover);
  return file;
}
