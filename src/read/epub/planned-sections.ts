import type { AuthorNote, Section, SectionRole } from '../../model/story.js';
import { plainText } from '../../model/visit.js';
import type { BlockPiece, HeadingPiece, Piece } from '../flow.js';
import { readByline } from '../pieces/byline.js';
import { emptySection, factsOf, sectionOf } from '../sections/drafts.js';
import { headOf, isWordedChapter, isWordedPart } from '../sections/heads.js';
import { joinLead } from '../sections/lead.js';
import { mergeNoteSections, withNotesAfter } from '../sections/note-sections.js';
import { type OutlineNode, outlineOf } from '../sections/outline.js';
import { withIds } from '../sections/section-ids.js';
import { blocksOf, countWords } from '../sections/words.js';
import type { StoryPage } from './pages.js';
import type { Boundary } from './plan.js';
import { sectionHead } from './section-heads.js';
import { essenceOf } from './words.js';

export interface PlannedStory {
  readonly pieces: readonly Piece[];
  readonly boundaries: readonly Boundary[];
  readonly pages: readonly StoryPage[];
  /** The title, then the creators' names. */
  readonly names: readonly string[];
  /** Takes titles, bylines and header lines out of what stands before the first section. */
  readonly readLead: (pieces: readonly Piece[]) => readonly Piece[];
  readonly notesBefore: readonly AuthorNote[];
  readonly notesAfter: readonly AuthorNote[];
}

/** The sections that begin at the boundaries: parts over chapters as the contents nest them, roles as the book states them. */
export function plannedSections(story: PlannedStory): readonly Section[] {
  const whole = segmentsOf(story);
  const listed = whole.segments.filter(({ boundary }) => !ASIDE.has(boundary.kind));
  const shaped = new TreeShaper(story.names[0] ?? '').shape(treeOf(listed));
  const { lead, segments: tree } = withoutTitlePage({ lead: whole.lead, segments: shaped }, story.names);
  const nodes = tree.map((one) => outlineNode(one));
  const facts = factsOf(nodes);
  const sections = tree.map((one, index) => withRoles(sectionOf(nodes[index] as OutlineNode, facts), one));
  const blocks = story.readLead(lead).map(asBlock);
  const joined = joinLead(blocks, mergeNoteSections(sections.filter(holdsAnything)), undefined);
  return withIds(withStoryNotes(joined, story));
}

/** What stands between two boundaries. */
interface Segment {
  readonly boundary: Boundary;
  readonly heading: HeadingPiece;
  readonly pieces: readonly Piece[];
  readonly words: number;
  readonly notes: Pick<StoryPage, 'notesBefore' | 'notesAfter'>;
  readonly segments: Segment[];
}

function segmentsOf({ pieces, boundaries, pages }: PlannedStory): {
  readonly lead: readonly Piece[];
  readonly segments: readonly Segment[];
} {
  const buckets: Piece[][] = [[], ...boundaries.map((): Piece[] => [])];
  let at = 0;
  for (const piece of pieces) {
    while (at < boundaries.length && startsBy(boundaries[at] as Boundary, piece)) at += 1;
    buckets[at]?.push(piece);
  }
  const notes = notesByBoundary(boundaries, pages);
  const segments = boundaries.map((boundary, index): Segment => {
    const own = buckets[index + 1] ?? [];
    const { heading, rest } = sectionHead(boundary.label, own, { line: boundary.line + 1, column: 1 });
    const words = countWords(blocksOf(rest.filter((piece) => piece.kind === 'block')));
    return { boundary, heading, pieces: rest, words, notes: notes[index] ?? NO_NOTES, segments: [] };
  });
  return { lead: buckets[0] ?? [], segments };
}

const ASIDE: ReadonlySet<Boundary['kind']> = new Set(['contents', 'copyright page', 'advertisement']);
const LONGEST_TITLE_PAGE = 60;

interface Split {
  readonly lead: readonly Piece[];
  readonly segments: readonly Segment[];
}

/** Entries of the contents for the title and the byline, above the chapters: what stands there stands before them. */
function withoutTitlePage({ lead, segments }: Split, names: readonly string[]): Split {
  const [first, second] = segments;
  if (!first || !second || first.words > LONGEST_TITLE_PAGE || first.segments.length > 0) return { lead, segments };
  const words = plainText(first.heading.children);
  const [title = '', ...creators] = names.map(essenceOf);
  const isByline = readByline([{ run: first.heading.children, text: words, place: first.heading.place }]) !== undefined;
  const isName = title !== '' && (essenceOf(words).startsWith(title) || creators.includes(essenceOf(words)));
  if (!isName && !isByline) return { lead, segments };
  return withoutTitlePage({ lead: [...lead, first.heading, ...first.pieces], segments: segments.slice(1) }, names);
}

const NO_NOTES = { notesBefore: [], notesAfter: [] } as const;

function startsBy({ line, column }: Boundary, { place }: Piece): boolean {
  return place.line > line || (place.line === line && place.column >= column);
}

/** The notes of a page are those of the first section that begins on it, or of the one that goes on there. */
function notesByBoundary(
  boundaries: readonly Boundary[],
  pages: readonly StoryPage[],
): readonly Pick<StoryPage, 'notesBefore' | 'notesAfter'>[] {
  const notes = boundaries.map(() => ({ notesBefore: [] as AuthorNote[], notesAfter: [] as AuthorNote[] }));
  for (const { document, notesBefore, notesAfter } of pages) {
    if (notesBefore.length + notesAfter.length === 0) continue;
    const own = boundaries.findIndex((boundary) => boundary.document === document);
    const open = boundaries.findLastIndex(({ line }) => line <= document.lineOffset);
    const index = own >= 0 ? own : Math.max(0, open);
    notes[index]?.notesBefore.push(...notesBefore);
    notes[index]?.notesAfter.push(...notesAfter);
  }
  return notes;
}

function treeOf(segments: readonly Segment[]): Segment[] {
  const top: Segment[] = [];
  const open: Segment[] = [];
  for (const segment of segments) {
    while (open.length > 0 && (open.at(-1) as Segment).boundary.level >= segment.boundary.level) open.pop();
    (open.at(-1)?.segments ?? top).push(segment);
    open.push(segment);
  }
  return top;
}

/** As much text of its own makes a section a chapter, not a part that only holds chapters. */
const TEXT_OF_A_CHAPTER = 150;
/** A part may have a preface of its own; a chapter is longer. */
const LONGEST_PREFACE = 300;

/** Settles what a nested list of contents means: parts over chapters, or chapters over what stands inside of them. */
class TreeShaper {
  readonly #title: string;

  constructor(title: string) {
    this.#title = essenceOf(title);
  }

  shape(top: readonly Segment[]): readonly Segment[] {
    const isUsuallyFlat = top.filter(({ segments }) => segments.length === 0).length > top.length / 2;
    const shaped = top.flatMap((one) => this.#shapeOne(one, isUsuallyFlat));
    return this.#withoutRoot(shaped);
  }

  #shapeOne(segment: Segment, isUsuallyFlat: boolean): readonly Segment[] {
    if (segment.segments.length === 0) return [withInnerChapters(segment)];
    const head = headOf(segment.heading);
    const isOneDocument = everyDocument(segment).every((document) => document === segment.boundary.document);
    const isChapter =
      isWordedChapter(head) ||
      segment.boundary.types.includes('chapter') ||
      (isOneDocument && !isWordedPart(head) && (segment.words >= TEXT_OF_A_CHAPTER || isUsuallyFlat));
    if (isChapter) return [swallowed(segment)];
    const inner = segment.segments.flatMap((one) => this.#shapeOne(one, true));
    if (segment.words >= LONGEST_PREFACE && !isWordedPart(head)) return [{ ...segment, segments: [] }, ...inner];
    return [{ ...segment, segments: [...inner] }];
  }

  /** An entry for the book itself, over all of its chapters, is no part. */
  #withoutRoot(top: readonly Segment[]): readonly Segment[] {
    const holders = top.filter(({ segments }) => segments.length > 0);
    const [root] = holders;
    const others = top.filter((one) => one !== root && one.boundary.kind === 'story');
    if (!root || holders.length > 1 || isWordedPart(headOf(root.heading))) return top;
    const isTitle = this.#title !== '' && essenceOf(plainText(root.heading.children)) === this.#title;
    if (!isTitle && others.length > 0) return top;
    if (!isTitle && root.segments.length < 2) return top;
    const [first, ...rest] = root.segments;
    if (!first) return top;
    const opened = { ...first, pieces: [...root.pieces, ...first.pieces] };
    return top.flatMap((one) => (one === root ? [opened, ...rest] : [one]));
  }
}

function everyDocument({ boundary, segments }: Segment): readonly Boundary['document'][] {
  return [boundary.document, ...segments.flatMap(everyDocument)];
}

/** The section with all below it as its own text; their headings stand inside of it. */
function swallowed(segment: Segment): Segment {
  const inner = segment.segments.flatMap((one): readonly Piece[] => {
    const { heading, pieces } = swallowed(one);
    return [...(heading.children.length > 0 ? [heading] : []), ...pieces];
  });
  const { notesBefore, notesAfter } = segment.notes;
  const below = segment.segments.map((one) => one.notes);
  return {
    ...segment,
    pieces: [...segment.pieces, ...inner],
    notes: {
      notesBefore: [...notesBefore, ...below.flatMap((one) => one.notesBefore)],
      notesAfter: [...notesAfter, ...below.flatMap((one) => one.notesAfter)],
    },
    segments: [],
  };
}

/** A listed part whose chapters only its own headings name. */
function withInnerChapters(segment: Segment): Segment {
  const worded = segment.pieces.filter((piece) => piece.kind === 'heading' && isWordedChapter(headOf(piece)));
  if (worded.length < 2 || isWordedChapter(headOf(segment.heading)) || segment.boundary.kind !== 'story')
    return segment;
  const { lead, nodes } = outlineOf(segment.pieces, undefined);
  const inner = nodes.map((node) => segmentOfNode(node, segment.boundary));
  return { ...segment, pieces: lead, words: countWords(blocksOf(lead)), segments: inner };
}

function segmentOfNode({ head, pieces, nodes }: OutlineNode, boundary: Boundary): Segment {
  return {
    boundary: { ...boundary, types: [] },
    heading: head.piece,
    pieces,
    words: countWords(blocksOf(pieces)),
    notes: NO_NOTES,
    segments: nodes.map((node) => segmentOfNode(node, boundary)),
  };
}

function outlineNode(segment: Segment): OutlineNode {
  return {
    head: headOf(segment.heading),
    isContainer: segment.segments.length > 0,
    pieces: innerBlocks(segment.pieces),
    nodes: segment.segments.map(outlineNode),
  };
}

/** Headings inside of a section: the highest of them stand directly below the section's own. */
function innerBlocks(pieces: readonly Piece[]): BlockPiece[] {
  const highest = pieces.reduce((least, piece) => (piece.kind === 'heading' ? Math.min(least, piece.level) : least), 6);
  return pieces.map((piece) =>
    piece.kind === 'block' ? piece : asBlock({ ...piece, level: piece.level - highest + 1 }),
  );
}

function asBlock(piece: Piece): BlockPiece {
  if (piece.kind === 'block') return piece;
  const { children, subtitle, level, place } = piece;
  const depth = Math.min(5, Math.max(1, level)) as 1 | 2 | 3 | 4 | 5;
  const whole = subtitle ? [...children, { type: 'lineBreak' } as const, ...subtitle] : children;
  return { kind: 'block', block: { type: 'heading', depth, children: whole }, place };
}

const ROLE_OF_TYPE: ReadonlyMap<string, SectionRole> = new Map<string, SectionRole>([
  ['prologue', 'prologue'],
  ['epilogue', 'epilogue'],
  ['foreword', 'foreword'],
  ['preface', 'foreword'],
  ['afterword', 'afterword'],
  ['appendix', 'appendix'],
]);

/** The section with the role that the book states, where its heading says no more. */
function withRoles(section: Section, { boundary, notes, segments }: Segment): Section {
  const sections = section.sections.map((inner, index) => {
    const segment = segments[index];
    return segment ? withRoles(inner, segment) : inner;
  });
  const noted = {
    ...section,
    sections,
    notesBefore: [...notes.notesBefore, ...section.notesBefore],
    notesAfter: [...section.notesAfter, ...notes.notesAfter],
  };
  return segments.length > 0 ? noted : { ...noted, role: roleOf(section.role, boundary) };
}

function roleOf(role: SectionRole, { kind, types }: Boundary): SectionRole {
  const stated = types.map((type) => ROLE_OF_TYPE.get(type)).find((one) => one !== undefined);
  if (stated !== undefined) return stated;
  if (kind === 'foreword' || kind === 'afterword' || kind === 'appendix') return role === 'chapter' ? kind : role;
  if (kind === 'notes') return 'appendix';
  if (kind === 'dedication' || kind === 'epigraph') return 'foreword';
  const isBeside = role === 'foreword' || role === 'afterword' || role === 'appendix';
  return isBeside && types.includes('chapter') ? 'chapter' : role;
}

/** A page of notes is empty once the notes stand where they are referred to; so is a heading without anything. */
function holdsAnything(section: Section): boolean {
  const { blocks, sections, notesBefore, notesAfter, role } = section;
  const isEmpty = countWords(blocks) === 0 && !blocks.some(({ type }) => type === 'figure');
  if (!isEmpty || sections.length > 0 || notesBefore.length + notesAfter.length > 0) return true;
  return role !== 'appendix' && role !== 'foreword' && role !== 'afterword' && section.title !== undefined;
}

function withStoryNotes(sections: readonly Section[], { notesBefore, notesAfter }: PlannedStory): readonly Section[] {
  if (notesBefore.length + notesAfter.length === 0) return sections;
  const [first = emptySection('chapter'), ...others] = sections;
  const noted = [{ ...first, notesBefore: [...notesBefore, ...first.notesBefore] }, ...others];
  const last = noted.at(-1);
  return last && notesAfter.length > 0 ? [...noted.slice(0, -1), withNotesAfter(last, notesAfter)] : noted;
}
