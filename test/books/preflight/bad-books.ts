import sharp from 'sharp';
import type { DeviceFamily } from '../../../src/devices/profile.js';
import type { Code } from '../../../src/index.js';
import {
  type Change,
  edit,
  inBody,
  NAV,
  NCX,
  PACKAGE,
  RAIN,
  renamed,
  TIDE,
  withFile,
  withStyles,
} from './sound-book.js';

/** A sound book with one thing wrong, and the families whose devices stumble over it, with exactly that code. */
export interface BadBook {
  readonly what: string;
  readonly code: Code;
  readonly families: readonly DeviceFamily[];
  readonly change: Change;
}

export const FAMILIES: readonly DeviceFamily[] = [
  'generic',
  'kobo',
  'kindle',
  'pocketbook',
  'nook',
  'tolino',
  'remarkable',
  'boox',
];
const RMSDK: readonly DeviceFamily[] = ['nook', 'tolino'];

const square = (side = 8) => sharp({ create: { width: side, height: side, channels: 3, background: '#a03020' } });
const added =
  (name: string, mediaType: string, bytes: () => Promise<Buffer>): Change =>
  async (files) =>
    withFile(name, mediaType, await bytes())(files);
const language = (to: string): Change => edit(PACKAGE, '<dc:language>en</dc:language>', to);
const moved = (first: string, second: string): Change =>
  edit(PACKAGE, `${ref(first)}\n    ${ref(second)}`, `${ref(second)}\n    ${ref(first)}`);
const ref = (id: string): string => `<itemref idref="${id}"/>`;
const withoutDeclaration = (path: string): Change => edit(path, '<?xml version="1.0" encoding="utf-8"?>\n', '');

const bad = (code: Code, families: readonly DeviceFamily[], what: string, change: Change): BadBook => ({
  what,
  code,
  families,
  change,
});

export const BAD_BOOKS: readonly BadBook[] = [
  bad('preflight-language', ['kindle'], 'no language', language('')),
  bad('preflight-language', ['kindle'], 'an empty language', language('<dc:language> </dc:language>')),
  bad('preflight-language', ['kindle'], 'a POSIX locale', language('<dc:language>en_US</dc:language>')),
  bad('preflight-language', ['kindle'], 'a language by name', language('<dc:language>English</dc:language>')),
  bad('preflight-language', ['kindle'], 'a country', language('<dc:language>us</dc:language>')),
  bad('preflight-language', ['kindle'], 'the language “undetermined”', language('<dc:language>und</dc:language>')),
  bad('preflight-language-unlisted', ['kindle'], 'Hungarian', language('<dc:language>hu</dc:language>')),
  bad('preflight-language-unlisted', ['kindle'], 'Turkish of Cyprus', language('<dc:language>tr-CY</dc:language>')),
  bad('preflight-encoding', ['kindle'], 'a page without a declaration', (files) => {
    edit(TIDE, 'The letter lay', 'The letter — hers — lay')(files);
    withoutDeclaration(TIDE)(files);
  }),
  bad('preflight-encoding', ['kindle'], 'a declaration without an encoding', (files) => {
    edit(TIDE, 'The letter lay', 'The letter — hers — lay')(files);
    edit(TIDE, ' encoding="utf-8"', '')(files);
  }),
  bad('preflight-body-link', ['kindle'], 'a link to a body', (files) => {
    edit(TIDE, '<body>', '<body id="tide">')(files);
    inBody('<p>See <a href="the-tide.xhtml#tide">the tide</a>.</p>')(files);
  }),
  bad('preflight-body-link', ['kindle'], 'a point of the NCX that leads to a body', (files) => {
    edit(TIDE, '<body>', '<body id="tide">')(files);
    edit(NCX, '<content src="text/the-tide.xhtml"/>', '<content src="text/the-tide.xhtml#tide"/>')(files);
  }),
  bad('preflight-body-link', ['kindle'], 'an entry of the contents that leads to a body', (files) => {
    edit(TIDE, '<body>', '<body id="tide">')(files);
    edit(NAV, '<a href="text/the-tide.xhtml">', '<a href="text/the-tide.xhtml#tide">')(files);
  }),
  bad('preflight-image-source', ['kindle'], 'an image without a source', inBody('<p><img alt="a lamp"/></p>')),
  bad('preflight-image-source', ['kindle'], 'an image with an empty source', inBody('<p><img src="" alt=""/></p>')),
  bad('preflight-comment', ['kindle'], 'two hyphens in a comment', inBody('<!-- lamps -- all of them -->')),
  bad('preflight-comment', ['kindle'], 'a comment that ends in three hyphens', inBody('<!-- lamps --->')),
  bad(
    'preflight-comment',
    ['kindle'],
    'two hyphens in a comment of the NCX',
    edit(NCX, '<head>', '<!-- a -- b --><head>'),
  ),
  bad('preflight-css-modern', RMSDK, 'the smaller of two widths', withStyles('img { max-width: min(9em, 50%) }')),
  bad('preflight-css-modern', RMSDK, 'a clamp', withStyles('h1 { margin-top: clamp(1em, 5%, 3em) }')),
  bad('preflight-css-modern', RMSDK, 'a sum', withStyles('p.x { margin-left: calc(1em + 2px) }')),
  bad('preflight-css-modern', RMSDK, 'a grid', withStyles('dl.facts { display: grid }')),
  bad('preflight-css-modern', RMSDK, 'a flexible row', withStyles('dl.facts { display: inline-flex }')),
  bad('preflight-css-modern', RMSDK, 'a media query', withStyles('@media (min-width: 30em) { p { margin: 0 } }')),
  bad('preflight-css-modern', RMSDK, 'a feature query', withStyles('@supports (hyphens: auto) { p { margin: 0 } }')),
  bad(
    'preflight-font-family',
    ['kindle'],
    'a font of the computer',
    withStyles('body { font-family: Georgia, serif }'),
  ),
  bad(
    'preflight-font-family',
    ['kindle'],
    'a font in the shorthand',
    withStyles('p { font: italic 1em/1.4 "Gill Sans" }'),
  ),
  bad('preflight-font-family', ['kindle'], 'a font in `style`', inBody('<p style="font-family: Arial">x</p>')),
  bad('preflight-name', ['kobo'], 'a space in a page’s name', renamed(TIDE, 'EPUB/text/the tide.xhtml')),
  bad('preflight-name', ['kobo'], 'an accent in a page’s name', renamed(TIDE, 'EPUB/text/the-tíde.xhtml')),
  bad('preflight-name', ['kobo', 'nook'], 'a number sign in a page’s name', renamed(TIDE, 'EPUB/text/tide#2.xhtml')),
  bad('preflight-name', ['kobo', 'nook'], 'a per cent sign in a page’s name', renamed(TIDE, 'EPUB/text/50%.xhtml')),
  bad(
    'preflight-image-type',
    FAMILIES.filter((family) => family !== 'generic'),
    'a WebP',
    added('images/lamp.webp', 'image/webp', () => square().webp().toBuffer()),
  ),
  bad(
    'preflight-image-type',
    ['kobo'],
    'a GIF',
    added('images/lamp.gif', 'image/gif', () => square().gif().toBuffer()),
  ),
  bad(
    'preflight-image-type',
    ['kindle'],
    'a progressive JPEG',
    added('images/lamp.jpg', 'image/jpeg', () => square().jpeg({ progressive: true }).toBuffer()),
  ),
  bad(
    'preflight-image-type',
    ['kobo', 'kindle'],
    'a JPEG in CMYK',
    added('images/lamp.jpg', 'image/jpeg', () => square().toColourspace('cmyk').jpeg().toBuffer()),
  ),
  bad(
    'preflight-image-size',
    ['kobo', 'kindle', 'remarkable'],
    'a picture larger than the screens',
    added('images/lamp.png', 'image/png', () => square(2000).png().toBuffer()),
  ),
  bad('preflight-cover', ['kobo', 'kindle', 'nook'], 'no cover', (files) => {
    edit(PACKAGE, '<meta name="cover" content="cover-image"/>', '')(files);
    edit(PACKAGE, ' properties="cover-image"', '')(files);
  }),
  bad(
    'preflight-cover',
    ['kobo', 'kindle', 'nook'],
    'a cover without EPUB 2’s `meta`',
    edit(PACKAGE, '<meta name="cover" content="cover-image"/>', ''),
  ),
  bad(
    'preflight-cover',
    ['kobo', 'kindle', 'nook'],
    'a cover whose `meta` names nothing',
    edit(PACKAGE, 'content="cover-image"', 'content="images/cover.jpg"'),
  ),
  bad(
    'preflight-cover',
    ['kobo', 'kindle', 'nook'],
    'a cover without its property',
    edit(PACKAGE, ' properties="cover-image"', ''),
  ),
  bad(
    'preflight-cover-twice',
    ['kindle'],
    'a page for the cover',
    edit(PACKAGE, '<spine toc="ncx">', `<spine toc="ncx">${ref('cover')}`),
  ),
  bad('preflight-cover-twice', ['kindle'], 'a page for the cover, with words on it', (files) => {
    edit('EPUB/text/cover.xhtml', '</section>', '<p>A ghost story</p></section>')(files);
    edit(PACKAGE, '<spine toc="ncx">', `<spine toc="ncx">${ref('cover')}`)(files);
  }),
  bad(
    'preflight-blank-span',
    ['kobo'],
    'a padded space',
    inBody('<p>a<span style="padding-left: 2em">   </span>b</p>'),
  ),
  bad('preflight-blank-span', ['kobo'], 'a padded no-break space, by the sheet', (files) => {
    withStyles('p.x .gap, em { padding: 0 1em }')(files);
    inBody('<p>a<span class="wide gap">\u00a0</span>b</p>')(files);
  }),
  bad('preflight-bare-selector', ['kobo'], 'a rule for every `span`', withStyles('p > span { font-weight: bold }')),
  bad('preflight-bare-selector', ['kobo'], 'a rule for every `div`', withStyles('p, div { margin: 0 }')),
  bad('preflight-ncx', RMSDK, 'no NCX', (files) => {
    files.delete(NCX);
    edit(PACKAGE, /<item id="ncx"[^>]*>/, '')(files);
    edit(PACKAGE, ' toc="ncx"', '')(files);
  }),
  bad('preflight-ncx', RMSDK, 'a spine that does not name the NCX', edit(PACKAGE, ' toc="ncx"', '')),
  bad('preflight-ncx', RMSDK, 'a spine that names something else', edit(PACKAGE, ' toc="ncx"', ' toc="nav"')),
  bad('preflight-ncx', RMSDK, 'an NCX of another book', edit(NCX, '6d0d0ad4', '7d0d0ad4')),
  bad('preflight-ncx', RMSDK, 'an NCX of no book', edit(NCX, /<meta name="dtb:uid"[^>]*>/, '')),
  bad('preflight-order', ['kobo', 'kindle'], 'pages in another order than the contents', moved('the-rain', 'the-tide')),
  bad('preflight-order', ['kobo', 'kindle'], 'an NCX in another order', (files) => {
    edit(NCX, 'text/title-page.xhtml', 'text/the-tide.xhtml')(files);
  }),
  bad('preflight-page-breaks', ['kobo'], 'two chapters in one file', (files) => {
    edit(
      NAV,
      '<li><a href="text/the-tide.xhtml">',
      '<li><a href="text/the-rain.xhtml#lamps">Lamps</a></li><li><a href="text/the-tide.xhtml">',
    )(files);
  }),
  bad('preflight-colour', FAMILIES, 'black text', withStyles('body { color: #000 }')),
  bad('preflight-colour', FAMILIES, 'a white page', inBody('<p style="background: white">x</p>')),
];

/** The sound book with things in it that look like faults and are none. */
export const INNOCENT: readonly (readonly [string, Change])[] = [
  ['a language of three letters', language('<dc:language>eng</dc:language>')],
  ['Norwegian', language('<dc:language>no</dc:language>')],
  ['Chinese in Traditional characters', language('<dc:language>zh-Hant-TW</dc:language>')],
  [
    'an ASCII page without a declaration',
    withFile(
      'text/ebb.xhtml',
      'application/xhtml+xml',
      '<html xmlns="http://www.w3.org/1999/xhtml"><body>x</body></html>',
    ),
  ],
  [
    'an encoding in a `meta`',
    (files) => {
      edit(TIDE, 'The letter lay', 'The letter — hers — lay')(files);
      withoutDeclaration(TIDE)(files);
      edit(TIDE, '<title>', '<meta charset="utf-8"/><title>')(files);
    },
  ],
  ['a hyphen in a comment', inBody('<!-- the-lamp - all of it -->')],
  ['hyphens in CDATA', inBody('<p><![CDATA[<!-- a -- b -->]]></p>')],
  ['a body with an id that nothing leads to', edit(TIDE, '<body>', '<body id="tide">')],
  ['generic fonts', withStyles('h1 { font-family: sans-serif } .letter { font: italic 1em cursive }')],
  ['a font for code', withStyles('code, p pre.x { font-family: Courier, monospace }')],
  [
    'a font that the book holds',
    (files) => {
      withFile('fonts/lamp.otf', 'font/otf', 'x')(files);
      withStyles('@font-face { font-family: "Lamp Oil"; src: url(../fonts/lamp.otf) }')(files);
      withStyles("p { font-family: 'Lamp Oil', serif }")(files);
    },
  ],
  ['a class that is called like a function', withStyles('.min, .calc { margin: 0 }')],
  ['a string with a function in it', withStyles('.x::before { content: "var(--x) calc(1)" }')],
  ['a span of space without padding', inBody('<p>a<span class="gap"> </span>b</p>')],
  [
    'a padded span of words, and an empty one',
    (files) => {
      withStyles('.gap { padding: 0 1em } .none { padding: 0 }')(files);
      inBody('<p><span class="gap">word</span><span class="gap"></span><span class="none"> </span></p>')(files);
    },
  ],
  ['selectors with a class', withStyles('div.letter, span.x, p span[lang] { margin: 0 }')],
  ['inherited colours', withStyles('a { color: inherit; background: none; background-color: transparent }')],
  ['a border’s colour', withStyles('hr { border-color: #000 }')],
  ['a cover page out of the reading order', edit(PACKAGE, '</spine>', '<itemref idref="cover" linear="no"/></spine>')],
  [
    'a first page with another picture',
    (files) => {
      const map =
        '<html xmlns="http://www.w3.org/1999/xhtml"><body><p><img src="../images/map.png"/></p></body></html>';
      withFile('text/map.xhtml', 'application/xhtml+xml', map)(files);
      edit(PACKAGE, '<spine toc="ncx">', `<spine toc="ncx">${ref('added')}`)(files);
    },
  ],
  ['an SVG', withFile('images/lamp.svg', 'image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ['a picture that is not whole', withFile('images/lamp.png', 'image/png', '\u0089PNG')],
  ['links into a page, out of order', edit(RAIN, '<p>Nine lamps', '<p><a href="#ref-1">up</a></p><p>Nine lamps')],
];
