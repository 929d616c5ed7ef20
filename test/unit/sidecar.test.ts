import { describe, expect, test } from 'vitest';
import { understand } from '../../src/convert.js';
import { Report } from '../../src/diagnostics/report.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

async function read(files: Readonly<Record<string, string>>, set: Readonly<Record<string, unknown>> = {}) {
  const report = new Report('shelf/rain.txt');
  const sibling = async (path: string) => (files[path] === undefined ? undefined : bytes(files[path]));
  const source = { name: 'shelf/rain.txt', bytes: bytes('title: Rain\nauthor: Bo\n\nIt rained all night.\n'), sibling };
  const { story } = await understand(source, { set }, report);
  return { metadata: story.metadata, codes: report.diagnostics.map(({ code }) => code) };
}

describe('a sidecar, front matter of the story’s own name beside it', () => {
  test('goes before what the story says of itself', async () => {
    const { metadata } = await read({ 'rain.yaml': 'title: The Long Rain\nseries: { name: Weather, position: 2 }\n' });
    expect(metadata.title).toBe('The Long Rain');
    expect(metadata.series).toEqual([{ name: 'Weather', position: 2 }]);
    expect(metadata.creators[0]?.name).toBe('Bo');
    expect(metadata.receipts.title).toMatchObject({ how: 'front matter', file: 'shelf/rain.yaml', line: 1 });
  });

  test('may end with .yml, and gives way to what the user sets', async () => {
    const { metadata } = await read({ 'rain.yml': 'title: The Long Rain\n' }, { title: 'Rain again' });
    expect(metadata.title).toBe('Rain again');
  });

  test('that is broken changes nothing, and is said', async () => {
    const { metadata, codes } = await read({ 'rain.yaml': 'title: [\n' });
    expect(metadata.title).toBe('Rain');
    expect(codes).toContain('front-matter-invalid');
  });
});
