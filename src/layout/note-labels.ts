import type { LabelledNote, NotesPolicy } from '../model/book.js';
import type { AuthorNote } from '../model/story.js';
import type { LayoutWords } from './words/words.js';

/** Labels that only say that this is a note: the book's own word says it better. */
const PLAIN =
  /^(?:a\s*\/?\s*n|an|(?:author(?:'?s)?|writer(?:'?s)?)?\s*notes?|note de l'auteure?|notes? de l'auteure?)$/i;

/** The note under its heading: the author's own label where it tells more, else the language's `Author’s note`. */
export function labelNote(note: AuthorNote, words: LayoutWords): LabelledNote {
  const label = note.label?.replace(/[’`]/g, "'").replace(/\./g, '').trim() ?? '';
  if (label === '' || PLAIN.test(label)) return { ...note, label: words.authorsNote };
  const own = note.label ?? '';
  return { ...note, label: own.charAt(0).toLocaleUpperCase('und') + own.slice(1) };
}

/** Where a page shows its notes, by the policy; under `end` and `omit` it shows none. */
export function placeNotes<Note>(
  before: readonly Note[],
  after: readonly Note[],
  policy: NotesPolicy,
): { readonly before: readonly Note[]; readonly after: readonly Note[] } {
  switch (policy) {
    case 'source':
      return { before, after };
    case 'before':
      return { before: [...before, ...after], after: [] };
    case 'after':
      return { before: [], after: [...before, ...after] };
    case 'end':
    case 'omit':
      return { before: [], after: [] };
    default:
      return policy satisfies never;
  }
}
