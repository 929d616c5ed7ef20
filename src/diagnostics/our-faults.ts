import { type Diagnostic, diagnostic, StoryError } from './report.js';

/** Why the work on a file came to nothing: what was wrong with the file, or, in one calm line, with us. */
export const reasonOf = (error: unknown, file: string): Diagnostic =>
  error instanceof StoryError ? { file, ...error.diagnostic } : defect(error, 'Please report it, with the file.', file);

/** A failure that should not be; `mend` is what its reader can do. */
export function defect(error: unknown, mend: string, file?: string): Diagnostic {
  const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
  return diagnostic('defect', `storybind failed where it should not (${reason}). ${mend}`, file ? { file } : {});
}

/** A book of ours that did not pass our check; `fate` is what was not done with it for that: `written`, `sent`. */
export function unsoundBook(fate: 'written' | 'loaded' | 'sent', file?: string): Diagnostic {
  const message = `The book did not pass its check and was not ${fate}. The fault is storybind’s: please report it with the story.`;
  return diagnostic('book-unsound', message, file ? { file } : {});
}
