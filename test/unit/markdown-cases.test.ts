import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { PIXEL, readMarkdown } from '../support/read-markdown.js';

const folder = fileURLToPath(new URL('../cases/markdown', import.meta.url));
const siblings = { 'art/chart.png': PIXEL, 'pixel.png': PIXEL };

describe('Markdown stories are understood as their golden files say', () => {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.md'))) {
    it(file, async () => {
      const { shown } = await readMarkdown(readFileSync(`${folder}/${file}`), siblings);
      await expect(shown).toMatchFileSnapshot(`${folder}/${file.replace(/\.md$/, '.story.txt')}`);
    });
  }
});
