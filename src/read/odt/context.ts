import type { ElementContent } from 'hast';
import type { XmlElement } from '../../container/xml-tree.js';
import type { Report } from '../../diagnostics/report.js';
import type { Place } from '../../model/story.js';
import type { Content } from '../xml-hast.js';
import type { OutlineNumbers } from './outline-numbers.js';
import type { StyleBook, TextLook } from './styles.js';

/** What is left out on purpose, to be said once for all of it. */
export type LeftOut = 'comment' | 'deletion';

/** What the parts of a document are read with. */
export interface OdtContext {
  readonly styles: StyleBook;
  readonly report: Report;
  /** The look that most of the text has, which says nothing. */
  readonly usual: TextLook;
  /** Where a paragraph stands: its number among the document’s paragraphs, as there are no lines. */
  readonly placeOf: (element: XmlElement) => Place;
  readonly numbers: OutlineNumbers;
  /** Lines that went into the metadata. */
  readonly taken: ReadonlySet<XmlElement>;
  /** The notes that were met, to stand behind the text. */
  readonly notes: ElementContent[];
  readonly leftOut: Map<LeftOut, number>;
  /** The address by which an image’s bytes can be had. */
  readonly addressOf: (image: XmlElement) => string;
  /** How much deeper headings are than their outline levels: a title stands above them. */
  readonly shift: number;
  /** Reads what stands inside an element as blocks: notes and text frames hold some. */
  readonly blocks: (parent: XmlElement, context: OdtContext) => Content;
}

export function leaveOut(what: LeftOut, { leftOut }: OdtContext): void {
  leftOut.set(what, (leftOut.get(what) ?? 0) + 1);
}
