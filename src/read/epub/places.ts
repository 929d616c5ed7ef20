import type { Diagnostic, Report } from '../../diagnostics/report.js';
import type { AuthorNote, Metadata, MetadataField, Place, Receipt, Section, Story } from '../../model/story.js';
import type { SpineDocument } from './spine.js';

/** Places in the documents of a book, told from their lines in all documents one below the other. */
export class BookPlaces {
  readonly #documents: readonly SpineDocument[];
  readonly #book: string;

  constructor(documents: readonly SpineDocument[], book: string) {
    this.#documents = documents;
    this.#book = book;
  }

  placeOf(place: Place): Place {
    const document = this.#documents.findLast(({ lineOffset }) => lineOffset < place.line);
    if (!document || place.file !== undefined) return place;
    return { ...place, file: `${this.#book}/${document.path}`, line: place.line - document.lineOffset };
  }

  /** Hands on what was said of the joined documents. */
  tell(diagnostics: readonly Diagnostic[], report: Report): void {
    for (const { code, message, line, column = 1 } of diagnostics) {
      report.add(code, message, line === undefined ? {} : this.placeOf({ line, column }));
    }
  }

  story(story: Story): Story {
    return {
      ...story,
      metadata: this.#metadata(story.metadata),
      sections: story.sections.map((one) => this.#section(one)),
    };
  }

  #metadata(metadata: Metadata): Metadata {
    const receipts = Object.entries(metadata.receipts).map(([field, receipt]): [MetadataField, Receipt] => [
      field as MetadataField,
      receipt.how === 'file name' ? receipt : { ...receipt, ...this.placeOf(receipt) },
    ]);
    const others = metadata.others.map((other) =>
      other.place ? { ...other, place: this.placeOf(other.place) } : other,
    );
    return { ...metadata, others, receipts: Object.fromEntries(receipts) };
  }

  #section(section: Section): Section {
    const notes = (list: readonly AuthorNote[]): readonly AuthorNote[] =>
      list.map((note) => (note.place ? { ...note, place: this.placeOf(note.place) } : note));
    return {
      ...section,
      notesBefore: notes(section.notesBefore),
      notesAfter: notes(section.notesAfter),
      sections: section.sections.map((one) => this.#section(one)),
      ...(section.place && { place: this.placeOf(section.place) }),
    };
  }
}
