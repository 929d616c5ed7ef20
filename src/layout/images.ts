import type { BookDocument, BookResource, Titling } from '../model/book.js';
import type { Block, Inline, ResourceId, Story, StoryFiles } from '../model/story.js';
import { ownRuns, walkBlocks, walkInlines } from '../model/visit.js';
import { slug } from '../text/slug.js';
import { distinctNames } from './distinct-names.js';

export const EXTENSIONS = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
} as const;

/** A picture as a page shows it. */
export interface ShownImage {
  readonly resource: ResourceId;
  readonly alt?: string;
}

/** Every picture that the pages show, in reading order, as often as it is shown. */
export function shownImages(documents: readonly BookDocument[]): readonly ShownImage[] {
  return documents.flatMap((document) => [
    ...(document.kind === 'section' ? imagesIn(document.section.title ?? []) : []),
    ...blocksOf(document).flatMap((block): readonly ShownImage[] => {
      const inline = ownRuns(block).flatMap(imagesIn);
      return block.type === 'figure' ? [block, ...inline] : inline;
    }),
  ]);
}

const imagesIn = (run: readonly Inline[]): readonly ShownImage[] =>
  [...walkInlines(run)].filter((one) => one.type === 'image');

function blocksOf(document: BookDocument): readonly Block[] {
  switch (document.kind) {
    case 'cover':
    case 'colophon':
    case 'index':
      return [];
    case 'titlePage':
      return titlingBlocks(document);
    case 'section': {
      const notes = [...document.notesBefore, ...document.notesAfter, ...document.footnotes].flatMap(
        ({ blocks }) => blocks,
      );
      const head = document.titling ? titlingBlocks(document.titling) : [];
      return [...head, ...walkBlocks([...document.section.blocks, ...notes])];
    }
    case 'notes': {
      const notes = [...document.entries.flatMap((entry) => entry.notes), ...(document.footnotes ?? [])];
      return notes.flatMap(({ blocks }) => [...walkBlocks(blocks)]);
    }
    default:
      return document satisfies never;
  }
}

const titlingBlocks = ({ summary, disclaimer, dedication }: Titling): readonly Block[] =>
  [summary, disclaimer, dedication].flatMap((passage) => [...walkBlocks(passage?.blocks ?? [])]);

/** The files of the pictures shown, each once, under names made of their own. */
export function bookResources(shown: readonly ShownImage[], story: Story, files: StoryFiles): readonly BookResource[] {
  const unique = distinctNames(['cover'], (name, number) => `${name}-${number}`);
  return [...new Set(shown.map(({ resource }) => resource))].flatMap((id) => {
    const resource = story.resources[id];
    const bytes = files.get(id);
    if (!resource || !bytes) return [];
    const name = unique(slug(resource.name.replace(/^.*[/\\]/, '').replace(/\.[^.]*$/, '')));
    return [{ id, href: `images/${name}.${EXTENSIONS[resource.mediaType]}`, mediaType: resource.mediaType, bytes }];
  });
}
