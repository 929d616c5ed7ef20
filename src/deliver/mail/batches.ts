import { deviceNamed } from '../../devices/profiles.js';
import type { MailBook } from './attachment.js';

/** What one mail may hold, in the bytes that go over the wire. */
export interface MailLimit {
  readonly bytes: number;
  readonly attachments: number;
}

/** RFC 2045 #6.8: lines of 76 characters, each ended by two more. */
const LINE = 76;
/** More than the headers and the part of both bodies that an attachment takes. */
const ATTACHMENT_MARGIN = 4096;
/** More than the headers, fifteen addresses and the fixed words of both bodies take. */
const MAIL_MARGIN = 16_384;

/** What a Kindle’s address takes; less where the mail server takes less. */
export function mailLimit(serverBytes = Number.POSITIVE_INFINITY): MailLimit {
  const { maxBytes, maxAttachments } = deviceNamed('kindle')?.mail ?? { maxBytes: 50_000_000, maxAttachments: 25 };
  return { bytes: Math.min(maxBytes, serverBytes), attachments: maxAttachments };
}

/** The bytes that so many bytes become in a mail: base64 makes 37 % more of them. */
export function encodedSize(bytes: number): number {
  const characters = Math.ceil(bytes / 3) * 4;
  return characters + 2 * Math.ceil(characters / LINE);
}

/** What a mail with this attachment alone weighs at most. */
export const lonelySize = (bytes: number): number => MAIL_MARGIN + weigh(bytes);

/** The largest book that a mail can hold, in its own bytes. */
export const largestBook = ({ bytes }: MailLimit): number =>
  Math.floor((((bytes - MAIL_MARGIN - ATTACHMENT_MARGIN) / (LINE + 2)) * LINE * 3) / 4) - 3;

const weigh = (bytes: number): number => ATTACHMENT_MARGIN + encodedSize(bytes);

/** The books in as many mails as they need, in their order; none of them may be too large for a mail of its own. */
export function inMails(books: readonly MailBook[], limit: MailLimit): readonly (readonly MailBook[])[] {
  const mails: MailBook[][] = [];
  let weight = Number.POSITIVE_INFINITY;
  for (const book of books) {
    const last = mails.at(-1);
    const own = weigh(book.bytes.length);
    if (last && last.length < limit.attachments && weight + own <= limit.bytes) {
      last.push(book);
      weight += own;
    } else {
      mails.push([book]);
      weight = MAIL_MARGIN + own;
    }
  }
  return mails;
}
