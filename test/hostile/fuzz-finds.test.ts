import { describe, expect, it } from 'vitest';
import { build, check } from '../../src/index.js';

/** Every input here once gave a book that was unsound, or none at all: what the fuzz runs found. */
async function errorsIn(name: string, text: string): Promise<readonly string[]> {
  const book = await build({ name, text }, { cover: false });
  expect(book.isSound).toBe(true);
  const findings = await check(book.bytes);
  return findings.filter(({ severity }) => severity === 'error').map(({ code, message }) => `${code}: ${message}`);
}

describe('what the fuzz runs found', () => {
  it.each(['http://harrow*example.org/x', "http://o'neil.example/", 'http://a,b/', 'http://[::1]/', 'http://"a"/'])(
    'a link whose host can be none (%s) is reduced to its text',
    async (address) => {
      const html = `<!DOCTYPE html><title>Rain</title><h1>Rain</h1><p>It fell on <a href='${address.replaceAll("'", '&#39;')}'>the yard</a>.</p>`;
      expect(await errorsIn('rain.html', html)).toEqual([]);
      expect(await errorsIn('rain.md', `# Rain\n\nIt fell on [the yard](<${address}>).\n`)).toEqual([]);
    },
  );

  it('a single Thai letter does not make the count of a long story’s words slow', async () => {
    const { isSound } = await build(
      { name: 'rain.txt', text: `${'The rain fell.\n\n'.repeat(3000)}ำ\n` },
      { cover: false },
    );
    expect(isSound).toBe(true);
  }, 10_000);

  it('an image that is cut off gives way to its text', async () => {
    const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA', 'base64');
    const text = '# Rain\n\n![the yard](yard.gif)\n\nIt fell.\n';
    const book = await build({ name: 'rain.md', text, sibling: async () => gif }, { cover: false });
    expect(book.isSound).toBe(true);
    expect(book.diagnostics.map(({ code }) => code)).toContain('image-format');
  });
});
