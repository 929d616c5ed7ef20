import { StoryError } from '../diagnostics/report.js';

const KIBIBYTE = 2 ** 10;
const MEBIBYTE = 2 ** 20;
const GIBIBYTE = 2 ** 30;

/** What a run may take where nobody says how much. Far more than any story needs that people wrote by hand. */
export const DEFAULT_MEMORY = GIBIBYTE;
/** With less not even the program itself runs. */
export const LEAST_MEMORY = 256 * MEBIBYTE;

/** How much of the memory the program takes by itself: the engine, its modules, a page on its way into the book. */
const PROGRAM = 192 * MEBIBYTE;

/** What reading one story may take, in bytes but for the pixels: everything that a hostile file could make large. */
export interface ReadingLimits {
  /** The budget that the others are derived from. */
  readonly memory: number;
  /** The file as it comes, packed or not. */
  readonly file: number;
  /** A member of an archive, unpacked: a document, a style sheet, an image. */
  readonly member: number;
  /** All that is unpacked of an archive. */
  readonly unpacked: number;
  /** The images of a story together. */
  readonly images: number;
  /** The pixels of one image, whatever its file's size: who shows the book unpacks them all. */
  readonly pixels: number;
  /** The text and the trees that are made of it, as `needOf` estimates them. */
  readonly text: number;
}

/** The limits within a budget of memory. Every one of them grows with it. */
export function readingLimits(memory = DEFAULT_MEMORY): ReadingLimits {
  return {
    memory,
    file: memory / 16,
    member: memory / 16,
    unpacked: memory / 4,
    images: memory / 8,
    pixels: Math.floor(memory / 10),
    text: memory - PROGRAM,
  };
}

export const DEFAULT_LIMITS = readingLimits();

/** What of a text costs memory to read. */
export interface TextCounts {
  readonly characters: number;
  readonly lines?: number;
  /** Start tags, or the elements that the text becomes. */
  readonly elements?: number;
  readonly attributes?: number;
  /** Signs that may mark emphasis, links or code in a text without tags. */
  readonly signs?: number;
  /** Lines that open a quote, a heading or a list's item, and cells of tables. */
  readonly containers?: number;
}

export type TextKind = 'text' | 'markdown' | 'html' | 'xml' | 'parts' | 'docx';

/** What each counts for at the worst, in bytes: measured as the greatest growth of the process, and rounded up. */
const COSTS: Readonly<Record<TextKind, Required<TextCounts>>> = {
  text: { characters: 12, lines: 2500, elements: 0, attributes: 0, signs: 0, containers: 0 },
  markdown: { characters: 20, lines: 2000, elements: 6000, attributes: 200, signs: 1000, containers: 30_000 },
  html: { characters: 40, lines: 0, elements: 6000, attributes: 200, signs: 0, containers: 0 },
  xml: { characters: 24, lines: 0, elements: 4000, attributes: 200, signs: 0, containers: 0 },
  // Parts of a DOCX are settled before anything else is made of them.
  parts: { characters: 8, lines: 0, elements: 700, attributes: 150, signs: 0, containers: 0 },
  docx: { characters: 40, lines: 0, elements: 3000, attributes: 200, signs: 0, containers: 0 },
};

/** How much memory a text of these counts may take until it is a book. An estimate, and never a low one. */
export function needOf(kind: TextKind, counts: TextCounts): number {
  const costs = COSTS[kind];
  return (Object.keys(costs) as (keyof TextCounts)[]).reduce((sum, key) => sum + (counts[key] ?? 0) * costs[key], 0);
}

/** The start tags and the attributes of markup, counted without reading it: a few more than there are, never fewer. */
export function countMarkup(text: string | Uint8Array): TextCounts {
  const codeAt =
    typeof text === 'string' ? (index: number) => text.charCodeAt(index) : (index: number) => text[index] ?? 0;
  let elements = 0;
  let attributes = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = codeAt(index);
    if (code === 0x3c) elements += isTagStart(codeAt(index + 1)) ? 1 : 0;
    else if (code === 0x3d) attributes += 1;
  }
  return { characters: text.length, elements, attributes };
}

/** Neither an end tag nor a sign that is only text. In UTF-16, a zero stands behind the sign. */
const isTagStart = (code: number): boolean => code === 0 || (code !== 0x2f && code > 0x20);

/** A section becomes a page of the book with its entries in every list of contents. */
const SECTION = 120 * KIBIBYTE;

export const needOfSections = (count: number): number => count * SECTION;

/** Throws `input-too-large` when the text would take more memory than it may; the message says how much would do. */
export function refuseHeavy(need: number, { text, memory }: ReadingLimits, file: string): void {
  if (need <= text) return;
  const wanted = Math.ceil(((need + PROGRAM) / GIBIBYTE) * 2) / 2;
  const message = `The story may take ${wanted} GiB of memory to read, and ${sizeInWords(memory)} is what it may have. Split it, or allow more: \`--memory ${wanted * 1024}M\`.`;
  throw new StoryError('input-too-large', message, { file });
}

/** Throws `input-too-large` when the bytes are more than a file may have. */
export function refuseLarge(size: number, limit: number, { memory }: ReadingLimits, file: string): void {
  if (size <= limit) return;
  const wanted = Math.ceil((size / limit) * (memory / MEBIBYTE));
  const message = `The file is ${sizeInWords(size)}; at most ${sizeInWords(limit)} are read. Split it, or allow more memory: \`--memory ${wanted}M\`.`;
  throw new StoryError('input-too-large', message, { file });
}

/** `1 GiB`, `64 MiB`, `200000 bytes`. */
export function sizeInWords(bytes: number): string {
  if (bytes < MEBIBYTE) return `${bytes} bytes`;
  const [size, unit] = bytes >= GIBIBYTE ? [bytes / GIBIBYTE, 'GiB'] : [bytes / MEBIBYTE, 'MiB'];
  return `${Number(size.toFixed(1))} ${unit}`;
}

const UNITS: Readonly<Record<string, number>> = { k: KIBIBYTE, m: MEBIBYTE, g: GIBIBYTE };

/** The bytes of a size as people write it (`512M`, `2G`, `1.5 GiB`), or undefined. */
export function parseSize(text: string): number | undefined {
  const [, number, unit = ''] = /^(\d{1,15}(?:\.\d{1,6})?)\s?([kmg]?)(?:i?b)?$/i.exec(text.trim()) ?? [];
  if (number === undefined) return undefined;
  return Math.round(Number(number) * (UNITS[unit.toLowerCase()] ?? 1));
}
