import { lookup } from 'node:dns/promises';
import type { IncomingMessage } from 'node:http';
import { type RequestOptions, request } from 'node:https';
import { createRequire } from 'node:module';
import { isIP, type LookupFunction } from 'node:net';
import { explainFailure, Refused } from './fetch-refusals.js';
import { isLocalName, isPublicAddress } from './public-address.js';

/** The bytes of an image on a server, or why there are none: the end of a sentence. */
export type Fetched = Uint8Array | { readonly refusal: string };

export interface FetchRequest {
  /** The most bytes that are wanted. */
  readonly limit?: number;
  readonly signal?: AbortSignal;
}

/** What lies between here and the servers. */
export interface Network {
  /** Every address of a host. */
  readonly resolve: (host: string) => Promise<readonly string[]>;
  /** Whether an address may be connected to. */
  readonly isAllowed: (address: string) => boolean;
  /** How long an image may take, in milliseconds. */
  readonly patience: number;
  /** The authorities whose certificates are trusted, as PEM. Default: Node's own. */
  readonly authorities?: string;
}

const MEBIBYTE = 2 ** 20;
const MOST_BYTES = 16 * MEBIBYTE;
const MOST_REDIRECTS = 5;

const INTERNET: Network = {
  resolve: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
  isAllowed: isPublicAddress,
  patience: 20_000,
};

const { version } = createRequire(import.meta.url)('storybind/package.json') as { readonly version: string };

/** Nothing that tells of the story or its reader. A compressed answer could unpack to any size. */
const HEADERS = {
  'user-agent': `storybind/${version}`,
  accept: 'image/jpeg, image/png, image/gif, image/webp',
  'accept-encoding': 'identity',
} as const;

/**
 * Fetches one image over https from a public address, following redirects that lead to such again. Every address of the
 * host is checked, and the connection goes to what was checked: asking the resolver again could get another answer.
 * Rejects only when aborted, with the signal's reason.
 */
export const fetchImage = imageFetcher();

/** `fetchImage` over a network of one's own. */
export function imageFetcher(network: Partial<Network> = {}): (url: string, asked?: FetchRequest) => Promise<Fetched> {
  const between: Network = { ...INTERNET, ...network };
  return async (url, { limit = MOST_BYTES, signal } = {}) => {
    signal?.throwIfAborted();
    const ended = new AbortController();
    const abort = (): void => ended.abort();
    const timer = setTimeout(abort, between.patience);
    signal?.addEventListener('abort', abort, { once: true });
    try {
      return await follow(url, { network: between, limit: Math.min(limit, MOST_BYTES), signal: ended.signal });
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof Refused) return { refusal: error.message };
      if (ended.signal.aborted) return { refusal: `its server took longer than ${between.patience / 1000} seconds` };
      return { refusal: explainFailure(error) };
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    }
  };
}

interface Way {
  readonly network: Network;
  readonly limit: number;
  readonly signal: AbortSignal;
}

async function follow(address: string, way: Way): Promise<Uint8Array> {
  let url = safeUrl(address);
  for (let step = 0; step <= MOST_REDIRECTS; step += 1) {
    const answer = await ask(url, way);
    const target = redirection(answer);
    if (target === undefined) return readBody(answer, way.limit);
    answer.destroy();
    url = safeUrl(target, url);
  }
  throw new Refused(`its server redirects more than ${MOST_REDIRECTS} times`);
}

/** The URL, when it is one that may be asked for. The port is free: an address is public on all of its ports. */
function safeUrl(address: string, base?: URL): URL {
  const led = base ? 'its server redirects to' : 'it has';
  if (!URL.canParse(address, base?.href)) throw new Refused(`${led} an address that is not valid`);
  const url = new URL(address, base);
  if (url.protocol !== 'https:') throw new Refused(`${led} an address that is not https`);
  if (url.username !== '' || url.password !== '') throw new Refused(`${led} an address with a password`);
  return url;
}

async function ask(url: URL, { network, signal }: Way): Promise<IncomingMessage> {
  const addresses = await checkedAddresses(url, network, signal);
  const { authorities } = network;
  const options: RequestOptions = {
    // A connection of its own: none that was made for another check is taken up again.
    agent: false,
    headers: HEADERS,
    lookup: pinnedTo(addresses),
    signal,
    ...(authorities !== undefined && { ca: authorities }),
  };
  return new Promise((resolve, reject) => {
    const asked = request(url, options, resolve);
    asked.on('error', reject);
    asked.end();
  });
}

/** All addresses of the URL's host. One that is not allowed among them spoils the others. */
async function checkedAddresses(url: URL, network: Network, signal: AbortSignal): Promise<readonly string[]> {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  if (isLocalName(host)) throw new Refused('it leads to a private address');
  const addresses = isIP(host) ? [host] : await orAborted(network.resolve(host), signal);
  if (addresses.length === 0) throw new Refused('its server has no address');
  if (!addresses.every(network.isAllowed)) throw new Refused('it leads to a private address');
  return addresses;
}

/** The resolver cannot be told to stop; what it answers afterwards is nobody's concern. */
async function orAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  let stop = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** A resolver that knows only these addresses. */
function pinnedTo(addresses: readonly string[]): LookupFunction {
  const known = addresses.map((address) => ({ address, family: isIP(address) }));
  const [first = { address: '', family: 0 }] = known;
  return (_host, { all }, answer) => {
    if (all) answer(null, known);
    else answer(null, first.address, first.family);
  };
}

const REDIRECTIONS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

function redirection({ statusCode = 0, headers }: IncomingMessage): string | undefined {
  return REDIRECTIONS.has(statusCode) ? headers.location : undefined;
}

async function readBody(answer: IncomingMessage, limit: number): Promise<Uint8Array> {
  try {
    const { statusCode, headers } = answer;
    if (statusCode !== 200) throw new Refused(`its server answered ${statusCode}`);
    const encoding = headers['content-encoding'] ?? 'identity';
    if (encoding !== 'identity') throw new Refused('its server sends it compressed');
    if (Number(headers['content-length'] ?? 0) > limit) throw tooLarge(limit);
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of answer as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > limit) throw tooLarge(limit);
      chunks.push(chunk);
    }
    return new Uint8Array(Buffer.concat(chunks));
  } finally {
    answer.destroy();
  }
}

const tooLarge = (limit: number): Refused =>
  new Refused(`it has more than ${limit >= MEBIBYTE ? `${Math.floor(limit / MEBIBYTE)} MiB` : `${limit} bytes`}`);
