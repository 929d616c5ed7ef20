import { resolve } from 'node:path';
import type { Diagnostic } from '../../diagnostics/report.js';
import { type FoundStory, findStories } from '../scan.js';
import { type Difference, differenceBetween } from './differences.js';
import type { DuplicatesExecutor } from './executor.js';
import { type Containment, type Family, findFamilies } from './families.js';
import type { StoryPrint } from './fingerprints.js';
import type { WordingDifference } from './sentences.js';
import type { CopyToCompare } from './task.js';

export interface DuplicatesRequest {
  /** Files and folders. */
  readonly roots: readonly string[];
  /** Patterns of what is left out, as in a `.gitignore`. */
  readonly ignored?: readonly string[];
  /** Makes who reads the stories, once it is known how many there are. */
  readonly executor: (stories: number) => Promise<DuplicatesExecutor>;
  readonly signal: AbortSignal;
  /** Called as stories are read. */
  readonly progress: (read: number, total: number) => void;
}

/** Which stories are there more than once, and how their copies differ. */
export interface Duplicates {
  /** How many stories were read. */
  readonly stories: number;
  readonly families: readonly DescribedFamily[];
  readonly contained: readonly Containment[];
  readonly sameTitle: readonly (readonly StoryPrint[])[];
  /** Why stories could not be read; they are not compared. */
  readonly unreadable: readonly Diagnostic[];
}

export interface DescribedFamily {
  readonly fullest: StoryPrint;
  readonly copies: readonly DescribedCopy[];
}

/** A copy, and what sets it apart from the fullest one. */
export interface DescribedCopy extends Difference {
  /** How the wording of changed chapters differs; with `chapter` null, how that of the whole text does. */
  readonly edits: readonly Edit[];
}

export interface Edit extends WordingDifference {
  /** In the fullest copy. */
  readonly chapter: string | null;
}

/** Reads every story once and compares them by their fingerprints; only copies with other words are read again. */
export async function findDuplicates(request: DuplicatesRequest): Promise<Duplicates> {
  const stories = storiesAt(request);
  const executor = await request.executor(stories.length);
  try {
    const { prints, unreadable } = await fingerprintAll(stories, executor, request);
    const { families, contained, sameTitle } = findFamilies(prints);
    const byKey = new Map(stories.map((story) => [story.key, story]));
    const described = await eachOf(families, executor.width, (family) => describe(family, byKey, executor, request));
    return { stories: prints.length, families: described, contained, sameTitle, unreadable };
  } finally {
    await executor.close();
  }
}

/** The stories at the paths, in the order of their keys. A folder that was given holds stories, whatever its files are called. */
function storiesAt({ roots, ignored = [] }: DuplicatesRequest): readonly FoundStory[] {
  const given = new Set(roots.map((root) => resolve(root)));
  const found = findStories(roots, { ignored }).flatMap((story) =>
    story.kind === 'folder' && given.has(resolve(story.path))
      ? findStories([story.path], { ignored, isEach: true })
      : [story],
  );
  return [...new Map(found.map((story) => [story.key, story])).values()];
}

interface Read {
  readonly prints: readonly StoryPrint[];
  readonly unreadable: readonly Diagnostic[];
}

async function fingerprintAll(
  stories: readonly FoundStory[],
  executor: DuplicatesExecutor,
  { signal, progress }: DuplicatesRequest,
): Promise<Read> {
  const prints: StoryPrint[] = [];
  const unreadable: Diagnostic[] = [];
  let read = 0;
  const results = await eachOf(stories, executor.width, async (story) => {
    signal.throwIfAborted();
    const result = await executor.work({ kind: 'fingerprint', story }, signal);
    read += 1;
    progress(read, stories.length);
    return result;
  });
  for (const result of results) {
    if (result.kind === 'print') prints.push(result.print);
    else if (result.kind === 'failed') unreadable.push(result.diagnostic);
  }
  return { prints, unreadable };
}

async function describe(
  [fullest, ...others]: Family,
  byKey: ReadonlyMap<string, FoundStory>,
  executor: DuplicatesExecutor,
  { signal }: DuplicatesRequest,
): Promise<DescribedFamily> {
  const differences = others.map((copy) => differenceBetween(fullest, copy));
  const reworded = differences.filter(isReworded);
  const story = byKey.get(fullest.key);
  const copies = reworded.flatMap(({ copy, changed }): readonly CopyToCompare[] => {
    const found = byKey.get(copy.key);
    return found ? [{ story: found, chapters: changed }] : [];
  });
  if (!story || copies.length === 0) return { fullest, copies: differences.map((one) => ({ ...one, edits: [] })) };
  signal.throwIfAborted();
  const result = await executor.work({ kind: 'compare', fullest: story, copies }, signal);
  const compared = result.kind === 'compared' ? result.copies : [];
  return {
    fullest,
    copies: differences.map((one) => ({ ...one, edits: editsOf(one, compared[reworded.indexOf(one)] ?? [], fullest) })),
  };
}

const isReworded = ({ changed, isPartedOtherwise, relation }: Difference): boolean =>
  relation === 'edited' && (changed.length > 0 || isPartedOtherwise);

function editsOf(
  { changed }: Difference,
  compared: readonly (WordingDifference | undefined)[],
  fullest: StoryPrint,
): readonly Edit[] {
  return compared.flatMap((wording, at) => {
    if (!wording) return [];
    const index = changed[at]?.[0];
    const chapter = index === undefined ? null : (fullest.chapters[index]?.name ?? '');
    return [{ chapter, ...wording }];
  });
}

/** What the work makes of each item, in their order; so many at once. */
async function eachOf<Item, Result>(
  items: readonly Item[],
  width: number,
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  const waiting = items.entries();
  const lane = async (): Promise<void> => {
    for (const [index, item] of waiting) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, lane));
  return results;
}
