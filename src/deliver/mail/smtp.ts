import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import type {
  SMTPConnectionAuth,
  SMTPConnectionOptions,
  SMTPConnectionSendInfo,
  SMTPEnvelope,
} from 'nodemailer/lib/smtp-connection';
import { StoryError } from '../../diagnostics/report.js';
import { explainSystemError } from '../../io/system-errors.js';
import { type Failure, failureOf, isTemporary, type SmtpError } from './failures.js';
import type { Message } from './message.js';
import { secretsOf, withoutSecrets } from './secrets.js';
import type { SmtpServer } from './settings.js';

/** In milliseconds. */
export interface SmtpTimeouts {
  readonly connect: number;
  readonly greeting: number;
  /** Of silence, once the server has greeted. RFC 5321 #4.5.3.2.6: it may think ten minutes over a mail. */
  readonly socket: number;
}

export const SMTP_TIMEOUTS: SmtpTimeouts = { connect: 30_000, greeting: 60_000, socket: 600_000 };

export interface RefusedRecipient {
  readonly address: string;
  /** What the server said of it, on one line. */
  readonly reason: string;
  readonly isTransient: boolean;
}

/** What came of one attempt. */
type Attempt =
  | { readonly status: 'taken'; readonly response: string; readonly refused: readonly RefusedRecipient[] }
  | { readonly status: 'failed'; readonly failure: Failure; readonly refused: readonly RefusedRecipient[] };

/** Hands a mail to the server, for these of its recipients. Throws only the signal’s reason. */
export type SendMessage = (message: Message, to: readonly string[], signal?: AbortSignal) => Promise<Attempt>;

/** Opens nothing yet: a connection a mail. Throws `mail-settings` for a `caFile` that cannot be read. */
export async function smtpSender(
  server: SmtpServer,
  password: string | undefined,
  timeouts: SmtpTimeouts = SMTP_TIMEOUTS,
): Promise<SendMessage> {
  const { default: SMTPConnection } = await import('nodemailer/lib/smtp-connection');
  const options = connectionOptions(server, timeouts);
  const login = server.user === undefined ? undefined : { user: server.user, pass: password ?? '' };
  const secrets = secretsOf(server.user, password);
  return async (message, to, signal) => {
    signal?.throwIfAborted();
    const letter = pouring(message.bytes);
    const envelope = { from: message.from, to: [...to], size: message.bytes.length };
    try {
      const sent = await converse(new SMTPConnection(options), { login, envelope, letter: letter.stream }, signal);
      const refused = refusedAmong(sent.rejectedErrors, secrets);
      return { status: 'taken', response: presentable(sent.response, secrets), refused };
    } catch (cause) {
      if (signal?.aborted) throw signal.reason;
      const error = readError(cause, secrets);
      if (!error) throw cause;
      const refused = refusedAmong(fieldOf(cause, 'rejectedErrors'), secrets);
      return { status: 'failed', failure: failureOf(error, server, letter.isAllSaid()), refused };
    }
  };
}

function connectionOptions(server: SmtpServer, timeouts: SmtpTimeouts): SMTPConnectionOptions {
  const { host, port, security, caFile } = server;
  return {
    host,
    port,
    secure: security === 'implicit',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    // Whatever NODE_TLS_REJECT_UNAUTHORIZED says.
    tls: { rejectUnauthorized: true, ...(caFile !== undefined && { ca: readAuthority(caFile) }) },
    connectionTimeout: timeouts.connect,
    greetingTimeout: timeouts.greeting,
    socketTimeout: timeouts.socket,
    // A server that was left may take its time; we do not wait for it.
    socketCloseTimeout: 500,
  };
}

interface Conversation {
  readonly login: SMTPConnectionAuth | undefined;
  readonly envelope: SMTPEnvelope;
  readonly letter: Readable;
}

/** Connects, logs in, sends, hangs up. Rejects with nodemailer’s error, or the signal’s reason. */
async function converse(
  connection: SMTPConnection,
  { login, envelope, letter }: Conversation,
  signal?: AbortSignal,
): Promise<SMTPConnectionSendInfo> {
  let onAbort = (): void => {};
  try {
    return await new Promise((resolve, reject) => {
      onAbort = () => reject(signal?.reason);
      signal?.addEventListener('abort', onAbort, { once: true });
      connection.once('error', reject);
      connection.once('end', () => reject(brokenOff()));
      const send = (): void =>
        connection.send(envelope, letter, (error, info) => (error ? reject(error) : resolve(info)));
      connection.connect((error) => {
        if (error) reject(error);
        else if (!login) send();
        else if (!connection.allowsAuth) reject(Object.assign(new Error('No login is offered'), { code: 'ENOAUTH' }));
        else connection.login(login, (failed) => (failed ? reject(failed) : send()));
      });
    });
  } finally {
    signal?.removeEventListener('abort', onAbort);
    // What still comes of it is nobody’s concern.
    connection.on('error', () => {});
    connection.close();
    letter.destroy();
  }
}

const brokenOff = (): Error => Object.assign(new Error('the connection was closed'), { code: 'ECONNECTION' });

/** The mail as a stream that knows whether all of it was asked for: from then on, the server may have it. */
function pouring(bytes: Uint8Array): { readonly stream: Readable; readonly isAllSaid: () => boolean } {
  let isAllSaid = false;
  const stream = Readable.from(piecesOf(bytes), { objectMode: false, highWaterMark: PIECE });
  stream.once('end', () => {
    isAllSaid = true;
  });
  return { stream, isAllSaid: () => isAllSaid };
}

const PIECE = 64 * 1024;

/** In pieces, so that how much of it was asked for tells how much of it may be on its way. */
function* piecesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}

function readAuthority(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const message = `\`caFile\` names \`${path}\`, which cannot be read: ${explainSystemError(cause)}.`;
    throw new StoryError('mail-settings', message, { file: path }, { cause });
  }
}

function refusedAmong(errors: unknown, secrets: readonly string[]): readonly RefusedRecipient[] {
  if (!Array.isArray(errors)) return [];
  return errors.map((error: unknown) => {
    const status = fieldOf(error, 'responseCode');
    return {
      address: textOf(error, 'recipient'),
      reason: presentable(textOf(error, 'response'), secrets),
      isTransient: typeof status === 'number' && isTemporary(status),
    };
  });
}

/** What nodemailer says went wrong; undefined where that is no word of nodemailer’s. */
function readError(cause: unknown, secrets: readonly string[]): SmtpError | undefined {
  const code = textOf(cause, 'code');
  if (code === '') return undefined;
  const status = fieldOf(cause, 'responseCode');
  return {
    code,
    systemCode: textOf(cause, 'originalCode'),
    response: presentable(textOf(cause, 'response'), secrets),
    ...(typeof status === 'number' && { status }),
    message: presentable(textOf(cause, 'message'), secrets),
  };
}

const LONGEST_RESPONSE = 300;

/** A server’s words on one line, without a secret, and without the full stop that a sentence of ours puts after them. */
function presentable(text: string, secrets: readonly string[]): string {
  const line = withoutSecrets(text, secrets).replace(/\s+/g, ' ').trim().replace(/\.$/, '');
  return line.length > LONGEST_RESPONSE ? `${line.slice(0, LONGEST_RESPONSE - 1)}…` : line;
}

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

function textOf(value: unknown, name: string): string {
  const field = fieldOf(value, name);
  return typeof field === 'string' ? field : '';
}
