import type { Judgement } from './judge.mjs';

export interface PoolOptions {
  readonly seed: number;
  readonly dist: string;
  /** How many at a time. Default 2. */
  readonly processes?: number;
  readonly milliseconds: number;
  readonly mebibytes: number;
  /** Default: the one that makes cases and judges them. */
  readonly workerFile?: string;
}

export interface Verdict extends Judgement {
  readonly index: number;
}

export function runAll(
  indexes: Iterable<number>,
  options: PoolOptions,
  tell: (verdict: Verdict) => void | Promise<void>,
): Promise<void>;
