import type { LabelledNote } from '../../model/book.js';
import { renderBlocks } from './blocks.js';
import type { Page } from './page.js';
import { element, type XmlElement } from './xml.js';

/**
 * Author's notes, each a region of its own with its label. The label is no heading: what follows a note is the story
 * again, and would belong to the note for everyone who moves by headings.
 */
export function renderAuthorNotes(notes: readonly LabelledNote[], place: string, page: Page): readonly XmlElement[] {
  return notes.map(({ label, blocks }, index) => {
    const id = noteLabelId(page.id, place, index);
    // No `section`: with a name it would be a landmark, and two notes of one name would be two landmarks alike.
    return element('div', { class: `author-note ${place}`, role: 'note', 'aria-labelledby': id }, [
      element('p', { class: 'note-label', id }, [label]),
      ...renderBlocks(blocks, page),
    ]);
  });
}

/** The id of a note's label: what the note is found by. */
export const noteLabelId = (pageId: string, place: string, index: number): string => `${pageId}-${place}-${index + 1}`;
