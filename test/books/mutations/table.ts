import type { Code } from '../../../src/diagnostics/codes.js';
import { type Member, packZip } from '../../support/zip.js';
import { GOOD_BOOK, members, packBook } from './good-book.js';

/** A book with one defect, and what our check calls it. */
export interface Mutation {
  /** What was done to the good book. */
  readonly name: string;
  readonly code: Code;
  readonly make: () => Uint8Array;
}

const PACKAGE = 'EPUB/package.opf';
const NAV = 'EPUB/nav.xhtml';
const NCX = 'EPUB/toc.ncx';
const CSS = 'EPUB/css/book.css';
const RAIN = 'EPUB/text/the-rain.xhtml';
const TIDE = 'EPUB/text/the-tide.xhtml';
const TITLE_PAGE = 'EPUB/text/title-page.xhtml';
const COVER_PAGE = 'EPUB/text/cover.xhtml';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (path: string): string => new TextDecoder().decode(GOOD_BOOK.get(path));

/** The good book with one passage of one file written anew; a passage that is not there is a mistake of the table. */
const edit =
  (path: string, from: string, to: string): (() => Uint8Array) =>
  () => {
    const text = textOf(path);
    if (!text.includes(from)) throw new Error(`${path} does not hold ${from}`);
    return packBook(new Map(GOOD_BOOK).set(path, encode(text.replace(from, () => to))));
  };

const swapBytes =
  (path: string, bytes: (whole: Uint8Array) => Uint8Array): (() => Uint8Array) =>
  () =>
    packBook(new Map(GOOD_BOOK).set(path, bytes(GOOD_BOOK.get(path) as Uint8Array)));

const repack =
  (change: (list: readonly Member[]) => readonly Member[]): (() => Uint8Array) =>
  () =>
    packZip(change(members(GOOD_BOOK)));

const changeMember = (path: string, change: Partial<Member>): (() => Uint8Array) =>
  repack((list) => list.map((member) => (member.path === path ? { ...member, ...change } : member)));

const without = (path: string): (() => Uint8Array) => repack((list) => list.filter((member) => member.path !== path));
const withMember = (member: Member): (() => Uint8Array) => repack((list) => [...list, member]);

const CONTAINER: readonly Mutation[] = [
  { name: 'the file cut in half', code: 'ocf-unreadable', make: () => packBook(GOOD_BOOK).slice(0, 2_000) },
  { name: 'no `mimetype`', code: 'ocf-mimetype', make: without('mimetype') },
  {
    name: '`mimetype` packed last',
    code: 'ocf-mimetype',
    make: repack(([first, ...rest]) => [...rest, first as Member]),
  },
  { name: '`mimetype` compressed', code: 'ocf-mimetype', make: changeMember('mimetype', { isStored: false }) },
  {
    name: '`mimetype` with a line break',
    code: 'ocf-mimetype',
    make: changeMember('mimetype', { bytes: encode('application/epub+zip\n') }),
  },
  {
    name: '`mimetype` with an extra field',
    code: 'ocf-mimetype',
    make: changeMember('mimetype', { extra: new Uint8Array([1, 0, 0, 0]) }),
  },
  { name: 'no container.xml', code: 'ocf-container-missing', make: without('META-INF/container.xml') },
  {
    name: 'container.xml names a package that is not there',
    code: 'ocf-rootfile',
    make: edit('META-INF/container.xml', 'package.opf', 'content.opf'),
  },
  { name: 'the same file twice', code: 'ocf-name-duplicate', make: withMember({ path: CSS, bytes: encode('p {}') }) },
  {
    name: 'two names that differ by case',
    code: 'ocf-name-duplicate',
    make: withMember({ path: 'EPUB/NAV.xhtml', bytes: encode('x') }),
  },
  {
    name: 'a file name with a colon',
    code: 'ocf-name-invalid',
    make: withMember({ path: 'EPUB/a:b.txt', bytes: encode('x') }),
  },
  { name: 'a checksum that is wrong', code: 'ocf-member-damaged', make: changeMember(RAIN, { crc: 1 }) },
];

const PACKAGE_DOCUMENT: readonly Mutation[] = [
  {
    name: 'no title',
    code: 'opf-structure',
    make: edit(PACKAGE, '<dc:title id="title">The Lamplighter’s Daughter</dc:title>', ''),
  },
  { name: 'an empty creator', code: 'opf-structure', make: edit(PACKAGE, '>Nora Vale<', '><') },
  {
    name: 'two dates',
    code: 'opf-structure',
    make: edit(PACKAGE, '<dc:subject>', '<dc:date>2009</dc:date><dc:subject>'),
  },
  {
    name: '`unique-identifier` that names nothing',
    code: 'opf-identifier',
    make: edit(PACKAGE, 'unique-identifier="book-id"', 'unique-identifier="isbn"'),
  },
  {
    name: '`dcterms:modified` without seconds',
    code: 'opf-modified',
    make: edit(PACKAGE, '2008-06-29T00:00:00Z', '2008-06-29T00:00Z'),
  },
  {
    name: 'no `dcterms:modified`',
    code: 'opf-modified',
    make: edit(PACKAGE, '<meta property="dcterms:modified">2008-06-29T00:00:00Z</meta>', ''),
  },
  {
    name: 'a language that is no tag',
    code: 'opf-language',
    make: edit(PACKAGE, '<dc:language>en<', '<dc:language>en_GB<'),
  },
  {
    name: 'a date in another form',
    code: 'opf-date',
    make: edit(PACKAGE, '<dc:date>2008-06-29<', '<dc:date>6/29/08<'),
  },
  {
    name: 'a refinement of nothing',
    code: 'opf-refines',
    make: edit(PACKAGE, 'refines="#series" property="group-position"', 'refines="#cycle" property="group-position"'),
  },
  {
    name: 'a property that nobody defines',
    code: 'opf-property',
    make: edit(PACKAGE, 'property="group-position"', 'property="position"'),
  },
  {
    name: 'a prefix that nobody declares',
    code: 'opf-prefix-undeclared',
    make: edit(PACKAGE, 'property="schema:accessMode"', 'property="schemas:accessMode"'),
  },
  {
    name: 'two manifest items with one id',
    code: 'opf-id-duplicate',
    make: edit(PACKAGE, 'id="the-tide"', 'id="the-rain"'),
  },
  {
    name: 'one file listed twice',
    code: 'opf-item-duplicate',
    make: edit(PACKAGE, '</manifest>', '<item id="again" href="css/book.css" media-type="text/css"/></manifest>'),
  },
  { name: 'an item whose file is missing', code: 'opf-item-missing', make: without('EPUB/images/map.png') },
  {
    name: 'a file that no item lists',
    code: 'opf-undeclared',
    make: withMember({ path: 'EPUB/notes.txt', bytes: encode('x') }),
  },
  {
    name: 'a media type that is wrong',
    code: 'content-image-type',
    make: edit(
      PACKAGE,
      'href="images/map.png" media-type="image/png"',
      'href="images/map.png" media-type="image/jpeg"',
    ),
  },
  { name: 'no `nav` property', code: 'opf-nav', make: edit(PACKAGE, ' properties="nav"', '') },
  {
    name: 'a fallback to nothing',
    code: 'opf-fallback',
    make: edit(PACKAGE, '<item id="map"', '<item fallback="gone" id="map"'),
  },
  {
    name: 'the spine names an item that is not there',
    code: 'opf-spine-missing',
    make: edit(PACKAGE, '<itemref idref="the-tide"/>', '<itemref idref="the-storm"/>'),
  },
  {
    name: 'the spine names an item twice',
    code: 'opf-spine-duplicate',
    make: edit(PACKAGE, '<itemref idref="the-tide"/>', '<itemref idref="the-tide"/><itemref idref="the-tide"/>'),
  },
  {
    name: 'an image in the spine',
    code: 'opf-spine-type',
    make: edit(PACKAGE, '<itemref idref="cover"/>', '<itemref idref="map"/><itemref idref="cover"/>'),
  },
  {
    name: 'nothing linear in the spine',
    code: 'opf-spine-linear',
    make: () =>
      packBook(
        new Map(GOOD_BOOK).set(PACKAGE, encode(textOf(PACKAGE).replaceAll('<itemref ', '<itemref linear="no" '))),
      ),
  },
  { name: 'the spine without `toc`', code: 'opf-spine-toc', make: edit(PACKAGE, '<spine toc="ncx">', '<spine>') },
  {
    name: 'a guide to a file that is not there',
    code: 'opf-guide',
    make: edit(
      PACKAGE,
      'title="Start of text" href="text/the-rain.xhtml"',
      'title="Start of text" href="text/the-storm.xhtml"',
    ),
  },
];

const NAVIGATION: readonly Mutation[] = [
  {
    name: 'two tables of contents',
    code: 'nav-toc',
    make: edit(NAV, 'epub:type="landmarks" id', 'epub:type="toc" id'),
  },
  { name: 'an entry without text', code: 'nav-label', make: edit(NAV, '>The Tide<', '><') },
  {
    name: 'text beside the entries',
    code: 'nav-structure',
    make: edit(NAV, '<li><a href="text/the-tide.xhtml">', '<li>next <a href="text/the-tide.xhtml">'),
  },
  {
    name: 'an entry that leads to nothing',
    code: 'reference-missing',
    make: edit(NAV, 'text/the-tide.xhtml', 'text/the-storm.xhtml'),
  },
  {
    name: 'an entry that leads to an id that is not there',
    code: 'reference-fragment',
    make: edit(NAV, '#lamps', '#lanterns'),
  },
  {
    name: 'contents against the reading order',
    code: 'nav-order',
    make: edit(
      NAV,
      '<li><a href="text/title-page.xhtml">Title page</a></li>',
      '<li><a href="text/the-tide.xhtml">The Tide</a></li><li><a href="text/title-page.xhtml">Title page</a></li>',
    ),
  },
  {
    name: 'no landmarks',
    code: 'house-landmarks',
    make: edit(NAV, /<nav epub:type="landmarks"[\s\S]*<\/nav>/.exec(textOf(NAV))?.[0] ?? '', ''),
  },
  { name: 'an NCX of another book', code: 'ncx-uid', make: edit(NCX, 'urn:uuid:6d0d', 'urn:uuid:7d0d') },
  {
    name: 'two points of the NCX with one id',
    code: 'ncx-id-duplicate',
    make: edit(NCX, 'id="point-4"', 'id="point-3"'),
  },
  { name: 'a gap in the play order', code: 'ncx-order', make: edit(NCX, 'playOrder="4"', 'playOrder="6"') },
  { name: 'an empty label in the NCX', code: 'ncx-label', make: edit(NCX, '<text>The Tide<', '<text><') },
  {
    name: 'a point of the NCX that leads to nothing',
    code: 'ncx-target',
    make: edit(NCX, 'text/the-tide.xhtml', 'text/the-storm.xhtml'),
  },
];

const CONTENT: readonly Mutation[] = [
  { name: 'an ampersand unescaped', code: 'xml-not-well-formed', make: edit(RAIN, '&amp;', '&') },
  { name: '`&nbsp;`', code: 'xml-not-well-formed', make: edit(RAIN, '&amp;', '&nbsp;') },
  { name: 'an element not closed', code: 'xml-not-well-formed', make: edit(RAIN, '</em>', '') },
  { name: 'a control character', code: 'xml-not-well-formed', make: edit(RAIN, 'bell', 'be\u0001ll') },
  {
    name: 'bytes that are not UTF-8',
    code: 'xml-encoding',
    make: swapBytes(
      TITLE_PAGE,
      (bytes) => new Uint8Array(Buffer.from(new TextDecoder().decode(bytes).replace('ghost', 'ghöst'), 'latin1')),
    ),
  },
  {
    name: 'another encoding declared',
    code: 'xml-encoding',
    make: edit(TIDE, 'encoding="utf-8"', 'encoding="iso-8859-1"'),
  },
  {
    name: 'the document type of XHTML 1.1',
    code: 'content-doctype',
    make: edit(
      TIDE,
      '<!DOCTYPE html>',
      '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">',
    ),
  },
  {
    name: 'a paragraph in a paragraph',
    code: 'content-structure',
    make: edit(RAIN, '<p>Nine lamps, one keeper.</p>', '<p>Nine lamps,<p>one keeper.</p></p>'),
  },
  {
    name: 'a block in a paragraph',
    code: 'content-structure',
    make: edit(RAIN, 'Nine lamps, one keeper.', '<div>Nine lamps, one keeper.</div>'),
  },
  {
    name: 'a scene break in a paragraph',
    code: 'content-structure',
    make: edit(RAIN, 'Nine lamps, one keeper.', 'Nine lamps,<hr/> one keeper.'),
  },
  {
    name: 'text in a list, outside of its items',
    code: 'content-text',
    make: edit(RAIN, '<li>the brass one</li>', 'the brass one'),
  },
  {
    name: 'a list item without a list',
    code: 'content-structure',
    make: edit(RAIN, '<p>Nine lamps, one keeper.</p>', '<li>Nine lamps, one keeper.</li>'),
  },
  {
    name: 'a cell without a row',
    code: 'content-structure',
    make: edit(TIDE, '<tr><td>nine</td><td>brass</td></tr>', '<td>nine</td><td>brass</td>'),
  },
  {
    name: 'a term without its meaning',
    code: 'content-structure',
    make: edit(
      TITLE_PAGE,
      '<dd>The Lantern Cycle, 2</dd>\n      <dt>Published</dt>\n      <dd><time datetime="2008-06-29">29 June 2008</time></dd>',
      '',
    ),
  },
  { name: 'a ruby without its reading', code: 'content-structure', make: edit(TIDE, '<rt>とう</rt>', '') },
  {
    name: 'a link inside a link',
    code: 'content-nesting',
    make: edit(RAIN, '>her letter<', '><a href="#lamps">her letter</a><'),
  },
  {
    name: 'an element that HTML has no more',
    code: 'content-element-unknown',
    make: edit(RAIN, '<p>Nine lamps, one keeper.</p>', '<center>Nine lamps, one keeper.</center>'),
  },
  {
    name: 'an attribute that HTML has no more',
    code: 'content-attribute',
    make: edit(RAIN, '<p>Nine lamps', '<p align="center">Nine lamps'),
  },
  {
    name: 'an image without `src`',
    code: 'content-attribute',
    make: edit(COVER_PAGE, 'src="../images/cover.jpg" ', ''),
  },
  {
    name: 'a role that does not exist',
    code: 'content-role',
    make: edit(RAIN, 'role="doc-chapter"', 'role="doc-chapters"'),
  },
  {
    name: 'a role on the wrong element',
    code: 'content-role',
    make: edit(
      RAIN,
      '<aside id="note-1" epub:type="footnote" role="doc-footnote">',
      '<aside id="note-1" epub:type="footnote" role="doc-chapter">',
    ),
  },
  { name: 'one id twice', code: 'content-id-duplicate', make: edit(RAIN, 'id="lamps"', 'id="the-rain"') },
  {
    name: '`aria-labelledby` that names nothing',
    code: 'content-id-missing',
    make: edit(RAIN, 'aria-labelledby="the-rain"', 'aria-labelledby="rain"'),
  },
  {
    name: 'an empty title',
    code: 'content-title-empty',
    make: edit(TIDE, '<title>The Tide</title>', '<title></title>'),
  },
  {
    name: '`lang` and `xml:lang` that differ',
    code: 'content-language',
    make: edit(RAIN, 'lang="fr" xml:lang="fr"', 'lang="fr" xml:lang="de"'),
  },
  {
    name: 'an `epub:type` that does not exist',
    code: 'content-type-unknown',
    make: edit(RAIN, 'epub:type="epigraph"', 'epub:type="epigram"'),
  },
  {
    name: 'a link to an id that is not there',
    code: 'reference-fragment',
    make: edit(RAIN, 'the-tide.xhtml#letter', 'the-tide.xhtml#note'),
  },
  {
    name: 'a link to a file that is not there',
    code: 'reference-missing',
    make: edit(RAIN, 'the-tide.xhtml#letter', 'the-storm.xhtml'),
  },
  {
    name: 'an image that is not there',
    code: 'reference-missing',
    make: edit(RAIN, '../images/map.png', '../images/chart.png'),
  },
  {
    name: 'an image on a server',
    code: 'reference-remote',
    make: edit(RAIN, '../images/map.png', 'https://example.org/map.png'),
  },
  {
    name: 'a link out of the container',
    code: 'reference-outside',
    make: edit(RAIN, 'the-tide.xhtml#letter', '../../../letter.xhtml'),
  },
  {
    name: 'a link with a space',
    code: 'reference-invalid',
    make: edit(TIDE, 'https://example.org/lamps', 'https://example.org/the lamps'),
  },
  {
    name: 'a script that the manifest does not declare',
    code: 'opf-property-missing',
    make: edit(TIDE, '</head>', '<script>void 0;</script></head>'),
  },
  {
    name: 'an image cut off',
    code: 'content-image-damaged',
    make: swapBytes('EPUB/images/map.png', (bytes) => bytes.slice(0, 60)),
  },
];

const STYLE: readonly Mutation[] = [
  { name: 'a rule not closed', code: 'css-syntax', make: edit(CSS, 'max-width: 100%; }', 'max-width: 100%;') },
  {
    name: 'a declaration without a colon',
    code: 'css-syntax',
    make: edit(CSS, 'text-align: center;', 'text-align center;'),
  },
  {
    name: 'a style sheet that imports nothing',
    code: 'reference-missing',
    make: edit(CSS, '@charset "utf-8";', '@charset "utf-8";\n@import "gone.css";'),
  },
  { name: '`direction` in a style sheet', code: 'css-property', make: edit(CSS, 'text-indent: 0;', 'direction: rtl;') },
  { name: '`position: fixed`', code: 'css-fixed', make: edit(CSS, 'text-indent: 0;', 'position: fixed;') },
  { name: '`calc()`', code: 'css-fatal', make: edit(CSS, '0 5%', '0 calc(5% + 1em)') },
  { name: 'a font size in pixels', code: 'css-fixed-size', make: edit(CSS, 'font-size: 1.4em', 'font-size: 22px') },
];

const HOUSE: readonly Mutation[] = [
  {
    name: 'an image without text, though the package claims it',
    code: 'a11y-claim',
    make: edit(RAIN, ' alt="A map of the harbour with nine lamps"', ''),
  },
  {
    name: 'a table of contents claimed in pages',
    code: 'a11y-claim',
    make: edit(PACKAGE, '>tableOfContents<', '>pageNavigation<'),
  },
  {
    name: 'conformance claimed, nobody vouching',
    code: 'a11y-certifier',
    make: edit(
      PACKAGE,
      '<meta property="schema:accessMode">',
      '<meta property="dcterms:conformsTo">EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta><meta property="schema:accessMode">',
    ),
  },
  {
    name: 'a file name for a title',
    code: 'house-title',
    make: edit(TIDE, '<title>The Tide</title>', '<title>the-tide.xhtml</title>'),
  },
  {
    name: 'a heading level left out',
    code: 'house-heading',
    make: edit(RAIN, '<h2 id="lamps">Lamps</h2>', '<h3 id="lamps">Lamps</h3>'),
  },
  {
    name: 'stars for a scene break',
    code: 'house-scene-break',
    make: edit(RAIN, '<hr class="scene"/>', '<p>* * *</p>'),
  },
  { name: 'a scene break at the end', code: 'house-scene-break', make: edit(TIDE, '</section>', '<hr/></section>') },
  {
    name: 'an empty paragraph for a gap',
    code: 'house-empty-paragraph',
    make: edit(RAIN, '<hr class="scene"/>', '<p>&#160;</p>'),
  },
  { name: 'no language on `html`', code: 'house-language', make: edit(RAIN, ' lang="en" xml:lang="en"', '') },
  { name: 'a chapter without its role', code: 'house-role', make: edit(RAIN, ' role="doc-chapter"', '') },
  {
    name: 'an inline style',
    code: 'house-inline-style',
    make: edit(RAIN, '<p>Nine lamps', '<p style="color: red">Nine lamps'),
  },
];

/** Every mutation, by the part of the book that it hurts. */
export const MUTATIONS: Readonly<Record<string, readonly Mutation[]>> = {
  Container: CONTAINER,
  'Package document': PACKAGE_DOCUMENT,
  Navigation: NAVIGATION,
  'Content documents': CONTENT,
  'Style sheets': STYLE,
  'The house’s checklist': HOUSE,
};
