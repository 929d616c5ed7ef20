import type { Root } from 'hast';
import type { Report } from '../diagnostics/report.js';
import { type AuthorNote, type Story, text } from '../model/story.js';
import { mapBlocks, mapInlines } from '../model/visit.js';
import type { Piece } from './flow.js';
import { attribute } from './hast/attributes.js';
import { markEpigraphs } from './hast/quotes.js';
import { joinLines } from './hast/runs.js';
import { type Survey, survey } from './hast/survey.js';
import { type FunnelContext, type FunnelResult, readTree } from './hast.js';
import { type ImageRequest, type ImageShelf, loadImages } from './images.js';
import type { ReadingLimits } from './limits.js';
import type { MetadataBuilder } from './metadata-builder.js';
import { readBackPage } from './pieces/back-page.js';
import { raiseChapterLines } from './pieces/chapter-lines.js';
import { dropContentsList } from './pieces/contents-list.js';
import { nameAfterFile } from './pieces/file-title.js';
import { readFrontPage } from './pieces/front-page.js';
import { raiseTitleLine } from './pieces/title-line.js';
import { lowerTitlePage } from './pieces/title-page-headings.js';
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
  readonly limits?: ReadingLimits;
  readonly funnel?: Partial<Omit<FunnelContext, 'report' | 'images'>>;
  /** Stands before the tree's own pieces, whatever it holds. */
  readonly lead?: readonly Piece[];
  readonly notesBefore?: readonly AuthorNote[];
  /** What the source calls the story outside of its text; used where the text has no title. */
  readonly fallbackTitle?: string;
}

/** The story in an HTML tree: header lines, title, byline, chapters, trailer. The way of every format that has markup. */
export async function storyOfTree(input: TreeStory): Promise<Pick<ReadResult, 'story' | 'files'>> {
  const { metadata, report, source } = input;
  const body = await readBody(input);
  const headed = dropContentsList(raiseChapterLines(body.pieces), report);
  const titled = raiseTitleLine(headed, input.fallbackTitle);
  const front = readFrontPage(titled, { metadata, report });
  const content = markEpigraphs(readBackPage(lowerTitlePage(front.pieces), metadata, report));
  const pieces = [...(input.lead ?? []), ...content.map(withJoinedLines)];
  if (input.fallbackTitle !== undefined) {
    metadata.set('title', input.fallbackTitle, { line: 1, column: 1, how: 'HTML meta', confidence: 0.5 });
  }
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
async function readBody({ tree, source, report, funnel, ...options }: TreeStory): Promise<Body> {
  const known = survey(tree);
  const images = await loadImages(imageRequests(known, funnel?.lineOffset), source, report, options);
  return { ...readTree(tree, { ...funnel, report, images }, known), images };
}

/** The images that a tree names, with their places. */
export function imageRequests({ images }: Survey, lineOffset = 0): readonly ImageRequest[] {
  return images.map((image) => ({
    address: attribute(image, 'src'),
    place: { line: (image.position?.start.line ?? 1) + lineOffset, column: image.position?.start.column ?? 1 },
  }));
}

const joined = { inlines: (run: Parameters<typeof mapInlines>[0]) => mapInlines(run, joinLines) };

export function withJoinedLines(piece: Piece): Piece {
  if (piece.kind === 'block') return { ...piece, block: mapBlocks([piece.block], joined)[0] ?? piece.block };
  const children = joined.inlines(piece.children);
  return { ...piece, children, ...(piece.subtitle && { subtitle: joined.inlines(piece.subtitle) }) };
}

export function joinNotes(notes: FunnelResult['notes']): FunnelResult['notes'] {
  return Object.fromEntries(
    Object.values(notes).map((note) => [note.id, { ...note, blocks: mapBlocks(note.blocks, joined) }]),
  );
}
