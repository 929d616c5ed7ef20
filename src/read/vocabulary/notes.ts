/** How a paragraph opens an author's note: its label as written, and the note's text after it. */
export interface NoteOpening {
  readonly label?: string;
  readonly rest: string;
  readonly confidence: number;
}

/** The opening of an author's note (`A/N:`, `Author's note -`, `Thanks for reading …`), tested at a section's edges only. */
export function noteOpening(_text: string): NoteOpening | undefined {
  return undefined;
}
