import type { Socket } from 'node:net';
import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { asAttachments } from '../../src/deliver/mail/attachment.js';
import { composeMessage, type Message } from '../../src/deliver/mail/message.js';
import type { SmtpServer } from '../../src/deliver/mail/settings.js';
import { smtpSender } from '../../src/deliver/mail/smtp.js';
import { type Submission, submitMessage } from '../../src/deliver/mail/submit.js';
import { selfSigned } from '../support/certificate.js';
import { answer, type MailServer, type MailServerOptions, mailServer } from '../support/mail-server.js';

const PASSWORD = 'lamp-oil-and-47-herrings';
const LOGIN = { user: 'ann', password: PASSWORD };

async function messageOf(size = 3000, to: readonly string[] = ['ann@kindle.com']): Promise<Message> {
  const books = [{ file: 'wet.epub', title: 'The Wet Year', bytes: new Uint8Array(size).fill(7) }];
  const attachments = asAttachments(books, () => 'wet');
  return composeMessage({ from: 'ann@example.org', to, attachments, date: new Date(0) });
}

interface Delivery extends Submission {
  readonly pauses: readonly number[];
}

interface Wishes {
  readonly message?: Message;
  readonly server?: Partial<SmtpServer>;
  readonly password?: string;
  readonly silence?: number;
  readonly signal?: AbortSignal;
}

/** Sends a mail to the server, with a clock that does not wait. */
async function deliver({ port, caFile }: Pick<MailServer, 'port' | 'caFile'>, wishes: Wishes = {}): Promise<Delivery> {
  const { message = await messageOf(), password, silence = 5000, signal } = wishes;
  const server: SmtpServer = {
    host: 'localhost',
    port,
    security: 'starttls',
    ...(caFile && { caFile }),
    ...wishes.server,
  };
  const send = await smtpSender(server, password, { connect: silence, greeting: silence, socket: silence });
  const pauses: number[] = [];
  const submission = await submitMessage(message, send, async (pause) => void pauses.push(pause), signal);
  const seen = JSON.stringify(submission);
  for (const secret of [
    PASSWORD,
    Buffer.from(PASSWORD).toString('base64'),
    Buffer.from(`\0ann\0${PASSWORD}`).toString('base64'),
  ]) {
    expect(seen).not.toContain(secret);
  }
  return { ...submission, pauses };
}

const NOTHING = { taken: [], attempts: 1, pauses: [] };

describe('a mail', () => {
  it.each<[string, MailServerOptions['tls'], SmtpServer['security']]>([
    ['TLS from the first byte', 'implicit', 'implicit'],
    ['STARTTLS', 'starttls', 'starttls'],
  ])('goes over %s, with login, whole', async (_name, tls, security) => {
    const server = await mailServer({ ...(tls && { tls }), login: LOGIN });
    const message = await messageOf(300_000, ['ann@kindle.com', 'bo@kindle.com']);
    const wishes = { message, server: { security, user: 'ann' }, password: PASSWORD };
    expect(await deliver(server, wishes)).toMatchObject({ taken: message.to, refused: [], attempts: 1 });
    const [mail] = server.taken;
    expect(mail).toMatchObject({ from: 'ann@example.org', to: message.to, isEncrypted: true, user: 'ann' });
    expect(mail?.text).toBe(Buffer.from(message.bytes).toString('latin1'));
  });

  it('goes without TLS only where that is said', async () => {
    const server = await mailServer({ tls: 'none' });
    const refused = await deliver(server);
    expect(refused).toMatchObject({ ...NOTHING, failure: { code: 'mail-insecure' } });
    expect(server.taken).toEqual([]);
    expect((await deliver(server, { server: { security: 'none' } })).taken).toEqual(['ann@kindle.com']);
  });

  it('does not go to a server whose certificate nobody vouches for, whatever the environment says', async () => {
    const server = await mailServer({ login: LOGIN });
    const { caFile: _none, ...open } = server;
    const before = process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    onTestFinished(() => {
      if (before === undefined) delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
      else process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = before;
    });
    const wishes = { host: 'localhost', port: open.port, security: 'starttls', user: 'ann' } as const;
    const send = await smtpSender(wishes, PASSWORD);
    const attempt = await send(await messageOf(), ['ann@kindle.com']);
    expect(attempt).toMatchObject({ status: 'failed', failure: { code: 'mail-insecure', isTransient: false } });
    expect(JSON.stringify(attempt)).toContain('caFile');
    const other = await mailServer({ certificate: selfSigned(['other.example']), tls: 'implicit' });
    const stranger = await deliver(other, { server: { security: 'implicit' } });
    expect(stranger.failure).toMatchObject({ code: 'mail-insecure' });
    expect([...server.taken, ...other.taken]).toEqual([]);
  });

  it('does not go where TLS is spoken another way than the settings say', async () => {
    const implicit = await deliver(await mailServer({ tls: 'starttls' }), { server: { security: 'implicit' } });
    expect(implicit.failure).toMatchObject({
      code: 'mail-insecure',
      message: expect.stringContaining('tls: starttls'),
    });
  });
});

describe('a wrong password', () => {
  it('is told once, and never repeated to people, though the server repeats it', async () => {
    const server = await mailServer({ login: { ...LOGIN, password: 'another' } });
    const { failure, ...rest } = await deliver(server, { server: { user: 'ann' }, password: PASSWORD });
    expect(rest).toMatchObject(NOTHING);
    expect(failure?.code).toBe('mail-login-refused');
    expect(failure?.message).toContain('no such pair: ann [hidden] [hidden]');
    expect(server.connections()).toBe(1);
  });

  it('is not given to a server that asks for none', async () => {
    const server = await mailServer();
    const { failure } = await deliver(server, { server: { user: 'ann' }, password: PASSWORD });
    expect(failure).toMatchObject({ code: 'mail-login-refused', message: expect.stringContaining('Leave out `user`') });
    expect(server.taken).toEqual([]);
  });
});

describe('a refusal', () => {
  it('for now is tried again, with pauses that grow', async () => {
    const server = await mailServer({
      onMail: (attempt) => {
        if (attempt < 3) throw answer(451, 'come back later');
      },
    });
    expect(await deliver(server)).toMatchObject({ taken: ['ann@kindle.com'], attempts: 3, pauses: [2000, 8000] });
    expect(server.taken).toHaveLength(1);
  });

  it('for now that does not end is tried four times in all', async () => {
    const server = await mailServer({
      onMail: () => {
        throw answer(452, 'no room');
      },
    });
    const { failure, ...rest } = await deliver(server);
    expect(rest).toMatchObject({ taken: [], attempts: 4, pauses: [2000, 8000, 30_000] });
    expect(failure).toMatchObject({ code: 'mail-refused', message: expect.stringContaining('452 no room') });
  });

  it('for good is not tried again', async () => {
    const server = await mailServer({
      onMail: () => {
        throw answer(554, 'no books here');
      },
    });
    expect(await deliver(server)).toMatchObject({ ...NOTHING, failure: { code: 'mail-refused' } });
    expect(server.connections()).toBe(1);
  });

  it('of one recipient leaves the others served', async () => {
    const server = await mailServer({
      onRecipient: (address) => {
        if (address.startsWith('eve')) throw answer(550, 'who is eve');
      },
    });
    const message = await messageOf(3000, ['ann@kindle.com', 'eve@kindle.com', 'bo@kindle.com']);
    const delivery = await deliver(server, { message });
    expect(delivery).toMatchObject({
      taken: ['ann@kindle.com', 'bo@kindle.com'],
      refused: [{ address: 'eve@kindle.com', reason: '550 who is eve' }],
      attempts: 1,
    });
    expect(delivery.failure).toBeUndefined();
    expect(server.taken.map(({ to }) => to)).toEqual([['ann@kindle.com', 'bo@kindle.com']]);
  });

  it('of one recipient for now sends it to that one again, and to no other', async () => {
    const server = await mailServer({
      onRecipient: (address, attempt) => {
        if (address.startsWith('eve') && attempt < 4) throw answer(450, 'busy');
      },
    });
    const message = await messageOf(3000, ['ann@kindle.com', 'eve@kindle.com']);
    const { taken, refused, attempts } = await deliver(server, { message });
    expect({ taken, refused, attempts }).toEqual({
      taken: ['ann@kindle.com', 'eve@kindle.com'],
      refused: [],
      attempts: 3,
    });
    expect(server.taken.map(({ to }) => to)).toEqual([['ann@kindle.com'], ['eve@kindle.com']]);
  });

  it('of every recipient names each', async () => {
    const server = await mailServer({
      onRecipient: (address) => {
        throw answer(550, `who is ${address}`);
      },
    });
    const message = await messageOf(3000, ['ann@kindle.com', 'eve@kindle.com']);
    const { taken, refused, failure } = await deliver(server, { message });
    expect(taken).toEqual([]);
    expect(refused.map(({ address }) => address)).toEqual(['ann@kindle.com', 'eve@kindle.com']);
    expect(failure?.code).toBe('mail-refused');
  });

  it('for its size names the setting that helps', async () => {
    const server = await mailServer({ more: { size: 20_000 } });
    const { failure, ...rest } = await deliver(server, { message: await messageOf(30_000) });
    expect(rest).toMatchObject(NOTHING);
    expect(failure).toMatchObject({ code: 'mail-refused', message: expect.stringContaining('`maxSize: 20000`') });
  });
});

describe('a connection that breaks', () => {
  const LARGE = 8_000_000;

  it('in the middle of a mail has it sent anew, and once', async () => {
    const server = await mailServer({
      onPiece: (received, attempt, socket) => {
        if (attempt < 3 && received > 100_000) socket.destroy();
      },
    });
    const message = await messageOf(LARGE);
    expect(await deliver(server, { message })).toMatchObject({ taken: message.to, attempts: 3 });
    expect(server.taken.map(({ text }) => text.length)).toEqual([message.bytes.length]);
  });

  it('when the mail is whole, and nobody knows whether it was taken, has it not sent again', async () => {
    const server = await mailServer({ onMail: (_attempt, socket) => void socket.destroy() });
    const { failure, ...rest } = await deliver(server, { message: await messageOf(LARGE) });
    expect(rest).toMatchObject(NOTHING);
    expect(failure).toMatchObject({ code: 'mail-uncertain', message: expect.stringContaining('look on the Kindle') });
    expect(server.connections()).toBe(1);
  });

  it('after the mail was taken is nobody’s loss', async () => {
    const port = await scriptedServer((line, socket) => {
      if (line === '.') socket.write('250 taken\r\n', () => socket.destroy());
      else reply(line, socket);
    });
    const delivery = await deliver({ port, caFile: '' }, PLAIN);
    expect(delivery).toMatchObject({ taken: ['ann@kindle.com'], attempts: 1, response: '250 taken' });
  });

  it('before anything was said is tried again', async () => {
    let connections = 0;
    const port = await scriptedServer(reply, (socket) => {
      connections += 1;
      if (connections > 2) return socket.write('220 here\r\n');
      return socket.destroy();
    });
    expect(await deliver({ port, caFile: '' }, PLAIN)).toMatchObject({ taken: ['ann@kindle.com'], attempts: 3 });
  });

  it('among the recipients of a small mail is tried again, for nothing of it was sent', async () => {
    let breaks = 1;
    const port = await scriptedServer((line, socket) => {
      if (/^RCPT/.test(line) && breaks > 0) {
        breaks -= 1;
        socket.destroy();
      } else reply(line, socket);
    });
    expect(await deliver({ port, caFile: '' }, PLAIN)).toMatchObject({ taken: ['ann@kindle.com'], attempts: 2 });
  });
});

describe('a server that is silent', () => {
  it.each([
    ['from the first', () => {}, () => {}],
    ['after its greeting', () => {}, greet],
    ['when asked for a recipient', (line: string, socket: Socket) => /^RCPT/.test(line) || reply(line, socket), greet],
  ])('%s is given up in time', async (_name, onLine, onOpen) => {
    const port = await scriptedServer(onLine, onOpen);
    const { failure, attempts } = await deliver({ port, caFile: '' }, { ...PLAIN, silence: 100 });
    expect(failure).toMatchObject({
      code: 'mail-unreachable',
      message: expect.stringContaining('did not answer in time'),
    });
    expect(attempts).toBe(4);
  });

  it('over a whole mail may have it, so that it is not sent again', async () => {
    const port = await scriptedServer((line, socket) => line === '.' || reply(line, socket));
    const { failure, attempts } = await deliver({ port, caFile: '' }, { ...PLAIN, silence: 100 });
    expect({ code: failure?.code, attempts }).toEqual({ code: 'mail-uncertain', attempts: 1 });
  });
});

describe('a server that is not there', () => {
  it('is told at once', async () => {
    const nobody = createServer();
    const port = await listening(nobody);
    await new Promise((resolve) => nobody.close(resolve));
    const { failure, attempts } = await deliver({ port, caFile: '' }, PLAIN);
    expect(failure).toMatchObject({ code: 'mail-unreachable', message: expect.stringContaining('ECONNREFUSED') });
    expect(attempts).toBe(1);
  });
});

describe('an interruption', () => {
  it('ends the sending of a mail with its reason', async () => {
    const interruption = new AbortController();
    const port = await scriptedServer((line, socket) => {
      if (/^RCPT/.test(line)) interruption.abort(new Error('enough'));
      else reply(line, socket);
    });
    const sending = deliver({ port, caFile: '' }, { ...PLAIN, signal: interruption.signal });
    await expect(sending).rejects.toThrow('enough');
  });
});

const PLAIN = { server: { security: 'none' } } as const;

const greet = (socket: Socket): void => void socket.write('220 here\r\n');

/** What a server says that takes everything. */
function reply(line: string, socket: Socket): void {
  if (/^DATA/.test(line)) socket.write('354 go on\r\n');
  else if (/^(?:EHLO|HELO|MAIL|RCPT|RSET|QUIT|\.$)/.test(line)) socket.write('250 fine\r\n');
}

/** A server that does just what the test says, line by line; its port. */
async function scriptedServer(
  onLine: (line: string, socket: Socket) => unknown,
  onOpen: (socket: Socket) => unknown = greet,
): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    onOpen(socket);
    let rest = '';
    socket.on('data', (chunk) => {
      const lines = (rest + chunk.toString('latin1')).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (!socket.destroyed) onLine(line, socket);
    });
  });
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return listening(server);
}

async function listening(server: ReturnType<typeof createServer>): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}
