import type { Report } from '../diagnostics/report.js';
import type { Story } from '../model/story.js';
import type { RefineOptions, RefineStep } from './step.js';

/** The refinements, in their order. */
export const STEPS: readonly RefineStep[] = [];

export async function refine(story: Story, options: RefineOptions, report: Report): Promise<Story> {
  let refined = story;
  for (const step of STEPS) refined = await step.refine(refined, options, report);
  return refined;
}
