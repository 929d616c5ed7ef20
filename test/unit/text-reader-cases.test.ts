import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readText } from '../support/read-text.js';

const folder = fileURLToPath(new URL('../cases/text', import.meta.url));
const files = readdirSync(folder).filter((name) => name.endsWith('.txt') && !name.endsWith('.story.txt'));

describe('plain text stories are understood as their golden files say', () => {
  for (const file of files) {
    it(file, async () => {
      const { shown } = await readText(readFileSync(`${folder}/${file}`), file);
      await expect(shown).toMatchFileSnapshot(`${folder}/${file.replace(/\.txt$/u, '.story.txt')}`);
    });
  }
});
