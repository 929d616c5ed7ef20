import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import { tokensOf } from '../../src/container/markup-tokens.js';
import { kepubDocument } from '../../src/write/kepub/kepub-document.js';
import { sentencesOf } from '../../src/write/kepub/sentences.js';

const LANGUAGES = ['en', 'de', 'ja', 'zh-Hans', 'ar', 'hi', 'th', 'el', '', 'x-odd'];

/** Text as stories have it: sentences, marks, scripts, white space of every kind, references. */
const raw = fc
  .array(
    fc.oneof(
      fc.constantFrom('. ', '! ', '?” ', '.’\n', '…', ' ', '\n\t', '\u00a0', '\u2003', '。', '？」', '؟ ', '। ', '; '),
      fc.constantFrom('&amp;', '&lt;', '&#160;', '&nbsp;', '&#x201d;', '&#46;&#32;', '&#128512;', ']]&gt;'),
      fc.constantFrom('Rain', 'mañana', 'дождь', '雨が降った', 'مطر', 'ฝนตก', '🌧️', 'kobo.1.1', 'book-inner'),
      fc.string({ maxLength: 6, unit: 'grapheme' }).map(escaped),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));

const CONTAINERS = ['p', 'div', 'h2', 'ul', 'li', 'table', 'td', 'em', 'b', 'a', 'span', 'pre', 'code', 'ruby', 'rp'];
const FOREIGN = ['svg', 'math'];

const node = fc.letrec<{ node: string; nodes: string }>((tie) => ({
  nodes: fc.array(tie('node'), { maxLength: 4 }).map((parts) => parts.join('')),
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    raw,
    fc.constantFrom('<br/>', '<img src="a.png" alt="a. b"/>', '<p/>', '<a id="x>y"/>', '<hr></hr>', '<?odd x?>'),
    raw.map((text) => `<!--${text.replaceAll('-', '')}-->`),
    raw.map((text) => `<![CDATA[${text.replaceAll(']', '')}]]>`),
    fc
      .tuple(fc.constantFrom(...CONTAINERS, ...FOREIGN), fc.constantFrom(...LANGUAGES), tie('nodes'))
      .map(([name, language, inner]) => `<${name}${language ? ` lang="${language}"` : ''}>${inner}</${name}>`),
  ),
})).nodes;

const documents = fc
  .tuple(node, fc.constantFrom(...LANGUAGES), fc.constantFrom('', '<!DOCTYPE html>\n', '<?xml version="1.0"?>\n'))
  .map(
    ([body, language, start]) =>
      `${start}<html xmlns="http://www.w3.org/1999/xhtml" lang="${language}"><head><title>x</title></head><body>${body}</body></html>`,
  );

function escaped(text: string): string {
  return text
    .replace(/[^\t\n\u0020-\ud7ff\ue000-\ufffc\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

interface Read {
  /** The text of the body, and where in it the elements stand that were there before. */
  readonly text: string;
  readonly elements: readonly string[];
  readonly ids: readonly string[];
}

/** The document as a strict parser reads it; KEPUB’s own marks are not among its elements. */
function read(document: string): Read {
  let text = '';
  let isInBody = false;
  const elements: string[] = [];
  const ids: string[] = [];
  const parser = new SaxesParser({ xmlns: true });
  parser.ENTITIES['nbsp'] = '\u00a0';
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ local, attributes }) => {
    isInBody ||= local === 'body';
    const id = attributes['id']?.value ?? '';
    if (/^kobo\.|^book-/.test(id)) ids.push(id);
    else if (isInBody) elements.push(`${local}@${text.length}`);
  });
  const add = (more: string): void => {
    if (isInBody) text += more;
  };
  parser.on('text', add);
  parser.on('cdata', add);
  parser.write(document).close();
  return { text, elements, ids };
}

describe('a page as a KEPUB’s', () => {
  test('is well-formed, and says what it said, in the same elements', () => {
    fc.assert(
      fc.property(documents, (document) => {
        const [before, after] = [read(document), read(kepubDocument(document, 'en'))];
        expect(after.text).toBe(before.text);
        expect(after.elements).toEqual(before.elements);
      }),
    );
  });

  test('has ids that are unique and count upwards', () => {
    fc.assert(
      fc.property(documents, (document) => {
        const { ids } = read(kepubDocument(document));
        expect(ids.slice(0, 2)).toEqual(['book-columns', 'book-inner']);
        const numbers = ids.slice(2).map((id) => id.split('.').slice(1).map(Number));
        const values = numbers.map(([paragraph = 0, segment = 0]) => paragraph * 10_000 + segment);
        expect(values).toEqual([...new Set(values)].toSorted((one, other) => one - other));
      }),
    );
  });

  test('is the same when it is made again', () => {
    fc.assert(
      fc.property(documents, (document) => {
        const once = kepubDocument(document);
        expect(kepubDocument(once)).toBe(once);
      }),
    );
  });

  test('never fails, whatever the markup', () => {
    const shards = fc.constantFrom(
      ...[
        '<',
        '>',
        '<p',
        '</p>',
        '</',
        '"',
        "'",
        '<!--',
        '-->',
        '<![CDATA[',
        ']]>',
        '<?',
        '&',
        '<html>',
        '<body>',
        '.',
      ],
      ...['<br>', '</br>', '<svg>', '</svg>', '<head>', '</head>', '</body>', '<!DOCTYPE [', ' lang="ja"', 'a. b'],
    );
    fc.assert(
      fc.property(fc.array(shards, { maxLength: 30 }), (parts) => {
        const text = parts.join('');
        expect(typeof kepubDocument(text)).toBe('string');
        expect(
          tokensOf(text)
            .map((token) => token.raw)
            .join(''),
        ).toBe(text);
      }),
    );
  });

  test('has sentences that are the text', () => {
    fc.assert(
      fc.property(raw, fc.constantFrom(...LANGUAGES), (text, language) => {
        expect(sentencesOf(text, language).join('')).toBe(text);
      }),
    );
  });
});
