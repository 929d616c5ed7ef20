import { describe, expect, test } from 'vitest';
import { readPackage } from '../../src/container/package-document.js';
import { readPublication } from '../../src/container/publication.js';
import { parseXml } from '../../src/container/xml-tree.js';
import { convertBook } from '../../src/convert-book.js';
import { kepubDocument } from '../../src/write/kepub/kepub-document.js';
import { looksLikeTitlePage, needsOpeningPage } from '../../src/write/kepub/opening-page.js';
import { kepubPackage } from '../../src/write/kepub/package-edits.js';
import { sentencesOf } from '../../src/write/kepub/sentences.js';
import { buildEpub, item, page } from '../support/build-epub.js';
import { unzip } from '../support/unzip.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const html = (body: string, attributes = ' lang="en"', head = '<title>x</title>'): string =>
  `<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml"${attributes}><head>${head}</head><body>${body}</body></html>`;

/** What becomes of a body, each span as `[1.2 text]`. */
function marked(body: string, attributes?: string): string {
  const document = kepubDocument(html(body, attributes));
  const inner = /<div id="book-inner">(.*)<\/div><\/div><\/body>/s.exec(document)?.[1] ?? document;
  return inner.replace(/<span class="koboSpan" id="kobo\.(\d+\.\d+)">(.*?)<\/span>/gs, '[$1 $2]');
}

describe('the spans of a KEPUB', () => {
  test.each([
    ['a paragraph', '<p>It rained.</p>', '<p>[1.1 It rained.]</p>'],
    [
      'a paragraph a sentence',
      '<p>It rained. It poured.</p><p>It dried.</p>',
      '<p>[1.1 It rained. ][1.2 It poured.]</p><p>[2.1 It dried.]</p>',
    ],
    ['text before any paragraph', 'Loose. Words.<p>Held.</p>', '[0.1 Loose. ][0.2 Words.]<p>[1.1 Held.]</p>'],
    [
      'markup inside of a sentence',
      '<p>A <em>very. wet</em> day.</p>',
      '<p>[1.1 A ]<em>[1.2 very. ][1.3 wet]</em>[1.4  day.]</p>',
    ],
    [
      'headings of every level',
      '<h1>A</h1><h2>B</h2><h3>C</h3><h4>D</h4><h5>E</h5><h6>F</h6>',
      '<h1>[1.1 A]</h1><h2>[2.1 B]</h2><h3>[3.1 C]</h3><h4>[4.1 D]</h4><h5>[5.1 E]</h5><h6>[6.1 F]</h6>',
    ],
    [
      'a list, which is one paragraph',
      '<ul>\n<li>One.</li>\n<li>Two. Three.</li>\n</ul>',
      '<ul>\n<li>[1.1 One.]</li>\n<li>[1.2 Two. ][1.3 Three.]</li>\n</ul>',
    ],
    [
      'a list in a list, without going back',
      '<ol><li>One<ul><li>Two</li></ul></li><li>Three</li></ol>After',
      '<ol><li>[1.1 One]<ul><li>[2.1 Two]</li></ul></li><li>[2.2 Three]</li></ol>[2.3 After]',
    ],
    [
      'a table',
      '<table><tbody><tr> <td>A</td> <td><p>B</p></td></tr></tbody></table>',
      '<table><tbody><tr> <td>[1.1 A]</td> <td><p>[2.1 B]</p></td></tr></tbody></table>',
    ],
    [
      'an image, which is a paragraph',
      '<p>See <img src="a.png" alt="A."/> there.</p>',
      '<p>[1.1 See ][2.1 <img src="a.png" alt="A."/>][2.2  there.]</p>',
    ],
    [
      'an image that opens a paragraph',
      '<p><img src="a.png"/>Words.</p><p>More.</p>',
      '<p>[1.1 <img src="a.png"/>][1.2 Words.]</p><p>[2.1 More.]</p>',
    ],
    [
      'white space, spanned in a paragraph alone',
      '<div> </div><p> </p><p><b> </b></p>',
      '<div> </div><p>[1.1  ]</p><p><b> </b></p>',
    ],
    [
      'no-break space outside of a paragraph',
      '<div>\u00a0</div><div>&#160;&nbsp;</div>',
      '<div>&#160;</div><div>&#160;&#160;</div>',
    ],
    [
      'what is not entered',
      '<pre>a. b</pre><svg><text>a. b</text></svg><math><mi>a</mi></math><audio>a</audio><video>b</video>',
      '<pre>a. b</pre><svg><text>a. b</text></svg><math><mi>a</mi></math><audio>a</audio><video>b</video>',
    ],
    [
      'scripts and styles',
      '<script>//<![CDATA[\nif (a<b) c. d\n//]]></script><style>p > a {}</style><p>A.</p>',
      '<script>//<![CDATA[\nif (a<b) c. d\n//]]></script><style>p > a {}</style><p>[1.1 A.]</p>',
    ],
    [
      'comments, which part text',
      '<p>One<!-- a. <b> -->two. Three</p>',
      '<p>[1.1 One]<!-- a. <b> -->[1.2 two. ][1.3 Three]</p>',
    ],
    [
      'a block of code in a line',
      '<p>Run <code>a. b</code> now.</p>',
      '<p>[1.1 Run ]<code>[1.2 a. ][1.3 b]</code>[1.4  now.]</p>',
    ],
    [
      'references, kept as they are written',
      '<p>&#8220;No!&#8221; he said. A&amp;B.&#32;C &lt;.</p>',
      '<p>[1.1 &#8220;No!&#8221; ][1.2 he said. ][1.3 A&amp;B.&#32;][1.4 C &lt;.]</p>',
    ],
    ['CDATA, as text', '<p>One <![CDATA[< two. Three]]></p>', '<p>[1.1 One &lt; two. ][1.2 Three]</p>'],
    [
      'a picture with its sources',
      '<p><picture><source srcset="a"/><img src="b"/></picture></p>',
      '<p>[1.1 <picture><source srcset="a"/><img src="b"/></picture>]</p>',
    ],
    [
      'a time that may hold text alone',
      '<p>At <time>noon</time>.</p>',
      '<p>[1.1 At ][1.2 <time>noon</time>][1.3 .]</p>',
    ],
    [
      'ruby',
      '<p><ruby>猫<rp>(</rp><rt>ねこ</rt><rp>)</rp></ruby></p>',
      '<p><ruby>[1.1 猫]<rp>(</rp><rt>[1.2 ねこ]</rt><rp>)</rp></ruby></p>',
    ],
    ['an element of another namespace', '<x xmlns="urn:x">A. B</x><p>C</p>', '<x xmlns="urn:x">A. B</x><p>[1.1 C]</p>'],
  ])('hold %s', (_, body, expected) => {
    expect(marked(body)).toBe(expected);
  });

  test('are not put in twice, and a KEPUB’s page stays as it is', () => {
    const once = kepubDocument(html('<p>One. Two.</p><img src="a"/>'));
    expect(kepubDocument(once)).toBe(once);
  });

  test('stay as another tool made them', () => {
    const body = '<p><span class="koboSpan" id="kobo.7.1">One. Two.</span> Three.</p>';
    expect(marked(body)).toBe('<p>[7.1 One. Two.] Three.</p>');
  });

  test('carry the prefix that the document gives to HTML', () => {
    const document = kepubDocument(
      '<h:html xmlns:h="http://www.w3.org/1999/xhtml"><h:head><h:title>x</h:title></h:head><h:body><h:p>A. B.<h:br/></h:p></h:body></h:html>',
    );
    expect(document).toContain('<h:p><h:span class="koboSpan" id="kobo.1.1">A. </h:span>');
    expect(document).toContain('<h:body><h:div id="book-columns"><h:div id="book-inner">');
    expect(document).toContain('</h:style></h:head>');
    expect(parseXml(bytes(document), 'a').fault).toBeUndefined();
  });
});

describe('a sentence ends', () => {
  test.each<[string, readonly string[]]>([
    ['', []],
    ['   ', ['   ']],
    ['Rain', ['Rain']],
    ['Rain.', ['Rain.']],
    ['Rain. ', ['Rain. ']],
    ['Rain. Sun.', ['Rain. ', 'Sun.']],
    ['Rain! Sun? Snow.', ['Rain! ', 'Sun? ', 'Snow.']],
    ['Rain.Sun. Snow', ['Rain.Sun. ', 'Snow']],
    [' Rain. Sun', [' Rain. ', 'Sun']],
    ['Rain.\n\tSun', ['Rain.\n\t', 'Sun']],
    ['Rain.\r\nSun', ['Rain.\r\n', 'Sun']],
    ['Rain.\u00a0Sun. Snow', ['Rain.\u00a0Sun. ', 'Snow']],
    ['Rain. \u00a0Sun', ['Rain. ', '\u00a0Sun']],
    ['Rain.\u2003Sun', ['Rain.\u2003Sun']],
    ['“Rain.” Sun', ['“Rain.” ', 'Sun']],
    ['"Rain!" Sun', ['"Rain!" ', 'Sun']],
    ["'Rain?' Sun", ["'Rain?' ", 'Sun']],
    ['‘Rain.’ Sun', ['‘Rain.’ ', 'Sun']],
    ['„Rain.“ Sun', ['„Rain.“ ', 'Sun']],
    ['Rain.… Sun', ['Rain.… ', 'Sun']],
    ['“‘Rain.’” Sun', ['“‘Rain.’” Sun']],
    ['Rain... Sun', ['Rain... ', 'Sun']],
    ['Rain… Sun', ['Rain… Sun']],
    ['(Rain.) Sun', ['(Rain.) Sun']],
    ['Rain?! Sun', ['Rain?! ', 'Sun']],
    ['At 3.5 m, e.g. here', ['At 3.5 m, e.g. ', 'here']],
    ['Rain, sun; snow: hail', ['Rain, sun; snow: hail']],
  ])('in %j', (text, expected) => {
    expect(sentencesOf(text, 'en')).toEqual(expected);
  });

  test.each<[string, string, readonly string[]]>([
    ['ja', '雨が降った。「行こう。」と言った。', ['雨が降った。', '「行こう。」', 'と言った。']],
    ['ja', '雨が\n降った。猫', ['雨が\n降った。', '猫']],
    ['zh-Hant', '下雨了！走吧？好。', ['下雨了！', '走吧？', '好。']],
    ['ar', 'هل جئت؟ نعم. لا', ['هل جئت؟ ', 'نعم. ', 'لا']],
    ['hi', 'वह आया। वह गया।', ['वह आया। ', 'वह गया।']],
    ['hy', 'Նա եկավ։ Նա գնաց։', ['Նա եկավ։ ', 'Նա գնաց։']],
    ['el', 'Τι κάνεις; Καλά.', ['Τι κάνεις; ', 'Καλά.']],
    ['th', 'ฝนตก แมวนอน', ['ฝนตก แมวนอน']],
    ['en', '雨が降った。猫', ['雨が降った。', '猫']],
    ['', '下雨了！走吧', ['下雨了！', '走吧']],
    ['not a tag', 'Rain. Sun', ['Rain. ', 'Sun']],
  ])('as %s has it: %s', (language, text, expected) => {
    expect(sentencesOf(text, language)).toEqual(expected);
  });

  test('by the language of the element, then of the document, then of the book', () => {
    const text = 'Τι; Καλά.';
    const greek = '[1.1 Τι; ][1.2 Καλά.]';
    expect(marked(`<p lang="el">${text}</p><p>A; B</p>`)).toBe(`<p lang="el">${greek}</p><p>[2.1 A; B]</p>`);
    expect(marked(`<p>${text}</p>`, ' xml:lang="el"')).toBe(`<p>${greek}</p>`);
    expect(kepubDocument(html(`<p>${text}</p>`, ''), 'el')).toContain('id="kobo.1.2"');
  });
});

describe('the frame of a KEPUB', () => {
  const FRAME = '<div id="book-columns"><div id="book-inner">';

  test.each([
    [
      'around all of the body',
      '<p>A</p>',
      /<body><div id="book-columns"><div id="book-inner"><p>.*<\/p><\/div><\/div><\/body>/,
    ],
    ['in an empty body', '', /<body><div id="book-columns"><div id="book-inner"><\/div><\/div><\/body>/],
    [
      'not twice',
      `${FRAME}<p>A</p></div></div>`,
      /<body><div id="book-columns"><div id="book-inner"><p>[^/]*A<\/span><\/p><\/div><\/div><\/body>/,
    ],
    [
      'though the text speaks of it',
      '<p>id="book-columns"</p>',
      /<body><div id="book-columns"><div id="book-inner"><p>/,
    ],
  ])('stands %s', (_, body, expected) => {
    expect(kepubDocument(html(body))).toMatch(expected);
  });

  test('has its style last in the head, once', () => {
    const document = kepubDocument(html('', '', '<title>x</title><link rel="stylesheet" href="a.css"/>'));
    const style =
      '<style type="text/css" class="kobostylehacks">div#book-inner { margin-top: 0; margin-bottom: 0;}</style>';
    expect(document).toContain(`<link rel="stylesheet" href="a.css"/>${style}</head>`);
    expect(kepubDocument(document)).toBe(document);
    const kobos = html('', '', '<title>x</title><style id="kobostylehacks">p{}</style>');
    expect(kepubDocument(kobos)).not.toContain('class="kobostylehacks"');
  });

  test('opens elements that close themselves', () => {
    expect(kepubDocument('<html><head/><body/></html>')).toMatch(/<head><style.*<\/style><\/head><body><div/);
  });
});

describe('what a KEPUB says of its encoding', () => {
  const withHead = (head: string, start = ''): string =>
    kepubDocument(`${start}<html xmlns="http://www.w3.org/1999/xhtml"><head>${head}</head><body></body></html>`);

  test.each([
    ['nothing stated', withHead('<title>x</title>'), '<?xml version="1.0" encoding="utf-8"?>\n<html'],
    ['a charset', withHead('<meta charset="iso-8859-1"/>'), '<meta charset="utf-8"/>'],
    [
      'an http-equiv',
      withHead('<meta http-equiv="Content-Type" content="text/html; charset=windows-1252"/>'),
      '<meta http-equiv="Content-Type" content="text/html; charset=utf-8"/>',
    ],
    [
      'a declaration',
      withHead('', '<?xml version="1.0" encoding="UTF-16"?>'),
      '<?xml version="1.0" encoding="utf-8"?><html',
    ],
    ['UTF-8, as it was', withHead('<meta charset="UTF-8"/>'), '<meta charset="UTF-8"/>'],
  ])('is UTF-8: %s', (_, document, expected) => {
    expect(document).toContain(expected);
  });

  test('stands at the very start, and nowhere else', () => {
    const document = withHead('<title>x</title>', '\ufeff \n<?xml version="1.0"?>\n<!-- a --><?xml version="1.0"?>');
    expect(document.startsWith('<?xml version="1.0"?>\n<!-- a --><html')).toBe(true);
  });
});

describe('the markup of a KEPUB', () => {
  test.each([
    [
      'Adobe’s traces go',
      html('', '', '<title>x</title><meta name="Adept.expected.resource" content="urn:x"/>'),
      'Adept',
    ],
    ['what is empty of Office’s goes', html('<p>A<o:p></o:p><st1:place w="1"/><o:p/></p>'), /o:p|st1/],
    ['replacement characters go', html('<p>A\ufffdB</p>'), '\ufffd'],
  ])('is clean: %s', (_, document, unwanted) => {
    expect(document).toMatch(unwanted);
    expect(kepubDocument(document)).not.toMatch(unwanted);
  });

  test('keeps what Office’s elements hold', () => {
    expect(marked('<p>A <o:p>B</o:p></p>')).toBe('<p>[1.1 A ]<o:p>[1.2 B]</o:p></p>');
  });

  test('is the same to HTML and to XML', () => {
    expect(marked('<p/><a id="x" /><div class="a/"/>')).toBe('<p></p><a id="x"></a><div class="a/"></div>');
    expect(marked('<br><hr></hr><br />')).toBe('<br/><hr/><br />');
    expect(marked('<svg><path d="M0"/></svg>')).toBe('<svg><path d="M0"/></svg>');
  });

  test('names no-break spaces by their number', () => {
    expect(marked('<p title="a&nbsp;b">A&nbsp;B\u00a0C</p>')).toBe('<p title="a&#160;b">[1.1 A&#160;B&#160;C]</p>');
  });

  test.each(['', 'no markup at all', '<svg xmlns="http://www.w3.org/2000/svg"/>', '<'])('leaves %j alone', (text) => {
    expect(kepubDocument(text)).toBe(text);
  });
});

const opf = (metadata: string, manifest: string): string =>
  `<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" xmlns:opf="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">${metadata}</metadata><manifest>${manifest}</manifest><spine><itemref idref="a"/></spine></package>`;
const edited = (metadata: string, manifest: string): string => {
  const one = readPackage(parseXml(bytes(opf(metadata, manifest)), 'a.opf'));
  return one ? kepubPackage(one) : '';
};

describe('the package of a KEPUB', () => {
  test.each([
    [
      'the meta',
      '<meta name="cover" content="c"/>',
      '<item id="c" href="c.jpg" media-type="image/jpeg"/>',
      '<item id="c" href="c.jpg" media-type="image/jpeg" properties="cover-image"/>',
    ],
    [
      'its id',
      '',
      '<item id="cover" href="c.jpg" media-type="image/jpeg" />',
      '<item id="cover" href="c.jpg" media-type="image/jpeg" properties="cover-image" />',
    ],
    [
      'the meta, beside other properties',
      '<meta name="cover" content="c"/>',
      '<item id="c" properties="remote-resources" href="c.svg" media-type="image/svg+xml"/>',
      '<item id="c" properties="remote-resources cover-image" href="c.svg" media-type="image/svg+xml"/>',
    ],
    [
      'the meta, beside an attribute that looks like properties',
      '<meta name="cover" content="c"/>',
      `<item id="c" href="c.svg" data-note="a properties='b'"\n properties = 'svg' media-type="image/svg+xml"/>`,
      `<item id="c" href="c.svg" data-note="a properties='b'"\n properties = "svg cover-image" media-type="image/svg+xml"/>`,
    ],
  ])('finds the cover’s image by %s', (_, metadata, manifest, expected) => {
    expect(edited(metadata, manifest)).toBe(opf(metadata, expected));
  });

  test.each([
    ['<item id="cover" href="c.xhtml" media-type="application/xhtml+xml"/>'],
    [
      '<item id="c" href="c.jpg" media-type="image/jpeg" properties="cover-image"/><item id="cover" href="d.jpg" media-type="image/jpeg"/>',
    ],
  ])('names no other image: %s', (manifest) => {
    expect(edited('', manifest)).toBe(opf('', manifest));
  });

  test('takes time that goes with the length of a tag, not with its square', () => {
    const item = `<item id="cover"${' '.repeat(200_000)}href="c.jpg" media-type="image/jpeg"/>`;
    expect(edited('', item)).toBe(opf('', item.replace('/>', ' properties="cover-image"/>')));
  });

  test('begins with the opening page, also where the cover’s image stands first', () => {
    const cover = '<item id="cover" properties="svg" href="c.svg" media-type="image/svg+xml"/>';
    const one = readPackage(parseXml(bytes(opf('', cover)), 'a.opf'));
    expect(one && kepubPackage(one, { id: 'o', href: 'o.xhtml' })).toBe(
      opf(
        '',
        `<item id="o" href="o.xhtml" media-type="application/xhtml+xml"/>${cover.replace('svg', 'svg cover-image')}`,
      ).replace('<spine>', '<spine><itemref idref="o"/>'),
    );
  });

  test('leaves out what calibre notes down for itself', () => {
    const kept = '<dc:title>A</dc:title>';
    const notes =
      '<meta name="calibre:timestamp" content="2020"/><dc:contributor opf:role="bkp">calibre</dc:contributor><dc:contributor id="b">calibre</dc:contributor><meta refines="#b" property="role">bkp</meta>';
    expect(edited(kept + notes, '')).toBe(opf(kept, ''));
  });

  test('leaves out a note of calibre’s to its own end tag', () => {
    const note = '<dc:contributor opf:role="bkp">calibre<!-- </b> --></dc:contributor>';
    expect(edited(`<dc:title>A</dc:title>${note}`, '')).toBe(opf('<dc:title>A</dc:title>', ''));
  });
});

const words = (count: number): string => Array.from({ length: count }, () => 'word').join(' ');
const paragraphs = (count: number): string => '<p>word word</p>'.repeat(count);
const images = (count: number): string => '<img src="a"/>'.repeat(count);

describe('a title page', () => {
  test.each([
    ['a few words', `<p>${words(5)}</p>`, true],
    ['one word too few', `<p>${words(4)}</p>`, false],
    ['as many words as may be', `<p>${words(20)}</p>`, true],
    ['one word too many', `<p>${words(21)}</p>`, false],
    ['short words, which do not count', `<p>${'a of the '.repeat(40)}${words(6)}</p>`, true],
    ['four bytes of another script', `<p>${'да '.repeat(5)}</p>`, true],
    ['four paragraphs', paragraphs(4), true],
    ['five paragraphs', `${paragraphs(5)}`, false],
    ['an image alone', images(1), true],
    ['four images', images(4), true],
    ['five images', images(5), false],
    ['a drawing', '<svg xmlns="http://www.w3.org/2000/svg"/>', true],
    ['an image and a word', `${images(1)}<p>word</p>`, true],
    ['an image and a story', `${images(1)}<p>${words(30)}</p>`, false],
    ['nothing', '', false],
  ])('is known by %s', (_, body, expected) => {
    expect(looksLikeTitlePage(parseXml(bytes(html(body)), 'a'))).toBe(expected);
  });

  const needed = (path: string, body = `<p>${words(30)}</p>`): boolean => {
    const book = readPublication(buildEpub({ documents: { [path]: body }, contents: item('A', path) }));
    return book.package !== undefined && needsOpeningPage(book.package, (one) => book.documentOf(one));
  };

  test.each([
    ['cover.xhtml', false],
    ['text/My_Cover.xhtml', false],
    ['titlepage.xhtml', false],
    ['halftitle.xhtml', false],
    ['titles/chapter.xhtml', true],
    ['chapter.xhtml', true],
  ])('or by its name: %s', (path, expected) => {
    expect(needed(path)).toBe(expected);
  });

  test('goes before a book that begins with its text, empty, once', async () => {
    const book = buildEpub({ documents: { 'one.xhtml': `<p>${words(30)}</p>` }, contents: item('One', 'one.xhtml') });
    const { bytes: kepub } = await convertBook(book, { to: 'kepub' });
    const { bytes: again } = await convertBook(kepub, { to: 'kepub' });
    const one = readPublication(kepub).package;
    expect(one?.spine.map(({ item: page }) => page?.href)).toEqual(['kepub-titlepage.xhtml', 'one.xhtml']);
    expect(unzip(kepub).get('OEBPS/kepub-titlepage.xhtml')).toContain('<title>The Wet Year</title>');
    expect(Buffer.from(again).equals(kepub)).toBe(true);
  });
});

describe('a KEPUB’s container', () => {
  const book = buildEpub({
    documents: { 'b.xhtml': '<p>B.</p>', 'a.xhtml': '<p>A.</p>' },
    contents: item('B', 'b.xhtml') + item('A', 'a.xhtml'),
    manifest: '<item id="css" href="a.css" media-type="text/css"/>',
    members: {
      'OEBPS/a.css': 'p {}',
      'META-INF/calibre_bookmarks.txt': 'x',
      'iTunesMetadata.plist': 'x',
      'OEBPS/.DS_Store': 'x',
      'OEBPS/Thumbs.db': 'x',
      '__MACOSX/OEBPS/._a.css': 'x',
    },
  });

  test('goes from the navigation to the pages as they are read, without litter', async () => {
    const { bytes: kepub } = await convertBook(book, { to: 'kepub' });
    expect([...unzip(kepub).keys()]).toEqual([
      'mimetype',
      'META-INF/container.xml',
      'OEBPS/content.opf',
      'OEBPS/nav.xhtml',
      'OEBPS/kepub-titlepage.xhtml',
      'OEBPS/b.xhtml',
      'OEBPS/a.xhtml',
      'OEBPS/a.css',
    ]);
  });

  test('says its sizes where readers look first', async () => {
    const { archive } = readPublication((await convertBook(book, { to: 'kepub' })).bytes);
    expect(archive.entries[0]).toMatchObject({ path: 'mimetype', method: 0, extraLength: 0 });
    expect(archive.entries.filter(({ hasDataDescriptor }) => hasDataDescriptor)).toEqual([]);
  });

  test('is the same each time', async () => {
    const [one, other] = [await convertBook(book, { to: 'kepub' }), await convertBook(book, { to: 'kepub' })];
    expect(Buffer.from(one.bytes).equals(other.bytes)).toBe(true);
  });

  test('writes names of characters that nothing defines as numbers, and marks the page', async () => {
    const named = buildEpub({
      documents: { 'b.xhtml': '<p>&ldquo;Rain!&rdquo; It poured.</p>' },
      contents: item('B', 'b.xhtml'),
    });
    const { bytes: kepub, diagnostics } = await convertBook(named, { to: 'kepub' });
    expect(diagnostics).toEqual([]);
    expect(unzip(kepub).get('OEBPS/b.xhtml')).toMatch(
      /id="kobo\.1\.1">&#8220;Rain!&#8221; <\/span>.*id="kobo\.1\.2">It poured\./s,
    );
  });

  test('keeps a page that is not well-formed as it was, and says so', async () => {
    const broken = page('<p>One. <b>Two.</p></b>');
    const odd = buildEpub({
      documents: { 'cover.xhtml': broken, 'b.xhtml': '<p>B.</p>' },
      contents: item('B', 'b.xhtml'),
    });
    const { bytes: kepub, diagnostics } = await convertBook(odd, { to: 'kepub', name: 'odd.epub' });
    expect(diagnostics).toEqual([expect.objectContaining({ code: 'page-unmarked', file: 'odd.epub' })]);
    expect(unzip(kepub).get('OEBPS/cover.xhtml')).toBe(broken);
    expect(unzip(kepub).get('OEBPS/b.xhtml')).toContain('id="kobo.1.1"');
  });

  test('has no space in the name of a page, and every link leads there', async () => {
    const spaced = buildEpub({
      documents: {
        'text/My cover.xhtml':
          '<p><a href="Part%20one.xhtml#b">One</a> <a href="#c">Here</a> <a href="Part one.xhtml">Raw</a></p>',
        'text/Part one.xhtml': `<p id="b">One</p><p><a href='../text/My%20cover.xhtml'>Back</a> <a href="https://x.example/My%20cover.xhtml">Out</a></p>`,
      },
      contents: item('One', 'text/Part%20one.xhtml#b'),
      ncx: '<navPoint><navLabel><text>One</text></navLabel><content src="text/Part%20one.xhtml"/></navPoint>',
    });
    const members = unzip((await convertBook(spaced, { to: 'kepub' })).bytes);
    expect([...members.keys()].slice(-2)).toEqual(['OEBPS/text/My_cover.xhtml', 'OEBPS/text/Part_one.xhtml']);
    const links = [...members.values()].join('\n').match(/(?:href|src)=["'][^"']*(?:xhtml|#)[^"']*["']/g);
    expect(links).toEqual([
      'href="text/My_cover.xhtml"',
      'href="text/Part_one.xhtml"',
      'href="nav.xhtml"',
      'href="text/Part_one.xhtml#b"',
      'src="text/Part_one.xhtml"',
      'href="Part_one.xhtml#b"',
      'href="#c"',
      'href="Part_one.xhtml"',
      "href='../text/My_cover.xhtml'",
      'href="https://x.example/My%20cover.xhtml"',
    ]);
  });

  test('says where the contents leave the order of the pages', async () => {
    const odd = buildEpub({
      documents: { 'cover.xhtml': '<p>A.</p>', 'b.xhtml': '<p>B.</p>' },
      contents: item('B', 'b.xhtml') + item('A', 'cover.xhtml'),
    });
    const { diagnostics } = await convertBook(odd, { to: 'kepub' });
    expect(diagnostics.map(({ code }) => code)).toEqual(['nav-order']);
  });
});
