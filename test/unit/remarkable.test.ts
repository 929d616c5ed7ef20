import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { remarkableAddress, remarkableTarget } from '../../src/deliver/remarkable/address.js';
import { uploadBooks } from '../../src/deliver/remarkable/upload-books.js';
import type { Loadable, Target } from '../../src/deliver/target.js';

/** What stands in for the device: its web interface takes one file a request, as `file` of a form. */
interface StandIn {
  readonly target: Target;
  readonly taken: { readonly name: string; readonly type: string; readonly bytes: Buffer }[];
}

async function standIn(answer: RequestListener = takes): Promise<StandIn> {
  const taken: StandIn['taken'] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const body = await bodyOf(request);
      const part = filePart(body, request.headers['content-type'] ?? '');
      if (request.method === 'POST' && request.url === '/upload' && part) taken.push(part);
      answer(request, response);
    })();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = remarkableAddress(`remarkable@127.0.0.1:${(server.address() as AddressInfo).port}`);
  if (!address) throw new Error('The address was not understood.');
  return { target: remarkableTarget(address), taken };
}

const takes: RequestListener = (_request, response) => {
  response.writeHead(201, { 'content-type': 'application/json' }).end('{"status":"Upload successful"}');
};

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** The part of the form that is called `file`. RFC 7578. */
function filePart(body: Buffer, type: string): StandIn['taken'][number] | undefined {
  const boundary = /boundary=(.+)$/.exec(type)?.[1] ?? '';
  const start = body.indexOf('\r\n\r\n');
  const head = body.subarray(0, start).toString();
  const [, name] = /form-data; name="file"; filename="([^"]+)"/.exec(head) ?? [];
  const end = body.lastIndexOf(`\r\n--${boundary}--`);
  if (name === undefined || end < 0) return undefined;
  return { name, type: /Content-Type: (.+)/.exec(head)?.[1] ?? '', bytes: body.subarray(start + 4, end) };
}

const bookOf = (name: string, text: string): Loadable => ({
  key: name,
  name: `Ann Fell/${name}`,
  version: '1',
  size: text.length,
  bytes: async () => new TextEncoder().encode(text),
});

const BOOKS = [bookOf('Rain.epub', 'rain'), bookOf('灯台.epub', 'light')];

describe('a reMarkable', () => {
  it('gets each book by its web interface, under its name', async () => {
    const { target, taken } = await standIn();
    const { placed, isDone } = await uploadBooks(target, BOOKS, { isDryRun: false });
    expect(isDone).toBe(true);
    expect(taken.map(({ name, type, bytes }) => [name, type, bytes.toString()])).toEqual([
      ['Rain.epub', 'application/epub+zip', 'rain'],
      ['灯台.epub', 'application/epub+zip', 'light'],
    ]);
    expect(placed[0]).toEqual({
      key: 'Rain.epub',
      path: 'Rain.epub',
      action: 'added',
      bytes: 4,
      sha256: createHash('sha256').update('rain').digest('hex'),
    });
  });

  it('gets nothing with --dry-run', async () => {
    const { target, taken } = await standIn();
    const { placed } = await uploadBooks(target, BOOKS, { isDryRun: true });
    expect(placed.map(({ action }) => action)).toEqual(['added', 'added']);
    expect(taken).toEqual([]);
  });

  it('that takes no book of this kind is named, with its answer, and the others are tried', async () => {
    let count = 0;
    const { target } = await standIn((_request, response) => {
      count += 1;
      response.writeHead(count === 1 ? 415 : 201).end();
    });
    const { placed, diagnostics, isDone } = await uploadBooks(target, BOOKS, { isDryRun: false });
    expect({ isDone, actions: placed.map(({ action }) => action) }).toEqual({
      isDone: false,
      actions: ['failed', 'added'],
    });
    expect(diagnostics).toEqual([
      expect.objectContaining({
        code: 'device-refused',
        message: expect.stringMatching(/reMarkable.*`Rain\.epub`.*415/),
      }),
    ]);
  });

  it.each<[string, RequestListener]>([
    ['hangs up', (request) => request.socket.destroy()],
    [
      'leads elsewhere',
      (_request, response) => response.writeHead(307, { location: 'http://127.0.0.1:1/upload' }).end(),
    ],
  ])('that %s is asked once, and told how to be woken', async (_what, answer) => {
    let asked = 0;
    const { target } = await standIn((request, response) => {
      asked += 1;
      answer(request, response);
    });
    const { placed, diagnostics } = await uploadBooks(target, BOOKS, { isDryRun: false });
    expect(asked).toBe(1);
    expect(placed.map(({ action }) => action)).toEqual(['failed', 'failed']);
    expect(diagnostics).toEqual([
      expect.objectContaining({ code: 'device-unreachable', message: expect.stringContaining('USB web interface') }),
    ]);
  });

  it('that is not there is said to be so', async () => {
    const { target } = await standIn();
    const refused = Object.assign(new TypeError('fetch failed'), {
      cause: Object.assign(new Error(), { code: 'EHOSTUNREACH' }),
    });
    const { diagnostics } = await uploadBooks(target, BOOKS, { isDryRun: false }, async () => Promise.reject(refused));
    expect(diagnostics).toEqual([expect.objectContaining({ message: expect.stringContaining('EHOSTUNREACH') })]);
  });

  it('is left alone when the run is interrupted', async () => {
    const interruption = new AbortController();
    const { target } = await standIn(() => interruption.abort());
    await expect(uploadBooks(target, BOOKS, { isDryRun: false, signal: interruption.signal })).rejects.toThrow(
      /abort/i,
    );
  });
});
