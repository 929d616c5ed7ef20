import { createRequire } from 'node:module';
import type { OutputInfo, Sharp, SharpConstructor } from 'sharp';
import { escapeMarkup } from '../../text/escape-markup.js';
import { type CoverFont, type FontRun, fontRuns } from './cover-fonts.js';
import type { TextBox } from './designs.js';
import { useOwnFontconfig } from './fontconfig.js';
import type { Overlay } from './lay-over.js';
import { balancedLines, breakable, lineText, lineWidth, type Unit } from './line-breaks.js';

/** Words for a box of the cover, as large as the box and `maxSize` let them be. */
export interface Words {
  readonly text: string;
  readonly language: string;
  readonly box: TextBox;
  /** Pixels. */
  readonly maxSize: number;
  readonly maxLines: number;
  /** Where the words stand in a box that is higher than they are. */
  readonly anchor: 'top' | 'middle' | 'bottom';
}

export type SharpModule = SharpConstructor;

interface BrokenLines {
  readonly lines: readonly (readonly Unit[])[];
  /** Pixels. */
  readonly size: number;
}

type Drawn = { readonly data: Buffer; readonly info: OutputInfo };

/** Text is measured at this size, in pixels, and scales linearly: hinting is off. */
const MEASURE = 100;
const SPACE = MEASURE * 0.24;
/** The step from line to line, as a share of the font's size: what `fit` reckons with before the words are drawn. */
const LINE_STEP = 1.16;

const require = createRequire(import.meta.url);

/** The words of a cover as overlays, in the order given, set side by side; undefined where they cannot be set. */
export async function setAllWords(
  sharp: SharpModule,
  all: readonly Words[],
): Promise<readonly (Overlay | undefined)[]> {
  await loadFonts(
    sharp,
    all.flatMap(({ text, language }) => (fontRuns(text, language) ?? []).map((run) => run.font)),
  );
  return Promise.all(all.map((words) => setWords(sharp, words)));
}

/** The words as an overlay for the cover; undefined when a shipped font lacks one of their letters, or there are none. */
export async function setWords(sharp: SharpModule, words: Words): Promise<Overlay | undefined> {
  const runs = fontRuns(words.text, words.language);
  if (!runs || runs.length === 0) return undefined;
  await loadFonts(
    sharp,
    runs.map((run) => run.font),
  );
  const text = runs.map((run) => run.text).join('');
  const units = await Promise.all(
    breakable(text, words.language).map(async (unit) => ({ ...unit, width: await measure(sharp, unit.text, words) })),
  );
  const { data, info } = await drawWithin(sharp, breakLines(units, words), words);
  const { box } = words;
  const free = box.height - info.height;
  const drop = { top: 0, middle: free / 2, bottom: free }[words.anchor];
  return {
    data,
    width: info.width,
    height: info.height,
    left: Math.max(0, Math.round(box.x + (box.width - info.width) / 2)),
    top: Math.max(0, Math.round(box.y + drop)),
  };
}

/** The lines at their size, or smaller where the drawn words turn out larger than the box (side bearings, high marks). */
async function drawWithin(sharp: SharpModule, { lines, size }: BrokenLines, words: Words): Promise<Drawn> {
  const { box, language } = words;
  const draw = (at: number): Promise<Drawn> =>
    render(sharp, lines.map(lineText).join('\n'), language, at, box.ink).raw().toBuffer({ resolveWithObject: true });
  const drawn = await draw(size);
  const excess = Math.max(drawn.info.width / box.width, drawn.info.height / box.height);
  return excess <= 1 ? drawn : draw(Math.max(1, Math.floor((size / excess) * 0.99)));
}

/** The line breaks that let the words be largest, and that size. */
function breakLines(units: readonly Unit[], { box, maxSize, maxLines }: Words): BrokenLines {
  let best: BrokenLines = { lines: [units], size: 0 };
  for (let count = 1; count <= maxLines; count++) {
    const lines = balancedLines(units, count, SPACE);
    const widest = Math.max(1, ...lines.map((line) => lineWidth(line, SPACE)));
    const size = Math.floor(
      Math.min(maxSize, (box.width / widest) * MEASURE * 0.98, box.height / (lines.length * LINE_STEP)),
    );
    if (size > best.size * 1.04) best = { lines, size };
  }
  return best;
}

/** Widths of words measured lately: the covers of a collection share authors and many words. */
const widths = new Map<string, Promise<number>>();
const MOST_WIDTHS = 4096;

/** The width of the text at `MEASURE`, in pixels. */
function measure(sharp: SharpModule, text: string, { language }: Words): Promise<number> {
  const key = `${language} ${text}`;
  const known = widths.get(key);
  if (known) return known;
  if (widths.size >= MOST_WIDTHS) widths.clear();
  const width = render(sharp, text, language, MEASURE, '#000000')
    .raw()
    .toBuffer({ resolveWithObject: true })
    .then(({ info }) => info.width);
  widths.set(key, width);
  // A failure is told of, and the next cover tries again.
  width.catch(() => widths.delete(key));
  return width;
}

function render(sharp: SharpModule, text: string, language: string, size: number, ink: string): Sharp {
  const runs = fontRuns(text, language) ?? [];
  const markup = runs.map((run) => span(run, language, size, ink)).join('');
  return sharp({ text: { text: markup || ' ', rgba: true, dpi: 72, align: 'centre', wrap: 'none' } });
}

/** Pango markup; sizes are points, and at 72 dpi a point is a pixel. */
function span({ font, text }: FontRun, language: string, size: number, ink: string): string {
  const attributes = `font_family="${font.family}" font_weight="${font.weight}" font_size="${size}pt" foreground="${ink}" lang="${escapeMarkup(language)}" line_height="${font.lineHeight}" fallback="false"`;
  return `<span ${attributes}>${escapeMarkup(text)}</span>`;
}

const loaded = new Map<string, Promise<void>>();

/** Makes the fonts known to fontconfig. */
export async function loadFonts(sharp: SharpModule, fonts: readonly CoverFont[]): Promise<void> {
  for (const font of fonts) {
    const loading = loaded.get(font.id) ?? loadFont(sharp, font, [...loaded.values()][0]);
    loaded.set(font.id, loading);
    // The next cover tries again.
    loading.catch(() => loaded.delete(font.id));
    await loading;
  }
}

/** The first has fontconfig take our configuration; the others come after it. */
async function loadFont(sharp: SharpModule, { family, file }: CoverFont, first: Promise<void> | undefined) {
  await first?.catch(() => undefined);
  const restore = first ? undefined : useOwnFontconfig();
  try {
    await sharp({ text: { text: '.', font: family, fontfile: require.resolve(file), dpi: 72 } })
      .raw()
      .toBuffer();
  } finally {
    restore?.();
  }
}
