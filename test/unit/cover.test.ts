import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { Report } from '../../src/diagnostics/report.js';
import { fontRuns } from '../../src/layout/cover/cover-fonts.js';
import { DESIGNS, type Design, HEIGHT, type TextBox, WIDTH } from '../../src/layout/cover/designs.js';
import { chooseDesign, drawCover } from '../../src/layout/cover/draw-cover.js';
import { fitCover } from '../../src/layout/cover/fit-cover.js';
import { layOver } from '../../src/layout/cover/lay-over.js';
import { balancedLines, lineText } from '../../src/layout/cover/line-breaks.js';
import { type Picture, paintGround } from '../../src/layout/cover/paint-ground.js';
import { contrast, PALETTES } from '../../src/layout/cover/palettes.js';
import { seededRandom } from '../../src/layout/cover/random.js';
import { setWords } from '../../src/layout/cover/set-words.js';

const face = { title: 'The Salt Road', creators: ['Ines Varga'], language: 'en', identity: 'urn:uuid:one' };

test.each(PALETTES)('$name sets its words at a contrast of at least 7:1', ({ ground, ink, deep, deepInk }) => {
  expect(contrast(ground, ink)).toBeGreaterThanOrEqual(7);
  expect(contrast(deep, deepInk)).toBeGreaterThanOrEqual(7);
});

describe.each(Object.entries(DESIGNS))('the design %s', (_name, draw) => {
  const drawn = (seed: number): Design => draw(PALETTES[seed]!, seededRandom(`seed ${seed}`));

  test.each([1, 2, 3])('keeps every shape out of the words’ boxes (seed %i)', async (seed) => {
    const design = drawn(seed);
    const ground = await painted(design);
    for (const box of [design.title, design.author, design.series]) {
      expect(await worstContrast(ground, box), JSON.stringify(box)).toBeGreaterThanOrEqual(7);
    }
  });

  test.each([1, 2, 3, 4, 5, 6])('shows all of its shapes within its areas (seed %i)', async (seed) => {
    const design = drawn(seed);
    const whole = { x: 0, y: 0, width: WIDTH, height: HEIGHT };
    expect(Buffer.compare(await painted(design), await painted({ ...design, areas: [whole] }))).toBe(0);
  });
});

async function painted(picture: Picture): Promise<Uint8Array> {
  const ground = new Uint8Array(WIDTH * HEIGHT * 3).fill(123);
  await paintGround(sharp, ground, picture);
  return ground;
}

async function worstContrast(ground: Uint8Array, box: TextBox): Promise<number> {
  const area = { left: box.x, top: box.y, width: box.width, height: box.height };
  const raw = { width: WIDTH, height: HEIGHT, channels: 3 } as const;
  const pixels = await sharp(ground, { raw }).extract(area).raw().toBuffer();
  const colours = new Set<string>();
  for (let at = 0; at < pixels.length; at += 3) colours.add(pixels.toString('hex', at, at + 3));
  return Math.min(...[...colours].map((colour) => contrast(`#${colour}`, box.ink)));
}

describe('a generated cover', () => {
  test('is a baseline sRGB JPEG of 1600 × 2560 without metadata', async () => {
    const bytes = await (await drawCover(face)).bytes;
    const { width, height, format, isProgressive, space, exif, hasAlpha } = await sharp(bytes).metadata();
    expect({ width, height, format, isProgressive, space, hasAlpha }).toEqual({
      width: 1600,
      height: 2560,
      format: 'jpeg',
      isProgressive: false,
      space: 'srgb',
      hasAlpha: false,
    });
    expect(exif).toBeUndefined();
  });

  test('has the same bytes for the same face, and others for another book', async () => {
    const [one, again, other] = await Promise.all([
      drawCover(face),
      drawCover(face),
      drawCover({ ...face, title: 'The Salt Roads' }),
    ]);
    expect(Buffer.compare(await one.bytes, await again.bytes)).toBe(0);
    expect(Buffer.compare(await one.bytes, await other.bytes)).not.toBe(0);
  });

  test('is drawn in several designs and colours', () => {
    const chosen = Array.from({ length: 200 }, (_, at) => chooseDesign(`urn:uuid:${at}`));
    expect(new Set(chosen.map((choice) => choice.name)).size).toBe(Object.keys(DESIGNS).length);
    expect(new Set(chosen.map((choice) => choice.palette.name)).size).toBe(PALETTES.length);
  });

  test.each([
    ['en', 'The Salt Road'],
    ['ru', 'Соляная дорога'],
    ['el', 'Ο δρόμος'],
    ['he', 'דרך המלח'],
    ['ar', 'طريق الملح'],
    ['ja', '塩の道'],
    ['zh', '盐路'],
    ['ko', '소금길'],
    ['hi', 'नमक'],
    ['vi', 'Đường muối'],
  ])('sets a title in %s', async (language, title) => {
    const plain = await drawCover({ ...face, title: '', language });
    const drawn = await drawCover({ ...face, title, language });
    expect(drawn.unset).toEqual([]);
    expect(Buffer.compare(await plain.bytes, await drawn.bytes)).not.toBe(0);
  });

  test('shows no letter of a script that no shipped font has, and says which text that was', async () => {
    const drawn = await drawCover({ ...face, title: 'ገንፎ', language: 'am' });
    const unset = drawn.unset;
    const bytes = await drawn.bytes;
    expect(unset).toEqual(['ገንፎ']);
    expect((await sharp(bytes).metadata()).width).toBe(1600);
  });

  test('leaves emoji out of a title that the fonts can set otherwise', () => {
    expect(
      fontRuns('Moon 🌙 song', 'en')
        ?.map((run) => run.text)
        .join(''),
    ).toBe('Moon  song');
  });

  test('stays legible at a height of 100 pixels: the title still stands out by 4.5:1', async () => {
    const bytes = await (await drawCover(face)).bytes;
    const { title } = chooseDesign(face.identity).design;
    const scale = 100 / HEIGHT;
    const small = await sharp(bytes).resize({ height: 100 }).toBuffer();
    const area = {
      left: Math.round(title.x * scale),
      top: Math.round(title.y * scale),
      width: Math.floor(title.width * scale),
      height: Math.floor(title.height * scale),
    };
    const pixels = await sharp(small).extract(area).removeAlpha().raw().toBuffer();
    const best = Math.max(
      ...Array.from({ length: pixels.length / 3 }, (_, at) =>
        contrast(`#${pixels.toString('hex', at * 3, at * 3 + 3)}`, title.ground),
      ),
    );
    expect(best).toBeGreaterThanOrEqual(4.5);
  });

  test.each(['x'.repeat(5000), 'word '.repeat(2000), '<b>&amp;</b> "quoted" & <span', '   ', '\u202e\u0000\ud800'])(
    'survives a hostile title (%#)',
    async (title) => {
      const bytes = await (await drawCover({ ...face, title })).bytes;
      expect((await sharp(bytes).metadata()).height).toBe(2560);
    },
  );
});

test('balanced lines make the widest line as narrow as it can be', () => {
  const units = ['The', 'Lighthouse', 'Keeper’s', 'Daughter'].map((text) => ({
    text,
    hasSpaceBefore: true,
    width: text.length * 10,
  }));
  expect(balancedLines(units, 2, 5).map(lineText)).toEqual(['The Lighthouse', 'Keeper’s Daughter']);
});

test('a title of several words is set in several lines, as large as its box lets it be', async () => {
  const box = { x: 0, y: 0, width: 1200, height: 900, ground: '#000000', ink: '#ffffff' };
  const words = {
    text: 'The Last Ferry to Skerry Point',
    language: 'en',
    box,
    maxSize: 330,
    maxLines: 6,
    anchor: 'top',
  } as const;
  const { width, height } = (await setWords(sharp, words))!;
  expect(height).toBeGreaterThan(400);
  expect(width).toBeLessThanOrEqual(1200);
});

describe('a cover of one’s own', () => {
  const image = (width: number, height: number, alpha = 1) =>
    sharp({ create: { width, height, channels: 4, background: { r: 200, g: 0, b: 0, alpha } } });

  test('is fitted within 1600 × 2560', async () => {
    const { width, height } = await fitCover(await image(4000, 3000).png().toBuffer(), new Report());
    expect({ width, height }).toEqual({ width: 1600, height: 1200 });
  });

  test('is never enlarged, and said to be small when it is', async () => {
    const report = new Report();
    const { width, height } = await fitCover(await image(300, 480).png().toBuffer(), report);
    expect({ width, height }).toEqual({ width: 300, height: 480 });
    expect(report.diagnostics.map((one) => one.code)).toEqual(['cover-small']);
  });

  test('loses its EXIF data, its alpha and its other colour space', async () => {
    const photo = await image(800, 1200, 0)
      .withExif({ IFD0: { Artist: 'Nobody' } })
      .png()
      .toBuffer();
    const { exif, hasAlpha, space, format } = await sharp((await fitCover(photo, new Report())).bytes).metadata();
    expect({ exif, hasAlpha, space, format }).toEqual({
      exif: undefined,
      hasAlpha: false,
      space: 'srgb',
      format: 'jpeg',
    });
  });

  test('stands upright when EXIF says that it was turned', async () => {
    const turned = await image(1200, 800).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const { width, height } = await fitCover(turned, new Report());
    expect({ width, height }).toEqual({ width: 800, height: 1200 });
  });

  test.each([
    Buffer.from('no image'),
    Buffer.alloc(0),
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script/></svg>'),
  ])('is refused when it is no picture (%#)', async (bytes) => {
    await expect(fitCover(bytes, new Report())).rejects.toMatchObject({ diagnostic: { code: 'cover-invalid' } });
  });
});

describe('words laid on the ground', () => {
  const ground = (): Uint8Array => new Uint8Array(4 * 3 * 3).fill(100);
  const ink = (alpha: number): Uint8Array => Uint8Array.from([200, 0, 100, alpha]);
  const pixel = (picture: Uint8Array, x: number, y: number): readonly number[] => [
    ...picture.subarray((y * 4 + x) * 3, (y * 4 + x) * 3 + 3),
  ];

  test('cover it as much as they are opaque', () => {
    const picture = ground();
    layOver(picture, 4, { data: ink(255), width: 1, height: 1, left: 1, top: 2 });
    layOver(picture, 4, { data: ink(128), width: 1, height: 1, left: 2, top: 2 });
    layOver(picture, 4, { data: ink(0), width: 1, height: 1, left: 3, top: 2 });
    expect([1, 2, 3].map((x) => pixel(picture, x, 2))).toEqual([
      [200, 0, 100],
      [150, 50, 100],
      [100, 100, 100],
    ]);
    expect(pixel(picture, 1, 1)).toEqual([100, 100, 100]);
  });

  test('end at its edges', () => {
    const picture = ground();
    const data = Uint8Array.from([...ink(255), ...ink(255), ...ink(255), ...ink(255)]);
    layOver(picture, 4, { data, width: 2, height: 2, left: 3, top: 2 });
    expect(pixel(picture, 3, 2)).toEqual([200, 0, 100]);
    expect([...picture].filter((value) => value === 0)).toHaveLength(1);
  });
});
