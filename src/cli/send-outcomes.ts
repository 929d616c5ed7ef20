import type { Message } from '../deliver/mail/message.js';
import type { SmtpServer } from '../deliver/mail/settings.js';
import type { Submission } from '../deliver/mail/submit.js';
import { type Diagnostic, diagnostic } from '../diagnostics/report.js';
import { EXIT, type ExitCode, exitCodeOf, graver } from './exit-codes.js';
import { megabytes, type Prepared } from './send-inputs.js';
import { counted, type Ui } from './ui.js';

/** What `--json` prints of a book. */
interface BookOutcome {
  readonly kind: 'book';
  readonly file: string;
  readonly status: 'ready' | 'refused';
  readonly title: string | null;
  readonly bytes: number | null;
  readonly diagnostics: readonly Diagnostic[];
}

export const bookOutcome = ({ file, book, diagnostics }: Prepared): BookOutcome => ({
  kind: 'book',
  file,
  status: book ? 'ready' : 'refused',
  title: book?.title ?? null,
  bytes: book?.bytes.length ?? null,
  diagnostics,
});

/** What `--json` prints of a mail. */
export interface MailOutcome {
  readonly kind: 'mail';
  /** From 1. */
  readonly number: number;
  /**
   * `sent`: the server has it for all recipients. `partial`: for some. `uncertain`: it may have it. `untried`: a mail
   * before it failed in a way that this one would too. `planned`: with `--dry-run`.
   */
  readonly status: 'sent' | 'partial' | 'uncertain' | 'failed' | 'untried' | 'planned';
  readonly subject: string;
  readonly id: string;
  readonly from: string;
  /** Whom it was, or would be, taken for. */
  readonly to: readonly string[];
  readonly refused: readonly { readonly address: string; readonly reason: string }[];
  readonly books: readonly { readonly file: string; readonly name: string }[];
  /** Of the whole mail, encoded. */
  readonly bytes: number;
  readonly attempts: number;
  /** The server’s word when it took the mail. */
  readonly response: string | null;
  /** The `.eml` file of a dry run. */
  readonly output: string | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** A mail that nothing has become of yet. */
const unsent = (
  number: number,
  status: MailOutcome['status'],
  { subject, id, from, attachments, bytes }: Message,
): MailOutcome => ({
  kind: 'mail',
  number,
  status,
  subject,
  id,
  from,
  to: [],
  refused: [],
  books: attachments.map(({ file, name }) => ({ file, name })),
  bytes: bytes.length,
  attempts: 0,
  response: null,
  output: null,
  diagnostics: [],
});

export const plannedMail = (number: number, message: Message, output: string): MailOutcome => ({
  ...unsent(number, 'planned', message),
  to: message.to,
  output,
});

export function untriedMail(number: number, message: Message): MailOutcome {
  const names = message.attachments.map(({ file }) => `\`${file}\``).join(', ');
  const reason = `Mail ${number} (${names}) was not tried, for one before it failed. Mend that, then send these books.`;
  return { ...unsent(number, 'untried', message), diagnostics: [diagnostic('mail-untried', reason)] };
}

export function submittedMail(
  number: number,
  message: Message,
  { host }: SmtpServer,
  submission: Submission,
): MailOutcome {
  const { taken, refused, failure, attempts, response } = submission;
  const words = refused.map(({ address, reason }) => {
    const text = `\`${host}\` refused the recipient \`${address}\`: ${reason}. Check the address.`;
    return diagnostic('mail-recipient-refused', text);
  });
  return {
    ...unsent(number, statusOf(submission), message),
    to: taken,
    refused: refused.map(({ address, reason }) => ({ address, reason })),
    attempts,
    response: response ?? null,
    // Where recipients are refused, the failure only repeats what was said of the last of them.
    diagnostics: failure && refused.length === 0 ? [diagnostic(failure.code, failure.message)] : words,
  };
}

function statusOf({ taken, refused, failure }: Submission): MailOutcome['status'] {
  if (failure?.code === 'mail-uncertain') return 'uncertain';
  if (taken.length === 0) return 'failed';
  return failure || refused.length > 0 ? 'partial' : 'sent';
}

export const codeOfMail = ({ diagnostics }: MailOutcome): ExitCode =>
  diagnostics.map(exitCodeOf).reduce(graver, EXIT.written);

/** `mail 1 of 2  sent to ann@kindle.com · 3 books · 4.2 MB`. */
export function lineOfMail({ number, status, to, books, bytes, output }: MailOutcome, count: number, ui: Ui): string {
  const size = `${counted(books.length, 'book')} · ${megabytes(bytes)}`;
  const head = ui.paint('bold', count > 1 ? `mail ${number} of ${count}` : 'mail');
  switch (status) {
    case 'planned':
      return `${ui.paint('bold', output ?? '')}  would be sent to ${to.join(', ')} · ${size}`;
    case 'sent':
      return `${head}  sent to ${to.join(', ')} · ${size}`;
    case 'partial':
      return `${head}  sent to ${to.join(', ')}, but not to all · ${size}`;
    case 'uncertain':
      return `${head}  may have been sent · ${size}`;
    case 'failed':
    case 'untried':
      return `${head}  not sent · ${size}`;
    default:
      return status satisfies never;
  }
}
