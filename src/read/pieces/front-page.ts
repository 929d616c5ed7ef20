import type { Report } from '../../diagnostics/report.js';
import { type AuthorNote, type Block, type Place, type Receipt, text } from '../../model/story.js';
import { blocksText, plainText } from '../../model/visit.js';
import { readDate, saysOnlyDate } from '../../text/dates.js';
import type { HeadingPiece, Piece } from '../flow.js';
import { applyHeaderField } from '../header-fields.js';
import type { MetadataBuilder } from '../metadata-builder.js';
import { parseHeading } from '../vocabulary/headings.js';
import { lookUpLabel } from '../vocabulary/labels.js';
import { isAuthorLine } from './author-line.js';
import { isByAlone, readByline } from './byline.js';
import { headerField, type LabelledValue, labelledLine, labelledLines, noteOf } from './labelled.js';
import { type Line, linesOf, linesOfPiece } from './lines.js';
import { foldTitle, isMetadataWord, judgeTitle, METADATA_SECTIONS, restOfTitle } from './title-heading.js';
import { isLabelled, isRights, isSubtitle } from './title-page.js';

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
const LONGEST_DATE = 40;
/** Between a title and its other title. */
const OR = /^(?:or|oder|ou|o|eller|или)[,;:.]?$/iu;

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
  /** A subtitle may stand in several headings. */
  readonly #subtitles: Line[] = [];
  /** What of a title that was known before its heading did not say. */
  #restOfTitle = '';
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
    const subtitle = this.#subtitles.map((line) => line.text).join(' ');
    const [first] = this.#subtitles;
    if (first) this.#metadata.set('subtitle', subtitle, receipt(first.place, 'heading', 0.8));
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
    if (this.#hasTitle || this.#at >= MOST_ABOVE_TITLE) return false;
    const at = this.#pieces.findIndex((one, index) => index > this.#at && one.kind === 'heading');
    if (at < 0 || at > MOST_ABOVE_TITLE || judgeTitle(this.#pieces, at).kind !== 'title') return false;
    const heading = this.#pieces[at];
    const known = this.#metadata.metadata.title;
    if (
      known !== undefined &&
      heading?.kind === 'heading' &&
      restOfTitle(known, plainText(heading.children), '') === undefined
    )
      return false;
    const isShort = piece.kind === 'block' && blocksText([piece.block]).length <= LONGEST_ABOVE_TITLE;
    if (!isShort) return false;
    this.#kept.push(piece);
    this.#at += 1;
    return true;
  }

  #takeHeading(piece: HeadingPiece): boolean {
    const line: Line = { run: piece.children, text: plainText(piece.children).trim(), place: piece.place };
    if (this.#isBelowTitle && (this.#takeByline([line]) || this.#takeRestOfTitle(line))) return true;
    const parts = parseHeading(line.text);
    const labelled = parts && !parts.isBare ? undefined : labelledLine(line);
    if (labelled && labelled.value !== '' && labelled.match.meaning !== 'note') {
      this.#fields.push({ value: labelled, how: 'heading' });
      if (labelled.match.meaning === 'title') this.#hasTitle = true;
      return this.#pass(1);
    }
    if (isMetadataWord(line.text)) return this.#takeMetadataSection(line);
    if (this.#hasTitle) return this.#isBelowTitle && !parts && this.#takeSubtitle(line);
    return this.#takeTitle(piece, line);
  }

  #takeTitle(piece: HeadingPiece, line: Line): boolean {
    const verdict = judgeTitle(this.#pieces, this.#at);
    const known = this.#metadata.metadata.title;
    const rest = known === undefined ? undefined : restOfTitle(known, line.text, plainText(piece.subtitle ?? []));
    const repeats = rest === '' || (rest !== undefined && verdict.kind === 'title');
    if (verdict.kind === 'section' || (known !== undefined && !repeats)) {
      if (!repeats || parseHeading(line.text)) return false;
    }
    const confidence = verdict.kind === 'section' ? 0.9 : verdict.confidence;
    const isRaised = this.#metadata.metadata.receipts.title?.how === 'title line';
    if (!rest && !isRaised) this.#metadata.set('title', line.text, receipt(line.place, 'heading', confidence));
    this.#hasTitle = true;
    this.#restOfTitle = rest ?? '';
    if (verdict.kind === 'chapter and title') return false;
    this.#isBelowTitle = true;
    if (piece.subtitle && !repeats) this.#takeLineBelow(plainText(piece.subtitle), line.place);
    return this.#pass(1);
  }

  /** The second line of the title's own heading: a byline or a subtitle. */
  #takeLineBelow(words: string, place: Place): void {
    const line: Line = { run: [text(words)], text: words.trim(), place };
    const byline = readByline([line]);
    if (byline) this.#pushByline('author', byline.names, place);
    else this.#subtitles.push(line);
  }

  /** A title that is known may stand in several headings: `THE WEIR;`, `OR,`, `A WINTER’S TALE`. */
  #takeRestOfTitle({ text: words }: Line): boolean {
    const rest = this.#restOfTitle === '' ? undefined : restOfTitle(this.#restOfTitle, words, '');
    if (rest === undefined) return false;
    this.#restOfTitle = rest;
    return this.#pass(1);
  }

  /** A heading between the title and the first section's, with nothing of the story below it. */
  #takeSubtitle(line: Line): boolean {
    if (!isSubtitle(this.#pieces.slice(this.#at, this.#at + PIECE_LIMIT))) return false;
    if (!OR.test(line.text)) this.#subtitles.push(line);
    return this.#pass(1);
  }

  #takeByline(lines: readonly Line[]): boolean {
    const [first] = lines;
    if (!first) return false;
    if (lines.length === 1 && (this.#isKnownAuthor(first.text) || this.#isKnownDate(first.text))) return this.#pass(1);
    const next = this.#pieces[this.#at + 1];
    const isApart = lines.length === 1 && isByAlone(first.text) && next !== undefined;
    const byline = readByline(isApart ? [...lines, ...(linesOfPiece(next) ?? [])] : lines);
    if (!byline) return this.#takeName(first);
    this.#pushByline('author', byline.names, first.place);
    if (byline.date) this.#pushByline('date', byline.date.text, byline.date.line.place);
    return this.#pass(isApart ? 2 : 1);
  }

  /** A name right below the title, where nobody is known to have written the story. */
  #takeName({ text: words, place }: Line): boolean {
    const isKnown = this.#fields.some(({ value }) => value.match.meaning === 'author');
    const isAlone = this.#metadata.metadata.creators.length === 0 && !isKnown;
    if (!isAlone || this.#pieces[this.#at - 1]?.kind !== 'heading' || !isAuthorLine(this.#pieces, this.#at))
      return false;
    this.#pushByline('author', words, place);
    return this.#pass(1);
  }

  #pushByline(meaning: 'author' | 'date', value: string, place: Place): void {
    // What is known of an author already needs no second name.
    if (meaning === 'author' && this.#isKnownAuthor(value)) return;
    const label = meaning === 'author' ? 'by' : 'date';
    this.#fields.push({ value: { match: { meaning, confidence: 1 }, label, value, blocks: [], place }, how: 'byline' });
  }

  #isKnownAuthor(words: string): boolean {
    const name = foldTitle(words.replace(/^by:?\s/iu, ''));
    return this.#metadata.metadata.creators.some(
      (one) => one.role === 'aut' && name !== '' && foldTitle(one.name) === name,
    );
  }

  /** A diary opens with a date as well; it is not the one on which the page says that it was posted. */
  #isKnownDate(words: string): boolean {
    const reading = words.length <= LONGEST_DATE ? readDate(words) : undefined;
    return reading?.kind === 'date' && reading.iso === this.#metadata.metadata.published && saysOnlyDate(words);
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

/** A summary is often set as a quotation, which it is not. */
const unquote = (block: Block): readonly Block[] =>
  block.type === 'quote' && !block.attribution ? block.blocks : [block];
