import type { Report } from '../../diagnostics/report.js';
import { type AuthorNote, type Inline, type Metadata, text } from '../../model/story.js';
import type { Piece } from '../flow.js';
import { DEFAULT_LIMITS, needOf, type ReadingLimits, refuseHeavy, refuseLarge } from '../limits.js';
import { MetadataBuilder } from '../metadata-builder.js';
import { nameAfterFile } from '../pieces/file-title.js';
import type { Reader, ReadResult, Source } from '../reader.js';
import { buildSections } from '../sections.js';
import { readSourceText } from '../source-text.js';
import { type Aozora, readAozora, readAozoraInlines } from './aozora.js';
import { type Boilerplate, setBoilerplateAside } from './boilerplate.js';
import { type ContentsList, findContentsList } from './contents-list.js';
import { readInlines } from './emphasis.js';
import { applyFields, applyFrontPage, applyTrailer, type Facts, sayDropped } from './facts.js';
import { stripFrame } from './frame.js';
import { readFrontPage } from './front-page.js';
import { findHeaderBlock } from './header-block.js';
import { markHeadings, splitHeadings } from './heading-lines.js';
import { Words } from './join-lines.js';
import { joinParts } from './joined-parts.js';
import { type Layout, layoutOf } from './layout-class.js';
import { type Line, setApart, splitLines } from './lines.js';
import { takeMailHeader } from './mail-header.js';
import { takeManuscriptHead } from './manuscript-head.js';
import { groupParagraphs, squeeze, type Unit } from './paragraphs.js';
import { piecesOf } from './pieces.js';
import { takeTrailer } from './trailer.js';

/** Plain text, however it was typed, wrapped, mailed or archived. */
export const textReader: Reader = {
  name: 'text',
  extensions: ['txt', 'text'],
  sniff: () => 0.1,
  read: async (source, { limits = DEFAULT_LIMITS }, report) => readText(source, limits, report),
};

function readText(source: Source, limits: ReadingLimits, report: Report): ReadResult {
  refuseLarge(source.bytes.length, limits.file, limits, source.name);
  const { text: whole, encoding } = readSourceText(source, report, { keepsFormFeeds: true });
  const all = splitLines(whole, source.name);
  refuseHeavy(needOf('text', { characters: whole.length, lines: all.length }), limits, source.name);
  const aozora = readAozora(all);
  const inlines = aozora ? (line: string) => readAozoraInlines(line, readInlines) : readInlines;
  const facts: Facts = { file: source.name, metadata: new MetadataBuilder(), report, inlines };
  const boilerplate = setBoilerplateAside(aozora?.lines ?? all);
  sayArchived(aozora, boilerplate, facts);
  const parts = joinParts(stripFrame(boilerplate?.lines ?? aozora?.lines ?? all));
  for (const [first, last] of parts.ranges)
    sayDropped(first, last, 'The header that each part of the story repeats was', facts);
  const { lines, notesBefore } = takeFront(parts.lines, facts);
  const trailer = takeTrailer(lines);
  const notesAfter = applyTrailer(trailer, facts);
  const pieces = readStory(trailer.lines, { ranked: aozora?.headings ?? new Map(), gapsMean: !boilerplate }, facts);
  nameAfterFile(source.name, facts.metadata, report);
  const { metadata } = facts.metadata;
  const sections = buildSections(pieces, { ...titleOf(metadata), notesBefore, notesAfter }, report);
  return { story: { metadata, sections, notes: {}, resources: {} }, files: new Map(), reader: 'text', encoding };
}

/** What an archive put around the story: what it states is read, and that it was set aside is said. */
function sayArchived(aozora: Aozora | undefined, boilerplate: Boilerplate | undefined, facts: Facts): void {
  applyFields([...(aozora?.fields ?? []), ...(boilerplate?.fields ?? [])], 'boilerplate', 0.98, facts);
  for (const [first, last] of [...(aozora?.ranges ?? []), ...(boilerplate?.ranges ?? [])]) {
    sayDropped(first, last, 'The archive’s own text was', facts);
  }
}

/** Reads what stands before the story, labelled or not, into the metadata; returns the story's lines and the notes above it. */
function takeFront(
  lines: readonly Line[],
  facts: Facts,
): { readonly lines: readonly Line[]; readonly notesBefore: readonly AuthorNote[] } {
  const layout = layoutOf(lines);
  const mail = takeMailHeader(lines);
  const manuscript = mail ? undefined : takeManuscriptHead(lines);
  const body = mail?.after ?? manuscript?.after ?? lines;
  applyFields(manuscript?.fields ?? [], 'header line', 0.9, facts);
  const block = findHeaderBlock(body, layout);
  const notesBefore = applyFields(block?.fields ?? [], 'header line', 1, facts);
  applyFields(mail?.fields ?? [], 'mail header', 0.7, facts);
  const above = takeFrontPage([...(block?.before ?? []), ...(block?.loose ?? [])], layout, 'header', facts);
  const after = takeFrontPage(block?.after ?? body, layout, 'story', facts);
  const [first, ...others] = after;
  return { lines: first ? [...above, setApart(first), ...others] : above, notesBefore };
}

function takeFrontPage(
  lines: readonly Line[],
  layout: Layout,
  above: 'header' | 'story',
  facts: Facts,
): readonly Line[] {
  const { title, creators } = facts.metadata.metadata;
  const known = { ...(title !== undefined && { title }), authors: creators.map(({ name }) => name), above };
  const page = readFrontPage(lines, layout, known);
  return applyFrontPage(page, facts) ? page.after : lines;
}

interface Custom {
  readonly ranked: ReadonlyMap<number, number>;
  readonly gapsMean: boolean;
}

function readStory(lines: readonly Line[], { ranked, gapsMean }: Custom, facts: Facts): readonly Piece[] {
  const measured = layoutOf(lines);
  const spaced = measured.kind === 'double' ? squeeze(lines) : lines;
  const layout = measured.kind === 'double' ? layoutOf(spaced) : measured;
  const units = groupParagraphs(spaced, layout);
  const contents = findContentsList(units);
  if (contents) sayContents(units, contents, facts);
  const told = contents ? [...units.slice(0, contents.start), ...units.slice(contents.end)] : units;
  const listed = contents?.keys ?? new Set<string>();
  const split = splitHeadings(told, { layout, listed });
  const headings = markHeadings(split, { layout, listed, ranked });
  const { file, inlines, report } = facts;
  return piecesOf(split, { file, layout, headings, gapsMean, words: new Words(lines), inlines, report });
}

function sayContents(units: readonly Unit[], { start, end }: ContentsList, { file, report }: Facts): void {
  const [first, last] = [units[start]?.lines[0], units[end - 1]?.lines.at(-1)];
  if (!first || !last) return;
  const message = `The list of contents (lines ${first.number} to ${last.number}) was left to the book’s navigation.`;
  report.add('contents-list-dropped', message, { file, line: first.number, column: first.column });
}

function titleOf({ title }: Metadata): { readonly title?: readonly Inline[] } {
  return title === undefined ? {} : { title: [text(title)] };
}
