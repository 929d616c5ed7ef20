import {
  type Creator,
  type Footnote,
  type NoteId,
  noteId,
  type Resource,
  type ResourceId,
  resourceId,
  type Section,
  type Story,
  sceneBreak,
  sectionId,
  text,
} from '../../model/story.js';
import { mapBlocks, mapInlines, mapSection } from '../../model/visit.js';
import { fileTitle } from '../pieces/file-title.js';
import type { ReadResult, Source } from '../reader.js';
import { withIds } from '../sections/section-ids.js';
import { parseHeading } from '../vocabulary/headings.js';
import { baseName } from './describe.js';
import type { FileNode, FolderNode, OutlineNode } from './outline.js';

/** A file of the folder as its own reader read it. */
export interface Member {
  readonly source: Source;
  readonly read: ReadResult;
}

/** The members' stories as one: their sections as the outline nests them. */
export function joinMembers(nodes: readonly OutlineNode[], members: readonly Member[]): Omit<Story, 'metadata'> {
  const shared = sharedCreators(members);
  const parts = members.map((member, at) => renumber(member.read.story, `${at}-`));
  const storyOf = new Map(members.map((member, at) => [member.source, parts[at] as Story] as const));
  return {
    sections: withIds(nodes.flatMap((node) => sectionsOf(node, storyOf, shared))),
    notes: Object.assign({}, ...parts.map((part) => part.notes)) as Record<NoteId, Footnote>,
    resources: Object.assign({}, ...parts.map((part) => part.resources)) as Record<ResourceId, Resource>,
  };
}

type Stories = ReadonlyMap<Source, Story>;

function sectionsOf(node: OutlineNode, stories: Stories, shared: readonly Creator[]): readonly Section[] {
  const inner = node.nodes.flatMap((one) => sectionsOf(one, stories, shared));
  if (node.kind === 'heading') return inner.length > 0 ? [partOf(headingOf(node.title), inner)] : [];
  if (node.kind === 'folder') {
    if (inner.length === 0) return [];
    const heading = headingOf(memberTitle(node.name));
    return [areScenes(node, stories) ? chapterOfScenes(heading, inner) : partOf(heading, inner)];
  }
  const own = fileSections(node, stories, shared);
  const last = own.at(-1);
  if (inner.length === 0 || !last) return [...own, ...inner];
  return [...own.slice(0, -1), { ...last, role: 'part', sections: [...last.sections, ...inner] }];
}

type SectionHeading = Pick<Section, 'label' | 'title' | 'role'>;

const bare = { id: sectionId('part'), notesBefore: [], notesAfter: [], blocks: [], sections: [] } as const;

const partOf = (heading: SectionHeading, sections: readonly Section[]): Section => ({
  ...bare,
  ...heading,
  role: 'part',
  sections,
});

/** Whether the folder is a chapter with a file a scene: no file of it has a heading, or each is called a scene. */
function areScenes({ name, nodes }: FolderNode, stories: Stories): boolean {
  const heading = parseHeading(memberTitle(name));
  if (heading?.role === 'part') return false;
  const isChapter = heading !== undefined && !heading.isBare;
  return nodes.every((node) => {
    const story = node.kind === 'file' && node.nodes.length === 0 ? stories.get(node.source) : undefined;
    const [only, ...others] = story?.sections ?? [];
    if (!story || !only || others.length > 0 || only.sections.length > 0) return false;
    const file = memberTitle(node.kind === 'file' ? node.source.name : '');
    if (SCENE.test(file)) return true;
    // A name of words is a chapter's, unless the folder says that it is one itself.
    if (!isChapter && /\p{L}/u.test(file)) return false;
    return !isTitled(story) && only.title === undefined && only.label === undefined;
  });
}

const SCENE = /^(?:scene|szene|scène|escena|scena|сцена)\b/iu;

function chapterOfScenes(heading: SectionHeading, scenes: readonly Section[]): Section {
  return {
    ...bare,
    ...heading,
    notesBefore: scenes.flatMap(({ notesBefore }) => notesBefore),
    notesAfter: scenes.flatMap(({ notesAfter }) => notesAfter),
    blocks: scenes.flatMap(({ blocks }, at) => (at === 0 ? blocks : [sceneBreak(), ...blocks])),
  };
}

/** A file's sections under its own title: one chapter takes the title, several stand in a part of that name. */
function fileSections(node: FileNode, stories: Stories, shared: readonly Creator[]): readonly Section[] {
  const story = stories.get(node.source);
  if (!story) return [];
  const { metadata, sections } = story;
  const heading = headingOf(isTitled(story) ? (metadata.title ?? '') : (node.title ?? memberTitle(node.source.name)));
  const [only] = sections;
  const byline = shared.length > 0 ? undefined : metadata.creators.map((creator) => creator.name).join(', ');
  const notes = metadata.summary.length > 0 ? [{ label: 'Summary', blocks: metadata.summary }] : [];
  const lead = (section: Section): Section => ({
    ...section,
    ...(byline && { byline }),
    notesBefore: [...notes, ...section.notesBefore],
  });
  if (only && sections.length === 1) {
    return [lead(only.label !== undefined || only.title ? only : { ...only, ...heading })];
  }
  if (!isTitled(story)) return sections;
  return [lead(partOf(heading, sections))];
}

const isTitled = ({ metadata }: Story): boolean =>
  metadata.title !== undefined && metadata.receipts.title !== undefined && metadata.receipts.title.how !== 'file name';

function headingOf(words: string): SectionHeading {
  const parts = parseHeading(words);
  if (!parts) return { role: 'chapter', title: [text(words)] };
  return {
    role: parts.role,
    ...(parts.label !== undefined && { label: parts.label }),
    ...(parts.title !== undefined && { title: [text(parts.title)] }),
  };
}

/** `2013-11-01-chapter1.md` → `Chapter 1`: as any file is named, and a number apart from its word. */
export const memberTitle = (name: string): string => fileTitle(baseName(name)).replace(/(\p{L})(\d)/gu, '$1 $2');

/** The creators, where every file names the same, or only the first does and says that they are: it speaks for all. */
export function sharedCreators(members: readonly Member[]): readonly Creator[] {
  const stated = members.map(({ read }) => read.story.metadata.creators);
  const names = new Set(stated.map((creators) => creators.map((creator) => creator.name).join('|')));
  if (names.size === 1 || isFirstAlone(members)) return stated[0] ?? [];
  return [];
}

/** A byline without a label may be that of one chapter, or a line of it. */
function isFirstAlone(members: readonly Member[]): boolean {
  const [first, ...others] = members.map(({ read }) => read.story.metadata);
  const how = first?.receipts.creators?.how;
  return how !== undefined && how !== 'byline' && others.every(({ creators }) => creators.length === 0);
}

/** The story with its notes and resources under a prefix of their own, so that those of two files never meet. */
function renumber(story: Story, prefix: string): Story {
  const mapper = {
    blocks: (blocks: Story['sections'][number]['blocks']) =>
      blocks.map((block) =>
        block.type === 'figure' ? { ...block, resource: resourceId(prefix + block.resource) } : block,
      ),
    inlines: (inlines: NonNullable<Section['title']>) =>
      mapInlines(inlines, (inline) => {
        if (inline.type === 'noteReference') return { ...inline, note: noteId(prefix + inline.note) };
        if (inline.type === 'image') return { ...inline, resource: resourceId(prefix + inline.resource) };
        return inline;
      }),
  };
  const notes = Object.values<Footnote>(story.notes).map((note) => ({
    id: noteId(prefix + note.id),
    blocks: mapBlocks(note.blocks, mapper),
  }));
  const resources = Object.values<Resource>(story.resources).map((resource) => ({
    ...resource,
    id: resourceId(prefix + resource.id),
  }));
  return {
    metadata: story.metadata,
    sections: story.sections.map((section) => mapSection(section, mapper)),
    notes: Object.fromEntries(notes.map((note) => [note.id, note])),
    resources: Object.fromEntries(resources.map((resource) => [resource.id, resource])),
  };
}
