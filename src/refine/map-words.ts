import type { Block, Footnote, Inline, Metadata, NoteId, Section, Story } from '../model/story.js';
import { mapBlocks, mapInlines } from '../model/visit.js';

/** The story with every word of it mapped, wherever it stands; names of files, ids and addresses are no words. */
export function mapWords(story: Story, change: (words: string) => string): Story {
  const inlines = (run: readonly Inline[]): readonly Inline[] =>
    mapInlines(run, (inline) => inlineWords(inline, change));
  const blocks = (list: readonly Block[]): readonly Block[] =>
    mapBlocks(list, { inlines, blocks: (level) => level.map((block) => blockWords(block, change)) });
  const notes = Object.entries<Footnote>(story.notes).map(([id, note]) => [
    id,
    { ...note, blocks: blocks(note.blocks) },
  ]);
  return {
    ...story,
    metadata: metadataWords(story.metadata, change, blocks),
    sections: story.sections.map((section) => sectionWords(section, change, blocks, inlines)),
    notes: Object.fromEntries(notes) as Record<NoteId, Footnote>,
  };
}

function inlineWords(inline: Inline, change: (words: string) => string): Inline {
  switch (inline.type) {
    case 'text':
    case 'code':
      return { ...inline, value: change(inline.value) };
    case 'ruby':
      return { ...inline, base: change(inline.base), reading: change(inline.reading) };
    case 'image':
      return inline.alt === undefined ? inline : { ...inline, alt: change(inline.alt) };
    default:
      return inline;
  }
}

function blockWords(block: Block, change: (words: string) => string): Block {
  if (block.type === 'preformatted') return { ...block, text: change(block.text) };
  if (block.type === 'figure' && block.alt !== undefined) return { ...block, alt: change(block.alt) };
  if (block.type === 'sceneBreak' && block.ornament !== undefined)
    return { ...block, ornament: change(block.ornament) };
  return block;
}

function sectionWords(
  section: Section,
  change: (words: string) => string,
  blocks: (list: readonly Block[]) => readonly Block[],
  inlines: (run: readonly Inline[]) => readonly Inline[],
): Section {
  const note = (one: Section['notesBefore'][number]): Section['notesBefore'][number] => ({
    ...one,
    ...(one.label !== undefined && { label: change(one.label) }),
    blocks: blocks(one.blocks),
  });
  return {
    ...section,
    ...(section.label !== undefined && { label: change(section.label) }),
    ...(section.title !== undefined && { title: inlines(section.title) }),
    ...(section.byline !== undefined && { byline: change(section.byline) }),
    notesBefore: section.notesBefore.map(note),
    notesAfter: section.notesAfter.map(note),
    blocks: blocks(section.blocks),
    sections: section.sections.map((child) => sectionWords(child, change, blocks, inlines)),
  };
}

function metadataWords(
  metadata: Metadata,
  change: (words: string) => string,
  blocks: (list: readonly Block[]) => readonly Block[],
): Metadata {
  const { title, subtitle, publisher, rating, rights } = metadata;
  return {
    ...metadata,
    ...(title !== undefined && { title: change(title) }),
    ...(subtitle !== undefined && { subtitle: change(subtitle) }),
    ...(publisher !== undefined && { publisher: change(publisher) }),
    ...(rating !== undefined && { rating: change(rating) }),
    ...(rights !== undefined && { rights: change(rights) }),
    creators: metadata.creators.map((creator) => ({
      ...creator,
      name: change(creator.name),
      ...(creator.fileAs !== undefined && { fileAs: change(creator.fileAs) }),
    })),
    summary: blocks(metadata.summary),
    disclaimer: blocks(metadata.disclaimer),
    dedication: blocks(metadata.dedication),
    fandoms: metadata.fandoms.map(change),
    relationships: metadata.relationships.map(change),
    characters: metadata.characters.map(change),
    warnings: metadata.warnings.map(change),
    genres: metadata.genres.map(change),
    tags: metadata.tags.map(change),
    series: metadata.series.map((membership) => ({ ...membership, name: change(membership.name) })),
    others: metadata.others.map((other) => ({ ...other, label: change(other.label), value: change(other.value) })),
  };
}
