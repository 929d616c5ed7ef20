import { homedir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { isKindleAddress } from '../deliver/mail/address.js';
import { asAttachments, type MailBook } from '../deliver/mail/attachment.js';
import { inMails, mailLimit } from '../deliver/mail/batches.js';
import { composeMessage, type Message } from '../deliver/mail/message.js';
import { findPassword } from '../deliver/mail/password.js';
import { type MailSettings, readMailSettings, type SmtpServer, serverOf } from '../deliver/mail/settings.js';
import type { Machine } from '../deliver/mail/settings-place.js';
import { type SendMessage, SMTP_TIMEOUTS, type SmtpTimeouts, smtpSender } from '../deliver/mail/smtp.js';
import { type Sleep, submitMessage } from '../deliver/mail/submit.js';
import { diagnostic } from '../diagnostics/report.js';
import { readEnvironment } from '../io/environment.js';
import { writeAtomically } from '../io/write-atomically.js';
import { EXIT, type ExitCode, graver } from './exit-codes.js';
import { DEFAULT_FOLDER, stemOf } from './output-paths.js';
import type { SendFlags } from './send.js';
import { prepareBook } from './send-inputs.js';
import {
  bookOutcome,
  codeOfMail,
  lineOfMail,
  type MailOutcome,
  plannedMail,
  submittedMail,
  untriedMail,
} from './send-outcomes.js';
import { expandInputs, STANDARD_STREAM } from './stories.js';
import type { Surroundings, Ui } from './ui.js';

/** The world outside of the run: arguments, so that tests bring their own. */
export interface SendEffects {
  readonly now: () => Date;
  readonly sleep: Sleep;
  readonly platform: NodeJS.Platform;
  readonly home: () => string;
  readonly timeouts: SmtpTimeouts;
}

const SYSTEM: SendEffects = {
  now: () => new Date(),
  sleep: async (milliseconds, signal) => {
    await setTimeout(milliseconds, undefined, { ...(signal && { signal }) });
  },
  platform: process.platform,
  home: homedir,
  timeouts: SMTP_TIMEOUTS,
};

/** Sends the books, in as many mails as it needs, and says what became of each; the gravest exit code. */
export async function sendBooks(
  files: readonly string[],
  flags: SendFlags,
  ui: Ui,
  surroundings: Surroundings,
  effects: SendEffects = SYSTEM,
): Promise<ExitCode> {
  const { variables } = surroundings;
  const machine: Machine = { platform: effects.platform, home: effects.home(), variables };
  const wishes = { to: flags.to ?? [], ...(flags.config !== undefined && { path: flags.config }) };
  const settings = await readMailSettings(wishes, machine);
  const { sourceDateEpoch } = readEnvironment(variables);
  const date = sourceDateEpoch === undefined ? effects.now() : new Date(sourceDateEpoch * 1000);
  const connection = flags.dryRun ? undefined : await prepareConnection(settings, machine, effects, ui, surroundings);
  sayUnusual(settings, ui);
  const prepared = await prepareBooks(files, flags, settings, ui, surroundings);
  const mails = inMails(prepared.books, mailLimit(settings.maxBytes)).map((books) => asAttachments(books, stemOfBook));
  const postbox = connection
    ? smtpPostbox(connection, effects, surroundings)
    : folderPostbox(flags.output ?? DEFAULT_FOLDER, files);
  let code = prepared.code;
  let isAnySent = false;
  for (const [index, attachments] of mails.entries()) {
    surroundings.signal.throwIfAborted();
    ui.progress(`sending mail ${index + 1} of ${mails.length}`);
    const message = await composeMessage({ from: settings.from, to: settings.to, attachments, date });
    const outcome = await postbox(index + 1, message);
    await sayMail(outcome, mails.length, flags, ui);
    isAnySent ||= outcome.status === 'sent' || outcome.status === 'partial';
    code = graver(code, codeOfMail(outcome));
  }
  if (isAnySent) ui.say(whatComesNext(settings.from));
  return code;
}

interface Connection {
  readonly server: SmtpServer;
  readonly send: SendMessage;
}

/** Everything that sending needs, found before any book is bound. */
async function prepareConnection(
  settings: MailSettings,
  machine: Machine,
  { timeouts }: SendEffects,
  ui: Ui,
  { signal }: Surroundings,
): Promise<Connection> {
  const server = serverOf(settings);
  const found = server.user === undefined ? undefined : await findPassword(settings, machine, signal);
  for (const one of found?.diagnostics ?? []) ui.diagnose(one);
  return { server, send: await smtpSender(server, found?.password, timeouts) };
}

function sayUnusual({ to }: MailSettings, ui: Ui): void {
  for (const address of to.filter((one) => !isKindleAddress(one))) {
    const message = `\`${address}\` is no address of Send-to-Kindle (name@kindle.com); the mail goes there all the same. Look for a slip.`;
    ui.diagnose(diagnostic('mail-address-unusual', message));
  }
}

async function prepareBooks(
  files: readonly string[],
  flags: SendFlags,
  settings: MailSettings,
  ui: Ui,
  surroundings: Surroundings,
): Promise<{ readonly books: readonly MailBook[]; readonly code: ExitCode }> {
  const books: MailBook[] = [];
  let code: ExitCode = EXIT.written;
  const limit = mailLimit(settings.maxBytes);
  for (const file of expandInputs(files)) {
    surroundings.signal.throwIfAborted();
    ui.progress(`preparing ${file}`);
    const prepared = await prepareBook(file, limit, flags.force === true, ui, surroundings);
    ui.clearProgress();
    for (const one of prepared.diagnostics.filter(({ severity }) => severity !== 'info')) ui.diagnose(one);
    if (flags.json) await ui.data(`${JSON.stringify(bookOutcome(prepared))}\n`);
    if (prepared.book) books.push(prepared.book);
    code = graver(code, prepared.code);
  }
  return { books, code };
}

/** A book is called after its file; where there is none, after its title. */
const stemOfBook = ({ file, title }: MailBook): string =>
  file === STANDARD_STREAM ? title || 'story' : stemOf(file).replace(/\.kepub$/i, '');

/** Where a mail is put; what became of it. */
type Postbox = (number: number, message: Message) => Promise<MailOutcome>;

const folderPostbox =
  (folder: string, sources: readonly string[]): Postbox =>
  async (number, message) => {
    const path = join(folder, `mail-${number}.eml`);
    writeAtomically(path, message.bytes, sources);
    return plannedMail(number, message, path);
  };

/** What would befall every further mail of the run too. */
const LASTING: ReadonlySet<string> = new Set(['mail-unreachable', 'mail-insecure', 'mail-login-refused']);

function smtpPostbox({ server, send }: Connection, { sleep }: SendEffects, { signal }: Surroundings): Postbox {
  let isOver = false;
  return async (number, message) => {
    if (isOver) return untriedMail(number, message);
    const submission = await submitMessage(message, send, sleep, signal);
    isOver = submission.failure !== undefined && LASTING.has(submission.failure.code);
    return submittedMail(number, message, server, submission);
  };
}

async function sayMail(outcome: MailOutcome, count: number, flags: SendFlags, ui: Ui): Promise<void> {
  ui.clearProgress();
  ui.say(lineOfMail(outcome, count, ui));
  for (const one of outcome.diagnostics) ui.diagnose(one);
  if (flags.json) await ui.data(`${JSON.stringify(outcome)}\n`);
}

/** That the mail server took a mail does not mean that Amazon took the book (Amazon help 201974220). */
const whatComesNext = (from: string): string =>
  [
    'The mail server has the mail; that is not yet a book on the Kindle. Amazon takes it only if',
    `\`${from}\` is on the approved sender list (Manage Your Content and Devices, Preferences, Personal`,
    'Document Settings), and may ask by mail to confirm it within 48 hours.',
  ].join('\n');
