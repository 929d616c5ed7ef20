import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fetchImage, imageFetcher, type Network } from '../../src/io/fetch-images.js';
import { selfSigned } from '../support/certificate.js';
import { PIXEL } from '../support/read-markdown.js';

const certificate = selfSigned(['pictures.example', 'mirror.example']);

/** What the server does, by path. */
const PAGES: Readonly<Record<string, (answer: ServerResponse) => void>> = {
  '/map.png': (answer) => answer.end(PIXEL),
  '/moved.png': (answer) => redirect(answer, at('/map.png', 'mirror.example')),
  '/relative.png': (answer) => redirect(answer, '/map.png'),
  '/to-http.png': (answer) => redirect(answer, 'http://pictures.example/map.png'),
  '/to-file.png': (answer) => redirect(answer, 'file:///etc/hostname'),
  '/to-private.png': (answer) => redirect(answer, at('/map.png', 'router.example')),
  '/to-literal.png': (answer) => redirect(answer, 'https://10.0.0.1/map.png'),
  '/to-secret.png': (answer) => redirect(answer, 'https://ann:secret@pictures.example/map.png'),
  '/to-nonsense.png': (answer) => redirect(answer, 'https://'),
  '/to-nowhere.png': (answer) => answer.writeHead(302).end(),
  '/round.png': (answer) => redirect(answer, '/round.png'),
  '/declared-large.png': (answer) => {
    answer.writeHead(200, { 'content-length': 10_000 });
    answer.write(PIXEL);
  },
  '/large.png': (answer) => {
    const more = (): void => {
      while (!answer.destroyed && answer.write(Buffer.alloc(1000)));
    };
    answer.on('drain', more);
    more();
  },
  '/silent.png': () => {},
  '/trickle.png': (answer) => {
    const timer = setInterval(() => answer.write('x'), 5);
    answer.on('close', () => clearInterval(timer));
  },
  '/cut.png': (answer) => {
    answer.writeHead(200, { 'content-length': 1000 });
    answer.write(PIXEL, () => answer.destroy());
  },
  '/packed.png': (answer) => answer.writeHead(200, { 'content-encoding': 'gzip' }).end(PIXEL),
};

const redirect = (answer: ServerResponse, location: string): void => {
  answer.writeHead(302, { location }).end('Elsewhere.');
};

let server: Server;
let asked: IncomingMessage[] = [];

beforeAll(async () => {
  server = createServer(certificate, (request, answer) => {
    asked.push(request);
    const page = PAGES[request.url ?? ''];
    if (page) page(answer);
    else answer.writeHead(404).end('No such picture.');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

beforeEach(() => {
  asked = [];
});

const at = (path: string, host = 'pictures.example'): string =>
  `https://${host}:${(server.address() as AddressInfo).port}${path}`;

const HOSTS: Readonly<Record<string, readonly string[]>> = {
  'pictures.example': ['127.0.0.1'],
  'mirror.example': ['127.0.0.1'],
  'router.example': ['192.168.1.1'],
  'half.example': ['127.0.0.1', '10.0.0.1'],
  'nowhere.example': [],
};

/** The network of the tests: the servers that it knows are here, and here is public. */
const fetcher = (changes: Partial<Network> = {}) =>
  imageFetcher({
    resolve: async (host) => HOSTS[host] ?? Promise.reject(Object.assign(new Error('no host'), { code: 'ENOTFOUND' })),
    isAllowed: (address) => address === '127.0.0.1',
    authorities: certificate.cert,
    ...changes,
  });

const refusalOf = async (url: string, limit = 5000, changes: Partial<Network> = {}): Promise<unknown> => {
  const fetched = await fetcher(changes)(url, { limit });
  return fetched instanceof Uint8Array ? `${fetched.length} bytes` : fetched.refusal;
};

describe('fetchImage', () => {
  it('brings the bytes, and tells the server nothing but who asks', async () => {
    expect(await fetcher()(at('/map.png'))).toEqual(PIXEL);
    const { host: _host, ...headers } = asked[0]?.headers ?? {};
    expect(headers).toEqual({
      'user-agent': expect.stringMatching(/^storybind\/\d+\.\d+\.\d+$/),
      accept: 'image/jpeg, image/png, image/gif, image/webp',
      'accept-encoding': 'identity',
      connection: 'close',
    });
  });

  it('follows redirects, to other hosts too', async () => {
    expect(await fetcher()(at('/moved.png'))).toEqual(PIXEL);
    expect(await fetcher()(at('/relative.png'))).toEqual(PIXEL);
    expect(asked.map(({ url, headers }) => [headers.host?.replace(/:\d+$/, ''), url])).toEqual([
      ['pictures.example', '/moved.png'],
      ['mirror.example', '/map.png'],
      ['pictures.example', '/relative.png'],
      ['pictures.example', '/map.png'],
    ]);
  });

  it.each([
    ['/to-http.png', 'its server redirects to an address that is not https'],
    ['/to-file.png', 'its server redirects to an address that is not https'],
    ['/to-private.png', 'it leads to a private address'],
    ['/to-literal.png', 'it leads to a private address'],
    ['/to-secret.png', 'its server redirects to an address with a password'],
    ['/to-nonsense.png', 'its server redirects to an address that is not valid'],
    ['/to-nowhere.png', 'its server answered 302'],
  ])('checks where a redirect leads: %s', async (path, refusal) => {
    expect(await refusalOf(at(path))).toBe(refusal);
    expect(asked).toHaveLength(1);
  });

  it('follows five redirects and no more', async () => {
    expect(await refusalOf(at('/round.png'))).toBe('its server redirects more than 5 times');
    expect(asked).toHaveLength(6);
  });

  it.each([
    ['/lost.png', 'its server answered 404'],
    ['/declared-large.png', 'it has more than 5000 bytes'],
    ['/large.png', 'it has more than 5000 bytes'],
    ['/cut.png', 'the connection to its server failed (ECONNRESET)'],
    ['/packed.png', 'its server sends it compressed'],
  ])('says why there is no image at %s', async (path, refusal) => {
    expect(await refusalOf(at(path))).toBe(refusal);
  });

  it.each(['/silent.png', '/trickle.png'])('waits no longer than its patience for %s', async (path) => {
    expect(await refusalOf(at(path), 5000, { patience: 150 })).toBe('its server took longer than 0.15 seconds');
  });

  it('waits no longer for a resolver that does not answer', async () => {
    const resolve = (): Promise<never> => new Promise(() => {});
    expect(await refusalOf(at('/map.png'), 5000, { resolve, patience: 50 })).toBe(
      'its server took longer than 0.05 seconds',
    );
  });

  it.each([
    ['http://pictures.example/map.png', 'it has an address that is not https'],
    ['ftp://pictures.example/map.png', 'it has an address that is not https'],
    ['file:///etc/hostname', 'it has an address that is not https'],
    ['https://ann@pictures.example/map.png', 'it has an address with a password'],
    ['https://', 'it has an address that is not valid'],
    ['map.png', 'it has an address that is not valid'],
    ['https://router.example/map.png', 'it leads to a private address'],
    ['https://nowhere.example/map.png', 'its server has no address'],
    ['https://unknown.example/map.png', 'its server is not known'],
  ])('asks nobody for %s', async (url, refusal) => {
    expect(await refusalOf(url)).toBe(refusal);
    expect(asked).toEqual([]);
  });

  it('refuses a host with one private address among its addresses', async () => {
    expect(await refusalOf(at('/map.png', 'half.example'))).toBe('it leads to a private address');
    expect(asked).toEqual([]);
  });

  it('connects to the address that it checked, whatever a second answer would be', async () => {
    const answers = [['127.0.0.1'], ['10.0.0.1']];
    const resolved: string[] = [];
    const resolve = async (host: string) => {
      resolved.push(host);
      return answers.shift() ?? [];
    };
    const fetchOne = fetcher({ resolve });
    expect(await fetchOne(at('/map.png'))).toEqual(PIXEL);
    expect(resolved).toEqual(['pictures.example']);
    expect(await fetchOne(at('/map.png'))).toEqual({ refusal: 'it leads to a private address' });
    expect(asked).toHaveLength(1);
  });

  it('trusts no server without a valid certificate', async () => {
    const others = selfSigned(['pictures.example']).cert;
    expect(await refusalOf(at('/map.png'), 5000, { authorities: others })).toMatch(/has no valid certificate/);
    const resolve = async () => ['127.0.0.1'];
    expect(await refusalOf(at('/map.png', 'liar.example'), 5000, { resolve })).toMatch(/has no valid certificate/);
    expect(asked).toEqual([]);
  });

  it('says that a server cannot be reached', async () => {
    const closed = createServer(certificate);
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    expect(await refusalOf(`https://pictures.example:${port}/map.png`)).toBe(
      'the connection to its server failed (ECONNREFUSED)',
    );
  });

  it('rejects with the reason of an abort, before and while it waits', async () => {
    const reason = new Error('enough');
    await expect(fetcher()(at('/map.png'), { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const abortion = new AbortController();
    const fetching = fetcher()(at('/silent.png'), { signal: abortion.signal });
    setTimeout(() => abortion.abort(reason), 50);
    await expect(fetching).rejects.toBe(reason);
  });
});

describe('fetchImage as it is used', () => {
  it.each([
    'https://localhost/a.png',
    'https://localhost./a.png',
    'https://printer.localhost/a.png',
    'https://127.0.0.1/a.png',
    'https://127.1/a.png',
    'https://2130706433/a.png',
    'https://0x7f000001/a.png',
    'https://0x7f.1/a.png',
    'https://0177.0.0.1/a.png',
    'https://①②⑦.⓪.⓪.①/a.png',
    'https://0/a.png',
    'https://192.168.0.1:8443/a.png',
    'https://169.254.169.254/latest/meta-data/',
    'https://[::1]/a.png',
    'https://[::]/a.png',
    'https://[::ffff:127.0.0.1]/a.png',
    'https://[::ffff:7f00:1]/a.png',
    'https://[64:ff9b::10.0.0.1]/a.png',
    'https://[fd00:ec2::254]/a.png',
  ])('never connects to %s', async (url) => {
    expect(await fetchImage(url)).toEqual({ refusal: 'it leads to a private address' });
  });
});
