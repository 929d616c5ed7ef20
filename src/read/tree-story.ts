import type { Element, Root } from 'hast';
import type { Report } from '../diagnostics/report.js';
import { type AuthorNote, type Place, type Story, text } from '../model/story.js';
import { mapBlocks, mapInlines } from '../model/visit.js';
import type { Piece } from './flow.js';
import { attribute } from './hast/attributes.js';
import { markEpigraphs } from './hast/quotes.js';
import { joinLines } from './hast/runs.js';
import { survey } from './hast/survey.js';
import { type FunnelContext, type FunnelResult, readTree } from './hast.js';
import { type ImageShelf, loadImages } from './images.js';
import type { MetadataBuilder } from './metadata-builder.js';
import { readBackPage } from './pieces/back-page.js';
import { dropContentsList } from './pieces/contents-list.js';
import { nameAfterFile } from './pieces/file-title.js';
import { readFrontPage } from './pieces/front-page.js';
import type { ReadResult, Source } from './reader.js';
import { buildSections } from './sections.js';

/** What a reader knows once its file is an HTML tree. */
export interface TreeStory {
  /** It must have been through `flattenDeep`. */
  readonly tree: Root;
  /** Its name is what a story without a title is called; its `sibling` answers for the tree's images. */
  readonly source: Source;
  /** What is known already, from beside the tree; what the tree's first and last lines say goes into it. */
  readonly metadata: MetadataBuilder;
  readonly report: Report;
  readonly signal?: AbortSignal;
  readonly funnel?: Partial<Omit<FunnelContext, 'report' | 'images'>>;
  /** Stands before the tree's own pieces, whatever it holds. */
  readonly lead?: readonly Piece[];
  readonly notesBefore?: readonly AuthorNote[];
}

/** The story in an HTML tree: header lines, title, byline, chapters, trailer. The way of every format that has markup. */
export async function storyOfTree(input: TreeStory): Promise<Pick<ReadResult, 'story' | 'files'>> {
  const { metadata, report, source } = input;
  const body = await readBody(input);
  const front = readFrontPage(dropContentsList(body.pieces, report), { metadata, report });
  const content = markEpigraphs(readBackPage(front.pieces, metadata, report));
  const pieces = [...(input.lead ?? []), ...content.map(withJoinedLines)];
  nameAfterFile(source.name, metadata, report);
  const { title } = metadata.metadata;
  const notesBefore = [...(input.notesBefore ?? []), ...front.notes];
  const sections = buildSections(pieces, { ...(title !== undefined && { title: [text(title)] }), notesBefore }, report);
  const story: Story = {
    metadata: metadata.metadata,
    sections,
    notes: joinNotes(body.notes),
    resources: body.images.resources,
  };
  return { story, files: body.images.files };
}

interface Body extends FunnelResult {
  readonly images: ImageShelf;
}

/** The tree's pieces with the images that they name, those that could be had. */
async function readBody({ tree, source, report, signal, funnel }: TreeStory): Promise<Body> {
  const known = survey(tree);
  const placeOf = ({ position }: Element): Place => ({
    line: (position?.start.line ?? 1) + (funnel?.lineOffset ?? 0),
    column: position?.start.column ?? 1,
  });
  const requests = known.images.map((image) => ({ address: attribute(image, 'src'), place: placeOf(image) }));
  const images = await loadImages(requests, source, report, signal);
  return { ...readTree(tree, { ...funnel, report, images }, known), images };
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
