import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { COVER_FONTS, covers } from '../../src/layout/cover/cover-fonts.js';
import { codePointsOf } from '../support/cmap.js';

const require = createRequire(import.meta.url);
const fonts = COVER_FONTS.map((font) => ({ font, points: codePointsOf(readFileSync(require.resolve(font.file))) }));

/** The borders of the ranges, each as its distance from the one before, in base 36. */
function encode(points: readonly number[]): string {
  const borders: number[] = [];
  for (const point of points) {
    if (borders.at(-1) === point - 1) borders[borders.length - 1] = point;
    else borders.push(point, point);
  }
  return borders.map((border, at) => (border - (borders[at - 1] ?? 0)).toString(36)).join(' ');
}

test('the coverage table says what the shipped fonts hold', async () => {
  const lines = fonts.map(({ font, points }) => `  ${font.id}:\n    '${encode(points)}',`);
  const module = [
    '/** What the shipped fonts hold: see `covers`. Made from the fonts by test/unit/font-coverage.test.ts (`vitest -u`). */',
    'export const COVERAGE = {',
    ...lines,
    '} as const;',
    '',
  ].join('\n');
  await expect(module).toMatchFileSnapshot('../../src/layout/cover/font-coverage.ts');
});

test.each(fonts)('the table of $font.id reads back as its code points', ({ font, points }) => {
  const held = new Set(points);
  const wrong = Array.from({ length: 0x10000 }, (_, point) => point).filter(
    (point) => covers(font.id, point) !== held.has(point),
  );
  expect(wrong).toEqual([]);
});
