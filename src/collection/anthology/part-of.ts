import { createHash } from 'node:crypto';
import {
  type Footnote,
  type Inline,
  type NoteId,
  noteId,
  type Resource,
  type ResourceId,
  resourceId,
  type Section,
  type Story,
  sectionId,
  text,
} from '../../model/story.js';
import { type BlockMapper, mapInlines, mapStory } from '../../model/visit.js';
import type { ReadStory } from './anthology-of.js';

/** A story as a part of an anthology, and what it brings along. */
export interface Part {
  readonly section: Section;
  readonly notes: Readonly<Record<NoteId, Footnote>>;
  readonly resources: readonly Resource[];
  readonly files: ReadonlyMap<ResourceId, Uint8Array>;
}

/** No slug has an underscore, so what stands before the first two is the part's name, whatever follows. */
const BETWEEN = '__';

/** The story as a part of that name. */
export function partOf({ story, files }: ReadStory, name: string): Part {
  const images = renamedImages(story, files, name);
  const noteOf = (id: NoteId): NoteId => noteId(`${name}${BETWEEN}${id}`);
  const imageOf = (id: ResourceId): ResourceId => images.get(id)?.id ?? resourceId(`${name}${BETWEEN}${id}`);
  const { metadata, sections, notes } = mapStory(story, renaming(noteOf, imageOf));
  const renamedNotes = Object.values<Footnote>(notes).map((note) => ({ ...note, id: noteOf(note.id) }));
  return {
    section: {
      id: sectionId(name),
      role: 'part',
      ...(metadata.title !== undefined && { title: [text(metadata.title)] }),
      notesBefore: [],
      notesAfter: [],
      blocks: [],
      sections: sections.map((section) => renamed(section, name)),
      work: { metadata, notes: renamedNotes.map(({ id }) => id) },
    },
    notes: Object.fromEntries(renamedNotes.map((note) => [note.id, note])),
    resources: [...images.values()],
    files: new Map([...files].map(([id, bytes]) => [imageOf(id), bytes])),
  };
}

const renamed = (section: Section, name: string): Section => ({
  ...section,
  id: sectionId(`${name}${BETWEEN}${section.id}`),
  sections: section.sections.map((child) => renamed(child, name)),
});

function renaming(noteOf: (id: NoteId) => NoteId, imageOf: (id: ResourceId) => ResourceId): BlockMapper {
  const rename = (inline: Inline): Inline => {
    if (inline.type === 'noteReference') return { ...inline, note: noteOf(inline.note) };
    return inline.type === 'image' ? { ...inline, resource: imageOf(inline.resource) } : inline;
  };
  return {
    blocks: (blocks) =>
      blocks.map((block) => (block.type === 'figure' ? { ...block, resource: imageOf(block.resource) } : block)),
    inlines: (inlines) => mapInlines(inlines, rename),
  };
}

/** The images under ids made of their bytes, so that equal ones are one, and under names that no other image has. */
function renamedImages(story: Story, files: ReadStory['files'], name: string): ReadonlyMap<ResourceId, Resource> {
  return new Map(
    Object.values<Resource>(story.resources).map((resource) => {
      const bytes = files.get(resource.id);
      if (!bytes) return [resource.id, { ...resource, id: resourceId(`${name}${BETWEEN}${resource.id}`) }];
      const mark = createHash('sha256').update(bytes).digest('hex');
      const own = resource.name.replace(/(\.[^./\\]*)?$/, (extension) => `-${mark.slice(0, 8)}${extension}`);
      return [resource.id, { ...resource, id: resourceId(mark), name: own }];
    }),
  );
}
