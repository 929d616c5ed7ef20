import { writeFile } from 'node:fs/promises';
import type { AddressInfo, Socket } from 'node:net';
import { join } from 'node:path';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { onTestFinished } from 'vitest';
import { type Certificate, selfSigned } from './certificate.js';
import { folderOf } from './storybind.js';

export interface TakenMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly text: string;
  readonly isEncrypted: boolean;
  readonly user: string | undefined;
}

export interface MailServer {
  readonly port: number;
  /** The server’s certificate as PEM. */
  readonly caFile: string;
  /** The mails whose receipt it confirmed, in their order. */
  readonly taken: readonly TakenMail[];
  /** How often somebody connected. */
  readonly connections: () => number;
}

export interface MailServerOptions {
  readonly tls?: 'implicit' | 'starttls' | 'none';
  /** Default: no login is offered. */
  readonly login?: { readonly user: string; readonly password: string };
  /** Throws what it answers to a recipient. `attempt` counts from 1, over all connections. */
  readonly onRecipient?: (address: string, attempt: number) => void;
  /** Throws what it answers to a whole mail. */
  readonly onMail?: (attempt: number, socket: Socket) => void;
  /** Sees the mail while it comes in. */
  readonly onPiece?: (received: number, attempt: number, socket: Socket) => void;
  readonly certificate?: Certificate;
  readonly more?: SMTPServerOptions;
}

/** What a server answers: its code and its words. */
export const answer = (responseCode: number, words: string): Error => Object.assign(new Error(words), { responseCode });

/** A real SMTP server on loopback, closed when the test is over. */
export async function mailServer(options: MailServerOptions = {}): Promise<MailServer> {
  const { tls = 'starttls', login, certificate = selfSigned(['localhost']) } = options;
  const taken: TakenMail[] = [];
  const sockets = new Map<string, Socket>();
  const counts = { connections: 0, recipients: 0, mails: 0 };
  const server = new SMTPServer({
    secure: tls === 'implicit',
    ...certificate,
    disabledCommands: [...(tls === 'none' ? ['STARTTLS'] : []), ...(login ? [] : ['AUTH'])],
    authOptional: login === undefined,
    closeTimeout: 50,
    onAuth({ username, password }, _session, done) {
      if (username === login?.user && password === login?.password) done(null, { user: username });
      else
        done(
          answer(
            535,
            `no such pair: ${username} ${password} ${Buffer.from(`\0${username}\0${password}`).toString('base64')}`,
          ),
        );
    },
    onRcptTo({ address }, _session, done) {
      counts.recipients += 1;
      done(thrownBy(() => options.onRecipient?.(address, counts.recipients)));
    },
    onData(stream, session, done) {
      counts.mails += 1;
      const attempt = counts.mails;
      const socket = sockets.get(session.id)!;
      const chunks: Buffer[] = [];
      let received = 0;
      stream.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        received += chunk.length;
        options.onPiece?.(received, attempt, socket);
      });
      stream.on('end', () => {
        const refusal = thrownBy(() => options.onMail?.(attempt, socket));
        if (refusal || socket.destroyed) return done(refusal ?? new Error('gone'));
        const { mailFrom, rcptTo } = session.envelope;
        const from = mailFrom === false ? '' : mailFrom.address;
        const to = rcptTo.map(({ address }) => address);
        const user = typeof session.user === 'string' ? session.user : undefined;
        taken.push({ from, to, text: Buffer.concat(chunks).toString('latin1'), isEncrypted: session.secure, user });
        done();
      });
    },
    onConnect(_session, done) {
      counts.connections += 1;
      done();
    },
    ...options.more,
  });
  server.on('error', () => {});
  const connect = server.connect.bind(server);
  server.connect = (socket, known) => {
    connect(socket, known);
    for (const { id, _socket } of server.connections) sockets.set(id, _socket);
  };
  const listener = await new Promise<ReturnType<SMTPServer['listen']>>((resolve) => {
    const started = server.listen(0, 'localhost', () => resolve(started));
  });
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const caFile = join(await folderOf(), 'authority.pem');
  await writeFile(caFile, certificate.cert);
  return { port: (listener.address() as AddressInfo).port, caFile, taken, connections: () => counts.connections };
}

function thrownBy(work: () => void): Error | null {
  try {
    work();
    return null;
  } catch (error) {
    return error as Error;
  }
}
