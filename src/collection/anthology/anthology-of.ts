import type { Footnote, NoteId, Resource, ResourceId, Section, Story, StoryFiles } from '../../model/story.js';
import { gatherMetadata } from './gather-metadata.js';
import { groupParts } from './group-parts.js';
import { type Order, orderStories } from './order.js';
import { partNames } from './part-names.js';
import { partOf } from './part-of.js';
import { sharedSeries } from './shared-series.js';

/** A story that was read, with the bytes of its images. */
export interface ReadStory {
  readonly story: Story;
  readonly files: StoryFiles;
}

export interface AnthologyWishes {
  /** What the anthology is called where its stories share no series: the name of their folder. */
  readonly title?: string;
  /** The series that the book is an omnibus of. Default: the one that all stories share. */
  readonly series?: string;
  /** Default: by position where all stories share a series, else as given. */
  readonly order?: Order;
  /** Gathers the stories in upper parts, one for each first author or first fandom. */
  readonly by?: 'author' | 'fandom';
}

/**
 * One story made of stories: each a part, with all that was known of it, under names of its own. No id of one can be
 * that of another, and what is shared (an image of the same bytes) is there once. Stable: a part's names come from its
 * own title, so that a story more renames no other's pages.
 */
export function anthologyOf(stories: readonly ReadStory[], wishes: AnthologyWishes = {}): ReadStory {
  const names = partNames(stories.map(({ story }) => story.metadata));
  const series = wishes.series ?? sharedSeries(stories.map(({ story }) => story.metadata));
  const metadata = gatherMetadata(
    stories.map(({ story }) => story),
    series,
    wishes.title,
  );
  const language = metadata.language ?? 'und';
  const parts = stories.map((read, index) => ({ ...partOf(read, names[index] ?? ''), read }));
  const order = wishes.order ?? (series === undefined ? 'given' : 'series');
  const ordered = orderStories(parts, ({ read }) => read.story, {
    order,
    language,
    ...(series !== undefined && { series }),
  });
  const sections: readonly Section[] = ordered.map(({ section }) => section);
  const notes: Record<NoteId, Footnote> = {};
  const resources: Record<ResourceId, Resource> = {};
  const files = new Map<ResourceId, Uint8Array>();
  for (const part of parts) {
    Object.assign(notes, part.notes);
    for (const resource of part.resources) resources[resource.id] ??= resource;
    for (const [id, bytes] of part.files) files.set(id, bytes);
  }
  return {
    story: { metadata, sections: wishes.by ? groupParts(sections, wishes.by, language) : sections, notes, resources },
    files,
  };
}
