import { slug } from '../../text/slug.js';

/** A book ready to be sent. */
export interface MailBook {
  /** As the user named it. */
  readonly file: string;
  /** What the book calls itself, whatever that is. */
  readonly title: string;
  readonly bytes: Uint8Array;
}

/** A book under the name that the mail gives it. */
export interface Attachment extends MailBook {
  /** ASCII, portable, the only one of its name in the mail: `the-rain.epub`. */
  readonly name: string;
}

/** The books as a mail’s attachments. `stemOf` says what each is called by; equal names are told apart by a number. */
export function asAttachments(books: readonly MailBook[], stemOf: (book: MailBook) => string): readonly Attachment[] {
  const taken = new Set<string>();
  return books.map((book) => {
    const stem = slug(stemOf(book));
    let name = `${stem}.epub`;
    for (let count = 2; taken.has(name); count += 1) name = `${stem}-${count}.epub`;
    taken.add(name);
    return { ...book, name };
  });
}
