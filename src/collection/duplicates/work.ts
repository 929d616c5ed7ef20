import { understand } from '../../convert.js';
import { reasonOf } from '../../diagnostics/our-faults.js';
import { Report } from '../../diagnostics/report.js';
import { openFolderOf, openStory } from '../../io/files.js';
import type { Story } from '../../model/story.js';
import type { FoundStory } from '../scan.js';
import { type ChapterText, chaptersOf, fingerprint } from './fingerprints.js';
import { compareWording, type WordingDifference } from './sentences.js';
import type { CopyToCompare, DuplicatesResult, DuplicatesTask } from './task.js';

/** Does what is asked. A story that cannot be read is a result like others. */
export async function workOn(task: DuplicatesTask): Promise<DuplicatesResult> {
  const story = task.kind === 'fingerprint' ? task.story : task.fullest;
  try {
    if (task.kind === 'compare') return { kind: 'compared', copies: await compareCopies(task.fullest, task.copies) };
    return { kind: 'print', print: fingerprint(await readStory(story), story.key, story.path) };
  } catch (error) {
    return { kind: 'failed', diagnostic: reasonOf(error, story.path) };
  }
}

/**
 * The story as it was written: with what only repeats a heading dropped, without typography. The language is given, so
 * that nobody looks for it: fingerprints do not ask.
 */
async function readStory(found: FoundStory): Promise<Story> {
  const source =
    found.kind === 'folder' ? openFolderOf(found.path, found.files) : openStory(found.path, { extensions: [] });
  const options = { typography: false, set: { language: 'mul' } };
  const { story } = await understand(source, options, new Report(source.name));
  return story;
}

async function compareCopies(
  fullest: FoundStory,
  copies: readonly CopyToCompare[],
): Promise<readonly (readonly (WordingDifference | undefined)[])[]> {
  const ours = chaptersOf(await readStory(fullest));
  const compared: (readonly (WordingDifference | undefined)[])[] = [];
  for (const { story, chapters } of copies) {
    const theirs = chaptersOf(await readStory(story));
    compared.push(
      chapters.length === 0
        ? [compareWording(wholeOf(ours), wholeOf(theirs))]
        : chapters.map(([one, other]) => compareWording(ours[one]?.text ?? '', theirs[other]?.text ?? '')),
    );
  }
  return compared;
}

const wholeOf = (chapters: readonly ChapterText[]): string => chapters.map(({ text }) => text).join('\n');
