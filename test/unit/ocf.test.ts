import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { packContainer } from '../../src/container/ocf.js';
import { readMember, readZipRecords } from '../../src/container/zip-records.js';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const words = utf8('It rained, and then it rained again. '.repeat(200));
const FILES = [
  { path: 'META-INF/container.xml', bytes: utf8('<container/>') },
  { path: 'EPUB/text/the-rain.xhtml', bytes: words },
  { path: 'EPUB/images/cover.jpg', bytes: words },
  { path: 'EPUB/images/map.PNG', bytes: words },
];

const zone = process.env['TZ'];
afterEach(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

describe('the container', () => {
  test('opens with its media type in plain sight: bytes 30 to 57', async () => {
    const bytes = await packContainer(FILES);
    expect(Buffer.from(bytes.subarray(30, 58)).toString('latin1')).toBe('mimetypeapplication/epub+zip');
  });

  test('stores mimetype without an extra field', async () => {
    const [first] = readZipRecords(await packContainer(FILES)).entries;
    expect(first).toMatchObject({ path: 'mimetype', method: 0, extraLength: 0, headerOffset: 0 });
  });

  test('keeps the order of the files and makes no entries for folders', async () => {
    const { entries } = readZipRecords(await packContainer(FILES));
    expect(entries.map(({ path }) => path)).toEqual(['mimetype', ...FILES.map(({ path }) => path)]);
  });

  test('gives every file back, byte for byte', async () => {
    const archive = readZipRecords(await packContainer(FILES));
    expect(archive.fault).toBeUndefined();
    for (const { path, bytes } of FILES) {
      const entry = archive.entries.find((one) => one.path === path);
      const member = readMember(archive, entry!, 1 << 20);
      expect(member.fault).toBeUndefined();
      expect('bytes' in member && Buffer.from(member.bytes).equals(bytes)).toBe(true);
    }
  });

  test('deflates text and the images that shrink, and stores those that do not', async () => {
    const [noise, small] = [randomBytes(60_000), randomBytes(300)];
    const halfEmpty = Buffer.concat([noise, Buffer.alloc(60_000)]);
    const images = [
      { path: 'EPUB/images/photograph.jpg', bytes: noise },
      { path: 'EPUB/images/ornament.webp', bytes: small },
      { path: 'EPUB/images/drawing.png', bytes: halfEmpty },
    ];
    const { entries } = readZipRecords(await packContainer([...FILES, ...images]));
    expect(Object.fromEntries(entries.map(({ path, method }) => [path, method]))).toEqual({
      mimetype: 0,
      'META-INF/container.xml': 8,
      'EPUB/text/the-rain.xhtml': 8,
      'EPUB/images/cover.jpg': 8,
      'EPUB/images/map.PNG': 8,
      'EPUB/images/photograph.jpg': 0,
      'EPUB/images/ornament.webp': 0,
      'EPUB/images/drawing.png': 8,
    });
  });

  test('says the sizes in the local headers, which older crengine builds read', async () => {
    const bytes = await packContainer(FILES);
    const { entries } = readZipRecords(bytes);
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    for (const entry of entries) {
      expect(entry.hasDataDescriptor).toBe(false);
      expect(view.getUint32(entry.headerOffset + 18, true)).toBe(entry.compressedSize);
      expect(view.getUint32(entry.headerOffset + 22, true)).toBe(entry.size);
    }
  });

  test('is the same in every time zone', async () => {
    const packed: string[] = [];
    for (const name of ['UTC', 'Asia/Tokyo', 'America/St_Johns']) {
      process.env['TZ'] = name;
      packed.push(Buffer.from(await packContainer(FILES)).toString('base64'));
    }
    expect(new Set(packed).size).toBe(1);
  });

  test('refuses two files of one name instead of losing one', async () => {
    await expect(packContainer([...FILES, FILES[0]!])).rejects.toThrow('META-INF/container.xml');
    await expect(packContainer([{ path: 'mimetype', bytes: words }])).rejects.toThrow('mimetype');
  });
});
