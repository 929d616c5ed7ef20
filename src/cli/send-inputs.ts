import { convert } from '../convert.js';
import type { MailBook } from '../deliver/mail/attachment.js';
import { encodedSize, largestBook, lonelySize, type MailLimit } from '../deliver/mail/batches.js';
import { epubTitle } from '../deliver/mail/epub-title.js';
import { judgeForKindle } from '../deliver/mail/fitness.js';
import { refuseKindleFormat } from '../deliver/mail/kindle-formats.js';
import { unsoundBook } from '../diagnostics/our-faults.js';
import { type Diagnostic, diagnostic, StoryError } from '../diagnostics/report.js';
import { readEnvironment } from '../io/environment.js';
import { BOOK_LIMIT, isFolder, readBytes } from '../io/files.js';
import { reasonOf } from './defect.js';
import { EXIT, type ExitCode, exitCodeOf } from './exit-codes.js';
import { openInput, STANDARD_STREAM } from './stories.js';
import type { Surroundings, Ui } from './ui.js';

/** What was found out of one file, before anything is sent. */
export interface Prepared {
  readonly file: string;
  /** Undefined where it is not to be sent. */
  readonly book?: MailBook;
  readonly diagnostics: readonly Diagnostic[];
  readonly code: ExitCode;
}

/** The book of the file, judged: an EPUB as it is, a story bound. Never throws, but when aborted. */
export async function prepareBook(
  file: string,
  limit: MailLimit,
  isForced: boolean,
  ui: Ui,
  surroundings: Surroundings,
): Promise<Prepared> {
  try {
    const { book, diagnostics } = await openBook(file, surroundings);
    refuseLarge(book, limit);
    const findings = await judgeForKindle(book.bytes, file);
    const all = [...diagnostics, ...findings];
    const count = findings.filter(({ severity }) => severity === 'error').length;
    if (count === 0 || isForced) return { file, book, diagnostics: all, code: EXIT.written };
    const unfit = unfitness(file, count);
    return { file, diagnostics: [...all, unfit], code: exitCodeOf(unfit) };
  } catch (error) {
    if (surroundings.signal.aborted) throw error;
    const reason = reasonOf(error, ui, surroundings.variables, file);
    return { file, diagnostics: [reason], code: exitCodeOf(reason) };
  }
}

interface Opened {
  readonly book: MailBook;
  readonly diagnostics: readonly Diagnostic[];
}

async function openBook(file: string, surroundings: Surroundings): Promise<Opened> {
  const isPlainFile = file !== STANDARD_STREAM && !isFolder(file);
  if (isPlainFile) {
    const bytes = readBytes(file, BOOK_LIMIT);
    refuseKindleFormat(file, bytes);
    const title = epubTitle({ name: file, bytes });
    if (title !== undefined) return { book: { file, title, bytes }, diagnostics: [] };
  }
  return bindStory(file, surroundings);
}

async function bindStory(file: string, surroundings: Surroundings): Promise<Opened> {
  const source = await openInput(file, surroundings);
  const { sourceDateEpoch } = readEnvironment(surroundings.variables);
  // Whatever a Kindle reads from its own disk, by mail it takes EPUB.
  const options = {
    device: 'kindle',
    format: 'epub',
    ...(sourceDateEpoch !== undefined && { sourceDateEpoch }),
  } as const;
  const { bytes, story, diagnostics, isSound } = await convert(source, options, surroundings.signal);
  if (!isSound) throw StoryError.of(unsoundBook('sent', file));
  // What that would say is what is done here.
  const worthSaying = diagnostics.filter(({ code }) => code !== 'device-by-mail');
  return { book: { file, title: story.metadata.title ?? '', bytes }, diagnostics: worthSaying };
}

function refuseLarge({ file, bytes }: MailBook, limit: MailLimit): void {
  if (lonelySize(bytes.length) <= limit.bytes) return;
  const sizes = `${megabytes(bytes.length)}, and ${megabytes(encodedSize(bytes.length))} once encoded for mail`;
  const message = `\`${file}\` has ${sizes}; a mail may have ${megabytes(limit.bytes)}, which is a book of ${megabytes(largestBook(limit))}. Make its images smaller, split it, or give it to https://www.amazon.com/sendtokindle, which takes larger files.`;
  throw new StoryError('mail-too-large', message, { file });
}

/** `4.2 MB`, as Amazon counts. */
export const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;

function unfitness(file: string, count: number): Diagnostic {
  const faults = count === 1 ? 'the fault' : `the ${count} faults`;
  const message = `Kindle would refuse the book for ${faults} above, so it is not sent. Mend it, or send it all the same with \`--force\`.`;
  return diagnostic('mail-book-unfit', message, { file });
}
