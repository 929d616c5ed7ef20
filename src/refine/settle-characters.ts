import { settleCharacters as settle } from '../text/characters.js';
import { mapWords } from './map-words.js';
import type { RefineStep } from './step.js';

/** The story in characters that a book may hold: well-formed, composed, and nothing that only programs see. */
export const settleCharacters: RefineStep = {
  name: 'settle-characters',
  refine: (story, _options, report) => {
    let removed = 0;
    const settled = mapWords(story, (words) => {
      const result = settle(words);
      removed += result.removed;
      return result.text;
    });
    if (removed > 0) {
      const characters = removed === 1 ? 'One character' : `${removed} characters`;
      report.add(
        'control-characters',
        `${characters} that no book may hold (control characters and the like) were removed.`,
      );
    }
    return settled;
  },
};
