import { describe, expect, it } from 'vitest';
import { build, check, inspect, StoryError } from '../../src/index.js';
import { RAIN } from '../support/storybind.js';

const rain = { name: 'rain.txt', text: RAIN };

describe('the library', () => {
  it('builds the same book of text and of its bytes, named for its title', async () => {
    const book = await build(rain, { cover: false });
    const again = await build({ name: 'rain.txt', bytes: new TextEncoder().encode(RAIN) }, { cover: false });
    expect(book).toMatchObject({
      fileName: 'the-rain-on-hollow-street.epub',
      mediaType: 'application/epub+zip',
      isSound: true,
    });
    expect(Buffer.from(again.bytes).equals(book.bytes)).toBe(true);
    expect(await check(book.bytes)).toEqual([]);
  });

  it('asks its caller for the files beside a story, and only for those', async () => {
    const asked: string[] = [];
    const sibling = async (path: string) => {
      asked.push(path);
      return undefined;
    };
    const text = '# Rain\n\nIt rained.\n\n![A map](maps/north.png)\n\n![Not ours](../secret.png)\n';
    const { diagnostics } = await inspect({ name: 'rain.md', text, sibling });
    // Beside the story lies what it names, and perhaps what is said of it.
    expect(asked).toEqual(['maps/north.png', 'rain.yaml', 'rain.yml']);
    expect(diagnostics.map(({ code }) => code)).toEqual(expect.arrayContaining(['image-missing', 'image-outside']));
  });

  it('overrides what the story says by what its caller sets', async () => {
    const { title, receipts } = await inspect(rain, { set: { title: 'Another' } });
    expect({ title, how: receipts.title?.how }).toEqual({ title: 'Another', how: 'option' });
  });

  it('throws the reason of an abort', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(build(rain, { signal })).rejects.toThrow('enough');
    await expect(inspect(rain, { signal })).rejects.toThrow('enough');
    await expect(check(new Uint8Array(), { signal })).rejects.toThrow('enough');
  });

  it('stops between two stages when it is aborted on the way', async () => {
    const abortion = new AbortController();
    const building = build(rain, { signal: abortion.signal });
    setImmediate(() => abortion.abort(new Error('enough')));
    await expect(building).rejects.toThrow('enough');
  });

  it.each([
    ['a story that is none', () => build({ name: 'empty.txt', text: '' }), 'input-empty'],
    ['a setting that is none', () => inspect(rain, { set: { titel: 'x' } }), 'setting-unknown'],
    ['a reader that is none', () => inspect(rain, { reader: 'runes' }), 'format-unknown'],
  ])('throws a StoryError for %s', async (_name, work, code) => {
    const failure = await work().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(StoryError);
    expect((failure as StoryError).diagnostic.code).toBe(code);
  });

  it('calls what should not happen a defect, and keeps its cause', async () => {
    const cause = new TypeError('x is not a function');
    const sibling = () => Promise.reject(cause);
    const text = '# Rain\n\nIt rained.\n\n![A map](map.png)\n';
    const failure = await inspect({ name: 'rain.md', text, sibling }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'StoryError', diagnostic: { code: 'defect' }, cause });
  });

  it('finds a book that is none invalid instead of throwing', async () => {
    const findings = await check(new TextEncoder().encode('no book'), { name: 'no.epub' });
    expect(findings[0]).toMatchObject({ severity: 'error', file: 'no.epub' });
  });
});
