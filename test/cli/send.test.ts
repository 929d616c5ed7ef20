import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCommandLine } from '../../src/cli/run-command-line.js';
import type { SendFlags } from '../../src/cli/send.js';
import { type SendEffects, sendBooks } from '../../src/cli/send-books.js';
import { type Output, type Surroundings, Ui } from '../../src/cli/ui.js';
import { SMTP_TIMEOUTS } from '../../src/deliver/mail/smtp.js';
import { buildEpub, item } from '../support/build-epub.js';
import { answer, type MailServer, type MailServerOptions, mailServer } from '../support/mail-server.js';
import { filesIn, folderOf, RAIN } from '../support/storybind.js';
import { unzip } from '../support/unzip.js';

const PASSWORD = 'lamp-oil-and-47-herrings';
const SECRETS = [
  PASSWORD,
  Buffer.from(PASSWORD).toString('base64'),
  Buffer.from(`\0ann\0${PASSWORD}`).toString('base64'),
];

const bookOf = (title: string, more = ''): Uint8Array =>
  buildEpub({
    metadata: `<dc:title>${title}</dc:title><dc:creator>Ann Fell</dc:creator><dc:language>en</dc:language><dc:identifier id="uid">${title}</dc:identifier>`,
    documents: { 'one.xhtml': `<h1>One</h1><p>It rained. ${more}</p>` },
    contents: item('One', 'one.xhtml'),
  });

interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly folder: string;
  readonly objects: () => readonly Record<string, unknown>[];
}

interface Around {
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly variables?: Readonly<Record<string, string>>;
  readonly stdin?: string;
}

class Recorder implements Output {
  text = '';
  write(chunk: string | Uint8Array, done: (error?: Error | null) => void): void {
    this.text += typeof chunk === 'string' ? chunk : new TextDecoder().decode(chunk);
    done();
  }
}

/** The clock stands at the beginning of 1970, and waits for nothing. */
const EFFECTS: SendEffects = {
  now: () => new Date(0),
  sleep: async () => {},
  platform: 'linux',
  home: () => '/nowhere',
  timeouts: { ...SMTP_TIMEOUTS, socket: 5000 },
};

/** Runs `storybind send` in a folder of its own, which `@` stands for, as the command line or with flags as given. */
async function send(args: readonly string[] | SendFlags, around: Around = {}): Promise<Ran> {
  const { files = {}, variables = {}, stdin = '' } = around;
  const folder = await folderOf(files);
  const [stdout, stderr] = [new Recorder(), new Recorder()];
  const surroundings: Surroundings = {
    stdin: stdinOf(stdin),
    stdout,
    stderr,
    variables: { XDG_CONFIG_HOME: join(folder, 'settings'), APPDATA: join(folder, 'settings'), ...variables },
    signal: new AbortController().signal,
  };
  const exitCode = isWords(args)
    ? await runCommandLine(['send', ...args.map((arg) => arg.replace(/^@/, `${folder}/`))], surroundings)
    : await sendBooks([`${folder}/wet.epub`], args, new Ui(surroundings), surroundings, EFFECTS);
  const written = (await filesIn(folder)).filter((name) => !(name in files));
  const left = await Promise.all(written.map((name) => readFile(join(folder, name), 'latin1')));
  for (const secret of SECRETS) expect([stdout.text, stderr.text, ...left].join('\n')).not.toContain(secret);
  const [out, err] = [stdout, stderr].map(({ text }) => text.replaceAll(`${folder}/`, ''));
  const objects = () =>
    stdout.text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line.replaceAll(`${folder}/`, '')));
  return { exitCode, stdout: out ?? '', stderr: err ?? '', folder, objects };
}

const isWords = (args: readonly string[] | SendFlags): args is readonly string[] => Array.isArray(args);

async function* stdinOf(text: string) {
  yield new TextEncoder().encode(text);
}

/** The environment that leads to the server. */
const to = (
  server: Pick<MailServer, 'port' | 'caFile'>,
  more: Record<string, string> = {},
): Record<string, string> => ({
  STORYBIND_SMTP_HOST: 'localhost',
  STORYBIND_SMTP_PORT: String(server.port),
  STORYBIND_SMTP_CA_FILE: server.caFile,
  STORYBIND_SMTP_FROM: 'ann@example.org',
  STORYBIND_SMTP_TO: 'ann@kindle.com',
  ...more,
});

const LOGIN = { user: 'ann', password: PASSWORD };
const KNOWN = { STORYBIND_SMTP_USER: 'ann', STORYBIND_SMTP_PASSWORD: PASSWORD };
const SENDER = { STORYBIND_SMTP_FROM: 'ann@example.org', SOURCE_DATE_EPOCH: '1700000000' };

/** The books in a mail, by their names. */
function booksIn(mail: string): ReadonlyMap<string, Buffer> {
  const parts = mail.matchAll(/filename="?([^"\r]+)"?\r\n\r\n([A-Za-z0-9+/=\r\n]*?)\r\n--/g);
  return new Map([...parts].map(([, name = '', content = '']) => [name, Buffer.from(content, 'base64')]));
}

describe('storybind send', () => {
  it('sends an EPUB as it is, and says what that means and what not', async () => {
    const server = await mailServer({ login: LOGIN });
    const files = { 'wet.epub': bookOf('The Wet Year') };
    const { exitCode, stdout, stderr } = await send(['@wet.epub'], { files, variables: to(server, KNOWN) });
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
    expect(stderr).toMatch(/^mail {2}sent to ann@kindle\.com · 1 book · 0\.0 MB\n/m);
    expect(stderr).toContain('not yet a book on the Kindle');
    expect(stderr).toMatch(/approved sender list[\s\S]*within 48 hours/);
    const [mail] = server.taken;
    expect(mail).toMatchObject({ from: 'ann@example.org', to: ['ann@kindle.com'], isEncrypted: true, user: 'ann' });
    expect(mail?.text).toMatch(/^Subject: The Wet Year\r$/m);
    expect(
      booksIn(mail?.text ?? '')
        .get('wet.epub')
        ?.equals(files['wet.epub']),
    ).toBe(true);
  });

  it('binds a story first, from a file or from stdin', async () => {
    const server = await mailServer();
    const around = { files: { 'rain.txt': RAIN }, variables: to(server), stdin: RAIN };
    const { exitCode, objects } = await send(['@rain.txt', '-', '--json', '--to', 'bo@kindle.com'], around);
    expect(exitCode).toBe(0);
    expect(objects()).toMatchObject([
      { kind: 'book', file: 'rain.txt', status: 'ready', title: 'The Rain on Hollow Street' },
      { kind: 'book', file: '-', status: 'ready' },
      {
        kind: 'mail',
        number: 1,
        status: 'sent',
        subject: 'The Rain on Hollow Street and 1 more',
        to: ['bo@kindle.com'],
        refused: [],
        books: [
          { file: 'rain.txt', name: 'rain.epub' },
          { file: '-', name: 'the-rain-on-hollow-street.epub' },
        ],
        attempts: 1,
        output: null,
        diagnostics: [],
      },
    ]);
    const pages = unzip(booksIn(server.taken[0]?.text ?? '').get('rain.epub') ?? new Uint8Array());
    expect(pages.get('mimetype')).toBe('application/epub+zip');
    // A Kindle shows the cover by itself.
    expect([...pages.keys()].filter((path) => path.endsWith('cover.xhtml'))).toEqual([]);
    expect([...pages.values()].join('\n')).toContain('By morning the hall was a river');
  });

  it('sends many books in many mails, to several addresses', async () => {
    const server = await mailServer();
    const names = Array.from({ length: 27 }, (_, index) => `book-${String(index).padStart(2, '0')}.epub`);
    const files = Object.fromEntries(names.map((name) => [name, bookOf(name)]));
    const addresses = ['--to', 'ann@kindle.com', '--to', 'bo@free.kindle.com', '--to', 'Ann@kindle.com'];
    const { exitCode, stderr } = await send(['@*.epub', ...addresses], { files, variables: to(server) });
    expect(exitCode).toBe(0);
    expect(server.taken.map(({ text }) => booksIn(text).size)).toEqual([25, 2]);
    expect(server.taken.flatMap(({ text }) => [...booksIn(text).keys()])).toEqual(names);
    expect(server.taken[1]?.to).toEqual(['ann@kindle.com', 'bo@free.kindle.com']);
    expect(stderr).toMatch(/^mail 2 of 2 {2}sent to ann@kindle\.com, bo@free\.kindle\.com · 2 books/m);
  });

  it('says nothing with --quiet but errors', async () => {
    const server = await mailServer();
    const around = { files: { 'wet.epub': bookOf('Wet') }, variables: to(server) };
    const { exitCode, stdout, stderr } = await send(['@wet.epub', '-q', '--to', 'ann@kindel.com'], around);
    expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  });

  it('warns of an address that is no Kindle’s', async () => {
    const server = await mailServer();
    const around = { files: { 'wet.epub': bookOf('Wet') }, variables: to(server) };
    const { exitCode, stderr } = await send(['@wet.epub', '--to', 'ann@kindel.com'], around);
    expect(exitCode).toBe(0);
    expect(stderr).toContain('warning mail-address-unusual: `ann@kindel.com`');
  });

  it('takes the server from the settings file, and the password from the program that it names', async () => {
    const server = await mailServer({ login: LOGIN, tls: 'implicit' });
    const program = ['process.stdout.write(process.env.KEYRING)'];
    const settings = [
      'host: localhost',
      `port: ${server.port}`,
      'secure: true',
      'user: ann',
      'from: ann@example.org',
      'to: [ann@kindle.com, bo@kindle.com]',
      `caFile: ${server.caFile}`,
      `passwordCommand: [${JSON.stringify(process.execPath)}, -e, ${JSON.stringify(program[0])}]`,
    ].join('\n');
    const files = { 'wet.epub': bookOf('Wet'), 'settings/storybind/mail.yaml': settings };
    const { exitCode } = await send(['@wet.epub'], { files, variables: { KEYRING: PASSWORD } });
    expect(exitCode).toBe(0);
    expect(server.taken).toMatchObject([{ to: ['ann@kindle.com', 'bo@kindle.com'], user: 'ann' }]);
    const named = await send(['@wet.epub', '--config', '@settings/storybind/mail.yaml'], {
      files,
      variables: { KEYRING: PASSWORD, XDG_CONFIG_HOME: '/nowhere' },
    });
    expect(named.exitCode).toBe(0);
  });
});

describe('storybind send --dry-run', () => {
  it('writes the mails and sends nothing, the same to the byte each time', async () => {
    const around = { files: { 'wet.epub': bookOf('The Wet Year') }, variables: SENDER };
    const args = ['@wet.epub', '--to', 'ann@kindle.com', '--dry-run', '-o', '@mails', '--json'];
    const [one, two] = [await send(args, around), await send(args, around)];
    expect(one.exitCode).toBe(0);
    expect(one.objects()[1]).toMatchObject({ status: 'planned', output: 'mails/mail-1.eml', to: ['ann@kindle.com'] });
    const [mail, again] = await Promise.all([one, two].map(({ folder }) => readFile(join(folder, 'mails/mail-1.eml'))));
    expect(mail?.equals(again ?? Buffer.of())).toBe(true);
    expect(mail?.toString()).toContain('Date: Tue, 14 Nov 2023 22:13:20 +0000');
    expect(one.stderr).toMatch(/^mails\/mail-1\.eml {2}would be sent to ann@kindle\.com/m);
    expect(one.stderr).not.toContain('not yet a book');
  });

  it('writes what would be sent, to the byte', async () => {
    const server = await mailServer({ login: LOGIN });
    const files = { 'wet.epub': bookOf('Wet') };
    const variables = to(server, { ...SENDER, ...KNOWN });
    const { folder } = await send(['@wet.epub', '-n', '-o', '@mails/'], { files, variables });
    expect(server.connections()).toBe(0);
    await send(['@wet.epub'], { files, variables });
    expect(server.taken[0]?.text).toBe(await readFile(join(folder, 'mails/mail-1.eml'), 'latin1'));
  });

  it('needs no server and asks for no password', async () => {
    const settings = 'user: ann@example.org\nhost: localhost\npasswordCommand: [/no/such/program]\nto: ann@kindle.com';
    const files = { 'wet.epub': bookOf('Wet'), 'mail.yaml': settings };
    const { exitCode } = await send(['@wet.epub', '-n', '-o', '@mails', '--config', '@mail.yaml'], { files });
    expect(exitCode).toBe(0);
  });

  it('never writes over a book', async () => {
    const around = {
      files: { 'mail-1.eml': bookOf('Wet') },
      variables: { ...SENDER, STORYBIND_SMTP_TO: 'a@kindle.com' },
    };
    const { exitCode, stderr } = await send(['@mail-1.eml', '-n', '-o', '@'], around);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('output-is-source');
  });
});

describe('a book that cannot be sent', () => {
  const PLANNED = { ...SENDER, STORYBIND_SMTP_TO: 'ann@kindle.com' };

  it('is told, and the others are sent', async () => {
    const server = await mailServer();
    const files = {
      'a.epub': bookOf('A'),
      'b.azw3': 'TPZ',
      'c.epub': 'no zip at all',
      'e.epub': Buffer.concat([Buffer.alloc(60), Buffer.from('BOOKMOBI')]),
      'f.epub': bookOf('F'),
    };
    const args = ['@a.epub', '@b.azw3', '@c.epub', '@d.epub', '@e.epub', '@f.epub', '--json'];
    const { exitCode, stderr, objects } = await send(args, { files, variables: to(server) });
    expect(exitCode).toBe(3);
    expect(objects().map(({ kind, file, status }) => [kind, file, status])).toEqual([
      ['book', 'a.epub', 'ready'],
      ['book', 'b.azw3', 'refused'],
      ['book', 'c.epub', 'refused'],
      ['book', 'd.epub', 'refused'],
      ['book', 'e.epub', 'refused'],
      ['book', 'f.epub', 'ready'],
      ['mail', undefined, 'sent'],
    ]);
    expect(stderr).toMatch(/^b\.azw3: error mail-format: .*Amazon help 201974220/m);
    expect(stderr).toMatch(/^c\.epub: error input-damaged: /m);
    expect(stderr).toMatch(/^d\.epub: error input-missing: /m);
    expect(stderr).toMatch(/^e\.epub: error mail-format: /m);
    expect([...booksIn(server.taken[0]?.text ?? '').keys()]).toEqual(['a.epub', 'f.epub']);
  });

  it('for its size is told with ways out, and nothing is sent when it was the only one', async () => {
    const files = { 'large.epub': bookOf('Large', randomText(120_000)) };
    const variables = { ...PLANNED, STORYBIND_SMTP_MAX_SIZE: '100000' };
    const { exitCode, stderr, folder } = await send(['@large.epub', '-n', '-o', '@mails'], { files, variables });
    expect(exitCode).toBe(5);
    expect(stderr).toMatch(/^large\.epub: error mail-too-large: .*0\.1 MB.*amazon\.com\/sendtokindle/m);
    expect(await filesIn(folder)).toEqual(['large.epub']);
  });
});

describe('a title made to harm', () => {
  it.each([
    ['a line break', 'Rain&#13;&#10;Bcc: eve@example.org', 'Rain Bcc: eve@example.org'],
    ['an override of direction', 'Rain \u202egpj.exe', 'Rain gpj.exe'],
    ['emoji', 'Rain 🌧🌧', 'Rain 🌧🌧'],
  ])('with %s changes no header', async (_name, title, subject) => {
    const server = await mailServer();
    const hostile = 'x\r\nX-Evil: yes 🌧\u202e.epub';
    const around = { files: { [hostile]: bookOf(title) }, variables: to(server) };
    const { exitCode, objects } = await send([`@${hostile}`, '--json'], around);
    expect(exitCode).toBe(0);
    expect(objects()[1]).toMatchObject({ subject, to: ['ann@kindle.com'] });
    const [mail] = server.taken;
    expect(mail?.to).toEqual(['ann@kindle.com']);
    expect(mail?.text).not.toMatch(/^(?:Bcc|X-Evil)/im);
    expect([...booksIn(mail?.text ?? '').keys()]).toEqual(['x-x-evil-yes.epub']);
  });

  it.each([
    'ann@kindle.com\r\nBcc: eve@example.org',
    'ann@kindle.com>\r\nRCPT TO:<eve@example.org',
    'Ann <a@kindle.com>',
  ])('is refused as an address: %j', async (address) => {
    const server = await mailServer();
    const files = { 'wet.epub': bookOf('Wet') };
    const recipient = await send(['@wet.epub', '--to', address], { files, variables: to(server) });
    expect(recipient.exitCode).toBe(2);
    expect(recipient.stderr).toMatch(/^error mail-address: The recipient .*\n$/);
    const sender = await send(['@wet.epub'], { files, variables: to(server, { STORYBIND_SMTP_FROM: address }) });
    expect(sender.stderr).toMatch(/^error mail-address: The sender .*\n$/);
    expect(server.connections()).toBe(0);
  });
});

describe('a mail that does not get through', () => {
  const files = { 'wet.epub': bookOf('Wet'), 'dry.epub': bookOf('Dry') };

  /** Sends the wet book to such a server, which wants the password. */
  async function sendTo(
    options: MailServerOptions,
    flags: SendFlags = {},
  ): Promise<Ran & { readonly server: MailServer }> {
    const server = await mailServer({ login: LOGIN, ...options });
    return { ...(await send({ json: true, ...flags }, { files, variables: to(server, KNOWN) })), server };
  }

  it('is sent again after a refusal for now', async () => {
    const onMail = (attempt: number) => {
      if (attempt === 1) throw answer(451, `try later, ann ${PASSWORD}`);
    };
    const { exitCode, objects, server } = await sendTo({ onMail });
    expect(exitCode).toBe(0);
    expect(objects()[1]).toMatchObject({ status: 'sent', attempts: 2 });
    expect(server.taken).toHaveLength(1);
  });

  it('is told with the server’s words, but not with the password in them', async () => {
    const onMail = () => {
      throw answer(554, `no books from ann with ${PASSWORD}`);
    };
    const { exitCode, stderr } = await sendTo({ onMail });
    expect(exitCode).toBe(5);
    expect(stderr).toMatch(/error mail-refused: .*554 no books from ann with \[hidden\]/);
    expect(stderr).not.toContain('not yet a book on the Kindle');
  });

  it('for a wrong password ends the run: no further mail is tried', async () => {
    const server = await mailServer({ login: { ...LOGIN, password: 'another' } });
    const variables = to(server, { ...KNOWN, STORYBIND_SMTP_MAX_SIZE: '100000' });
    const two = { 'a.epub': bookOf('A', randomText(25_000)), 'b.epub': bookOf('B', randomText(25_001)) };
    const { exitCode, stderr, objects } = await send(['@a.epub', '@b.epub', '--json'], { files: two, variables });
    expect(exitCode).toBe(5);
    expect(objects().slice(2)).toMatchObject([
      { status: 'failed', diagnostics: [{ code: 'mail-login-refused' }] },
      { status: 'untried', diagnostics: [{ code: 'mail-untried' }] },
    ]);
    expect(stderr).toContain('`b.epub`) was not tried');
    expect(server.connections()).toBe(1);
  });

  it('to one of its recipients is told, and is sent to the other', async () => {
    const onRecipient = (address: string) => {
      if (address.startsWith('eve')) throw answer(550, `who is eve ${PASSWORD}`);
    };
    const { exitCode, stderr, objects } = await sendTo({ onRecipient }, { to: ['ann@kindle.com', 'eve@kindle.com'] });
    expect(exitCode).toBe(5);
    expect(objects()[1]).toMatchObject({
      status: 'partial',
      to: ['ann@kindle.com'],
      refused: [{ address: 'eve@kindle.com' }],
      diagnostics: [{ code: 'mail-recipient-refused' }],
    });
    expect(stderr).toContain('not yet a book on the Kindle');
  });

  it('because the connection broke when it was whole is not sent again', async () => {
    const { exitCode, objects, server } = await sendTo({ onMail: (_attempt, socket) => void socket.destroy() });
    expect(exitCode).toBe(5);
    expect(objects()[1]).toMatchObject({ status: 'uncertain', diagnostics: [{ code: 'mail-uncertain' }] });
    expect(server.connections()).toBe(1);
  });

  it('because the server has no TLS is told before the password is', async () => {
    const { exitCode, objects } = await sendTo({ tls: 'none' });
    expect(exitCode).toBe(5);
    expect(objects()[1]).toMatchObject({ status: 'failed', diagnostics: [{ code: 'mail-insecure' }] });
  });
});

describe('settings that are wrong', () => {
  const files = { 'wet.epub': bookOf('Wet') };

  it.each<[string, readonly string[], Record<string, string>, string]>([
    ['no recipient', [], SENDER, 'mail-settings: Say whom it is for'],
    ['no sender', ['--to', 'a@kindle.com'], {}, 'mail-settings: Say who sends it'],
    ['no server', ['--to', 'a@kindle.com'], SENDER, 'mail-settings: Name the mail server'],
    [
      'a URL with the password for a host',
      ['--to', 'a@kindle.com'],
      { ...SENDER, STORYBIND_SMTP_HOST: `smtps://ann:${PASSWORD}@mx` },
      'mail-settings: The value of `STORYBIND_SMTP_HOST`',
    ],
    [
      'no password',
      ['--to', 'a@kindle.com'],
      { ...SENDER, STORYBIND_SMTP_HOST: 'localhost', STORYBIND_SMTP_USER: 'ann' },
      'mail-password: ',
    ],
    [
      'a password for all to read',
      ['--to', 'a@kindle.com'],
      { ...SENDER, ...KNOWN, STORYBIND_SMTP_HOST: 'mx.example', STORYBIND_SMTP_TLS: 'none' },
      'mail-settings: With `tls: none`',
    ],
    [
      'an authority that is not there',
      ['--to', 'a@kindle.com'],
      { ...SENDER, STORYBIND_SMTP_HOST: 'localhost', STORYBIND_SMTP_CA_FILE: '/no/such.pem' },
      'mail-settings: `caFile`',
    ],
    ['a settings file that is not there', ['--config', '@none.yaml'], SENDER, 'mail-settings: There is no file'],
  ])('with %s end the run in a line', async (_name, args, variables, words) => {
    const { exitCode, stderr } = await send(['@wet.epub', ...args], { files, variables });
    expect(exitCode).toBe(2);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toContain(words);
  });

  it('in a file are told without what they hold', async () => {
    const wrong = { ...files, 'mail.yaml': `host: localhost\npassword: ${PASSWORD}\n` };
    const { exitCode, stderr } = await send(['@wet.epub', '--config', '@mail.yaml'], { files: wrong });
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^mail\.yaml: error mail-settings: A password has no place .*passwordCommand/);
  });

  it('of the command line are told with its usage', async () => {
    expect((await send([])).exitCode).toBe(2);
    const { exitCode, stderr } = await send(['@wet.epub', '-o', '@x'], { files });
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('--dry-run') });
  });
});

/** Letters that no compression makes small, the same each time. */
function randomText(length: number): string {
  let state = length;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return String.fromCharCode(0x4e00 + ((state >>> 12) % 0x4000));
  }).join('');
}
