import type { Block, Footnote, Inline, ResourceId, Story } from '../model/story.js';
import { ownRuns, walkBlocks, walkInlines, walkSections } from '../model/visit.js';
import type { ShownImage } from './images.js';

/** The pictures of the story's text that no page shows: those of notes that are left out. */
export function unshownImages(story: Story, shown: readonly ShownImage[]): readonly ShownImage[] {
  const { sections, notes, resources } = story;
  if (Object.keys(resources).length === 0) return [];
  const known = new Set(shown.map(({ resource }) => resource));
  const found = new Set<ResourceId>();
  for (const section of walkSections(sections)) {
    const authorNotes = [...section.notesBefore, ...section.notesAfter];
    addInlines(section.title ?? [], found);
    addBlocks([...section.blocks, ...authorNotes.flatMap(({ blocks }) => blocks)], found);
  }
  for (const { blocks } of Object.values<Footnote>(notes)) addBlocks(blocks, found);
  return [...found].filter((resource) => !known.has(resource)).map((resource) => ({ resource }));
}

function addBlocks(blocks: readonly Block[], found: Set<ResourceId>): void {
  for (const block of walkBlocks(blocks)) {
    if (block.type === 'figure') found.add(block.resource);
    for (const run of ownRuns(block)) addInlines(run, found);
  }
}

function addInlines(inlines: readonly Inline[], found: Set<ResourceId>): void {
  for (const inline of walkInlines(inlines)) if (inline.type === 'image') found.add(inline.resource);
}
