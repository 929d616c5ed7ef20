import { defect } from '../diagnostics/our-faults.js';
import { type Diagnostic, StoryError } from '../diagnostics/report.js';
import { isDebuggingIn } from '../io/environment.js';
import type { Surroundings, Ui } from './ui.js';

/** Why the work on a file came to nothing: what was wrong with the file, or with us. */
export const reasonOf = (error: unknown, ui: Ui, variables: Surroundings['variables'], file: string): Diagnostic =>
  error instanceof StoryError ? error.diagnostic : defectOf(error, ui, variables, file);

/** A failure that should not be, in one calm line; where it happened is told to those who ask for it. */
export function defectOf(error: unknown, ui: Ui, variables: Surroundings['variables'], file?: string): Diagnostic {
  if (isDebuggingIn(variables) && error instanceof Error) ui.say(error.stack ?? '');
  const mend = 'Please report it, with the file if you can; STORYBIND_DEBUG=1 shows where it happened.';
  return defect(error, mend, file);
}
