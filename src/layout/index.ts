import type { Report } from '../diagnostics/report.js';
import type { Book, NotesPolicy, ThemeName } from '../model/book.js';
import type { Story, StoryFiles } from '../model/story.js';

export interface LayoutOptions {
  readonly theme: ThemeName;
  readonly notes: NotesPolicy;
  readonly vertical: boolean;
  readonly cover: boolean | Uint8Array;
  readonly certifiedBy?: string;
  readonly sourceDateEpoch?: number;
}

/** The book that a refined story makes. */
export async function layOut(
  _story: Story,
  _files: StoryFiles,
  _options: LayoutOptions,
  _report: Report,
): Promise<Book> {
  throw new Error('not yet');
}
