import { describe, expect, test } from 'vitest';
import { element, xhtmlDocument, xmlDocument } from '../../src/write/epub/xml.js';

/** What stands between the tags of the only paragraph. */
const paragraph = (...text: readonly string[]): string =>
  /<p>(.*)<\/p>/s.exec(xhtmlDocument(element('p', {}, text)))?.[1] ?? '';

describe('text', () => {
  test('is never markup', () => {
    expect(paragraph('<b>&</b>')).toBe('&lt;b&gt;&amp;&lt;/b&gt;');
    expect(paragraph(']]>')).toBe(']]&gt;');
  });

  test('that looks like an entity stays what it is', () => {
    expect(paragraph('&copy; &amp; &#65; &lt;')).toBe('&amp;copy; &amp;amp; &amp;#65; &amp;lt;');
  });

  test('loses the characters that XML forbids, and no other', () => {
    expect(paragraph('a\u0000b\u000bc\u001fd\u0085e\ufffff\ufffeg')).toBe('abcdefg');
    expect(paragraph('tab\there\nthere')).toBe('tab\there\nthere');
    expect(paragraph('\u00a0\u200b\u2028\u00ad')).toBe('\u00a0\u200b\u2028\u00ad');
  });

  test('loses lone surrogates and keeps pairs', () => {
    expect(paragraph('a\ud800b\udc00c')).toBe('abc');
    expect(paragraph('😀 & 𝒜')).toBe('😀 &amp; 𝒜');
  });

  test('has the line ends of XML', () => {
    expect(paragraph('one\r\ntwo\rthree')).toBe('one\ntwo\nthree');
  });
});

describe('attributes', () => {
  test('are escaped, their line ends too', () => {
    const markup = xhtmlDocument(element('p', { title: '"a" & <b>\tc\nd' }, ['x']));
    expect(markup).toContain('<p title="&quot;a&quot; &amp; &lt;b&gt;&#9;c&#10;d">');
  });

  test('without a value are left out', () => {
    expect(xhtmlDocument(element('p', { class: undefined, id: 'a' }, ['x']))).toContain('<p id="a">x</p>');
  });
});

describe('a content document', () => {
  test('has its declaration and its document type', () => {
    expect(xhtmlDocument(element('html'))).toBe(
      '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n<html></html>\n',
    );
  });

  test('closes void elements at once and every other with a tag', () => {
    const markup = xhtmlDocument(element('section', {}, [element('hr'), element('p'), element('td')]));
    expect(markup).toContain('<section>\n<hr/>\n<p></p>\n<td></td>\n</section>');
  });

  test('puts blocks on lines of their own and adds no space to a line of text', () => {
    const markup = xhtmlDocument(
      element('section', {}, [
        element('p', {}, [element('em', {}, ['so']), element('strong', {}, ['on'])]),
        element('ul', {}, [element('li', {}, ['one', element('ul', {}, [element('li', {}, ['two'])])])]),
        element('pre', {}, ['a\n  b']),
      ]),
    );
    expect(markup).toContain(
      [
        '<section>',
        '<p><em>so</em><strong>on</strong></p>',
        '<ul>',
        '<li>one<ul><li>two</li></ul></li>',
        '</ul>',
        '<pre>a\n  b</pre>',
        '</section>',
      ].join('\n'),
    );
  });
});

describe('an XML document', () => {
  test('is indented, and closes empty elements at once', () => {
    const markup = xmlDocument(element('a', {}, [element('b', {}, [element('c')]), element('d', {}, ['text'])]));
    expect(markup).toBe('<?xml version="1.0" encoding="utf-8"?>\n<a>\n  <b>\n    <c/>\n  </b>\n  <d>text</d>\n</a>\n');
  });
});
