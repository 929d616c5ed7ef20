import type { Root } from 'hast';
import type { Report } from '../../diagnostics/report.js';
import type { AuthorNote, Footnote, NoteId, Section, Story } from '../../model/story.js';
import type { Piece } from '../flow.js';
import { piecesToBlocks } from '../hast/block-flow.js';
import type { Children } from '../hast/handler.js';
import { markEpigraphs } from '../hast/quotes.js';
import { type Survey, survey } from '../hast/survey.js';
import { type FunnelContext, type FunnelResult, readTree } from '../hast.js';
import { loadImages } from '../images.js';
import type { ReadOptions, ReadResult, Source } from '../reader.js';
import { withIds } from '../sections/section-ids.js';
import { buildSections } from '../sections.js';
import { imageRequests, joinNotes, withJoinedLines } from '../tree-story.js';
import type { DialectChapter, DialectNote, DialectStory } from './dialect.js';

type Chapters = Extract<DialectStory, { kind: 'chapters' }>;

/** The sections of a page whose dialect knows where its chapters are, with the footnotes and images in them. */
export async function dialectSections(
  story: Chapters,
  source: Source,
  report: Report,
  options: ReadOptions = {},
): Promise<Omit<Story, 'metadata'> & Pick<ReadResult, 'files'>> {
  const known = survey(textOfStory(story));
  const images = await loadImages(imageRequests(known), source, report, options);
  const reader = new ChapterReader(known, { report, images });
  const hasParts = story.chapters.some(({ role }) => role === 'part');
  const sections: Section[] = [];
  for (const chapter of story.chapters) {
    const read = reader.sectionsOf(chapter, story.chapters.length === 1);
    const part = sections.at(-1);
    if (chapter.role === 'part') sections.push(...read.map((section): Section => ({ ...section, role: 'part' })));
    else if (hasParts && part?.role === 'part')
      sections[sections.length - 1] = { ...part, sections: [...part.sections, ...read] };
    else sections.push(...read);
  }
  const noted = withStoryNotes(sections, reader.notesOf(story.notesBefore), reader.notesOf(story.notesAfter));
  return { sections: withIds(noted), notes: reader.footnotes, resources: images.resources, files: images.files };
}

/** All that the dialect takes into the story, as one tree. */
function textOfStory({ chapters, notesBefore = [], notesAfter = [] }: Chapters): Root {
  const notes = [
    ...[...notesBefore, ...notesAfter],
    ...chapters.flatMap((chapter) => [...(chapter.notesBefore ?? []), ...(chapter.notesAfter ?? [])]),
  ];
  const children = [...chapters.flatMap(({ body }) => body), ...notes.flatMap(({ body }) => body)];
  return { type: 'root', children: children as Root['children'] };
}

function withStoryNotes(
  sections: readonly Section[],
  before: readonly AuthorNote[],
  after: readonly AuthorNote[],
): readonly Section[] {
  const [first, ...others] = sections;
  if (!first) return sections;
  const opened = [{ ...first, notesBefore: [...before, ...first.notesBefore] }, ...others];
  const last = opened.at(-1) ?? first;
  return [...opened.slice(0, -1), { ...last, notesAfter: [...last.notesAfter, ...after] }];
}

/** Reads parts of a page one after the other; footnotes are known across all of them. */
class ChapterReader {
  readonly #context: FunnelContext;
  readonly #survey: Survey;
  #notes: Record<NoteId, Footnote> = {};

  constructor(known: Survey, context: FunnelContext) {
    this.#context = context;
    this.#survey = known;
  }

  get footnotes(): FunnelResult['notes'] {
    return this.#notes;
  }

  sectionsOf(chapter: DialectChapter, isOnly: boolean): readonly Section[] {
    const body = markEpigraphs(this.#pieces(chapter.body));
    const notes = { notesBefore: this.notesOf(chapter.notesBefore), notesAfter: this.notesOf(chapter.notesAfter) };
    const heading = chapter.heading && this.#heading(chapter.heading);
    // A work in one chapter may have chapters of its own making; in several, a heading inside is only a heading.
    const pieces = isOnly && !heading ? body : asBlocks(body);
    return buildSections([...(heading ? [heading] : []), ...pieces], notes, this.#context.report);
  }

  notesOf(notes: readonly DialectNote[] = []): readonly AuthorNote[] {
    return notes.flatMap(({ label, body }): readonly AuthorNote[] => {
      const blocks = piecesToBlocks(this.#pieces(body));
      return blocks.length === 0 ? [] : [{ ...(label !== undefined && { label }), blocks }];
    });
  }

  #heading(nodes: Children): Piece | undefined {
    const root: Root = {
      type: 'root',
      children: [{ type: 'element', tagName: 'h2', properties: {}, children: [...nodes] as never }],
    };
    const [piece] = this.#read(root);
    return piece?.kind === 'heading' ? piece : undefined;
  }

  #pieces(nodes: Children): readonly Piece[] {
    return this.#read({ type: 'root', children: [...nodes] as Root['children'] });
  }

  #read(root: Root): readonly Piece[] {
    const { pieces, notes } = readTree(root, this.#context, { ...this.#survey, lostNotes: [] });
    this.#notes = { ...this.#notes, ...joinNotes(notes) };
    return pieces.map(withJoinedLines);
  }
}

/** Headings inside of a chapter rank from the highest of them down, whatever ranks its site gave them. */
function asBlocks(pieces: readonly Piece[]): readonly Piece[] {
  const levels = pieces.flatMap((piece) => (piece.kind === 'heading' ? [piece.level] : []));
  const above = Math.min(...levels) - 1;
  return pieces.flatMap((piece): readonly Piece[] => {
    if (piece.kind === 'block') return [piece];
    const { place } = piece;
    return piecesToBlocks([{ ...piece, level: piece.level - above }]).map((block) => ({ kind: 'block', block, place }));
  });
}
