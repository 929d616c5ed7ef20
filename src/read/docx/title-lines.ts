import type { Element, Root } from 'hast';
import type { Report } from '../../diagnostics/report.js';
import { classesOf } from '../hast/attributes.js';
import { applyHeaderField } from '../header-fields.js';
import type { MetadataBuilder } from '../metadata-builder.js';
import { readByline } from '../pieces/byline.js';
import { nameLikeness } from '../text/person-name.js';
import { parseHeading } from '../vocabulary/headings.js';
import { judgeSceneBreak } from '../vocabulary/scene-breaks.js';
import {
  blocksOf,
  joinBelow,
  linesOfTree,
  lineText,
  type ParagraphLine,
  raise,
  removeBlocks,
  withoutBreaks,
} from './paragraph-line.js';
import type { DocumentProperties } from './properties.js';

interface TitleContext {
  readonly metadata: MetadataBuilder;
  readonly report: Report;
  readonly properties: DocumentProperties;
}

/** How far down a title may stand: below a writer's address and a count of words. */
const MOST_ABOVE = 16;
const LONGEST_TITLE = 120;
const MOST_TITLE_LINES = 5;

/**
 * Finds the title and who wrote the story: by styles, else by how a manuscript's first page is set. The title becomes
 * the first heading, above all others; who wrote it goes into the metadata.
 */
export function readTitleLines(root: Root, context: TitleContext): void {
  const blocks = blocksOf(root);
  const isTitle = (element: Element): boolean => classesOf(element).includes('title');
  const first = blocks.find(isTitle);
  if (first) raiseStyled(root, first, new Set(blocks.filter(isTitle)));
  else raiseSet(root, context);
  takeStyled(root, context);
}

/** A title in several paragraphs is one; below text, the style for titles is used for chapters. */
function raiseStyled(root: Root, first: Element, titles: ReadonlySet<Element>): void {
  const blocks = blocksOf(root);
  for (const heading of blocks) {
    const level = /^h([1-6])$/.exec(heading.tagName)?.[1];
    if (level !== undefined) heading.tagName = `h${Math.min(6, Number(level) + 1)}`;
  }
  const start = blocks.indexOf(first) + 1;
  const end = blocks.findIndex(
    (block, at) => at >= start && !titles.has(block) && !classesOf(block).includes('subtitle'),
  );
  const joined = blocks.slice(start, Math.min(end < 0 ? blocks.length : end, start + MOST_TITLE_LINES));
  for (const below of joined) joinBelow(first, below);
  raise(first, 1);
  for (const other of titles) if (other !== first && !joined.includes(other)) raise(other, 2);
  removeBlocks(root, joined);
}

/** Paragraphs in the styles for authors and dates, before the first heading that is not the title's. */
function takeStyled(root: Root, { metadata, report }: TitleContext): void {
  for (const element of blocksOf(root).slice(0, MOST_ABOVE)) {
    const classes = classesOf(element);
    const meaning = (['author', 'date'] as const).find((one) => classes.includes(one));
    const value = lineText(element);
    if (meaning === undefined || value === '' || value.length > LONGEST_TITLE) continue;
    const place = element.position?.start ?? { line: 1, column: 1 };
    const receipt = { line: place.line, column: place.column, how: 'byline', confidence: 0.95 } as const;
    applyHeaderField({ match: { meaning, confidence: 1 }, label: meaning, value, receipt }, metadata, report);
    removeBlocks(root, [element]);
  }
}

/** A centred line in large letters, or over `by …`, or that the document's own properties repeat. */
function raiseSet(root: Root, context: TitleContext): void {
  const lines = linesOfTree(root).slice(0, MOST_ABOVE);
  const end = lines.findIndex((line) => line === undefined || parseHeading(line.text)?.isBare === false);
  const above = (end < 0 ? lines : lines.slice(0, end)).filter((line) => line !== undefined);
  const at = above.findIndex((line, index) => isSetTitle(line, above[index + 1], index, context.properties));
  const title = above[at];
  if (!title) return;
  const byline = above[at + 1];
  if (byline && takeByline(byline, context)) removeBlocks(root, [byline.element]);
  const { line, column } = title.element.position?.start ?? { line: 1, column: 1 };
  context.metadata.set('title', title.text, { line, column, how: 'title line', confidence: 0.85 });
  title.element.children = title.element.children.map(withoutBreaks);
  raise(title.element, 1);
}

function isSetTitle(
  line: ParagraphLine,
  next: ParagraphLine | undefined,
  index: number,
  { title, creator }: DocumentProperties,
): boolean {
  if (line.text === '' || line.text.length > LONGEST_TITLE || judgeSceneBreak(line.text) === 'break') return false;
  if (!/[\p{L}\p{N}]/u.test(line.text) || isBy(line.text) || parseHeading(line.text)) return false;
  if (title !== undefined && fold(title) === fold(line.text)) return line.isCentred || line.isBold || index === 0;
  const isByCreator = next !== undefined && creator !== undefined && fold(creator) === fold(next.text);
  const isSigned = next !== undefined && (isByCreator || isBy(next.text) || isCentredName(next));
  if (line.isCentred && isSigned && nameLikeness(line.text) < SURE_NAME) return true;
  if (index === 0 && isByCreator && (line.isBold || line.isLarge || line.isCapitals)) return true;
  return line.isCentred && line.isLarge && index < 4;
}

/** From here on a line is a person's name by its initials or a given name. */
const SURE_NAME = 0.85;

const isCentredName = ({ text, isCentred }: ParagraphLine): boolean => isCentred && nameLikeness(text) >= SURE_NAME;

const isBy = (text: string): boolean => readByline([{ run: [], text, place: { line: 1, column: 1 } }]) !== undefined;

/** The line below the title: `by Ann Wren`, or the name alone where the document's properties say it too. */
function takeByline(line: ParagraphLine, { metadata, report, properties }: TitleContext): boolean {
  const { text, element, isCentred } = line;
  const place = element.position?.start ?? { line: 1, column: 1 };
  const names = readByline([{ run: [], text, place }])?.names ?? (isCentredName(line) ? text : undefined);
  const isKnown = properties.creator !== undefined && fold(properties.creator) === fold(text);
  if (!isKnown && (names === undefined || !isCentred)) return false;
  const receipt = { line: place.line, column: place.column, how: 'byline', confidence: 0.9 } as const;
  const field = { match: { meaning: 'author', confidence: 1 }, label: 'by', value: names ?? text, receipt } as const;
  return applyHeaderField(field, metadata, report);
}

const fold = (words: string): string =>
  words
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
