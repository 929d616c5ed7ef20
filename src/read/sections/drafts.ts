import { type AuthorNote, type Section, type SectionRole, sectionId } from '../../model/story.js';
import type { BlockPiece } from '../flow.js';
import { splitNotes } from './edge-notes.js';
import { type Head, isWordedPart, leafRole, namesOf } from './heads.js';
import { markEndings } from './mark-endings.js';
import type { OutlineNode } from './outline.js';
import { blocksOf, countWords, isBreak, withoutEdgeBreaks } from './words.js';

/** What a section's role depends on besides its own heading. */
export interface OutlineFacts {
  /** Whether any part holds chapters: else what is called a part is a chapter. */
  readonly hasParts: boolean;
  /** The headings that stand before the first chapter. */
  readonly beforeStory: ReadonlySet<Head>;
}

/** Longer notes are a foreword or an afterword. */
const LONGEST_NOTE = 400;
/** A note's heading with this much text below a scene break heads the note and a chapter. */
const SHORTEST_CHAPTER = 300;

export function factsOf(nodes: readonly OutlineNode[]): OutlineFacts {
  const all = [...walk(nodes)];
  const first = all.findIndex(
    ({ head, isContainer, nodes: inner }) => !(isContainer && inner.length > 0) && tellsStory(head),
  );
  return {
    hasParts: all.some((node) => node.nodes.length > 0),
    beforeStory: new Set(all.slice(0, first < 0 ? all.length : first).map(({ head }) => head)),
  };
}

function* walk(nodes: readonly OutlineNode[]): Generator<OutlineNode> {
  for (const node of nodes) {
    yield node;
    yield* walk(node.nodes);
  }
}

function tellsStory(head: Head): boolean {
  return !head.isNote && !head.isMatter && head.parts?.role !== 'foreword';
}

/** The node as a section, its notes told from its text. Ids are given once the tree is whole. */
export function sectionOf(node: OutlineNode, facts: OutlineFacts): Section {
  if (node.head.isNote) return noteSection(node, facts);
  const { head, pieces } = node;
  const { before, text, after } = splitNotes(markEndings(pieces));
  const isSwallowed = text.length === 0 && countWords(blocksOf(pieces)) > LONGEST_NOTE;
  const section = {
    ...emptySection(roleOf(node, facts)),
    ...namesOf(head),
    sections: node.nodes.map((one) => sectionOf(one, facts)),
    place: head.piece.place,
  };
  if (isSwallowed) return { ...section, role: noteRole(head, facts), blocks: blocksOf(withoutEdgeBreaks(pieces)) };
  return { ...section, notesBefore: before, notesAfter: after, blocks: blocksOf(text) };
}

function roleOf(node: OutlineNode, facts: OutlineFacts): SectionRole {
  if (node.nodes.length > 0) return 'part';
  const isEmptyPart = facts.hasParts && isWordedPart(node.head) && countWords(blocksOf(node.pieces)) === 0;
  return isEmptyPart ? 'part' : leafRole(node.head, facts.beforeStory.has(node.head));
}

function noteRole(head: Head, facts: OutlineFacts): SectionRole {
  return facts.beforeStory.has(head) ? 'foreword' : 'afterword';
}

/** `## Author's note`: a section with nothing but the note, for its neighbour to take; or a foreword; or a chapter below it. */
function noteSection({ head, pieces, nodes }: OutlineNode, facts: OutlineFacts): Section {
  const all = withoutEdgeBreaks(pieces);
  const fence = all.findIndex(isBreak);
  const names = namesOf(head);
  const place = head.piece.place;
  const sections = nodes.map((one) => sectionOf(one, facts));
  const note = (own: readonly BlockPiece[]): AuthorNote => ({
    label: head.text,
    blocks: blocksOf(withoutEdgeBreaks(own)),
    place,
  });
  if (fence >= 0 && countWords(blocksOf(all.slice(fence))) >= SHORTEST_CHAPTER) {
    const { before, text, after } = splitNotes(markEndings(all.slice(fence)));
    return {
      ...emptySection('chapter'),
      notesBefore: [note(all.slice(0, fence)), ...before],
      notesAfter: after,
      blocks: blocksOf(text),
      sections,
      place,
    };
  }
  if (countWords(blocksOf(all)) > LONGEST_NOTE)
    return { ...emptySection(noteRole(head, facts)), ...names, blocks: blocksOf(all), sections, place };
  return { ...emptySection(noteRole(head, facts)), notesBefore: [note(all)], sections, place };
}

export function emptySection(role: SectionRole): Section {
  return { id: sectionId(role), role, notesBefore: [], notesAfter: [], blocks: [], sections: [] };
}
