import type { Report } from '../../diagnostics/report.js';
import { type AuthorNote, type Block, type Place, paragraph, type Receipt } from '../../model/story.js';
import { blocksText, plainText } from '../../model/visit.js';
import type { HeadingPiece, Piece } from '../flow.js';
import { applyHeaderField } from '../header-fields.js';
import type { MetadataBuilder } from '../metadata-builder.js';
import { parseHeading } from '../vocabulary/headings.js';
import { lookUpLabel } from '../vocabulary/labels.js';
import { readByline } from './byline.js';
import { headerField, type LabelledValue, labelledLine, labelledLines } from './labelled.js';
import { type Line, linesOf } from './lines.js';
import { isMetadataWord, judgeTitle, METADATA_SECTIONS } from './title-heading.js';
import { isLabelled, isOfTitlePage, isRights } from './title-page.js';

export interface FrontPage {
  /** The pieces without those that went into the metadata. */
  readonly pieces: readonly Piece[];
  readonly notes: readonly AuthorNote[];
}

interface FrontPageContext {
  readonly metadata: MetadataBuilder;
  readonly report: Report;
}

/** Longer than any list of metadata before a story. */
const PIECE_LIMIT = 60;
const MOST_ABOVE_TITLE = 3;
const LONGEST_ABOVE_TITLE = 300;
const LONGEST_NOTE = 6;
const LONGEST_SUMMARY = 12;

/**
 * Reads what stands before a story, in a tree's pieces: its title, bylines, header lines, lists and headings of
 * metadata. Stops at the first piece that is none of these.
 */
export function readFrontPage(pieces: readonly Piece[], context: FrontPageContext): FrontPage {
  return new FrontPageReader(pieces, context).read();
}

class FrontPageReader {
  readonly #pieces: readonly Piece[];
  readonly #metadata: MetadataBuilder;
  readonly #report: Report;
  readonly #kept: Piece[] = [];
  readonly #notes: AuthorNote[] = [];
  /** What to write down once it is clear that this is a front page. */
  readonly #fields: { readonly value: LabelledValue; readonly how: Receipt['how'] }[] = [];
  #at = 0;
  #hasTitle = false;
  #isBelowTitle = false;
  /** How far the front page reaches: what was only looked at is not part of it. */
  #end = 0;

  constructor(pieces: readonly Piece[], { metadata, report }: FrontPageContext) {
    this.#pieces = pieces;
    this.#metadata = metadata;
    this.#report = report;
  }

  read(): FrontPage {
    while (this.#at < Math.min(this.#pieces.length, PIECE_LIMIT) && this.#take());
    const isFrontPage = this.#fields.some(({ value }) => value.match.meaning !== 'other');
    const skipped = this.#pieces.slice(0, this.#end);
    if (!isFrontPage && !this.#hasTitle) return { pieces: this.#pieces, notes: [] };
    for (const { value, how } of this.#fields) {
      if (!applyHeaderField(headerField(value, how), this.#metadata, this.#report)) this.#notes.push(noteOf(value));
    }
    const kept = this.#kept.filter((piece) => skipped.includes(piece));
    return { pieces: [...kept, ...this.#pieces.slice(this.#end)], notes: this.#notes };
  }

  /** Takes the next piece; false when it is not part of a front page. */
  #take(): boolean {
    const piece = this.#pieces[this.#at];
    if (!piece) return false;
    if (piece.kind === 'heading') return this.#takeHeading(piece);
    if (piece.block.type === 'sceneBreak' || piece.block.type === 'figure') {
      if (piece.block.type === 'figure') this.#kept.push(piece);
      this.#at += 1;
      // A rule below what was read belongs to it.
      if (this.#end > 0 && this.#end === this.#at - 1) this.#end = this.#at;
      return true;
    }
    const lines = linesOf(piece);
    if (!lines || lines.length === 0) return false;
    if (this.#isBelowTitle && this.#takeByline(lines)) return true;
    return this.#takeRights(lines) || this.#takeLabelled(lines) || this.#skipTo(piece);
  }

  /** A motto or a picture's text above the title stays where it is. */
  #skipTo(piece: Piece): boolean {
    if (this.#hasTitle || this.#at >= MOST_ABOVE_TITLE || this.#metadata.metadata.title !== undefined) return false;
    const heading = this.#pieces.findIndex((one, index) => index > this.#at && one.kind === 'heading');
    if (heading < 0 || heading > MOST_ABOVE_TITLE || judgeTitle(this.#pieces, heading).kind !== 'title') return false;
    const isShort = piece.kind === 'block' && blocksText([piece.block]).length <= LONGEST_ABOVE_TITLE;
    if (!isShort) return false;
    this.#kept.push(piece);
    this.#at += 1;
    return true;
  }

  #takeHeading(piece: HeadingPiece): boolean {
    const line: Line = { run: piece.children, text: plainText(piece.children).trim(), place: piece.place };
    if (this.#isBelowTitle && this.#takeByline([line])) return true;
    const parts = parseHeading(line.text);
    const labelled = parts && !parts.isBare ? undefined : labelledLine(line);
    if (labelled && labelled.value !== '' && labelled.match.meaning !== 'note') {
      this.#fields.push({ value: labelled, how: 'heading' });
      if (labelled.match.meaning === 'title') this.#hasTitle = true;
      return this.#pass(1);
    }
    if (isMetadataWord(line.text)) return this.#takeMetadataSection(line);
    if (this.#hasTitle) return this.#isBelowTitle && !parts && this.#takeSubtitle(piece, line);
    return this.#takeTitle(piece, line);
  }

  #takeTitle(piece: HeadingPiece, line: Line): boolean {
    const verdict = judgeTitle(this.#pieces, this.#at);
    const known = this.#metadata.metadata.title;
    const repeats = known !== undefined && fold(known) === fold(line.text);
    if (verdict.kind === 'section' || (known !== undefined && !repeats)) {
      if (!repeats || parseHeading(line.text)) return false;
    }
    const confidence = verdict.kind === 'section' ? 0.9 : verdict.confidence;
    this.#metadata.set('title', line.text, receipt(line.place, 'heading', confidence));
    this.#hasTitle = true;
    if (verdict.kind === 'chapter and title') return false;
    this.#isBelowTitle = true;
    if (piece.subtitle) {
      this.#metadata.set('subtitle', plainText(piece.subtitle), receipt(line.place, 'heading', 0.8));
    }
    return this.#pass(1);
  }

  /** A heading between the title and the first section's, with nothing of the story below it. */
  #takeSubtitle(piece: HeadingPiece, line: Line): boolean {
    const following = this.#pieces.slice(this.#at + 1, this.#at + PIECE_LIMIT);
    const next = following.find((one) => !isOfTitlePage(one));
    if (next?.kind !== 'heading') return false;
    const isAlone = !following.some(
      (one) => one.kind === 'heading' && one.level === piece.level && !isOfTitlePage(one),
    );
    const isSectionNext = next.level < piece.level || isAlone || parseHeading(plainText(next.children)) !== undefined;
    if (!isSectionNext) return false;
    this.#metadata.set('subtitle', line.text, receipt(line.place, 'heading', 0.8));
    return this.#pass(1);
  }

  #takeByline(lines: readonly Line[]): boolean {
    const byline = readByline(lines);
    const [first] = lines;
    if (!byline || !first) return false;
    const match = (meaning: 'author' | 'date') => ({ meaning, confidence: 1 });
    this.#fields.push({
      value: { match: match('author'), label: 'by', value: byline.names, blocks: [], place: first.place },
      how: 'byline',
    });
    if (byline.date) {
      const { text, line } = byline.date;
      this.#fields.push({
        value: { match: match('date'), label: 'date', value: text, blocks: [], place: line.place },
        how: 'byline',
      });
    }
    return this.#pass(1);
  }

  #takeRights(lines: readonly Line[]): boolean {
    const [line] = lines;
    if (!line || lines.length > 1 || !isRights(line.text)) return false;
    const match = { meaning: 'rights', confidence: 1 } as const;
    this.#fields.push({
      value: { match, label: 'Copyright', value: line.text, blocks: [], place: line.place },
      how: 'header line',
    });
    return this.#pass(1);
  }

  #takeLabelled(lines: readonly Line[]): boolean {
    const labelled = labelledLines(lines);
    if (!labelled || labelled.rest.length > 0) return false;
    const { values } = labelled;
    const last = values.at(-1);
    const below = last ? this.#blocksBelow(last) : [];
    values.forEach((value, index) => {
      const isLast = index === values.length - 1;
      const blocks = isLast ? [...value.blocks, ...below] : value.blocks;
      const text = isLast && below.length > 0 ? `${value.value}\n\n${blocksText(below)}`.trim() : value.value;
      this.#fields.push({ value: { ...value, value: text, blocks }, how: 'header line' });
      if (value.match.meaning === 'title') this.#hasTitle = true;
    });
    return this.#pass(1 + below.length);
  }

  /** The pieces below a label that belong to its value: a quote or a paragraph below `Summary:`, the rest of a note. */
  #blocksBelow({ match, value }: LabelledValue): readonly Block[] {
    const following = this.#pieces.slice(this.#at + 1, this.#at + 2 + LONGEST_NOTE);
    if (value === '') {
      const [next] = following;
      if (next?.kind !== 'block' || !['paragraph', 'quote', 'list'].includes(next.block.type)) return [];
      const lines = linesOf(next);
      return lines?.some((line) => labelledLine(line)) ? [] : unquote(next.block);
    }
    if (match.meaning !== 'note') return [];
    const end = following.findIndex((piece) => piece.kind === 'heading');
    const rest = end < 0 ? [] : following.slice(0, end);
    const isNote = rest.every(
      (piece) => piece.kind === 'block' && piece.block.type === 'paragraph' && !isLabelled(piece),
    );
    return isNote ? rest.flatMap((piece) => (piece.kind === 'block' ? [piece.block] : [])) : [];
  }

  /** `## Summary`, with what stands below it up to the next heading or rule. */
  #takeMetadataSection(line: Line): boolean {
    const match = lookUpLabel(line.text);
    const following = this.#pieces.slice(this.#at + 1);
    const end = following.findIndex((piece) => piece.kind === 'heading' || piece.block.type === 'sceneBreak');
    if (!match || !METADATA_SECTIONS.has(match.meaning) || end < 1 || end > LONGEST_SUMMARY) return false;
    const below = following.slice(0, end);
    const blocks = below.flatMap((piece) => (piece.kind === 'block' ? unquote(piece.block) : []));
    const isList = !['summary', 'disclaimer', 'dedication', 'rights'].includes(match.meaning);
    const lines = below.flatMap((piece) => (piece.kind === 'block' ? (linesOf(piece) ?? []) : []));
    if (isList && (lines.length === 0 || lines.some(({ text }) => text.length > 80))) return false;
    const value = isList ? lines.map(({ text }) => text).join('; ') : blocksText(blocks);
    this.#fields.push({ value: { match, label: line.text, value, blocks, place: line.place }, how: 'heading' });
    return this.#pass(1 + end);
  }

  #pass(count: number): true {
    this.#at += count;
    this.#end = this.#at;
    return true;
  }
}

const receipt = (place: Place, how: Receipt['how'], confidence: number): Receipt => ({ ...place, how, confidence });

const fold = (words: string): string =>
  words
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** A summary is often set as a quotation, which it is not. */
const unquote = (block: Block): readonly Block[] =>
  block.type === 'quote' && !block.attribution ? block.blocks : [block];

function noteOf({ label, value, blocks, place }: LabelledValue): AuthorNote {
  return { label, blocks: blocks.length > 0 ? blocks : [paragraph(value)], place };
}
