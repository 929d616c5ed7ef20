import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runCommandLine } from '../../src/cli/run-command-line.js';
import type { Output } from '../../src/cli/ui.js';
import { convert } from '../../src/convert.js';
import { build, fetchImage, type Inspection, inspect, type StoryInput } from '../../src/index.js';
import { type FetchImage, rationed } from '../../src/read/remote-images.js';
import { buildEpub } from '../support/build-epub.js';
import { makeDocx, p, r } from '../support/docx.js';
import { fictionBook, PIXEL_BASE64 } from '../support/fb2.js';
import { odt } from '../support/odt.js';
import { readEpub } from '../support/read-epub.js';
import { filesIn, folderOf } from '../support/storybind.js';

const PIXEL = new Uint8Array(Buffer.from(PIXEL_BASE64, 'base64'));
const MAP = 'https://pictures.example/atlas/map.png';

/** Brings a pixel for every address, and keeps who was asked. */
function pixels(): { readonly asked: string[]; readonly fetchImages: FetchImage } {
  const asked: string[] = [];
  return {
    asked,
    fetchImages: async (url) => {
      asked.push(url);
      return PIXEL;
    },
  };
}

const markdown = (text: string): StoryInput => ({ name: 'tide.md', text });

const ofImages = ({ diagnostics }: Pick<Inspection, 'diagnostics'>) =>
  diagnostics.filter(({ code }) => code.startsWith('image-'));

describe('an image on a server', () => {
  const text = `# The Tide\n\nThe tide came in.\n\n  ![A map of the bay](${MAP})\n\nIt went out.\n`;

  it('is left out unless its fetching is asked for, and the way out says how to', async () => {
    const { story, diagnostics, isSound } = await build(markdown(text), { cover: false });
    expect(isSound).toBe(true);
    expect(story.resources).toEqual({});
    expect(JSON.stringify(story.sections)).toContain('A map of the bay');
    expect(ofImages({ diagnostics })).toMatchObject([
      { code: 'image-remote', line: 5, column: 3, message: expect.stringContaining('`--fetch-images`') },
    ]);
  });

  it('stands in the book when it was fetched', async () => {
    const { asked, fetchImages } = pixels();
    const { bytes, story, diagnostics, isSound } = await build(markdown(text), { cover: false, fetchImages });
    expect(isSound).toBe(true);
    expect(ofImages({ diagnostics })).toEqual([]);
    expect(asked).toEqual([MAP]);
    expect(story.resources).toEqual({ map: { id: 'map', name: 'map.png', mediaType: 'image/png' } });
    const book = await readEpub(bytes);
    expect([...book.files.values()].map((file) => Buffer.from(file))).toEqual([Buffer.from(PIXEL)]);
  });

  it('that could not be fetched is said with its place and the reason, and leaves its text', async () => {
    const reasons: readonly (readonly [FetchImage, string])[] = [
      [async () => ({ refusal: 'its server answered 404' }), 'its server answered 404'],
      [async () => undefined, 'it is not to be had'],
      [async () => new TextEncoder().encode('<!doctype html>Not here.'), 'what its server sent is no image'],
      [async () => Promise.reject(new Error('the line is dead')), 'the line is dead'],
      [fetchImage, 'it leads to a private address'],
    ];
    for (const [fetchImages, reason] of reasons) {
      const address = fetchImages === fetchImage ? 'https://127.0.0.1/map.png' : MAP;
      const { story, diagnostics } = await build(markdown(text.replace(MAP, address)), { cover: false, fetchImages });
      const message = `The image \`${address}\` could not be fetched: ${reason}; its text was kept. Save it beside the story and name it by its path.`;
      expect(ofImages({ diagnostics })).toMatchObject([{ code: 'image-unfetched', line: 5, column: 3, message }]);
      expect(JSON.stringify(story.sections)).toContain('A map of the bay');
    }
  });

  it('of a kind that books cannot hold is said as such', async () => {
    const fetchImages = async () => new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>');
    expect(ofImages(await inspect(markdown(text), { fetchImages }))).toMatchObject([{ code: 'image-format', line: 5 }]);
  });

  it('is asked for only over https by what is ready-made', async () => {
    const found = await inspect(markdown('# T\n\n![Old](http://pictures.example/map.png)\n'), { fetchImages: true });
    expect(ofImages(found)).toMatchObject([{ message: expect.stringContaining('an address that is not https') }]);
  });

  it('is fetched once by whatever address, and keeps apart from others of its name', async () => {
    const { asked, fetchImages } = pixels();
    const addresses = [MAP, `${MAP}#north`, '//pictures.example/atlas/map.png', 'https://b.example/map.png?v=2'];
    const images = addresses.map((address) => `![A map](${address})`).join('\n\n');
    const { story } = await build(markdown(`# T\n\n${images}\n`), { cover: false, fetchImages });
    expect(asked).toEqual([MAP, 'https://b.example/map.png?v=2']);
    expect(Object.values(story.resources).map(({ id, name }) => [id, name])).toEqual([
      ['map', 'map.png'],
      ['map-2', 'map.png'],
    ]);
  });

  it('may be the cover that the front matter names', async () => {
    const covered = markdown(`---\ncover: ${MAP}\n---\n\n# The Tide\n\nThe tide came in.\n`);
    const { asked, fetchImages } = pixels();
    expect(ofImages(await build(covered, { fetchImages }))).toEqual([]);
    expect(asked).toEqual([MAP]);
    expect(ofImages(await build(covered))).toMatchObject([{ code: 'image-remote' }]);
    const refuse = async () => ({ refusal: 'its server answered 410' });
    expect(ofImages(await build(covered, { fetchImages: refuse }))).toMatchObject([
      { code: 'image-unfetched', message: expect.stringContaining('its server answered 410; one is drawn') },
    ]);
  });
});

describe('every format that has images', () => {
  const picture = `<draw:frame><draw:image xlink:href="${MAP}"/></draw:frame>`;
  const drawing =
    '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:link="i1"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>';
  const relationships = `<Relationship Id="i1" Type="x/image" Target="${MAP}" TargetMode="External"/>`;
  const html = `<!doctype html><title>The Tide</title><h1>The Tide</h1><p>The tide came in.</p><p><img src="${MAP}" alt="A map"></p>`;
  const stories: Readonly<Record<string, () => Promise<StoryInput>>> = {
    html: async () => ({ name: 'tide.html', text: html }),
    epub: async () => ({
      name: 'tide.epub',
      bytes: buildEpub({ documents: { 'one.xhtml': `<h1>One</h1><p>The tide.</p><p><img src="${MAP}" alt=""/></p>` } }),
    }),
    docx: async () => ({
      name: 'tide.docx',
      bytes: await makeDocx({ body: p(r('The tide came in.')) + p(drawing), relationships }),
    }),
    odt: async () => ({
      name: 'tide.odt',
      bytes: odt(`<text:p>The tide came in.</text:p><text:p>${picture}</text:p>`),
    }),
    fb2: async () => ({
      name: 'tide.fb2',
      text: fictionBook(`<section><p>The tide came in.</p><image l:href="${MAP}"/></section>`),
    }),
  };

  it.each(Object.keys(stories))('fetches those on servers: %s', async (format) => {
    const input = await stories[format]!();
    const { asked, fetchImages } = pixels();
    const { counts } = await inspect(input, { fetchImages });
    expect({ asked, images: counts.images }).toEqual({ asked: [MAP], images: 1 });
    const found = await inspect(input);
    expect(found.counts.images).toBe(0);
    expect(found.diagnostics.map(({ code }) => code)).toContain('image-remote');
  });

  it('fetches an image once for all files of a story', async () => {
    const { asked, fetchImages } = pixels();
    const members = ['one', 'two'].map((name) => ({
      name: `${name}.md`,
      bytes: new TextEncoder().encode(`# ${name}\n\nThe tide.\n\n![A map](${MAP})\n`),
    }));
    const source = { name: 'tide', bytes: new Uint8Array(), members, isOneStory: true };
    const { story } = await convert(source, { cover: false, fetchImages });
    expect(asked).toEqual([MAP]);
    expect(Object.keys(story.resources)).toHaveLength(2);
  });
});

describe('the images of one story', () => {
  const address = (number: number): string => `https://pictures.example/${number}.png`;
  const MANY = Array.from({ length: 520 }, (_, number) => address(number));

  it('are fetched four at a time, and at most five hundred', async () => {
    let busy = 0;
    let most = 0;
    const bring = rationed(
      async () => {
        busy += 1;
        most = Math.max(most, busy);
        await new Promise((resolve) => setImmediate(resolve));
        busy -= 1;
        return PIXEL;
      },
      { bytes: 2 ** 20 },
    );
    const fetched = await Promise.all(MANY.map((url) => bring(url)));
    expect(most).toBe(4);
    expect(fetched.filter((one) => one === PIXEL)).toHaveLength(500);
    expect(fetched.at(-1)).toEqual({ refusal: 'at most 500 images are fetched for a story' });
  });

  it('have no more bytes together than allowed', async () => {
    const limits: number[] = [];
    const bring = rationed(
      async (_url, { limit }) => {
        limits.push(limit);
        return new Uint8Array(400_000);
      },
      { bytes: 2 ** 20 },
    );
    for (const url of MANY.slice(0, 2)) expect(await bring(url)).toHaveLength(400_000);
    const refusal = 'at most 1 MiB are fetched for a story';
    expect(await bring(address(3))).toEqual({ refusal });
    expect(limits).toEqual([2 ** 20, 2 ** 20 - 400_000, 2 ** 20 - 800_000]);
  });

  it('are not begun once their time is over', async () => {
    const bring = rationed(async () => PIXEL, { bytes: 2 ** 20, deadline: AbortSignal.abort() });
    expect(await bring(MAP)).toEqual({ refusal: 'the time for fetching images for a story is over' });
  });

  it('are given up when the work is aborted', async () => {
    const abortion = new AbortController();
    const fetchImages: FetchImage = (_url, { signal }) =>
      new Promise((_, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason));
        setImmediate(() => abortion.abort(new Error('enough')));
      });
    const images = MANY.slice(0, 20).map((url) => `![A map](${url})`);
    const building = build(markdown(`# T\n\n${images.join('\n\n')}\n`), { fetchImages, signal: abortion.signal });
    await expect(building).rejects.toThrow('enough');
  });
});

class Recorder implements Output {
  text = '';

  write(chunk: string | Uint8Array, done: (error?: Error | null) => void): void {
    this.text += typeof chunk === 'string' ? chunk : new TextDecoder().decode(chunk);
    done();
  }
}

describe('storybind build', () => {
  async function* nothing(): AsyncGenerator<Uint8Array> {}

  const run = async (...args: readonly string[]): Promise<string> => {
    const [stdout, stderr] = [new Recorder(), new Recorder()];
    const { signal } = new AbortController();
    expect(await runCommandLine(args, { stdin: nothing(), stdout, stderr, variables: {}, signal })).toBe(0);
    return stderr.text;
  };

  it('connects to no server by itself, and to none on this machine with --fetch-images; it binds the book', async () => {
    let connections = 0;
    const server = createServer((socket) => {
      connections += 1;
      socket.destroy();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const image = `https://127.0.0.1:${port}/map.png`;
    const folder = await folderOf({ 'tide.md': `# The Tide\n\nThe tide came in.\n\n![A map](${image})\n` });
    const command = ['build', join(folder, 'tide.md'), '--no-cover', '-o', join(folder, 'tide.epub')];
    const left = await run(...command);
    expect(left).toContain(`tide.md:5:1: warning image-remote: The image \`${image}\` lies on a server`);
    expect(left).toContain('`--fetch-images`');
    const asked = await run(...command, '--fetch-images');
    expect(asked).toMatch(/tide\.md:5:1: warning image-unfetched: .*: it leads to a private address;/);
    expect(await filesIn(folder)).toEqual(['tide.epub', 'tide.md']);
    expect(connections).toBe(0);
  });
});
