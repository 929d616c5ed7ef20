import type { Section } from '../model/story.js';
import { blocksText, plainText, walkSections } from '../model/visit.js';
import { countWords } from '../text/word-count.js';

/** The words of the story itself: its sections' titles and text. */
export const storyWords = (sections: readonly Section[]): number =>
  [...walkSections(sections)].reduce(
    (sum, { title, blocks }) => sum + countWords(plainText(title ?? [])) + countWords(blocksText(blocks)),
    0,
  );
