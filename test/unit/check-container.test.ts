import { describe, expect, test } from 'vitest';
import { readPublication } from '../../src/container/publication.js';
import { resolveReference } from '../../src/container/reference.js';
import { decodeXml } from '../../src/container/xml-text.js';
import { readMember, readZipRecords } from '../../src/container/zip-records.js';
import { GOOD_BOOK, packBook } from '../books/mutations/good-book.js';
import { packZip } from '../support/zip.js';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const NO_LIMIT = 1_000_000;

describe('readZipRecords', () => {
  test('tells of each member what its records say', () => {
    const extra = new Uint8Array([1, 2, 0, 0]);
    const { entries, fault } = readZipRecords(
      packZip([
        { path: 'mimetype', bytes: encode('x'), isStored: true, extra },
        { path: 'folder/', bytes: new Uint8Array(), isStored: true },
        { path: 'ü.txt', bytes: encode('hello hello hello') },
      ]),
    );
    expect(fault).toBeUndefined();
    expect(
      entries.map(({ path, method, extraLength, isDirectory, size }) => ({
        path,
        method,
        extraLength,
        isDirectory,
        size,
      })),
    ).toEqual([
      { path: 'mimetype', method: 0, extraLength: 4, isDirectory: false, size: 1 },
      { path: 'folder/', method: 0, extraLength: 0, isDirectory: true, size: 0 },
      { path: 'ü.txt', method: 8, extraLength: 0, isDirectory: false, size: 17 },
    ]);
  });

  test.each([
    ['nothing', new Uint8Array(), 'too-short'],
    ['text', encode('this is no ZIP file, whatever its name says'), 'no-signature'],
    ['a file cut off', packBook(GOOD_BOOK).slice(0, 500), 'no-directory'],
  ])('says why %s is no ZIP file', (_name, bytes, fault) => {
    expect(readZipRecords(bytes)).toMatchObject({ entries: [], fault });
  });
});

describe('readMember', () => {
  test.each([
    ['a checksum that is wrong', { crc: 1 }, 'crc'],
    ['a method that nobody knows', { method: 99 }, 'method'],
    ['data that are not what the method says', { isStored: true, method: 8 }, 'damaged'],
  ])('names %s', (_name, change, fault) => {
    const archive = readZipRecords(packZip([{ path: 'a', bytes: encode('hello'), ...change }]));
    expect(readMember(archive, archive.entries[0]!, NO_LIMIT).fault).toBe(fault);
  });

  test('does not unpack more than the limit', () => {
    const archive = readZipRecords(packZip([{ path: 'a', bytes: new Uint8Array(5_000_000) }]));
    expect(readMember(archive, archive.entries[0]!, 1_000)).toEqual({ fault: 'too-large' });
  });

  test('does not believe a record that understates the size', () => {
    const bytes = packZip([{ path: 'a', bytes: new Uint8Array(5_000_000) }]);
    const view = new DataView(bytes.buffer);
    const record = bytes.length - 22 - 47;
    view.setUint32(record + 24, 10, true);
    const archive = readZipRecords(bytes);
    expect(readMember(archive, archive.entries[0]!, NO_LIMIT)).toEqual({ fault: 'damaged' });
  });
});

describe('readPublication', () => {
  test('reads the package, its manifest and its spine', () => {
    const { package: one } = readPublication(packBook(GOOD_BOOK));
    expect(one?.uniqueIdentifier).toBe('urn:uuid:6d0d0ad4-2a5c-5a0e-9a7c-0a4f5e8f6c11');
    expect(one?.spine.map(({ item }) => item?.path)).toEqual([
      'EPUB/text/cover.xhtml',
      'EPUB/text/title-page.xhtml',
      'EPUB/nav.xhtml',
      'EPUB/text/the-rain.xhtml',
      'EPUB/text/the-tide.xhtml',
    ]);
    expect(one?.metadata.find(({ name }) => name === 'file-as')).toMatchObject({
      value: 'Vale, Nora',
      refines: 'author',
    });
  });

  test('unpacks no more in all than the total', () => {
    const book = readPublication(packBook(GOOD_BOOK), { member: NO_LIMIT, total: 8_000 });
    for (const path of book.files.keys()) book.bytesOf(path);
    expect([...book.files.keys()].some((path) => book.faultOf(path) === 'too-large')).toBe(true);
  });
});

describe('resolveReference', () => {
  test.each([
    ['b.xhtml', { kind: 'local', path: 'EPUB/text/b.xhtml', hasQuery: false }],
    ['../nav.xhtml#toc', { kind: 'local', path: 'EPUB/nav.xhtml', fragment: 'toc', hasQuery: false }],
    ['#x', { kind: 'local', path: 'EPUB/text/a.xhtml', fragment: 'x', hasQuery: false }],
    ['./b%20c.xhtml', { kind: 'local', path: 'EPUB/text/b c.xhtml', hasQuery: false }],
    ['b.xhtml?x=1', { kind: 'local', path: 'EPUB/text/b.xhtml', hasQuery: true }],
    ['../../../b.xhtml', { kind: 'outside', path: 'b.xhtml' }],
    ['/b.xhtml', { kind: 'outside', path: 'b.xhtml' }],
    ['https://example.org/', { kind: 'remote', scheme: 'https' }],
    ['mailto:ann@example.org', { kind: 'remote', scheme: 'mailto' }],
    ['//example.org/', { kind: 'remote', scheme: '' }],
    ['data:text/plain,x', { kind: 'data' }],
    ['file:///etc/hosts', { kind: 'file' }],
  ])('%s', (href, reference) => {
    expect(resolveReference('EPUB/text/a.xhtml', href)).toEqual(reference);
  });

  test.each(['a b.xhtml', 'a%zz', 'a#b#c', 'http://', 'https://exa mple.org/', 'a\\b', 'x<y'])(
    '%s is no URL',
    (href) => {
      expect(resolveReference('a.xhtml', href).kind).toBe('invalid');
    },
  );
});

describe('decodeXml', () => {
  test('says what is declared, and whether there is a byte order mark', () => {
    const text = '<?xml version="1.0" encoding="UTF-8"?><a/>';
    expect(decodeXml(encode(`\ufeff${text}`))).toEqual({
      text,
      encoding: 'utf-8',
      hasBom: true,
      declaredEncoding: 'UTF-8',
    });
  });

  test('finds the first byte that is not UTF-8', () => {
    expect(decodeXml(new Uint8Array([0x61, 0x62, 0xf6, 0x63]))).toMatchObject({ encoding: 'other', invalidAt: 2 });
  });

  test('knows UTF-16 with and without a mark', () => {
    expect(decodeXml(new Uint8Array(Buffer.from('\ufeff<a/>', 'utf16le')))).toMatchObject({
      text: '<a/>',
      encoding: 'utf-16',
    });
    expect(decodeXml(new Uint8Array(Buffer.from('<?xml?>', 'utf16le')))).toMatchObject({
      text: '<?xml?>',
      encoding: 'utf-16',
    });
  });
});
