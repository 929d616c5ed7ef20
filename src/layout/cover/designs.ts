import { mix, type Palette } from './palettes.js';
import type { Random } from './random.js';

/** 1600 × 2560: the size that the large stores ask for, 1 : 1.6. */
export const WIDTH = 1600;
export const HEIGHT = 2560;

/** A rectangle of the cover, in pixels. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A rectangle of one flat colour in which words stand. */
export interface TextBox extends Area {
  readonly ground: string;
  readonly ink: string;
}

/** A surface of one colour across the whole width, from its top down to the next or to the cover’s foot. */
export interface Band {
  readonly top: number;
  readonly colour: string;
}

/** A drawn cover without its words. */
export interface Design {
  /** From the top down. */
  readonly bands: readonly Band[];
  /** What is drawn on the bands, as SVG: never text, which would take a system font. */
  readonly shapes: string;
  /** The areas where the shapes show: elsewhere is the colour of the band, and nothing is rasterised. */
  readonly areas: readonly Area[];
  /** Where words go. */
  readonly title: TextBox;
  readonly author: TextBox;
  readonly series: TextBox;
  /** The centre of the series badge, a disc of `BADGE_RADIUS`. */
  readonly badge: { readonly x: number; readonly y: number };
}

export const BADGE_RADIUS = 104;

type Draw = (palette: Palette, random: Random) => Design;

/** The designs; a book's identity chooses one. */
export const DESIGNS: Readonly<Record<string, Draw>> = { plate, hills, quilt, arcs, stars, cloth, tides };

const area = (x: number, y: number, width: number, height: number): Area => ({ x, y, width, height });
/** The whole width between two heights. */
const across = (top: number, bottom: number): Area => area(0, top, WIDTH, bottom - top);
/** The rest of the cover from a height down, in one colour. */
export const panel = (top: number, fill: string): string =>
  `<rect y="${top}" width="${WIDTH}" height="${HEIGHT - top}" fill="${fill}"/>`;
const round = (value: number): string => value.toFixed(1);

function box(x: number, y: number, width: number, height: number, ground: string, ink: string): TextBox {
  return { x, y, width, height, ground, ink };
}

/** A framed plate with a rosette, as on cloth bindings. */
function plate(palette: Palette, random: Random): Design {
  const { ground, ink, accent } = palette;
  const petals = 8 + 2 * Math.floor(random() * 5);
  const rings = [300, 236, 168].map((radius, at) =>
    rosetteRing(800, 1690, radius, petals, at * (180 / petals), mix(ground, accent, 0.55 + at * 0.22)),
  );
  const frame = [70, 98].map(
    (inset, at) =>
      `<rect x="${inset}" y="${inset}" width="${WIDTH - 2 * inset}" height="${HEIGHT - 2 * inset}" fill="none" stroke="${accent}" stroke-width="${at === 0 ? 10 : 3}"/>`,
  );
  const corners = [
    [98, 98],
    [WIDTH - 98, 98],
    [98, HEIGHT - 98],
    [WIDTH - 98, HEIGHT - 98],
  ].map(
    ([x, y]) =>
      `<circle cx="${x}" cy="${y}" r="46" fill="${ground}" stroke="${accent}" stroke-width="3"/><circle cx="${x}" cy="${y}" r="15" fill="${accent}"/>`,
  );
  return {
    bands: [{ top: 0, colour: ground }],
    shapes: [...frame, ...corners, ...rings, `<circle cx="800" cy="1690" r="44" fill="${accent}"/>`].join(''),
    areas: [
      across(40, 160),
      across(HEIGHT - 160, HEIGHT - 40),
      area(40, 160, 80, HEIGHT - 320),
      area(WIDTH - 120, 160, 80, HEIGHT - 320),
      area(480, 1370, 640, 640),
    ],
    title: box(170, 380, 1260, 900, ground, ink),
    author: box(200, 2130, 1200, 220, ground, ink),
    series: box(200, 210, 1200, 110, ground, ink),
    badge: { x: 800, y: 1690 },
  };
}

function rosetteRing(x: number, y: number, radius: number, petals: number, turn: number, fill: string): string {
  const petal = `M0 0 C${round(radius * 0.34)} ${round(-radius * 0.42)} ${round(radius * 0.2)} ${round(-radius * 0.86)} 0 ${-radius} C${round(-radius * 0.2)} ${round(-radius * 0.86)} ${round(-radius * 0.34)} ${round(-radius * 0.42)} 0 0Z`;
  return Array.from(
    { length: petals },
    (_, at) =>
      `<path d="${petal}" transform="translate(${x} ${y}) rotate(${round(turn + (at * 360) / petals)})" fill="${fill}" fill-opacity="0.72"/>`,
  ).join('');
}

/** Hills under a low sun or moon. */
function hills(palette: Palette, random: Random): Design {
  const { ground, ink, deep, deepInk, accent } = palette;
  const sun = { x: 380 + random() * 840, radius: 190 + random() * 90 };
  const ridges = [1560, 1740, 1910].map((base, at) =>
    ridge(base, 120 - at * 24, random, mix(mix(ground, accent, 0.34), deep, at * 0.38)),
  );
  return {
    bands: [
      { top: 0, colour: ground },
      { top: 2176, colour: deep },
    ],
    shapes: [
      `<circle cx="${round(sun.x)}" cy="1480" r="${round(sun.radius)}" fill="${accent}"/>`,
      ...ridges,
      ridge(2090, 46, random, deep),
    ].join(''),
    areas: [across(1190, 2176)],
    title: box(130, 330, 1340, 830, ground, ink),
    author: box(150, 2220, 1300, 220, deep, deepInk),
    series: box(150, 150, 1300, 120, ground, ink),
    badge: { x: 1400, y: 1320 },
  };
}

function ridge(base: number, swing: number, random: Random, fill: string): string {
  const phase = random() * 6.283;
  const points = Array.from({ length: 17 }, (_, at) => {
    const x = at * 100;
    return `${x} ${round(base + Math.sin(phase + at * 0.62) * swing + Math.sin(phase * 2 + at * 0.23) * swing * 0.7)}`;
  });
  return `<path d="M0 ${HEIGHT} L${points.join(' L')} L${WIDTH} ${HEIGHT}Z" fill="${fill}"/>`;
}

/** A quilt of quarter circles above a label. */
function quilt(palette: Palette, random: Random): Design {
  const { ground, ink, deep, accent } = palette;
  const fills = [accent, mix(ground, accent, 0.5), deep, mix(deep, accent, 0.35), mix(ground, ink, 0.12)];
  const size = 200;
  const cells = Array.from({ length: 8 * 5 }, (_, at) => {
    const [x, y] = [(at % 8) * size, Math.floor(at / 8) * size];
    const back = fills[Math.floor(random() * fills.length)] ?? accent;
    const front = fills[Math.floor(random() * fills.length)] ?? deep;
    const quarter = [
      `M${x} ${y} h${size} a${size} ${size} 0 0 1 -${size} ${size}Z`,
      `M${x + size} ${y} v${size} a${size} ${size} 0 0 1 -${size} -${size}Z`,
      `M${x + size} ${y + size} h-${size} a${size} ${size} 0 0 1 ${size} -${size}Z`,
      `M${x} ${y + size} v-${size} a${size} ${size} 0 0 1 ${size} ${size}Z`,
    ][Math.floor(random() * 4)];
    return `<rect x="${x}" y="${y}" width="${size}" height="${size}" fill="${back}"/><path d="${quarter}" fill="${front}"/>`;
  });
  return {
    bands: [{ top: 0, colour: ground }],
    shapes: [...cells, `<rect y="1000" width="${WIDTH}" height="14" fill="${accent}"/>`].join(''),
    areas: [across(0, 1014)],
    title: box(120, 1260, 1360, 800, ground, ink),
    author: box(120, 2220, 1360, 210, ground, ink),
    series: box(120, 1100, 1360, 110, ground, ink),
    badge: { x: 1400, y: 800 },
  };
}

/** Concentric arcs that rise behind a flat disc. */
function arcs(palette: Palette, random: Random): Design {
  const { ground, ink, deep, deepInk, accent } = palette;
  const x = [200, 800, 1400][Math.floor(random() * 3)] ?? 800;
  const rings = Array.from({ length: 7 }, (_, at) => {
    const radius = 1180 - at * 92;
    return `<circle cx="${x}" cy="2560" r="${radius}" fill="${at % 2 === 0 ? mix(ground, accent, 0.25 + at * 0.11) : mix(deep, ground, 0.25)}"/>`;
  });
  return {
    bands: [
      { top: 0, colour: ground },
      { top: 2080, colour: deep },
    ],
    shapes: [...rings, panel(2080, deep), `<rect y="2066" width="${WIDTH}" height="14" fill="${accent}"/>`].join(''),
    areas: [across(1380, 2080)],
    title: box(130, 330, 1340, 860, ground, ink),
    author: box(150, 2200, 1300, 230, deep, deepInk),
    series: box(150, 150, 1300, 120, ground, ink),
    badge: { x: x === 1400 ? 200 : 1400, y: 1400 },
  };
}

/** A night of stars with one constellation. */
function stars(palette: Palette, random: Random): Design {
  const { ground, ink, accent } = palette;
  const dust = Array.from({ length: 90 }, () => {
    const [x, y] = [60 + random() * 1480, 1240 + random() * 820];
    return `<circle cx="${round(x)}" cy="${round(y)}" r="${round(2 + random() * 5)}" fill="${mix(ground, accent, 0.35 + random() * 0.4)}"/>`;
  });
  const knots = Array.from({ length: 7 }, (_, at) => [180 + at * 206 + random() * 60, 1360 + random() * 560] as const);
  const line = `<polyline points="${knots.map(([x, y]) => `${round(x)},${round(y)}`).join(' ')}" fill="none" stroke="${mix(ground, accent, 0.7)}" stroke-width="4"/>`;
  const bright = knots.map(([x, y]) => spark(x, y, 26 + random() * 26, accent));
  return {
    bands: [{ top: 0, colour: ground }],
    shapes: [...dust, line, ...bright, rules(accent, [1200, 2090])].join(''),
    areas: [across(1200, 2095)],
    title: box(130, 340, 1340, 800, ground, ink),
    author: box(150, 2170, 1300, 220, ground, ink),
    series: box(150, 160, 1300, 120, ground, ink),
    badge: { x: 1400, y: 2000 },
  };
}

const spark = (x: number, y: number, size: number, fill: string): string =>
  `<path transform="translate(${round(x)} ${round(y)})" d="M0 ${round(-size)} Q${round(size * 0.14)} ${round(-size * 0.14)} ${round(size)} 0 Q${round(size * 0.14)} ${round(size * 0.14)} 0 ${round(size)} Q${round(-size * 0.14)} ${round(size * 0.14)} ${round(-size)} 0 Q${round(-size * 0.14)} ${round(-size * 0.14)} 0 ${round(-size)}Z" fill="${fill}"/>`;

const rules = (fill: string, heights: readonly number[]): string =>
  heights.map((y) => `<rect x="130" y="${y}" width="1340" height="5" fill="${fill}"/>`).join('');

/** A cloth spine with ribbons, the words on paper beside it. */
function cloth(palette: Palette, random: Random): Design {
  const { ground, ink, deep, accent } = palette;
  const ribbons = Array.from({ length: 5 }, (_, at) => {
    const y = 300 + at * 430 + random() * 120;
    return `<rect y="${round(y)}" width="330" height="${round(20 + random() * 70)}" fill="${at % 2 === 0 ? accent : mix(deep, accent, 0.45)}"/>`;
  });
  const weave = Array.from(
    { length: 64 },
    (_, at) => `<rect y="${at * 40}" width="330" height="3" fill="${mix(deep, ground, 0.12)}"/>`,
  );
  return {
    bands: [{ top: 0, colour: ground }],
    shapes: [
      `<rect width="330" height="${HEIGHT}" fill="${deep}"/>`,
      ...weave,
      ...ribbons,
      `<rect x="330" width="12" height="${HEIGHT}" fill="${accent}"/>`,
      `<rect x="450" y="1760" width="240" height="8" fill="${accent}"/>`,
    ].join(''),
    areas: [area(0, 0, 342, HEIGHT), area(450, 1760, 240, 8)],
    title: box(440, 420, 1080, 1240, ground, ink),
    author: box(440, 1840, 1080, 260, ground, ink),
    series: box(440, 220, 1080, 120, ground, ink),
    badge: { x: 165, y: 2330 },
  };
}

/** Overlapping waves, scale on scale, under a wide sky. */
function tides(palette: Palette, random: Random): Design {
  const { ground, ink, deep, deepInk, accent } = palette;
  const radius = 130 + Math.floor(random() * 3) * 35;
  const tint = 0.3 + random() * 0.3;
  const rows = Math.ceil(820 / (radius / 2));
  const scales = Array.from({ length: rows }, (_, row) => {
    const y = 1480 + row * (radius / 2);
    return Array.from({ length: Math.ceil(WIDTH / (2 * radius)) + 2 }, (_, at) => {
      const x = at * 2 * radius - (row % 2) * radius;
      return [1, 0.74, 0.48, 0.22]
        .map(
          (share, ring) =>
            `<circle cx="${x}" cy="${round(y)}" r="${round(radius * share)}" fill="${ring % 2 === 0 ? mix(ground, accent, tint + (row / rows) * 0.4) : mix(ground, deep, 0.6)}"/>`,
        )
        .join('');
    }).join('');
  });
  return {
    bands: [
      { top: 0, colour: ground },
      { top: 2142, colour: deep },
    ],
    shapes: [...scales, panel(2142, deep), `<rect y="2130" width="${WIDTH}" height="12" fill="${accent}"/>`].join(''),
    areas: [across(1480 - radius, 2142)],
    title: box(130, 330, 1340, 840, ground, ink),
    author: box(150, 2230, 1300, 220, deep, deepInk),
    series: box(150, 150, 1300, 120, ground, ink),
    badge: { x: 1400, y: 1330 },
  };
}
