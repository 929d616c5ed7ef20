import { escapeMarkup } from '../../text/escape-markup.js';
import type { Attachment } from './attachment.js';

const LONGEST_TITLE = 100;

/** The title on one line, without what turns a line around or commands a program; cut where it is too long. */
export function titleInMail(title: string): string {
  const plain = title
    .replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const characters = [...plain];
  if (characters.length <= LONGEST_TITLE) return plain || 'Untitled';
  return `${characters.slice(0, LONGEST_TITLE - 1).join('')}…`;
}

/** `The Rain`, `The Rain and 2 more`. */
export function subjectOf(attachments: readonly Attachment[]): string {
  const [first] = attachments;
  const title = titleInMail(first?.title ?? '');
  return attachments.length > 1 ? `${title} and ${attachments.length - 1} more` : title;
}

/** The body as text and as HTML: without one Amazon answers that there is no attachment (nodemailer#1471). */
export function bodiesOf(attachments: readonly Attachment[]): { readonly text: string; readonly html: string } {
  const intro = attachments.length === 1 ? 'Attached is this book:' : 'Attached are these books:';
  const titles = attachments.map(({ title }) => titleInMail(title));
  const lines = attachments.map(({ name }, index) => `- ${titles[index]} (${name})`);
  const items = attachments.map(
    ({ name }, index) => `<li>${escapeMarkup(titles[index] ?? '')} (${escapeMarkup(name)})</li>`,
  );
  return {
    text: `${intro}\r\n\r\n${lines.join('\r\n')}\r\n`,
    html: `<html><body><p>${intro}</p><ul>${items.join('')}</ul></body></html>`,
  };
}
