import type { Report } from '../diagnostics/report.js';
import type { Book } from '../model/book.js';

/** One output format: a book onto the bytes of a file. Deterministic: the same book gives the same bytes. */
export interface Writer {
  readonly name: string;
  /** Without the dot: `epub`, `kepub.epub`. */
  readonly extension: string;
  readonly mediaType: string;
  readonly write: (book: Book, report: Report) => Promise<Uint8Array>;
}
