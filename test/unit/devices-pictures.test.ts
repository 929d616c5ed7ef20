import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { readMember, readZipRecords } from '../../src/container/zip-records.js';
import { type BindOptions, type BoundBook, build, StoryError } from '../../src/index.js';
import { unzip } from '../support/unzip.js';

/** Noise in soft colours: what a camera sees compresses well as a JPEG only. */
const photograph = (width: number, height: number) => {
  const pixels = Buffer.alloc(width * height * 3);
  let seed = 7;
  for (let at = 0; at < pixels.length; at++) {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    pixels[at] = ((at / 3) % width) / 8 + ((seed >> 20) % 64);
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } });
};

const drawing = (width: number, height: number, ground = '#ffffff') =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="${ground}"/><rect x="${width / 4}" y="${height / 4}" width="${width / 2}" height="${height / 2}" fill="#a03020"/></svg>`,
    ),
  );

/** Frames of one colour each, beneath each other. */
const animation = (width: number, height: number) =>
  sharp(Buffer.alloc(width * height * 2 * 3, Buffer.from([200, 40, 40])), {
    raw: { width, height: height * 2, channels: 3, pageHeight: height },
  })
    .gif({ loop: 0, delay: [100, 100], keepDuplicateFrames: true } as object)
    .toBuffer();

const JPEG = { quality: 90, progressive: false } as const;

interface Shown {
  readonly path: string;
  readonly bytes: Uint8Array;
}

function imagesOf(bytes: Uint8Array): readonly Shown[] {
  const archive = readZipRecords(bytes);
  return archive.entries.flatMap((entry) => {
    const member = entry.path.startsWith('EPUB/images/') ? readMember(archive, entry, 1 << 26) : undefined;
    return member && 'bytes' in member ? [{ path: entry.path, bytes: member.bytes }] : [];
  });
}

async function bind(name: string, image: Uint8Array, options: BindOptions): Promise<BoundBook> {
  const text = `# The Weir\n\nThe river came up.\n\n![the weir from above](${name})\n\nIt went down again.\n`;
  const sibling = async (path: string) => (path === name ? image : undefined);
  return build({ name: 'weir.md', text, sibling }, { cover: false, ...options });
}

/** The one picture of the book, which has passed its check. */
async function pictured(name: string, image: Uint8Array, options: BindOptions): Promise<Shown> {
  const book = await bind(name, image, options);
  expect(book.isSound).toBe(true);
  const [shown, ...others] = imagesOf(book.bytes);
  expect(others).toEqual([]);
  const files = unzip(book.bytes);
  if (!shown) throw new Error('The book has no picture.');
  const href = shown.path.replace('EPUB/', '');
  const type = /\.(?:jpg|png)$/.test(href) ? (href.endsWith('.png') ? 'image/png' : 'image/jpeg') : '';
  expect(files.get('EPUB/package.opf')).toContain(`href="${href}" media-type="${type}`);
  expect([...files.values()].join('')).toContain(`../${href}`);
  return shown;
}

const facts = async ({ bytes }: Shown) => {
  const { format, width, height, isProgressive, space, exif, icc, channels } = await sharp(bytes).metadata();
  return { format, width, height, isProgressive, space, exif, icc, channels };
};

const baseline = { format: 'jpeg', isProgressive: false, space: 'srgb', exif: undefined, icc: undefined };
const same = (one: Uint8Array, other: Uint8Array): boolean => Buffer.from(one).equals(Buffer.from(other));

describe('a picture for a device', () => {
  test.each([
    ['kobo-nia', 1500, 1000, 758, 505],
    ['kobo-nia', 1000, 2048, 500, 1024],
    ['kindle-paperwhite-5', 1400, 1000, 1236, 883],
  ])('is fitted within the screen of %s: %i × %i', async (device, width, height, fittedWidth, fittedHeight) => {
    const image = await photograph(width, height).jpeg(JPEG).toBuffer();
    const shown = await pictured('weir.jpg', image, { device });
    expect(await facts(shown)).toMatchObject({ ...baseline, width: fittedWidth, height: fittedHeight });
  });

  test('keeps its bytes where it fits already', async () => {
    for (const [name, image] of [
      ['weir.jpg', await photograph(758, 1024).jpeg(JPEG).toBuffer()],
      ['grey.jpg', await photograph(300, 200).greyscale().jpeg(JPEG).toBuffer()],
      ['weir.png', await photograph(300, 200).png().toBuffer()],
      ['clear.png', await drawing(300, 200).ensureAlpha(0.5).png().toBuffer()],
    ] as const) {
      expect(same((await pictured(name, image, { device: 'kobo-nia' })).bytes, image), name).toBe(true);
    }
  });

  test('stays whatever it is without a device, grey or not', async () => {
    const image = await photograph(1500, 900)
      .jpeg({ ...JPEG, progressive: true })
      .toBuffer();
    const [plain, grey] = await Promise.all([{}, { grey: true }].map((options) => bind('weir.jpg', image, options)));
    expect(same(plain!.bytes, grey!.bytes)).toBe(true);
    expect(same(imagesOf(plain!.bytes)[0]!.bytes, image)).toBe(true);
    expect(grey!.diagnostics).toEqual(plain!.diagnostics);
  });

  test('is made baseline', async () => {
    const image = await photograph(400, 300)
      .jpeg({ ...JPEG, progressive: true })
      .toBuffer();
    const shown = await pictured('weir.jpg', image, { device: 'tolino' });
    expect(await facts(shown)).toMatchObject({ ...baseline, width: 400, height: 300 });
  });

  test('comes out of printer’s inks in its colours', async () => {
    const ground = { create: { width: 400, height: 300, channels: 3, background: '#b43c3c' } } as const;
    const image = await sharp(ground).toColourspace('cmyk').jpeg(JPEG).toBuffer();
    expect((await sharp(image).metadata()).space).toBe('cmyk');
    const shown = await pictured('weir.jpg', image, { device: 'kobo' });
    expect(await facts(shown)).toMatchObject({ ...baseline, channels: 3 });
    const [red, green, blue] = (await sharp(shown.bytes).stats()).channels.map(({ mean }) => mean);
    expect(Math.abs((red ?? 0) - 180) + Math.abs((green ?? 0) - 60) + Math.abs((blue ?? 0) - 60)).toBeLessThan(60);
  });

  test('is turned upright as EXIF says, before it is measured', async () => {
    const image = await photograph(1400, 700).withMetadata({ orientation: 6 }).jpeg(JPEG).toBuffer();
    const shown = await pictured('weir.jpg', image, { device: 'kobo-elipsa' });
    expect(await facts(shown)).toMatchObject({ ...baseline, width: 700, height: 1400 });
  });

  test('loses a profile that is not sRGB’s, and keeps its bytes with one that is', async () => {
    const wide = await photograph(300, 200).withIccProfile('p3').jpeg(JPEG).toBuffer();
    expect(await facts(await pictured('weir.jpg', wide, { device: 'kobo' }))).toMatchObject(baseline);
    const usual = await photograph(300, 200).withIccProfile('srgb').jpeg(JPEG).toBuffer();
    expect(same((await pictured('weir.jpg', usual, { device: 'kobo' })).bytes, usual)).toBe(true);
  });

  test('is a JPEG where it was a WebP that the device does not show', async () => {
    const image = await photograph(500, 400).webp().toBuffer();
    const shown = await pictured('weir.webp', image, { device: 'kindle' });
    expect(shown.path).toBe('EPUB/images/weir.jpg');
    expect(await facts(shown)).toMatchObject({ ...baseline, width: 500, height: 400 });
    expect(same((await pictured('weir.webp', image, { device: 'generic' })).bytes, image)).toBe(true);
  });

  test('stays a PNG where it is transparent', async () => {
    const clear = await photograph(1000, 1500).ensureAlpha(0.4).png().toBuffer();
    const shown = await pictured('weir.png', clear, { device: 'kobo-nia' });
    expect(await facts(shown)).toMatchObject({ format: 'png', width: 683, height: 1024, channels: 4 });
    const webp = await drawing(100, 100).ensureAlpha(0.4).webp({ lossless: true }).toBuffer();
    expect((await pictured('weir.webp', webp, { device: 'kobo-nia' })).path).toBe('EPUB/images/weir.png');
  });

  test('stays a PNG where it is a drawing, and becomes a JPEG where it is a photograph or its alpha says nothing', async () => {
    const line = await drawing(1600, 1200).png().toBuffer();
    expect(await facts(await pictured('weir.png', line, { device: 'kobo-nia' }))).toMatchObject({
      format: 'png',
      width: 758,
    });
    const photo = await photograph(1600, 1200).ensureAlpha(1).png().toBuffer();
    const shown = await pictured('weir.png', photo, { device: 'kobo-nia' });
    expect(shown.path).toBe('EPUB/images/weir.jpg');
    expect(await facts(shown)).toMatchObject({ ...baseline, width: 758, height: 569 });
  });

  test('stands still where a GIF cannot be shown, and moves on where it can', async () => {
    const image = await animation(60, 40);
    expect((await sharp(image).metadata()).pages).toBe(2);
    const still = await pictured('weir.gif', image, { device: 'kobo' });
    expect(await facts(still)).toMatchObject({ format: 'png', width: 60, height: 40 });
    expect((await sharp(still.bytes).metadata()).pages).toBeUndefined();
    expect(same((await pictured('weir.gif', image, { device: 'kindle' })).bytes, image)).toBe(true);
    const large = await animation(1600, 40);
    expect(same((await pictured('weir.gif', large, { device: 'kindle' })).bytes, large)).toBe(true);
    const one = await drawing(1600, 40).gif().toBuffer();
    expect(await facts(await pictured('weir.gif', one, { device: 'kindle-11' }))).toMatchObject({
      width: 1072,
      height: 27,
    });
  });

  test('is grey only where asked, on a device of whichever colours', async () => {
    const image = await photograph(400, 300).jpeg(JPEG).toBuffer();
    for (const device of ['kobo-nia', 'kindle-colorsoft']) {
      expect(same((await pictured('weir.jpg', image, { device })).bytes, image)).toBe(true);
      const grey = await pictured('weir.jpg', image, { device, grey: true });
      expect(await facts(grey)).toMatchObject({ format: 'jpeg', space: 'b-w', channels: 1, isProgressive: false });
      expect(same((await pictured('weir.jpg', grey.bytes, { device, grey: true })).bytes, grey.bytes)).toBe(true);
    }
  });

  test('is sharpened where it is reduced, and a little only', async () => {
    const image = await drawing(1516, 1516, '#808080').jpeg(JPEG).toBuffer();
    const shown = await pictured('weir.jpg', image, { device: 'kobo-nia' });
    const plain = await sharp(image).resize({ width: 758 }).jpeg({ quality: 85 }).toBuffer();
    const difference = async (one: Uint8Array, other: Uint8Array): Promise<number> => {
      const [a, b] = await Promise.all([one, other].map((bytes) => sharp(bytes).raw().toBuffer()));
      return a!.reduce((sum, value, at) => sum + Math.abs(value - b![at]!), 0) / a!.length;
    };
    const found = await difference(shown.bytes, plain);
    expect(found).toBeGreaterThan(0);
    expect(found).toBeLessThan(2);
  });

  test('has the same bytes each time', async () => {
    const image = await photograph(1600, 1200).png().toBuffer();
    const [one, other] = await Promise.all([1, 2].map(() => bind('weir.png', image, { device: 'kobo', cover: true })));
    expect(same(one!.bytes, other!.bytes)).toBe(true);
  });

  test('stays as it is, and is named, where it cannot be read', async () => {
    // Without its quantisation tables, nothing can be unpacked.
    const whole = await photograph(1600, 1200).jpeg(JPEG).toBuffer();
    const image = Buffer.from(whole.toString('latin1').replaceAll('\xff\xdb', '\xff\xfe'), 'latin1');
    const book = await bind('weir.jpg', image, { device: 'kobo-nia' });
    expect(same(imagesOf(book.bytes)[0]!.bytes, image)).toBe(true);
    const said = book.diagnostics.find(({ code }) => code === 'image-unfitted');
    expect(said?.message).toMatch(/`weir\.jpg`.*Kobo Nia.*kobolabs\/epub-spec/);
    expect(said?.message).not.toContain('\n');
  });

  test('is not unpacked where it has more than a hundred million pixels', async () => {
    const bomb = await sharp({ create: { width: 10_100, height: 10_000, channels: 3, background: '#fff' } })
      .png({ compressionLevel: 9 })
      .toBuffer();
    const book = await bind('weir.png', bomb, { device: 'kobo-nia' });
    expect(same(imagesOf(book.bytes)[0]!.bytes, bomb)).toBe(true);
    expect(book.diagnostics.map(({ code }) => code)).toContain('image-unfitted');
  });

  test('has pictures fitted in anthologies too', async () => {
    const { anthology } = await import('../../src/index.js');
    const image = await photograph(1600, 1200).jpeg(JPEG).toBuffer();
    const sibling = async () => image;
    const story = (title: string) => ({
      name: `${title}.md`,
      text: `# ${title}\n\nText.\n\n![a weir](w.jpg)\n`,
      sibling,
    });
    const { bytes, fileName } = await anthology([story('One'), story('Two')], { device: 'kobo-nia', cover: false });
    expect(fileName).toMatch(/\.kepub\.epub$/);
    for (const shown of imagesOf(bytes)) expect((await facts(shown)).width).toBe(758);
  });
});

describe('a cover for a device', () => {
  const coverOf = async (options: BindOptions) => {
    const book = await build({ name: 'weir.txt', text: 'Title: The Weir\n\nThe river came up.\n' }, options);
    expect(book.isSound).toBe(true);
    return { book, cover: imagesOf(book.bytes).find(({ path }) => path.endsWith('cover.jpg'))! };
  };

  test.each([
    ['kobo-nia', 640, 1024],
    ['kobo-clara', 905, 1448],
    ['nook', 1600, 2560],
    ['kindle-scribe-3', 1600, 2560],
  ])('is drawn within the screen of %s and never enlarged', async (device, width, height) => {
    const { cover } = await coverOf({ device });
    expect(await facts(cover)).toMatchObject({ ...baseline, width, height });
  });

  test('is one’s own fitted, its proportions kept', async () => {
    const own = await photograph(1200, 1600).png().toBuffer();
    const { cover, book } = await coverOf({ device: 'kobo-nia', cover: own });
    expect(await facts(cover)).toMatchObject({ ...baseline, width: 758, height: 1011 });
    expect(book.diagnostics.map(({ code }) => code)).not.toContain('cover-small');
    const small = await photograph(600, 800).jpeg(JPEG).toBuffer();
    expect(same((await coverOf({ device: 'kobo-nia', cover: small })).cover.bytes, small)).toBe(true);
  });

  test('is said to be small by its own size, not by the screen’s', async () => {
    const wide = await photograph(1600, 800).jpeg(JPEG).toBuffer();
    const codes = async (cover: Uint8Array) =>
      (await coverOf({ device: 'kobo-nia', cover })).book.diagnostics.map(({ code }) => code);
    expect(await codes(wide)).not.toContain('cover-small');
    expect(await codes(await photograph(400, 600).jpeg(JPEG).toBuffer())).toContain('cover-small');
  });

  test('is no cover where its bytes only begin like an image', async () => {
    const whole = await photograph(600, 800).jpeg(JPEG).toBuffer();
    const broken = coverOf({ device: 'kobo-nia', cover: whole.subarray(0, 900) });
    await expect(broken).rejects.toMatchObject({ diagnostic: { code: 'cover-invalid' } });
  });

  test('loses the EXIF of one’s own image, and its colours where asked', async () => {
    const own = await photograph(600, 800)
      .withExif({ IFD0: { Copyright: 'Ines' } })
      .jpeg(JPEG)
      .toBuffer();
    expect(await facts((await coverOf({ device: 'kobo', cover: own })).cover)).toMatchObject({
      ...baseline,
      width: 600,
    });
    const grey = (await coverOf({ device: 'kobo', cover: own, grey: true })).cover;
    expect(await facts(grey)).toMatchObject({ space: 'b-w', exif: undefined });
    expect(await facts((await coverOf({ device: 'nook', grey: true })).cover)).toMatchObject({
      space: 'b-w',
      width: 1600,
    });
  });

  test('has no page for a Kindle, and is the book’s cover all the same', async () => {
    const { book } = await coverOf({ device: 'kindle' });
    const files = unzip(book.bytes);
    expect([...files.keys()].filter((path) => path.includes('cover'))).toEqual(['EPUB/images/cover.jpg']);
    const opf = files.get('EPUB/package.opf') ?? '';
    expect(opf).toMatch(
      /<item id="cover-image" href="images\/cover\.jpg" media-type="image\/jpeg" properties="cover-image"\/>/,
    );
    expect(opf).toMatch(/<meta name="cover" content="cover-image"\/>/);
    for (const path of ['EPUB/package.opf', 'EPUB/nav.xhtml', 'EPUB/toc.ncx']) {
      expect(files.get(path), path).not.toContain('cover.xhtml');
      expect(files.get(path), path).not.toMatch(/type="cover"/);
    }
  });

  test('has a page for a Kobo', async () => {
    const files = unzip((await coverOf({ device: 'kobo' })).book.bytes);
    expect([...files.keys()]).toContain('EPUB/text/cover.xhtml');
    expect(files.get('EPUB/nav.xhtml')).toContain('epub:type="cover"');
  });
});

describe('a book for a device', () => {
  const bindFor = (options: BindOptions) =>
    build({ name: 'weir.txt', text: 'Title: The Weir\n\nIt rose.\n' }, { cover: false, ...options });
  const said = async (options: BindOptions) => {
    const { diagnostics } = await bindFor(options);
    return diagnostics.filter(({ code }) => code.startsWith('device-'));
  };

  test('has the format that the device reads, unless another is asked for', async () => {
    expect((await bindFor({ device: 'kobo' })).fileName).toBe('the-weir.kepub.epub');
    expect((await bindFor({ device: 'kobo', format: 'epub' })).fileName).toBe('the-weir.epub');
    expect((await bindFor({ device: 'kindle' })).fileName).toBe('the-weir.epub');
    expect(await said({ device: 'kobo', format: 'epub' })).toEqual([]);
  });

  test('says of a Kindle’s that it goes by mail, and where AZW3 is', async () => {
    const [only, ...others] = await said({ device: 'kindle-oasis' });
    expect(others).toEqual([]);
    expect(only).toMatchObject({ code: 'device-by-mail', severity: 'info' });
    expect(only?.message).toMatch(/Kindle Oasis reads AZW3.*Amazon help 201974220.*storybind send/);
  });

  test('warns of a format that the device does not read', async () => {
    const [kindle] = await said({ device: 'kindle', format: 'kepub' });
    expect(kindle).toMatchObject({ code: 'device-format', severity: 'warning' });
    const [nook] = await said({ device: 'nook', format: 'kepub' });
    expect(nook?.message).toMatch(/Nook reads EPUB.*KEPUB.*--format epub/);
  });

  test('is refused for a device that is not in the table, with those that are', async () => {
    await expect(bindFor({ device: 'kobi' })).rejects.toThrow(StoryError);
    await expect(bindFor({ device: 'kobi' })).rejects.toThrow(/`kobi`.*`kobo`.*`kindle-paperwhite-6`/);
  });

  test('reads back as the story, and for the same device is the same book', async () => {
    const image = await photograph(1600, 1200).webp().toBuffer();
    for (const device of ['kindle', 'kobo-nia']) {
      const cover = await photograph(1700, 2400).png().toBuffer();
      const options = { device, format: 'epub' } as const;
      const book = await bind('weir.webp', image, { ...options, cover });
      const again = await build({ name: 'weir.epub', bytes: book.bytes }, options);
      expect(
        again.diagnostics.filter(({ severity }) => severity === 'warning'),
        device,
      ).toEqual([]);
      expect(same(again.bytes, book.bytes), device).toBe(true);
      const everywhere = await build({ name: 'weir.epub', bytes: book.bytes });
      expect(everywhere.isSound).toBe(true);
      expect([...unzip(everywhere.bytes).keys()]).toEqual(
        expect.arrayContaining(['EPUB/text/cover.xhtml', 'EPUB/images/cover.jpg', 'EPUB/images/weir.jpg']),
      );
    }
  });
});
