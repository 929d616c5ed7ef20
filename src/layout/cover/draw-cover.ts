import { loadSharp } from '../../pictures/load-sharp.js';
import { fontRuns } from './cover-fonts.js';
import { type Area, BADGE_RADIUS, DESIGNS, type Design, HEIGHT, type TextBox, WIDTH } from './designs.js';
import { layOver } from './lay-over.js';
import { giveBack, type Picture, paintGround, takeGround } from './paint-ground.js';
import { PALETTES, type Palette } from './palettes.js';
import { pick, seededRandom } from './random.js';
import { loadFonts, type SharpModule, setAllWords, type Words } from './set-words.js';

/** What a generated cover says. */
export interface CoverFace {
  readonly title: string;
  readonly creators: readonly string[];
  readonly series?: { readonly name: string; readonly position?: number };
  /** BCP 47: the script's own font comes first. */
  readonly language: string;
  /** Chooses the design and its colours: the book's identifier. */
  readonly identity: string;
}

export interface DrawnCover {
  /** Drawn in the background. */
  readonly bytes: Promise<Uint8Array>;
  readonly width: number;
  readonly height: number;
  /** The texts that no shipped font can set, and that the cover therefore does not show. */
  readonly unset: readonly string[];
}

/** A title longer than this is cut at a word: nobody reads it at the size of a stamp. */
const LONGEST_TITLE = 120;

/**
 * The cover as a baseline sRGB JPEG of 1600 × 2560 pixels: the same bytes for the same face, on any machine. Rejects when
 * sharp or the fonts cannot be loaded; once it has resolved, the cover is being drawn.
 */
export async function drawCover(face: CoverFace): Promise<DrawnCover> {
  const told = wordsOf(face);
  const runs = told.map(({ text, language }) => fontRuns(text, language) ?? []);
  const sharp = await loadSharp();
  await loadFonts(
    sharp,
    runs.flat().map(({ font }) => font),
  );
  const unset = told.filter((_, at) => runs[at]?.length === 0).map(({ text }) => text);
  const bytes = paint(sharp, face, told, unset);
  // Whoever awaits the bytes hears of a failure; until then it is nobody's unhandled rejection.
  bytes.catch(() => undefined);
  return { bytes, width: WIDTH, height: HEIGHT, unset };
}

/** The texts of a cover in their boxes: title, subtitle, authors, series. */
function wordsOf(face: CoverFace): readonly Words[] {
  const { design } = chooseDesign(face.identity);
  const { main, sub } = splitTitle(face.title);
  const titleBoxes = titleAreas(design.title, sub !== undefined);
  const texts: readonly Omit<Words, 'language'>[] = [
    { text: main, box: titleBoxes.main, maxSize: 330, maxLines: 6, anchor: sub === undefined ? 'middle' : 'bottom' },
    { text: sub ?? '', box: titleBoxes.sub, maxSize: 110, maxLines: 4, anchor: 'top' },
    { text: face.creators.slice(0, 4).join(' · '), box: design.author, maxSize: 130, maxLines: 2, anchor: 'middle' },
    { text: face.series?.name ?? '', box: design.series, maxSize: 92, maxLines: 2, anchor: 'middle' },
  ];
  return texts.filter(({ text }) => text !== '').map((words) => ({ ...words, language: face.language }));
}

async function paint(
  sharp: SharpModule,
  face: CoverFace,
  told: readonly Words[],
  unset: readonly string[],
): Promise<Uint8Array> {
  const { design, palette } = chooseDesign(face.identity);
  const ground = takeGround();
  const [words] = await Promise.all([
    setAllWords(sharp, [...told, ...badgeNumber(face, design, palette)]),
    paintGround(sharp, ground, withMarks(face, unset, design, palette)),
  ]);
  for (const overlay of words) if (overlay) layOver(ground, WIDTH, overlay);
  // The usual Huffman tables: those made for the picture take longer than all the rest of the encoding, and deflate, through
  // which the container puts the cover, makes more of the usual ones.
  const bytes = await sharp(ground, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
    .jpeg({ quality: 88, progressive: false, mozjpeg: false, optimiseCoding: false })
    .toBuffer();
  // After a failure somebody may still be painting on it.
  giveBack(ground);
  return bytes;
}

/** A shape that some covers have and where it shows. */
interface Mark {
  readonly shapes: string;
  readonly area: Area;
}

/** The design’s picture with the series badge and, where no font can set the title, an emblem. */
function withMarks(face: CoverFace, unset: readonly string[], design: Design, palette: Palette): Picture {
  const marks: Mark[] = [];
  if (position(face) !== undefined) marks.push(badge(design, palette));
  if (unset.includes(splitTitle(face.title).main)) marks.push(emblem(design.title, palette));
  return {
    bands: design.bands,
    shapes: design.shapes + marks.map(({ shapes }) => shapes).join(''),
    areas: [...design.areas, ...marks.map(({ area }) => area)],
  };
}

/** The design and the colours that an identity chooses. */
export function chooseDesign(identity: string): {
  readonly name: string;
  readonly design: Design;
  readonly palette: Palette;
} {
  const random = seededRandom(identity);
  const palette = pick(PALETTES, random);
  const [name, draw] = pick(Object.entries(DESIGNS), random);
  return { name, design: draw(palette, random), palette };
}

/** A long title in two sizes, at the colon or dash that divides it. */
function splitTitle(title: string): { readonly main: string; readonly sub?: string } {
  const divided = /^([^:—–]{3,60}?)(?::|\s[—–])\s+(\S.*)$/su.exec(title);
  const [main, sub] = divided && title.length > 28 ? [divided[1] ?? title, divided[2]] : [title, undefined];
  return sub === undefined ? { main: shorten(main) } : { main: shorten(main), sub: shorten(sub) };
}

function shorten(text: string): string {
  const chars = [...text.replace(/\s+/gu, ' ').trim()];
  if (chars.length <= LONGEST_TITLE) return chars.join('');
  const cut = chars.slice(0, LONGEST_TITLE).join('');
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), LONGEST_TITLE / 2)).trimEnd()}…`;
}

function titleAreas(box: TextBox, hasSubtitle: boolean): { readonly main: TextBox; readonly sub: TextBox } {
  if (!hasSubtitle) return { main: box, sub: box };
  const upper = Math.round(box.height * 0.62);
  return {
    main: { ...box, height: upper },
    sub: { ...box, y: box.y + upper + 70, height: box.height - upper - 70 },
  };
}

/** What stands in the title's place when no font can set it: a star that looks meant. */
function emblem(area: TextBox, { accent }: Palette): Mark {
  const { x, y, width, height } = area;
  const size = Math.min(width, height) * 0.36;
  const rays = [0, 45].map((turn) => {
    const reach = turn === 0 ? size : size * 0.62;
    const waist = size * 0.13;
    return `<path transform="rotate(${turn})" d="M0 ${-reach} Q${waist} ${-waist} ${reach} 0 Q${waist} ${waist} 0 ${reach} Q${-waist} ${waist} ${-reach} 0 Q${-waist} ${-waist} 0 ${-reach}Z"/>`;
  });
  const shapes = `<g transform="translate(${x + width / 2} ${y + height / 2})" fill="${accent}">${rays.join('')}</g>`;
  return { shapes, area };
}

const position = (face: CoverFace): string | undefined => face.series?.position?.toString();

function badge({ badge: { x, y } }: Design, { accent, deep }: Palette): Mark {
  const reach = BADGE_RADIUS + 10;
  return {
    shapes: `<circle cx="${x}" cy="${y}" r="${reach}" fill="${accent}"/><circle cx="${x}" cy="${y}" r="${BADGE_RADIUS}" fill="${deep}"/>`,
    area: { x: x - reach, y: y - reach, width: 2 * reach, height: 2 * reach },
  };
}

function badgeNumber(face: CoverFace, { badge: { x, y } }: Design, palette: Palette): readonly Words[] {
  const text = position(face);
  if (text === undefined) return [];
  const side = BADGE_RADIUS * 1.3;
  const box = {
    x: x - side / 2,
    y: y - side / 2,
    width: side,
    height: side,
    ground: palette.deep,
    ink: palette.deepInk,
  };
  return [{ text, language: 'en', box, maxSize: 130, maxLines: 1, anchor: 'middle' }];
}
