import { createHash } from 'node:crypto';
import type { Attachment } from './attachment.js';
import { bodiesOf, subjectOf } from './words.js';

/** What a mail is made of. */
export interface Letter {
  readonly from: string;
  readonly to: readonly string[];
  readonly attachments: readonly Attachment[];
  /** The `Date` of the mail: seconds count. */
  readonly date: Date;
}

/** A mail as it goes over the wire, and as an `.eml` file holds it. */
export interface Message {
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  /** With its angle brackets. */
  readonly id: string;
  readonly attachments: readonly Attachment[];
  readonly bytes: Uint8Array;
}

const EPUB = 'application/epub+zip';

/** The mail of the letter. The same letter gives the same bytes: its id and its boundaries are made of what it holds. */
export async function composeMessage(letter: Letter): Promise<Message> {
  const { from, to, attachments, date } = letter;
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer');
  const key = keyOf(letter);
  const id = `<${key}@${from.slice(from.lastIndexOf('@') + 1)}>`;
  const subject = subjectOf(attachments);
  const composer = new MailComposer({
    from,
    to: [...to],
    subject,
    date,
    messageId: id,
    ...bodiesOf(attachments),
    attachments: attachments.map(({ name, bytes }) => ({
      filename: name,
      content: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
      // calibre-web-automated#920: Amazon refuses `application/octet-stream`.
      contentType: EPUB,
      contentTransferEncoding: 'base64',
    })),
    baseBoundary: key,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const bytes = await composer.compile().build();
  return { from, to, subject, id, attachments, bytes };
}

/** What tells the mail from every other. Its date is in it: a book that is sent again is no repeat to be dropped. */
function keyOf({ from, to, attachments, date }: Letter): string {
  const books = attachments.map(({ name, title, bytes }) => [name, title, hashOf(bytes)]);
  return hashOf(JSON.stringify([from, to, Math.floor(date.getTime() / 1000), books])).slice(0, 32);
}

const hashOf = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');
