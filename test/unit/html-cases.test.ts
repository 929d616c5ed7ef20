import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readHtml } from '../support/read-html.js';
import { PIXEL } from '../support/read-markdown.js';

const folder = fileURLToPath(new URL('../cases/html', import.meta.url));

describe('HTML stories are understood as their golden files say', () => {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.html'))) {
    it(file, async () => {
      const { shown } = await readHtml(readFileSync(`${folder}/${file}`), { 'art/weir.png': PIXEL });
      await expect(shown).toMatchFileSnapshot(`${folder}/${file.replace(/\.html$/, '.story.txt')}`);
    });
  }
});
