import { resolve } from 'node:path';
import { StoryError } from '../../diagnostics/report.js';
import { parseSize } from '../../read/limits.js';
import { parseAddress, parseRecipients } from './address.js';
import { readSettingsFile, type SettingsFile, type SettingsKey } from './settings-file.js';
import { defaultSettingsPath, type Machine } from './settings-place.js';

/** `implicit`: TLS from the first byte. `starttls`: TLS before anything is said that matters. `none`: never TLS. */
const SECURITIES = ['implicit', 'starttls', 'none'] as const;
type Security = (typeof SECURITIES)[number];

export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  readonly security: Security;
  /** Undefined where the server asks for no login. */
  readonly user?: string;
  /** The only certificates (PEM) that are trusted, by their file; undefined for those that Node trusts. */
  readonly caFile?: string;
}

export interface MailSettings {
  /** Undefined where no host is named: enough for a dry run. */
  readonly server?: SmtpServer;
  readonly from: string;
  readonly to: readonly string[];
  /** A program and its arguments, run without a shell, that prints the password. */
  readonly passwordCommand?: readonly string[];
  readonly passwordFile?: string;
  /** What the mail server takes, in bytes, where that is less than what Amazon takes. */
  readonly maxBytes?: number;
  /** Where the settings are read from, whether or not there is a file yet. */
  readonly path: string;
}

export interface SettingsWishes {
  /** The file that `--config` names. */
  readonly path?: string;
  /** The addresses that `--to` names. */
  readonly to: readonly string[];
}

/** Amazon’s help page 201974220. */
const MOST_RECIPIENTS = 15;
const LEAST_SIZE = 100_000;

const VARIABLES: Readonly<Partial<Record<SettingsKey, string>>> = {
  host: 'STORYBIND_SMTP_HOST',
  port: 'STORYBIND_SMTP_PORT',
  tls: 'STORYBIND_SMTP_TLS',
  user: 'STORYBIND_SMTP_USER',
  from: 'STORYBIND_SMTP_FROM',
  to: 'STORYBIND_SMTP_TO',
  passwordFile: 'STORYBIND_SMTP_PASSWORD_FILE',
  caFile: 'STORYBIND_SMTP_CA_FILE',
  maxSize: 'STORYBIND_SMTP_MAX_SIZE',
};

/** What the flags say, else the environment, else the file. Throws `mail-settings` and `mail-address`. */
export async function readMailSettings(wishes: SettingsWishes, machine: Machine): Promise<MailSettings> {
  const path = wishes.path ?? defaultSettingsPath(machine);
  const file = await readSettingsFile(path, wishes.path !== undefined);
  const values = new Values(file, machine);
  const to = parseRecipients(wishes.to.length > 0 ? wishes.to : values.list('to'));
  if (to.length === 0) throw lacking('to', 'Say whom it is for with `--to name@kindle.com`', path);
  if (to.length > MOST_RECIPIENTS) {
    const message = `${to.length} recipients are too many: Kindle takes mail to at most ${MOST_RECIPIENTS} addresses (Amazon help 201974220). Send to the others in a second run.`;
    throw new StoryError('mail-address', message);
  }
  const from = values.text('from') ?? values.addressOfUser();
  if (from === undefined) throw lacking('from', 'Say who sends it, with an address that Amazon knows as yours', path);
  const server = readServer(values);
  const passwordCommand = values.command();
  const passwordFile = values.path('passwordFile');
  const maxBytes = values.size();
  return {
    ...(server && { server }),
    from: parseAddress(from, 'The sender'),
    to,
    ...(passwordCommand && { passwordCommand }),
    ...(passwordFile !== undefined && { passwordFile }),
    ...(maxBytes !== undefined && { maxBytes }),
    path,
  };
}

/** The server of the settings, for who means to send. Throws `mail-settings`. */
export function serverOf({ server, path }: MailSettings): SmtpServer {
  if (server) return server;
  throw lacking('host', 'Name the mail server that takes your mail', path);
}

function readServer(values: Values): SmtpServer | undefined {
  const host = values.text('host');
  if (host === undefined) return undefined;
  // The value is not quoted: `smtps://ann:secret@…` holds a password.
  if (!/^(?:[\w-]+(?:\.[\w-]+)*\.?|[\da-f:.]*:[\da-f:.]*)$/i.test(host)) {
    throw values.wrong('host', 'Give the name alone: `host: smtp.example.org`');
  }
  const port = values.port();
  const security = values.security(port);
  const user = values.text('user');
  if (security === 'none' && user !== undefined && !isLoopback(host)) {
    const message = `With \`tls: none\` everyone on the way to \`${host}\` could read the password. Leave out \`tls: none\`, or leave out \`user\`.`;
    throw new StoryError('mail-settings', message);
  }
  const caFile = values.path('caFile');
  return {
    host,
    port: port ?? (security === 'implicit' ? 465 : security === 'starttls' ? 587 : 25),
    security,
    ...(user !== undefined && { user }),
    ...(caFile !== undefined && { caFile }),
  };
}

/** Whether what is sent there never leaves the machine. */
export const isLoopback = (host: string): boolean =>
  /^(?:localhost\.?|127(?:\.\d{1,3}){3}|(?:0{0,4}:){2,7}0{0,3}1)$/i.test(host);

function lacking(key: SettingsKey, what: string, path: string): StoryError {
  const variable = VARIABLES[key];
  return new StoryError('mail-settings', `${what}, or set \`${key}\` in \`${path}\` or ${variable} (docs/send.md).`);
}

/** The values by key, checked; the environment goes before the file. */
class Values {
  readonly #file: SettingsFile;
  readonly #machine: Machine;

  constructor(file: SettingsFile, machine: Machine) {
    this.#file = file;
    this.#machine = machine;
  }

  text(key: SettingsKey): string | undefined {
    const value = this.#valueOf(key);
    if (value === undefined) return undefined;
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
    throw this.wrong(key, 'Write it as text');
  }

  list(key: SettingsKey): readonly string[] {
    const value = this.#valueOf(key) ?? [];
    const texts: readonly unknown[] = typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value : [0];
    if (texts.every((text) => typeof text === 'string')) return texts.filter((text) => text.trim() !== '');
    throw this.wrong(key, 'Write an address or a list of addresses');
  }

  port(): number | undefined {
    const value = this.#valueOf('port');
    if (value === undefined) return undefined;
    const port = typeof value === 'string' && /^\d{1,5}$/.test(value) ? Number(value) : value;
    if (typeof port === 'number' && Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
    throw this.wrong('port', 'Write a number up to 65535: 465 or 587');
  }

  security(port: number | undefined): Security {
    const tls = this.#valueOf('tls');
    const secure = this.#valueOf('secure');
    if (secure !== undefined && typeof secure !== 'boolean') throw this.wrong('secure', 'Write `true` or `false`');
    if (tls !== undefined) {
      const found = SECURITIES.find((one) => one === tls);
      if (!found) throw this.wrong('tls', `Write one of ${SECURITIES.map((one) => `\`${one}\``).join(', ')}`);
      return found;
    }
    return (secure ?? port === 465) ? 'implicit' : 'starttls';
  }

  command(): readonly string[] | undefined {
    const value = this.#valueOf('passwordCommand');
    if (value === undefined) return undefined;
    if (Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string') && value[0] !== '') {
      return value;
    }
    throw this.wrong('passwordCommand', 'Write the program and its arguments as a list: `[pass, show, mail]`');
  }

  size(): number | undefined {
    const value = this.#valueOf('maxSize');
    if (value === undefined) return undefined;
    const size = typeof value === 'number' ? value : typeof value === 'string' ? parseSize(value) : undefined;
    if (size !== undefined && Number.isSafeInteger(size) && size >= LEAST_SIZE) return size;
    throw this.wrong('maxSize', 'Write it as `25M`, and no less than 100 KB');
  }

  path(key: SettingsKey): string | undefined {
    const path = this.text(key);
    if (path === undefined) return undefined;
    const expanded = /^~[/\\]/.test(path) ? resolve(this.#machine.home, path.slice(2)) : path;
    return this.#inEnvironment(key) === undefined ? resolve(this.#file.folder, expanded) : resolve(expanded);
  }

  /** The user’s name where that is an address, as it is with most servers. */
  addressOfUser(): string | undefined {
    const user = this.text('user');
    return user?.includes('@') ? user : undefined;
  }

  wrong(key: SettingsKey, mend: string): StoryError {
    const variable = this.#inEnvironment(key) === undefined ? undefined : VARIABLES[key];
    const about = variable === undefined ? { file: this.#file.path } : {};
    return new StoryError('mail-settings', `The value of \`${variable ?? key}\` has the wrong form. ${mend}.`, about);
  }

  #valueOf(key: SettingsKey): unknown {
    return this.#inEnvironment(key) ?? this.#file.values[key] ?? undefined;
  }

  #inEnvironment(key: SettingsKey): string | undefined {
    const variable = VARIABLES[key];
    return (variable && this.#machine.variables[variable]) || undefined;
  }
}
