import type { Report } from '../diagnostics/report.js';
import type { Story } from '../model/story.js';

export interface RefineOptions {
  /** Curly quotes, dashes and ellipses by the language's custom. */
  readonly typography: boolean;
}

/** One refinement: a story onto a story. Idempotent; never loses a word. */
export interface RefineStep {
  readonly name: string;
  readonly refine: (story: Story, options: RefineOptions, report: Report) => Story | Promise<Story>;
}
