import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseQueueAddress, shownAddress } from '../../src/collection/queue/address.js';
import { StoryError } from '../../src/diagnostics/report.js';

describe('the address of a queue', () => {
  test('names the host, the port and the queue', () => {
    expect(parseQueueAddress('redis://queue.example:7000/attic')).toEqual({
      host: 'queue.example',
      port: 7000,
      isTls: false,
      name: 'attic',
    });
  });

  test.each(['redis://queue.example', 'redis://queue.example/', 'redis://queue.example:6379'])(
    'may leave the rest out: %s',
    (text) => {
      expect(parseQueueAddress(text)).toMatchObject({ port: 6379, name: 'storybind' });
    },
  );

  test('may hold a user, a password and TLS', () => {
    expect(parseQueueAddress('rediss://ada:a%2Fb%40c@[::1]/attic')).toEqual({
      host: '::1',
      port: 6379,
      username: 'ada',
      password: 'a/b@c',
      isTls: true,
      name: 'attic',
    });
  });

  test.each([
    '',
    'attic',
    'http://queue.example/attic',
    'redis:///attic',
    'redis://queue.example/the attic',
    'redis://queue.example/a/b',
    'redis://queue.example/a:b',
    'redis://queue.example/attic?x=1',
    'redis://queue.example:99999/attic',
    'redis://:%E0%A4%A@queue.example/attic',
  ])('is refused when it is none: `%s`', (text) => {
    expect(refusal(text)).toBe('setting-invalid');
  });

  test('is shown without its password, whatever that holds', () => {
    const password = fc
      .string({ minLength: 4, unit: fc.constantFrom(...'Zq7/@:#?%&=[] ') })
      .map((text) => `zZq${text}`);
    fc.assert(
      fc.property(password, fc.boolean(), (secret, isEncoded) => {
        const text = `redis://:${isEncoded ? encodeURIComponent(secret) : secret}@queue.example/attic`;
        expect(shownOrRefused(text)).not.toContain('zZq');
      }),
    );
  });

  test('and shown, is the same address', () => {
    const address = parseQueueAddress('rediss://[2001:db8::7]:7000/attic');
    expect(parseQueueAddress(shownAddress(address))).toEqual(address);
  });
});

function refusal(text: string): string | undefined {
  try {
    parseQueueAddress(text);
    return undefined;
  } catch (error) {
    return error instanceof StoryError ? error.diagnostic.code : String(error);
  }
}

function shownOrRefused(text: string): string {
  try {
    return shownAddress(parseQueueAddress(text));
  } catch (error) {
    return String(error);
  }
}
