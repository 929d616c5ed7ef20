import type { Element } from 'hast';
import { type Report, StoryError } from '../diagnostics/report.js';
import { type AuthorNote, type Block, type Place, type Story, text } from '../model/story.js';
import { mapBlocks, mapInlines } from '../model/visit.js';
import type { Piece } from './flow.js';
import { plainBlocks, type Wishes } from './front-matter/values.js';
import { readFrontMatter, type SplitText, splitFrontMatter } from './front-matter.js';
import { attribute } from './hast/attributes.js';
import { markEpigraphs } from './hast/quotes.js';
import { joinLines } from './hast/runs.js';
import { survey } from './hast/survey.js';
import { type FunnelResult, readTree } from './hast.js';
import { type ImageShelf, loadImages } from './images.js';
import { loadShortTextReader } from './markdown/short-text.js';
import { markdownTree } from './markdown/tree.js';
import { MetadataBuilder } from './metadata-builder.js';
import { readBackPage } from './pieces/back-page.js';
import { dropContentsList } from './pieces/contents-list.js';
import { nameAfterFile } from './pieces/file-title.js';
import { readFrontPage } from './pieces/front-page.js';
import type { Reader, ReadOptions, ReadResult, Source } from './reader.js';
import { buildSections } from './sections.js';
import { readSourceText } from './source-text.js';

/** Markdown: CommonMark with GitHub's extensions, YAML front matter, raw HTML. */
export const markdownReader: Reader = {
  name: 'markdown',
  extensions: ['md', 'markdown', 'mdown', 'mkd'],
  sniff: () => 0,
  read: readMarkdown,
};

/** Five times the longest novels; the tree of more would not fit into memory. */
export const MOST_BYTES = 16 * 1024 * 1024;

async function readMarkdown(source: Source, options: ReadOptions, report: Report): Promise<ReadResult> {
  if (source.bytes.length > MOST_BYTES) {
    const message = `The file has ${source.bytes.length} bytes; Markdown of up to ${MOST_BYTES} is read. Split it.`;
    throw new StoryError('input-too-large', message, { file: source.name });
  }
  const { text: whole, encoding } = readSourceText(source, report);
  const metadata = new MetadataBuilder();
  const head = await readHead(splitFrontMatter(whole), metadata, report);
  options.signal?.throwIfAborted();
  const body = await readBody(head.split, source, options, report);
  options.signal?.throwIfAborted();
  const front = readFrontPage(dropContentsList(body.pieces, report), { metadata, report });
  const content = markEpigraphs(readBackPage(front.pieces, metadata, report));
  const pieces = [...head.pieces, ...content.map(withJoinedLines)];
  nameAfterFile(source.name, metadata, report);
  const { title } = metadata.metadata;
  const sections = buildSections(
    pieces,
    { ...(title !== undefined && { title: [text(title)] }), notesBefore: [...head.notes, ...front.notes] },
    report,
  );
  const story: Story = {
    metadata: metadata.metadata,
    sections,
    notes: joinNotes(body.notes),
    resources: body.images.resources,
  };
  return { story, files: body.images.files, reader: 'markdown', encoding, wishes: head.wishes };
}

interface Head {
  readonly split: SplitText;
  readonly wishes: Wishes;
  readonly notes: readonly AuthorNote[];
  /** Front matter that could not be read, as text. */
  readonly pieces: readonly Piece[];
}

async function readHead(split: SplitText, metadata: MetadataBuilder, report: Report): Promise<Head> {
  const nothing: Head = { split, wishes: {}, notes: [], pieces: [] };
  const { frontMatter } = split;
  if (!frontMatter) return nothing;
  const toBlocks = /[*_`[\\]/.test(frontMatter.source) ? await loadShortTextReader() : plainBlocks;
  const { isRead, wishes, notes } = await readFrontMatter(frontMatter, { metadata, report, toBlocks });
  if (isRead) return { ...nothing, wishes, notes };
  const block: Block = { type: 'preformatted', text: frontMatter.source };
  return { ...nothing, pieces: [{ kind: 'block', block, place: { line: frontMatter.line, column: 1 } }] };
}

interface Body extends FunnelResult {
  readonly images: ImageShelf;
}

async function readBody(split: SplitText, source: Source, options: ReadOptions, report: Report): Promise<Body> {
  const lineOffset = split.bodyLine - 1;
  const tree = await markdownTree(split.body, { report, lineOffset });
  const known = survey(tree);
  const placeOf = ({ position }: Element): Place => ({
    line: (position?.start.line ?? 1) + lineOffset,
    column: position?.start.column ?? 1,
  });
  const requests = known.images.map((image) => ({ address: attribute(image, 'src'), place: placeOf(image) }));
  const images = await loadImages(requests, source, report, options.signal);
  const lines = split.body.split('\n');
  const context = {
    report,
    images,
    lineOffset,
    isEmptyAltMissing: true,
    isLineParagraph: true,
    sourceLine: (line: number) => lines[line - 1] ?? '',
  };
  return { ...readTree(tree, context, known), images };
}

const joined = { inlines: (run: Parameters<typeof mapInlines>[0]) => mapInlines(run, joinLines) };

function withJoinedLines(piece: Piece): Piece {
  if (piece.kind === 'block') return { ...piece, block: mapBlocks([piece.block], joined)[0] ?? piece.block };
  const children = joined.inlines(piece.children);
  return { ...piece, children, ...(piece.subtitle && { subtitle: joined.inlines(piece.subtitle) }) };
}

function joinNotes(notes: FunnelResult['notes']): FunnelResult['notes'] {
  return Object.fromEntries(
    Object.values(notes).map((note) => [note.id, { ...note, blocks: mapBlocks(note.blocks, joined) }]),
  );
}
