import { describe, expect, test } from 'vitest';
import { checkConformance } from '../../src/check/conformance.js';
import { checkBook } from '../../src/check/index.js';
import { RULES } from '../../src/check/rules.js';
import { type BookFiles, GOOD_BOOK, packBook } from '../books/mutations/good-book.js';

const RAIN = 'EPUB/text/the-rain.xhtml';
const PACKAGE = 'EPUB/package.opf';
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The good book with some passages written anew and some files added. */
function bookWith(
  edits: Readonly<Record<string, readonly (readonly [string, string])[]>>,
  added: BookFiles = new Map(),
): Uint8Array {
  const files = new Map([...GOOD_BOOK, ...added]);
  for (const [path, changes] of Object.entries(edits)) {
    let text = new TextDecoder().decode(files.get(path));
    for (const [from, to] of changes) {
      if (!text.includes(from)) throw new Error(`${path} does not hold ${from}`);
      text = text.replace(from, () => to);
    }
    files.set(path, encode(text));
  }
  return packBook(files);
}

const inBody = (markup: string): readonly [string, string] => ['<p>Nine lamps', `${markup}<p>Nine lamps`];
const withProperties = (properties: string): readonly [string, string] => [
  '<item id="the-rain"',
  `<item properties="${properties}" id="the-rain"`,
];

async function errorsOf(bytes: Uint8Array): Promise<readonly string[]> {
  const findings = await checkBook(bytes, { depth: 'house' });
  return findings.filter(({ severity }) => severity === 'error').map(({ code, message }) => `${code}: ${message}`);
}

describe('rare constructs that are valid', () => {
  test.each([
    ['ruby with parentheses', '<p><ruby>灯<rp>(</rp><rt>とう</rt><rp>)</rp></ruby></p>'],
    ['a definition list in groups', '<dl><div><dt>a</dt><dt>b</dt><dd>c</dd></div></dl>'],
    ['blocks in a link', '<a href="#lamps"><p>x</p></a>'],
    ['a table without a body', '<table><tr><th>x</th><td>y</td></tr></table>'],
    ['details', '<details><summary>x</summary><p>y</p></details>'],
    ['a picture', '<picture><source srcset="../images/map.png"/><img src="../images/map.png" alt="lamps"/></picture>'],
    ['a text fragment', '<p><a href="the-tide.xhtml#:~:text=letter">x</a></p>'],
    ['a custom attribute', '<p xmlns:x="https://example.org/x" x:y="z">x</p>'],
    ['data and ARIA', '<p data-x="1" aria-label="x" role="note">x</p>'],
    ['an unscripted script', '<script type="application/ld+json">{}</script>'],
    ['inserted blocks', '<ins cite="https://example.org/" datetime="2008-06-29"><p>x</p></ins>'],
  ])('%s', async (_name, markup) => {
    expect(await errorsOf(bookWith({ [RAIN]: [inBody(markup)] }))).toEqual([]);
  });

  test('SVG and MathML, declared', async () => {
    const markup = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><title>x</title><foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject></svg>
      <math xmlns="http://www.w3.org/1998/Math/MathML"><mfrac><mi>x</mi><mn>2</mn></mfrac></math>`;
    const edits = { [RAIN]: [inBody(markup)], [PACKAGE]: [withProperties('svg mathml')] };
    expect(await errorsOf(bookWith(edits))).toEqual([]);
  });

  test('a page of fixed layout that states its size', async () => {
    const edits = {
      [RAIN]: [['</head>', '<meta name="viewport" content="width=600, height=800"/></head>'] as const],
      [PACKAGE]: [
        ['<itemref idref="the-rain"', '<itemref properties="rendition:layout-pre-paginated" idref="the-rain"'] as const,
      ],
    };
    expect(await errorsOf(bookWith(edits))).toEqual([]);
  });

  test('audio on a server, listed and declared', async () => {
    const edits = {
      [RAIN]: [inBody('<audio src="https://example.org/a.mp3" controls="controls"></audio>')],
      [PACKAGE]: [
        withProperties('remote-resources'),
        ['</manifest>', '<item id="a" href="https://example.org/a.mp3" media-type="audio/mpeg"/></manifest>'] as const,
      ],
    };
    expect(await errorsOf(bookWith(edits))).toEqual([]);
  });
});

test('an EPUB 2 book is held to EPUB 2, not to HTML', async () => {
  const files = new Map<string, Uint8Array>([
    ['mimetype', encode('application/epub+zip')],
    ['META-INF/container.xml', GOOD_BOOK.get('META-INF/container.xml')!],
    [
      PACKAGE,
      encode(`<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="2.0" unique-identifier="id">
        <metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">
        <dc:title>Lamps</dc:title><dc:language>en</dc:language><dc:identifier id="id" opf:scheme="URI">urn:x:lamps</dc:identifier>
        <dc:creator opf:role="aut">Nora Vale</dc:creator></metadata>
        <manifest><item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>
        <spine toc="ncx"><itemref idref="a"/></spine></package>`),
    ],
    [
      'EPUB/toc.ncx',
      encode(`<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1"><head><meta name="dtb:uid" content="urn:x:lamps"/></head>
        <docTitle><text>Lamps</text></docTitle><navMap><navPoint id="a" playOrder="1"><navLabel><text>Lamps</text></navLabel><content src="a.xhtml"/></navPoint></navMap></ncx>`),
    ],
    [
      'EPUB/a.xhtml',
      encode(`<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">
        <html xmlns="http://www.w3.org/1999/xhtml"><head><title>Lamps</title></head><body><p><big>Lamps&nbsp;</big><tt>x</tt></p></body></html>`),
    ],
  ]);
  expect(await errorsOf(packBook(files))).toEqual([]);
});

describe('findings', () => {
  test('name the book, the file, the line and the column', async () => {
    const bytes = bookWith({ [RAIN]: [['<em>never</em>', '<center>never</center>']] });
    const [finding] = await checkBook(bytes, { depth: 'house', name: 'lamps.epub' });
    expect(finding).toMatchObject({
      code: 'content-element-unknown',
      file: 'lamps.epub/EPUB/text/the-rain.xhtml',
      line: 12,
      column: 33,
    });
  });

  test('are few, however many faults there are', async () => {
    const bytes = bookWith({ [RAIN]: [inBody('<center>x</center>'.repeat(5_000))] });
    expect((await checkBook(bytes, { depth: 'house' })).length).toBeLessThan(100);
  });

  test('a name of a character that the document type of XHTML 1.1 defines is none of them, and another is', async () => {
    const declared = [
      '<!DOCTYPE html>',
      '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">',
    ] as const;
    const undefinedNames = async (text: string): Promise<readonly string[]> => {
      const found = await checkConformance(bookWith({ [RAIN]: [declared, inBody(`<p>${text}</p>`)] }), []);
      return found.map(({ message }) => message).filter((message) => message.startsWith('RSC-016'));
    };
    expect(await undefinedNames('a&mdash;b')).toEqual([]);
    expect(await undefinedNames('a&nonsense;b')).toHaveLength(1);
  });

  test('general conformance says what our rules do not know, under its own id', async () => {
    const page = '<span epub:type="pagebreak" id="p1" role="doc-pagebreak" aria-label="1"/>';
    const collection = [
      '</package>',
      '<collection role="index"><link href="nav.xhtml"/></collection></package>',
    ] as const;
    const bytes = bookWith({ [RAIN]: [inBody(`<p>${page}x</p>`)], [PACKAGE]: [collection] });
    const house = await checkBook(bytes, { depth: 'house' });
    const full = await checkBook(bytes, { depth: 'full' });
    expect(full.slice(0, house.length)).toEqual(house);
    for (const finding of full.slice(house.length)) expect(finding.message).toMatch(/^[A-Z]{3}-[0-9]{3}/);
  });
});

test('every rule has a name of its own and the clause it holds books to', () => {
  expect(new Set(RULES.map(({ name }) => name)).size).toBe(RULES.length);
  expect(RULES.filter(({ name, reference }) => !/^[a-z]+(?:-[a-z]+)*$/.test(name) || reference.length < 5)).toEqual([]);
});
