import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { makeConstantsLazy } from '../../scripts/lazy-constants.mjs';

/** What the code leaves in `result`, as it stands and with its constants made later. */
function bothWays(code: string): { readonly plain: unknown; readonly lazy: unknown } {
  const run = (source: string): unknown => {
    const context: { log: string[]; result?: unknown } = { log: [] };
    runInNewContext(`(function () {${source}\n})()`, context);
    return { ...context };
  };
  return { plain: run(code), lazy: run(makeConstantsLazy(code)) };
}

test('a constant is made when it is first used, and once', () => {
  const code = `const TABLE = [1, 2].map((one) => { log.push(one); return one * 2; });
function use() { return TABLE[0] + TABLE[1]; }
log.push('loaded');
use();
result = use();`;
  const { plain, lazy } = bothWays(code);
  expect(plain).toEqual({ log: [1, 2, 'loaded'], result: 6 });
  expect(lazy).toEqual({ log: ['loaded', 1, 2], result: 6 });
});

describe('what uses a constant gets the same from it', () => {
  test.each([
    ['in a shorthand', 'const LIST = [1]; result = { LIST };'],
    ['as a constructor', 'const Kind = [class { a = 1 }][0]; result = new Kind().a;'],
    ['in another constant', 'const A = [1, 2]; const B = [...A, 3]; const C = { b: B, n: B.length }; result = C;'],
    ['where an inner name hides it', 'const A = [1]; function f(A) { return A; } result = [f(2), A];'],
    [
      'in a template, a default and a key',
      'const A = ["k"]; const f = (x = A[0]) => [x, A].join(""); result = { [A[0]]: f() };',
    ],
    [
      'as a pattern that remembers',
      "const P = /a/g; function n(t) { let c = 0; while (P.test(t)) c++; return c; } result = [n('aa'), n('a')];",
    ],
    ['called at once', 'const F = [(x) => x + 1][0]; result = F(1);'],
    ['spread and destructured', 'const A = [1, 2]; const [b] = A; result = [b, ...A];'],
  ])('%s', (_how, code) => {
    const { plain, lazy } = bothWays(code);
    expect(makeConstantsLazy(code)).not.toBe(code);
    expect(lazy).toEqual(plain);
  });
});

test('what loads modules, waits or costs nothing stays where it is', () => {
  const code = `const fs = require('node:fs');
const two = 2, three = [3];
const name = two;
const run = () => [two];
let list = [1];`;
  expect(makeConstantsLazy(code)).toBe(code);
});

test('constants outside of the given ranges stay as they are', () => {
  const code = 'const A = [1];\nconst B = [2];\nresult = [A, B];';
  const range = { start: code.indexOf('const B'), end: code.length };
  expect(makeConstantsLazy(code, [range])).toContain('const A = [1];');
  expect(makeConstantsLazy(code, [range])).toContain('const B=()=>');
});
