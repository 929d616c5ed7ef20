import { createHash } from 'node:crypto';
import type { Metadata, Section, Story } from '../../model/story.js';
import { blocksText, plainText, walkSections } from '../../model/visit.js';
import { countWords } from '../../text/word-count.js';
import { foldText } from './fold.js';
import { coarsened, sketchOf } from './sketch.js';

/** What is kept of a story to know its like by: never its text. Plain data, so that it goes between threads. */
export interface StoryPrint {
  /** The story's absolute path, with slashes. */
  readonly key: string;
  /** Its path as people gave it. */
  readonly path: string;
  /** As stated in the story; a name made from the file's is none. */
  readonly title: string | undefined;
  /** Of all chapters, as `inspect` counts them. */
  readonly words: number;
  /** Of the folded words of the whole text, however it is parted into chapters. */
  readonly textHash: string;
  /** Of the folded words, how many. */
  readonly length: number;
  /** True where the sketches are fine ones. */
  readonly isFine: boolean;
  readonly chapters: readonly ChapterPrint[];
  /** What the story says of itself, for people to compare: by field, as one line. */
  readonly facts: Readonly<Record<string, Fact>>;
  /** The latest of its dates. */
  readonly date: string;
}

interface Fact {
  /** Cut short when it is long. */
  readonly value: string;
  /** Of the folded words of the whole: a copy that only sets it otherwise says the same. */
  readonly hash: string;
}

export interface ChapterPrint {
  /** What it is called: `Chapter 2: The Letter`; empty when nothing says. */
  readonly name: string;
  readonly words: number;
  readonly textHash: string;
  readonly length: number;
  readonly sketch: Uint32Array;
}

/** From how many words on a coarse sketch holds enough of a story to compare. */
const SHORT = 2_048;

/** What is kept of the story. Author's notes, titles and footnotes are no part of the text: copies differ in them. */
export function fingerprint(story: Story, key: string, path: string): StoryPrint {
  const whole = createHash('sha256');
  let length = 0;
  const chapters = chaptersOf(story).map(({ name, text }): ChapterPrint => {
    const folded = foldText(text);
    whole.update(folded.codes);
    length += folded.words.length;
    return {
      name,
      words: countWords(text),
      textHash: sha256(folded.codes),
      length: folded.words.length,
      sketch: sketchOf(folded),
    };
  });
  const isFine = length < SHORT;
  const { metadata } = story;
  return {
    key,
    path,
    title: metadata.receipts.title?.how === 'file name' ? undefined : metadata.title,
    words: chapters.reduce((sum, { words }) => sum + words, 0),
    textHash: whole.digest('base64'),
    length,
    isFine,
    chapters: isFine ? chapters : chapters.map((one) => ({ ...one, sketch: coarsened(one.sketch) })),
    facts: factsOf(metadata),
    date:
      [metadata.updated, metadata.completed, metadata.published]
        .map((date) => date ?? '')
        .sort()
        .at(-1) ?? '',
  };
}

export interface ChapterText {
  readonly name: string;
  /** A line a paragraph. */
  readonly text: string;
}

/** The story's sections with words of their own, in reading order. */
export function chaptersOf({ sections }: Story): readonly ChapterText[] {
  return [...walkSections(sections)]
    .map((section) => ({ name: nameOf(section), text: blocksText(section.blocks) }))
    .filter(({ text }) => HAS_WORDS.test(text));
}

const HAS_WORDS = /[\p{L}\p{N}]/u;
const LONGEST_NAME = 100;

function nameOf({ label, title }: Section): string {
  const words = title ? plainText(title).trim() : '';
  const name = label && words && !words.startsWith(label) ? `${label}: ${words}` : words || label || '';
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name;
}

const LONGEST_FACT = 160;

function factsOf(metadata: Metadata): Readonly<Record<string, Fact>> {
  const facts = {
    title: metadata.receipts.title?.how === 'file name' ? '' : (metadata.title ?? ''),
    authors: metadata.creators.map(({ name }) => name).join(', '),
    published: metadata.published ?? '',
    updated: metadata.updated ?? '',
    completed: metadata.completed ?? '',
    status: metadata.status ?? '',
    source: metadata.source ?? '',
    rating: metadata.rating ?? '',
    series: metadata.series.map(({ name, position }) => (position ? `${name} ${position}` : name)).join(', '),
    fandoms: metadata.fandoms.join(', '),
    relationships: metadata.relationships.join(', '),
    characters: metadata.characters.join(', '),
    warnings: metadata.warnings.join(', '),
    genres: metadata.genres.join(', '),
    tags: metadata.tags.join(', '),
    summary: blocksText(metadata.summary),
  };
  const stated = Object.entries(facts).filter(([, value]) => value !== '');
  return Object.fromEntries(stated.map(([field, value]) => [field, { value: shortened(value), hash: hashOf(value) }]));
}

const shortened = (value: string): string =>
  value.length > LONGEST_FACT ? `${value.slice(0, LONGEST_FACT - 1)}…` : value;

const sha256 = (codes: Uint16Array): string => createHash('sha256').update(codes).digest('base64');

const hashOf = (value: string): string => sha256(foldText(value).codes);
