import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { storybind } from '../support/storybind.js';

test('the README shows what `inspect` says of the sample', async () => {
  const readme = readFileSync('README.md', 'utf8');
  const shown = /\$ storybind inspect (\S+)\n([\s\S]*?)\n```/.exec(readme);
  const { stdout } = await storybind(['inspect', shown?.[1] ?? '']);
  expect(shown?.[2]).toBe(stdout.trimEnd());
});
