import type { BookWords } from '../../model/book.js';
import type { Status } from '../../model/story.js';

/** Every word that a book sets of its own accord, in one language. `{…}` marks what is filled in. */
export interface LayoutWords extends BookWords {
  readonly untitled: string;
  readonly authorsNote: string;
  readonly authorsNotes: string;
  readonly summary: string;
  readonly disclaimer: string;
  readonly dedication: string;
  readonly fandom: string;
  readonly relationships: string;
  readonly characters: string;
  readonly rating: string;
  readonly warnings: string;
  readonly genre: string;
  readonly tags: string;
  readonly status: string;
  readonly statuses: Readonly<Record<Status, string>>;
  readonly published: string;
  readonly updated: string;
  readonly completed: string;
  readonly source: string;
  readonly publisher: string;
  readonly identifier: string;
  readonly rights: string;
  readonly wordCount: string;
  readonly author: string;
  readonly about: string;
  /** `{names}`. */
  readonly translatedBy: string;
  readonly illustratedBy: string;
  readonly editedBy: string;
  readonly contributionsBy: string;
  /** `{name}`, `{position}`. */
  readonly seriesPosition: string;
  /** `{title}`. */
  readonly coverOf: string;
  /** `{title}`, `{names}`. */
  readonly coverOfBy: string;
  readonly madeWith: string;
  /** An anthology without a title. `{names}`. */
  readonly storiesBy: string;
  readonly indexOfAuthors: string;
  readonly indexOfFandoms: string;
  readonly indexOfRelationships: string;
}

/** The sentence with its marks filled in. */
export const fill = (sentence: string, values: Readonly<Record<string, string>>): string =>
  sentence.replace(/\{(\w+)\}/g, (mark, name: string) => values[name] ?? mark);
