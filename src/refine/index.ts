import type { Report } from '../diagnostics/report.js';
import type { Story } from '../model/story.js';
import { completeReceipts } from './complete-receipts.js';
import { dropEmpty } from './drop-empty.js';
import { dropRepeats } from './drop-repeats.js';
import { fileCreators } from './file-creators.js';
import { markForeignPassages } from './mark-foreign-passages.js';
import { mergeSceneBreaks } from './merge-scene-breaks.js';
import { setTypography } from './set-typography.js';
import { settleCharacters } from './settle-characters.js';
import { settleLanguage } from './settle-language.js';
import type { RefineOptions, RefineStep } from './step.js';

/**
 * The refinements, in their order: characters before anything reads them, the language before what depends on it,
 * what is dropped before what it may have kept apart, and typography last, over what the book will show.
 */
export const STEPS: readonly RefineStep[] = [
  settleCharacters,
  settleLanguage,
  dropEmpty,
  dropRepeats,
  mergeSceneBreaks,
  fileCreators,
  markForeignPassages,
  setTypography,
  completeReceipts,
];

/** The story as it goes into a book. Doing it again changes nothing. */
export async function refine(story: Story, options: RefineOptions, report: Report): Promise<Story> {
  let refined = story;
  for (const step of STEPS) refined = await step.refine(refined, options, report);
  return refined;
}
