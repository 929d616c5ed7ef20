import { StoryError } from '../../diagnostics/report.js';

/** A queue of work on a Redis. */
export interface QueueAddress {
  readonly host: string;
  readonly port: number;
  readonly username?: string;
  readonly password?: string;
  readonly isTls: boolean;
  /** Which of the queues on that Redis. */
  readonly name: string;
}

const DEFAULT_PORT = 6379;
const DEFAULT_NAME = 'storybind';

/** `redis://HOST:PORT/NAME`, `rediss:` for TLS. Throws `setting-invalid`, whose message tells no password. */
export function parseQueueAddress(text: string): QueueAddress {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['redis:', 'rediss:'].includes(url.protocol) || url.hostname === '') throw invalid(text);
  const [username, password, path] = [url.username, url.password, url.pathname.slice(1)].map((part) =>
    decoded(part, text),
  );
  const name = path || DEFAULT_NAME;
  if (!/^[\w.-]{1,100}$/.test(name) || url.search !== '' || url.hash !== '') throw invalid(text);
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? DEFAULT_PORT : Number(url.port),
    ...(username && { username }),
    ...(password && { password }),
    isTls: url.protocol === 'rediss:',
    name,
  };
}

/** The address without its password, for people. */
export function shownAddress({ host, port, name, isTls }: QueueAddress): string {
  const shownHost = host.includes(':') ? `[${host}]` : host;
  return `${isTls ? 'rediss' : 'redis'}://${shownHost}:${port}/${name}`;
}

function decoded(part: string, text: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw invalid(text);
  }
}

/** A password may hold any sign where the address is not one: nothing before the last @ is shown. */
const invalid = (text: string): StoryError =>
  new StoryError(
    'setting-invalid',
    `\`${text.includes('@') ? `…${text.slice(text.lastIndexOf('@'))}` : text}\` names no queue. Write it as redis://HOST:PORT/NAME, NAME of letters, digits, dots and dashes; in a password, signs such as @ / : # as %40 %2F %3A %23.`,
  );
