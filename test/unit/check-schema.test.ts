import { describe, expect, test } from 'vitest';
import { readStyles } from '../../src/check/css/style-sheet.js';
import { declaredPrefixes, prefixFaults } from '../../src/check/prefixes.js';
import { attributeRules, datatype } from '../../src/check/schema/datatypes.js';
import { isLanguageTag } from '../../src/check/schema/language-tag.js';
import { sequence } from '../../src/check/schema/sequence.js';
import { propertyFault } from '../../src/check/schema/vocabularies.js';
import { imageSignature } from '../../src/container/image-signature.js';
import { GOOD_BOOK } from '../books/mutations/good-book.js';

describe('sequence', () => {
  const table = sequence('caption? colgroup* thead? (tbody* | tr+) tfoot?');

  test.each([['tr'], ['caption tr tr'], ['thead tbody tbody tfoot'], ['']])('takes %j', (children) => {
    expect(table.mismatch(children.split(' ').filter(Boolean))).toBeUndefined();
  });

  test('names the first child that does not fit, and what would', () => {
    expect(table.mismatch(['tr', 'caption'])).toEqual({ index: 1, expected: ['tr', 'tfoot'] });
  });

  test('names what is missing at the end', () => {
    expect(sequence('dt+ dd+').mismatch(['dt'])).toEqual({ index: 1, expected: ['dt', 'dd'] });
  });

  test('is linear where a backtracking matcher would never end', () => {
    const children = Array.from({ length: 20_000 }, () => 'a');
    expect(sequence('((a | b)+ (a c)*)+ d').mismatch(children)).toMatchObject({ index: 20_000 });
  });
});

describe('datatype', () => {
  test.each([
    ['ncname', ['a', '_a-1', 'é'], ['1a', 'a b', 'a:b', '']],
    ['language-or-empty', ['en', 'pt-BR', ''], ['en_GB', '-', 'abcdefghij']],
    ['mimetype', ['image/png', 'audio/ogg; codecs=opus'], ['png', 'a b/c']],
    ['positive', ['1', '007'], ['0', '-1', '1.5', '']],
    ['moment', ['2008', '2008-06-29', '2008-06-29T10:00Z', '10:30', 'P1D', '3H 10M'], ['June', '29/06/2008', '']],
    ['ltr|rtl', ['ltr', 'rtl'], ['up', '']],
    ['hidden|', ['hidden', ''], ['yes']],
  ])('%s', (name, good, bad) => {
    expect(good.filter((value) => !datatype(name)(value))).toEqual([]);
    expect(bad.filter((value) => datatype(name)(value))).toEqual([]);
  });

  test('attributeRules reads names, marks and types', () => {
    const rules = attributeRules('href!:uri title xml:lang:language');
    expect([...rules].map(([name, { isRequired, type }]) => [name, isRequired, type])).toEqual([
      ['href', true, 'uri'],
      ['title', false, 'text'],
      ['xml:lang', false, 'language'],
    ]);
  });
});

test.each(['en', 'pt-BR', 'zh-Hant-TW', 'sl-rozaj-biske', 'x-klingon', 'de-1996', 'und', 'i-klingon', 'en-a-bbb-x-a'])(
  '%s is a language tag',
  (tag) => expect(isLanguageTag(tag)).toBe(true),
);

test.each(['e', 'en_GB', 'en-', 'english language', '12', 'en-abcdefghi', ''])('%j is no language tag', (tag) =>
  expect(isLanguageTag(tag)).toBe(false),
);

describe('prefixes', () => {
  test('are read in pairs', () => {
    expect([...declaredPrefixes('a: https://a.example/ b: https://b.example/')]).toEqual([
      ['a', 'https://a.example/'],
      ['b', 'https://b.example/'],
    ]);
  });

  test.each([
    ['a', true],
    ['a:', true],
    ['a https://a.example/', true],
    ['a: nowhere', true],
    ['_: https://a.example/', true],
    ['dcterms: https://a.example/', false],
  ])('%j is faulty', (value, isError) => {
    expect(prefixFaults(value)[0]).toMatchObject({ isError });
  });

  test.each([
    ['title-type', 'meta', undefined],
    ['titletype', 'meta', 'undefined'],
    ['nav', 'item', undefined],
    ['rendition:layout', 'meta', undefined],
    ['rendition:colour', 'meta', 'undefined'],
    ['schema:whatever', 'meta', undefined],
    ['foo:bar', 'meta', 'prefix'],
    ['own:bar', 'meta', undefined],
    ['own:', 'meta', 'malformed'],
  ] as const)('%s in %s: %s', (property, place, fault) => {
    expect(propertyFault(property, place, new Map([['own', 'https://own.example/']]))).toBe(fault);
  });
});

describe('readStyles', () => {
  test.each([
    ['p { color: red', 'not closed'],
    ['p color: red; }', 'no rule'],
    ['p { color red; }', 'lacks a colon'],
    ['p { color: ; }', 'no value'],
    ['p { color: red;; }', 'ends nothing'],
    ['p { content: "x; }', 'string is not closed'],
    ['p { } }', 'closes no block'],
    ['/* p { }', 'comment is not closed'],
    ['p,, a { }', 'no selector'],
    ['.1a { }', 'no selector'],
    ['p { width: calc(1px; }', 'parenthesis'],
    ['p { b { } }', 'a block opens inside'],
    ['@media print { p { }', 'not closed'],
  ])('finds the fault of %s', (text, reason) => {
    expect(
      readStyles(text, 'sheet')
        .faults.map(({ message }) => message)
        .join('; '),
    ).toContain(reason);
  });

  test.each([
    'p { color: red }',
    '@import url("x.css");',
    '@font-face { font-family: x; src: url(x.otf) format("opentype") }',
    '@media print { p { color: red } } @page { margin: 1em }',
    '@namespace epub "http://www.idpf.org/2007/ops"; [epub|type~="x"] { color: red }',
    'a:not(.b) > c + d ~ e, f::before { content: "}" ; }',
    'p { background: url(data:image/png;base64,AAAA) }',
    '.a\\:b, #c-1 { -epub-hyphens: auto }',
    '@keyframes x { from { top: 0 } 50% { top: 1px } }',
    '<!-- p { color: red } -->',
  ])('takes %s', (text) => {
    expect(readStyles(text, 'sheet').faults).toEqual([]);
  });

  test('collects URLs and what they are for', () => {
    const { urls } = readStyles(
      '@import "a.css"; @font-face { src: url(b.otf) } p { background: url("c.png") }',
      'sheet',
    );
    expect(urls.map(({ url, kind }) => [url, kind])).toEqual([
      ['a.css', 'import'],
      ['b.otf', 'font'],
      ['c.png', 'image'],
    ]);
  });
});

describe('imageSignature', () => {
  const png = GOOD_BOOK.get('EPUB/images/map.png')!;
  const jpeg = GOOD_BOOK.get('EPUB/images/cover.jpg')!;

  test('knows images by their bytes', () => {
    expect(imageSignature(png)).toEqual({ mediaType: 'image/png', isWhole: true });
    expect(imageSignature(jpeg)).toEqual({ mediaType: 'image/jpeg', isWhole: true });
    expect(imageSignature(new TextEncoder().encode('GIF89a…;'))).toEqual({ mediaType: 'image/gif', isWhole: true });
    expect(imageSignature(new TextEncoder().encode('words'))).toBeUndefined();
  });

  test('sees that they are cut off', () => {
    expect(imageSignature(png.slice(0, 70))?.isWhole).toBe(false);
    expect(imageSignature(jpeg.slice(0, 200))?.isWhole).toBe(false);
  });
});
