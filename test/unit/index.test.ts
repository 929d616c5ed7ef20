import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import * as library from '../../src/index.js';
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

  describe('called without types', () => {
    const bytes = new TextEncoder().encode(RAIN);
    const call = (verb: string, ...given: readonly unknown[]): Promise<unknown> =>
      (library as unknown as Record<string, (...all: readonly unknown[]) => Promise<unknown>>)[verb]?.(...given) ??
      Promise.reject(new Error(`no verb ${verb}`));

    it.each([
      ['a path for a story', ['build', 'rain.txt'], '`build` was given "rain.txt" for a story'],
      ['nothing', ['build'], '`build` was given undefined for a story'],
      ['a story without a name', ['inspect', { bytes }], '`inspect` was given { bytes } for a story'],
      ['a story without text', ['build', { name: 'x.txt' }], '`{ name, bytes }` or `{ name, text }`'],
      ['text and bytes', ['build', { name: 'x.txt', text: 'x', bytes }], '`{ name, bytes }` or `{ name, text }`'],
      ['a text for bytes', ['build', { name: 'x.txt', bytes: 'x' }], '"x" for `bytes`; it takes a `Uint8Array`'],
      ['a buffer for bytes', ['build', { name: 'x.txt', bytes: bytes.buffer }], 'ArrayBuffer for `bytes`'],
      ['a number for text', ['build', { name: 'x.txt', text: 5 }], '5 for `text`; it takes a string'],
      ['a look that is none', ['build', rain, { theme: 'gothic' }], 'one of `classic`, `modern`, `plain`'],
      ['a format that is none', ['build', rain, { format: 'azw' }], 'one of `epub`, `kepub`'],
      ['a name of an object’s own', ['build', rain, { format: 'constructor' }], 'one of `epub`, `kepub`'],
      ['an option that is none', ['build', rain, { themes: 'plain' }], '`build` has no option `themes`'],
      ['settings that are none', ['build', rain, { set: 'title=x' }], '"title=x" for `set`; it takes an object'],
      ['a path for a cover', ['build', rain, { cover: '/etc/hostname' }], '"/etc/hostname" for `cover`'],
      ['a text for options', ['build', rain, 'plain'], '"plain" for its options'],
      ['no options', ['build', rain, null], 'null for its options'],
      ['a path for stories', ['anthology', 'stories'], '"stories" for its stories; it takes a list'],
      ['a story in a list that is none', ['anthology', ['a.txt']], '"a.txt" for a story'],
      ['a path for a book', ['check', 'book.epub'], '"book.epub" for the book'],
      ['no book', ['check'], 'undefined for the book'],
      ['a device that is no list', ['preflight', bytes, 'kobo'], '"kobo" for the devices; it takes a list of strings'],
      ['no devices', ['mend', bytes], 'undefined for the devices'],
      ['no aim', ['convertBook', bytes, {}], 'undefined for `to`; it takes one of `kepub`'],
      ['no options at all', ['convertBook', bytes], 'undefined for its options'],
    ])('says what it was given for %s', async (_name, [verb = '', ...given], said) => {
      const failure = await call(verb as string, ...given).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(StoryError);
      expect((failure as StoryError).diagnostic).toMatchObject({ code: 'argument-invalid' });
      expect((failure as StoryError).message).toContain(said);
    });

    it('takes the bytes of another realm, and what is there and undefined for what is not', async () => {
      const foreign = runInNewContext('new Uint8Array(codes)', { codes: [...bytes] });
      const story = { name: 'rain.txt', bytes: foreign, text: undefined, sibling: undefined };
      expect(await call('inspect', story, { reader: undefined })).toMatchObject({ reader: 'text' });
    });

    it('shows no more than the beginning of what it was given', async () => {
      const failure = await call('build', 'x'.repeat(1_000_000)).catch((error: unknown) => error);
      expect((failure as StoryError).message.length).toBeLessThan(200);
    });
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
