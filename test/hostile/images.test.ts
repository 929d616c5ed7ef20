import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openStory } from '../../src/io/files.js';
import { pictureFacts } from '../../src/pictures/picture-facts.js';
import { readingLimits } from '../../src/read/limits.js';
import { bind } from './support/bind.js';
import { bytesOf, docx, epub, fb2, odt } from './support/files.js';

const SIDE = 0xffff;

/** Heads of images of four gigapixels, each with nothing behind it. */
const GIANTS: Readonly<Record<string, Uint8Array>> = {
  'giant.png': new Uint8Array([
    ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52],
    ...[0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff, 8, 6, 0, 0, 0, 0, 0, 0, 0],
  ]),
  'giant.gif': new Uint8Array([...bytesOf('GIF89a'), 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0x3b]),
  'giant.jpg': new Uint8Array([
    ...[0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 11, 8, 0xff, 0xff, 0xff, 0xff, 1, 1, 0x11, 0],
    ...[0xff, 0xda, 0, 2, 0xff, 0xd9],
  ]),
  'giant.webp': new Uint8Array([
    ...[...bytesOf('RIFF'), 40, 0, 0, 0, ...bytesOf('WEBPVP8X'), 10, 0, 0, 0, 0, 0, 0, 0],
    ...[0xfe, 0xff, 0, 0xfe, 0xff, 0, 0, 0, 0, 0],
  ]),
};
const NAMES = Object.keys(GIANTS);
const sibling = async (path: string): Promise<Uint8Array | undefined> => GIANTS[path];

describe('an image of four gigapixels', () => {
  it.each(NAMES)('says its size in its head: %s', (name) => {
    expect(pictureFacts(GIANTS[name] as Uint8Array)).toMatchObject({ width: SIDE, height: SIDE });
  });

  it.each(NAMES)('beside a story is left out and said: %s', async (name) => {
    for (const [file, story] of [
      ['rain.md', `# Rain\n\nBefore.\n\n![the map](${name})\n\nAfter.\n`],
      ['rain.html', `<h1>Rain</h1><p>Before.</p><p><img src="${name}" alt="the map"></p><p>After.</p>`],
    ] as const) {
      const { codes, text } = await bind(file, story, {}, sibling);
      expect(codes).toContain('image-too-large');
      expect(text).toMatch(/Before\..*After\./);
      expect(text).toContain('the map');
    }
  });

  it.each(NAMES)('inside of a file is left out and said: %s', async (name) => {
    const bytes = GIANTS[name] as Uint8Array;
    const data = Buffer.from(bytes).toString('base64');
    const images = [{ path: `Pictures/${name}`, bytes }];
    const frame = `<text:p>Before. <draw:frame xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"><draw:image xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="Pictures/${name}"/></draw:frame> After.</text:p>`;
    const cases: readonly [string, string | Uint8Array][] = [
      ['rain.md', `# Rain\n\nBefore.\n\n![the map](data:image/png;base64,${data})\n\nAfter.\n`],
      [
        'rain.epub',
        epub({
          body: `<p>Before.</p><p><img src="Pictures/${name}" alt="the map"/></p><p>After.</p>`,
          members: images,
        }),
      ],
      ['rain.odt', odt(frame, '', images)],
      [
        'rain.fb2',
        fb2('<p>Before.</p><image l:href="#a"/><p>After.</p>').replace(
          '</FictionBook>',
          `<binary id="a" content-type="image/png">${data}</binary></FictionBook>`,
        ),
      ],
    ];
    for (const [file, content] of cases) {
      const { codes, text } = await bind(file, content);
      expect(codes, file).toContain('image-too-large');
      expect(text, file).toMatch(/Before\..*After\./);
    }
  });

  it('in a DOCX is left out and said', async () => {
    const relationships =
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="i" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/a.png"/></Relationships>';
    const drawing =
      '<w:p><w:r><w:t>Before. </w:t></w:r><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:docPr id="1" name="a" descr="the map"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="i"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r><w:r><w:t> After.</w:t></w:r></w:p>';
    const { codes, text } = await bind(
      'rain.docx',
      docx(drawing, '', [
        { path: 'word/_rels/document.xml.rels', bytes: bytesOf(relationships) },
        { path: 'word/media/a.png', bytes: GIANTS['giant.png'] as Uint8Array },
      ]),
    );
    expect(codes).toContain('image-too-large');
    expect(text).toMatch(/Before\..*After\./);
  });

  it.each(NAMES)('given as the cover is refused: %s', async (name) => {
    const { refusal } = await bind('rain.md', '# Rain\n\nIt rained.\n', { cover: GIANTS[name] as Uint8Array });
    expect(refusal).toBe('cover-invalid');
  });

  it.each(NAMES)('named as the cover by the story gives way to one that is drawn: %s', async (name) => {
    const markdown = await bind('rain.md', `---\ncover: ${name}\n---\n\n# Rain\n\nIt rained.\n`, WITH_COVER, sibling);
    expect(markdown.codes).toContain('image-too-large');
    expect(markdown.text).toContain('It rained.');
    const cover = `<item id="c" properties="cover-image" href="${name}" media-type="image/png"/>`;
    const book = await bind(
      'rain.epub',
      epub({ items: cover, members: [{ path: name, bytes: GIANTS[name] as Uint8Array }] }),
      WITH_COVER,
    );
    expect(book.codes).toContain('image-too-large');
    expect(book.text).toContain('It rained on the lock.');
  });
});

// biome-ignore lint/suspicious/noExplicitAny: stands in for leaving the option out
const WITH_COVER = { cover: undefined as any };

describe('drawings that can hold scripts', () => {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script><foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject><image href="file:///etc/passwd"/></svg>';

  it('are left out and said, beside a story and inside of it', async () => {
    const data = Buffer.from(svg).toString('base64');
    const story = `# Rain\n\nBefore.\n\n![the map](map.svg)\n\n![the sea](data:image/svg+xml;base64,${data})\n\n![the sky](sky.png)\n\nAfter.\n`;
    const { codes, text } = await bind('rain.md', story, {}, async () => bytesOf(svg));
    expect(codes.filter((code) => code === 'image-format')).toHaveLength(3);
    expect(text).toMatch(/Before\..*the map.*the sea.*the sky.*After\./);
  });

  it('are no cover', async () => {
    expect((await bind('rain.md', '# Rain\n\nIt rained.\n', { cover: bytesOf(svg) })).refusal).toBe('cover-invalid');
  });
});

describe('images together', () => {
  it('take no more memory than they may: the last ones are left out and said', async () => {
    const memory = 256 * 2 ** 20;
    const { images } = readingLimits(memory);
    const gif = GIANTS['giant.gif'] as Uint8Array;
    const large = new Uint8Array(images / 4 + 1);
    large.set([...gif.subarray(0, 6), 9, 0, 9, 0]);
    large[large.length - 1] = 0x3b;
    const links = Array.from({ length: 6 }, (_, at) => `![picture ${at}](${at}.png)`).join('\n\n');
    const { refusal, codes, text } = await bind('rain.md', `# Rain\n\n${links}\n`, { memory }, async () => large);
    expect(refusal).toBeUndefined();
    expect(codes.filter((code) => code === 'image-too-large')).toHaveLength(3);
    expect(text).toContain('picture 5');
  });

  it('outside of the story’s folder stay there, whatever link leads to them', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'storybind-test-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const { mkdir, symlink } = await import('node:fs/promises');
    await mkdir(join(folder, 'own'));
    await writeFile(join(folder, 'secret.png'), GIANTS['giant.png'] as Uint8Array);
    await symlink(join(folder, 'secret.png'), join(folder, 'own/map.png'));
    await writeFile(join(folder, 'own/rain.md'), '# Rain\n\n![a](../secret.png) ![b](map.png) ![c](/etc/hostname)\n');
    const story = openStory(join(folder, 'own/rain.md'), { extensions: ['md'] });
    const { codes } = await bind(story.name, story.bytes, {}, story.sibling);
    expect(codes).toEqual(expect.arrayContaining(['image-outside', 'image-missing']));
    expect(codes).not.toContain('image-too-large');
  });
});
