import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAddress, parseRecipients } from '../../src/deliver/mail/address.js';
import { findPassword } from '../../src/deliver/mail/password.js';
import { isLoopback, type MailSettings, readMailSettings, serverOf } from '../../src/deliver/mail/settings.js';
import { defaultSettingsPath, type Machine } from '../../src/deliver/mail/settings-place.js';
import { StoryError } from '../../src/diagnostics/report.js';
import { folderOf } from '../support/storybind.js';

const PASSWORD = 'lamp-oil-and-47-herrings';

const machine = (variables: Machine['variables'] = {}): Machine => ({ platform: 'linux', home: '/nowhere', variables });

const WHO = 'from: ann@example.org\nto: ann@kindle.com\n';

async function settingsOf(yaml: string, variables: Machine['variables'] = {}): Promise<MailSettings> {
  const folder = await folderOf({ 'mail.yaml': yaml });
  return readMailSettings({ path: join(folder, 'mail.yaml'), to: [] }, machine(variables));
}

/** The diagnostic that the work ends with. */
async function refusal(work: Promise<unknown>): Promise<{ readonly code: string; readonly message: string }> {
  const error = await work.then(
    () => new Error('nothing was refused'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof StoryError)) throw error;
  expect(JSON.stringify(error.diagnostic)).not.toContain(PASSWORD);
  return error.diagnostic;
}

describe('the place of the mail settings', () => {
  it.each<[NodeJS.Platform, Machine['variables'], string]>([
    ['linux', {}, '/home/ann/.config/storybind/mail.yaml'],
    ['linux', { XDG_CONFIG_HOME: '/etc/ann' }, '/etc/ann/storybind/mail.yaml'],
    ['linux', { XDG_CONFIG_HOME: 'not/absolute' }, '/home/ann/.config/storybind/mail.yaml'],
    ['darwin', {}, '/home/ann/Library/Application Support/storybind/mail.yaml'],
    ['win32', { APPDATA: '/roaming' }, '/roaming/storybind/mail.yaml'],
  ])('on %s with %j is %s', (platform, variables, path) => {
    expect(defaultSettingsPath({ platform, home: '/home/ann', variables })).toBe(path);
  });

  it('may be empty, unless --config names it', async () => {
    const folder = await folderOf();
    const around = machine({ XDG_CONFIG_HOME: folder, STORYBIND_SMTP_FROM: 'ann@example.org' });
    expect((await readMailSettings({ to: ['a@kindle.com'] }, around)).to).toEqual(['a@kindle.com']);
    const named = readMailSettings({ to: ['a@kindle.com'], path: join(folder, 'none.yaml') }, around);
    expect((await refusal(named)).code).toBe('mail-settings');
  });
});

describe('the mail settings', () => {
  it('choose TLS from the port, and never leave it out by themselves', async () => {
    const serverFor = async (yaml: string) => serverOf(await settingsOf(`host: smtp.example.org\n${WHO}${yaml}`));
    expect(await serverFor('')).toEqual({ host: 'smtp.example.org', port: 587, security: 'starttls' });
    expect(await serverFor('port: 465')).toMatchObject({ port: 465, security: 'implicit' });
    expect(await serverFor('secure: true')).toMatchObject({ port: 465, security: 'implicit' });
    expect(await serverFor('port: 465\nsecure: false')).toMatchObject({ port: 465, security: 'starttls' });
    expect(await serverFor('port: 25')).toMatchObject({ port: 25, security: 'starttls' });
    expect(await serverFor('tls: none')).toMatchObject({ port: 25, security: 'none' });
  });

  it('take the environment before the file', async () => {
    const settings = await settingsOf(`host: smtp.example.org\nport: 465\n${WHO}`, {
      STORYBIND_SMTP_HOST: 'localhost',
      STORYBIND_SMTP_PORT: '2525',
      STORYBIND_SMTP_TO: 'a@kindle.com, b@kindle.com',
      STORYBIND_SMTP_MAX_SIZE: '25M',
    });
    expect(settings).toMatchObject({
      server: { host: 'localhost', port: 2525, security: 'starttls' },
      from: 'ann@example.org',
      to: ['a@kindle.com', 'b@kindle.com'],
      maxBytes: 25 * 2 ** 20,
    });
  });

  it('take the user for the sender where that is an address', async () => {
    const { from } = await settingsOf('host: localhost\nuser: ann@example.org\nto: ann@kindle.com');
    expect(from).toBe('ann@example.org');
    const lacking = await refusal(settingsOf('host: localhost\nuser: ann\nto: ann@kindle.com'));
    expect(lacking.message).toContain('STORYBIND_SMTP_FROM');
  });

  it('find files beside themselves', async () => {
    const settings = await settingsOf(`host: localhost\n${WHO}caFile: ca.pem\npasswordFile: ~/secret`);
    expect(settings.server?.caFile).toBe(join(settings.path, '../ca.pem'));
    expect(settings.passwordFile).toBe('/nowhere/secret');
  });

  it.each(['password', 'pass', 'smtpPassword', 'Passwd', 'secret'])(
    'refuse the key %s and say the ways',
    async (key) => {
      const { code, message } = await refusal(settingsOf(`host: localhost\n${WHO}${key}: ${PASSWORD}`));
      expect(code).toBe('mail-settings');
      expect(message).toContain('passwordCommand');
    },
  );

  it.each([
    `host: smtps://ann:${PASSWORD}@smtp.example.org`,
    `host: localhost\n  broken: [${PASSWORD}`,
    `${PASSWORD}`,
    `- ${PASSWORD}`,
    `pasword: ${PASSWORD}`,
    `${PASSWORD} and more: yes`,
    `host: localhost\nport: ${PASSWORD}`,
    `host: localhost\ntls: ${PASSWORD}`,
    `host: localhost\nsecure: ${PASSWORD}`,
    `host: localhost\npasswordCommand: echo ${PASSWORD}`,
    `host: localhost\npasswordCommand: []`,
    `host: localhost\nmaxSize: ${PASSWORD}`,
    `host: [${PASSWORD}]`,
    `host: &a [*a, ${PASSWORD}]`,
    'host: local host',
    'port: 70000\nhost: localhost',
  ])('of the wrong form are refused without a word of them: %s', async (yaml) => {
    expect((await refusal(settingsOf(`${WHO}${yaml}`))).code).toBe('mail-settings');
  });

  it('send no password where others can read it', async () => {
    const unsafe = await refusal(settingsOf(`host: smtp.example.org\ntls: none\nuser: ann\n${WHO}`));
    expect(unsafe.message).toContain('everyone on the way');
    await settingsOf(`host: localhost\ntls: none\nuser: ann\n${WHO}`);
    await settingsOf(`host: smtp.example.org\ntls: none\n${WHO}`);
    expect(['127.0.0.1', '127.9.9.9', '::1', 'localhost', '0:0:0:0:0:0:0:1'].every(isLoopback)).toBe(true);
    expect(['127.0.0.1.example.org', '10.0.0.1', 'localhost.example', '::2', '128.0.0.1'].some(isLoopback)).toBe(false);
  });

  it('send to at most 15 addresses', async () => {
    const to = Array.from({ length: 16 }, (_, index) => `ann${index}@kindle.com`);
    const sixteen = readMailSettings({ to }, machine({ STORYBIND_SMTP_FROM: 'ann@example.org' }));
    expect(await refusal(sixteen)).toMatchObject({ code: 'mail-address' });
    const fifteen = readMailSettings({ to: to.slice(1) }, machine({ STORYBIND_SMTP_FROM: 'ann@example.org' }));
    expect((await fifteen).to).toHaveLength(15);
  });
});

describe('an address', () => {
  it.each(['ann@kindle.com', 'ann.fell+books_1@free.kindle.com', "o'neil@example.co.uk"])('%s is taken', (text) => {
    expect(parseAddress(` ${text} `, 'The sender')).toBe(text);
  });

  it('has its domain in ASCII', () => {
    expect(parseAddress('ann@Bücher.example', 'The sender')).toBe('ann@xn--bcher-kva.example');
  });

  it.each([
    'ann',
    '@kindle.com',
    'ann@',
    'Ann <ann@kindle.com>',
    'ann@kindle.com, eve@example.org',
    'ann@kindle.com\r\nBcc: eve@example.org',
    'ann@kindle.com\nRCPT TO:<eve@example.org>',
    'ann\u0000@kindle.com',
    '"ann\r\nDATA"@kindle.com',
    'ann@kindle.com>\r\nRCPT TO:<eve@example.org',
    'ann@kindle.com/../x',
    'ann@-kindle.com',
    'änn@kindle.com',
    'ann\u202e@kindle.com',
    '..@kindle.com',
    `${'a'.repeat(65)}@kindle.com`,
    `ann@${'kindle.'.repeat(40)}com`,
  ])('%j is refused', (text) => {
    expect(() => parseAddress(text, 'The recipient')).toThrow(StoryError);
  });

  it('is served once, however it is written', () => {
    expect(parseRecipients(['Ann@kindle.com', 'ann@KINDLE.com', 'bo@kindle.com'])).toEqual([
      'Ann@kindle.com',
      'bo@kindle.com',
    ]);
  });
});

describe('the password', () => {
  const settings = (more: Partial<MailSettings>): MailSettings => ({
    from: 'ann@example.org',
    to: ['ann@kindle.com'],
    path: '/mail.yaml',
    ...more,
  });

  it('is that of the environment, else what the program prints, else what the file holds', async () => {
    const folder = await folderOf({ secret: `${PASSWORD}\nuser: ann\n` });
    const passwordFile = join(folder, 'secret');
    await chmod(passwordFile, 0o600);
    const passwordCommand = [process.execPath, '-e', 'console.log(process.argv[1])', '$HOME; *'];
    const found = (variables: Machine['variables'], more: Partial<MailSettings>) =>
      findPassword(settings(more), machine(variables));
    const ways = { passwordCommand, passwordFile };
    expect(await found({ STORYBIND_SMTP_PASSWORD: 'a' }, ways)).toEqual({ password: 'a', diagnostics: [] });
    // No shell has touched the argument.
    expect(await found({}, ways)).toEqual({ password: '$HOME; *', diagnostics: [] });
    expect(await found({}, { passwordFile })).toEqual({ password: PASSWORD, diagnostics: [] });
  });

  it.skipIf(process.platform === 'win32')('in a file that others may read is told of', async () => {
    const passwordFile = join(await folderOf({ secret: PASSWORD }), 'secret');
    await chmod(passwordFile, 0o644);
    const { password, diagnostics } = await findPassword(settings({ passwordFile }), machine());
    expect(password).toBe(PASSWORD);
    expect(diagnostics.map(({ code }) => code)).toEqual(['mail-password-exposed']);
  });

  it.each([
    [
      'a program that fails',
      `console.log('${PASSWORD}'); console.error('${PASSWORD}'); process.exit(3)`,
      'ended with 3',
    ],
    ['a program that prints nothing', '', 'no password in its first line'],
    ['a program that prints without end', `for (;;) console.log('${PASSWORD}')`, 'more than a password'],
  ])('of %s is told as lacking, without what was printed', async (_name, script, words) => {
    const passwordCommand = [process.execPath, '-e', script];
    const { code, message } = await refusal(findPassword(settings({ passwordCommand }), machine()));
    expect(code).toBe('mail-password');
    expect(message).toContain(words);
  });

  it('that cannot be had is told as lacking', async () => {
    const lacking = [{}, { passwordCommand: ['/no/such/program', PASSWORD] }, { passwordFile: '/no/such/file' }];
    for (const more of lacking) {
      expect((await refusal(findPassword(settings(more), machine()))).code).toBe('mail-password');
    }
  });
});
