import type { Diagnostic } from './diagnostics/report.js';
import { authorNames } from './model/creators.js';
import {
  type Block,
  CHAPTER_ROLES,
  type Metadata,
  type MetadataField,
  type Receipt,
  type Section,
  type SectionRole,
  type Status,
  type Story,
} from './model/story.js';
import { blocksText, ownRuns, plainText, walkBlocks } from './model/visit.js';
import type { ReadResult } from './read/reader.js';
import { countWords } from './text/word-count.js';

/** What was understood of a story: the contract of `storybind inspect --json`. Missing values are null or []. */
export interface Inspection {
  readonly title: string | null;
  /** The authors' names; translators and others who had a hand in it are not among them. */
  readonly creators: readonly string[];
  /** BCP 47. */
  readonly language: string | null;
  /** Plain text, a line a paragraph. */
  readonly summary: string | null;
  /** Dates are as precise as the source: `2008`, `2008-06`, `2008-06-29`. */
  readonly published: string | null;
  readonly updated: string | null;
  readonly completed: string | null;
  readonly status: Status | null;
  readonly fandoms: readonly string[];
  readonly relationships: readonly string[];
  readonly characters: readonly string[];
  readonly rating: string | null;
  readonly warnings: readonly string[];
  readonly genres: readonly string[];
  readonly tags: readonly string[];
  readonly series: readonly { readonly name: string; readonly position: number | null }[];
  /** An absolute http(s) URL. */
  readonly source: string | null;
  readonly sections: readonly InspectedSection[];
  readonly counts: Counts;
  /** The reader that read it: `text`, `markdown`, `folder`. */
  readonly reader: string;
  /** A WHATWG label: `utf-8`, `shift_jis`. */
  readonly encoding: string;
  /** How each field that has a value was read. */
  readonly receipts: Readonly<Partial<Record<MetadataField, Receipt>>>;
  readonly diagnostics: readonly Diagnostic[];
}

export interface InspectedSection {
  readonly role: SectionRole;
  /** The title, or the numbering where there is no title: `The Rain`, `Chapter 1`. */
  readonly title: string | null;
  /** Of its text and that of the sections in it, without titles and author's notes. */
  readonly words: number;
  /** In it and in the sections in it. */
  readonly sceneBreaks: number;
  readonly notesBefore: number;
  readonly notesAfter: number;
  readonly sections: readonly InspectedSection[];
}

export interface Counts {
  /** Sections of role chapter, prologue, epilogue and interlude, at any depth. */
  readonly chapters: number;
  /** The breaks inside of those. */
  readonly sceneBreaks: number;
  /** Of all sections' text: see `countWords` for what a word is. */
  readonly words: number;
  readonly images: number;
  readonly footnotes: number;
}

/** What was understood of a story that was read and refined. */
export function inspectStory(
  read: Pick<ReadResult, 'story' | 'reader' | 'encoding'>,
  diagnostics: readonly Diagnostic[],
): Inspection {
  const { story, reader, encoding } = read;
  const sections = story.sections.map(inspectSection);
  return {
    ...inspectMetadata(story.metadata),
    sections,
    counts: countsOf(story, sections),
    reader,
    encoding,
    receipts: story.metadata.receipts,
    diagnostics,
  };
}

/** How many chapters, breaks, words, images and footnotes the story has. */
export const countStory = (story: Story): Counts => countsOf(story, story.sections.map(inspectSection));

const countsOf = ({ resources, notes }: Story, sections: readonly InspectedSection[]): Counts => ({
  chapters: countChapters(sections),
  sceneBreaks: countBreaks(sections),
  words: total(sections, 'words'),
  images: Object.keys(resources).length,
  footnotes: Object.keys(notes).length,
});

function inspectMetadata(metadata: Metadata) {
  const { language } = metadata;
  return {
    title: metadata.title ?? null,
    creators: authorNames(metadata),
    language: language === undefined || language === 'und' ? null : language,
    summary: blocksText(metadata.summary) || null,
    published: metadata.published ?? null,
    updated: metadata.updated ?? null,
    completed: metadata.completed ?? null,
    status: metadata.status ?? null,
    fandoms: metadata.fandoms,
    relationships: metadata.relationships,
    characters: metadata.characters,
    rating: metadata.rating ?? null,
    warnings: metadata.warnings,
    genres: metadata.genres,
    tags: metadata.tags,
    series: metadata.series.map(({ name, position }) => ({ name, position: position ?? null })),
    source: metadata.source ?? null,
  };
}

function inspectSection(section: Section): InspectedSection {
  const sections = section.sections.map(inspectSection);
  return {
    role: section.role,
    title: (section.title && plainText(section.title)) || section.label || null,
    words: wordsOf(section.blocks) + total(sections, 'words'),
    sceneBreaks: breaksOf(section.blocks) + total(sections, 'sceneBreaks'),
    notesBefore: section.notesBefore.length,
    notesAfter: section.notesAfter.length,
    sections,
  };
}

const total = (sections: readonly InspectedSection[], field: 'words' | 'sceneBreaks'): number =>
  sections.reduce((sum, section) => sum + section[field], 0);

/** How many chapters the sections hold, at any depth. */
function countChapters(sections: readonly InspectedSection[]): number {
  return sections.reduce(
    (sum, { role, sections: inner }) => sum + (CHAPTER_ROLES.has(role) ? 1 : 0) + countChapters(inner),
    0,
  );
}

/** A part's own breaks stand in no chapter, nor do a foreword's. */
function countBreaks(sections: readonly InspectedSection[]): number {
  return sections.reduce(
    (sum, section) => sum + (CHAPTER_ROLES.has(section.role) ? section.sceneBreaks : countBreaks(section.sections)),
    0,
  );
}

function breaksOf(blocks: readonly Block[]): number {
  let count = 0;
  for (const block of walkBlocks(blocks)) if (block.type === 'sceneBreak') count += 1;
  return count;
}

function wordsOf(blocks: readonly Block[]): number {
  let count = 0;
  for (const block of walkBlocks(blocks)) {
    if (block.type === 'preformatted') count += countWords(block.text);
    for (const run of ownRuns(block)) count += countWords(plainText(run));
  }
  return count;
}
