import type { Story } from '../model/story.js';
import { titleByAuthors } from './anthology-title.js';
import { bookIdentifier } from './identity.js';
import { canBeVertical } from './page-language.js';
import { wordsFor } from './words/index.js';
import type { LayoutWords } from './words/words.js';
import { worksIn } from './works.js';

/** What holds for all of a book’s pages. */
export interface Setting {
  readonly identifier: string;
  readonly title: string;
  readonly language: string;
  readonly words: LayoutWords;
  readonly isVertical: boolean;
  readonly isAnthology: boolean;
}

/** What holds for all pages of the story’s book: its language, its words, what it is called. */
export function settingOf({ metadata, sections }: Story, wantsVertical: boolean): Setting {
  const language = metadata.language ?? 'und';
  const words = wordsFor(language);
  const isAnthology = worksIn(sections).length > 0;
  return {
    identifier: bookIdentifier(metadata),
    title: metadata.title ?? (isAnthology ? titleByAuthors(metadata, language, words) : words.untitled),
    language,
    words,
    isVertical: wantsVertical && canBeVertical(language),
    isAnthology,
  };
}
