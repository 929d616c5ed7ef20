import { type Member, packZip } from '../../support/zip.js';

/** The files of a small book without a fault, in the order of its container: what mutations start from. */
export type BookFiles = ReadonlyMap<string, Uint8Array>;

const COVER = `/9j/2wBDABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQySUBMS0dARkVQWnNiUFVtVkVGZIhlbXd7gYKBTmCNl4x9lnN+gXz/2wBDARUXFx4aHjshITt8U0ZTfHx8
fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHz/wAARCAAMAAgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAX/xAAUEAEAAAAAAAA
AAAAAAAAAAAAA/8QAFAEBAAAAAAAAAAAAAAAAAAAAAP/EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAMAwEAAhEDEQA/AIwBBv/Z`;
const MAP = `iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAMAAACeL25MAAAAA1BMVEWqRDNYUA57AAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAC0lEQVQImWNgwAQAABQAAWX1h1kA
AAAASUVORK5CYII=`;

const CONTAINER = `<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles>
    <rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
`;

const PACKAGE = `<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="book-id" xml:lang="en" prefix="a11y: http://www.idpf.org/epub/vocab/package/a11y/#">
  <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
    <dc:identifier id="book-id">urn:uuid:6d0d0ad4-2a5c-5a0e-9a7c-0a4f5e8f6c11</dc:identifier>
    <dc:title id="title">The Lamplighter’s Daughter</dc:title>
    <dc:language>en</dc:language>
    <dc:creator id="author">Nora Vale</dc:creator>
    <meta refines="#author" property="role" scheme="marc:relators">aut</meta>
    <meta refines="#author" property="file-as">Vale, Nora</meta>
    <dc:date>2008-06-29</dc:date>
    <dc:description>A girl keeps the lamps of a drowned town alight.</dc:description>
    <dc:subject>Ghosts</dc:subject>
    <meta property="dcterms:modified">2008-06-29T00:00:00Z</meta>
    <meta property="belongs-to-collection" id="series">The Lantern Cycle</meta>
    <meta refines="#series" property="collection-type">series</meta>
    <meta refines="#series" property="group-position">2</meta>
    <meta property="schema:accessMode">textual</meta>
    <meta property="schema:accessModeSufficient">textual</meta>
    <meta property="schema:accessibilityFeature">alternativeText</meta>
    <meta property="schema:accessibilityFeature">tableOfContents</meta>
    <meta property="schema:accessibilityFeature">structuralNavigation</meta>
    <meta property="schema:accessibilityHazard">none</meta>
    <meta property="schema:accessibilitySummary">Made by hand for a test; every image is described.</meta>
    <meta name="cover" content="cover-image"/>
  </metadata>
  <manifest>
    <item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
    <item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>
    <item id="css" href="css/book.css" media-type="text/css"/>
    <item id="cover-image" href="images/cover.jpg" media-type="image/jpeg" properties="cover-image"/>
    <item id="map" href="images/map.png" media-type="image/png"/>
    <item id="cover" href="text/cover.xhtml" media-type="application/xhtml+xml"/>
    <item id="title-page" href="text/title-page.xhtml" media-type="application/xhtml+xml"/>
    <item id="the-rain" href="text/the-rain.xhtml" media-type="application/xhtml+xml"/>
    <item id="the-tide" href="text/the-tide.xhtml" media-type="application/xhtml+xml"/>
  </manifest>
  <spine toc="ncx">
    <itemref idref="cover"/>
    <itemref idref="title-page"/>
    <itemref idref="nav"/>
    <itemref idref="the-rain"/>
    <itemref idref="the-tide"/>
  </spine>
  <guide>
    <reference type="cover" title="Cover" href="text/cover.xhtml"/>
    <reference type="toc" title="Contents" href="nav.xhtml"/>
    <reference type="text" title="Start of text" href="text/the-rain.xhtml"/>
  </guide>
</package>
`;

const NAV = `<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en">
<head>
  <title>Contents</title>
  <link rel="stylesheet" type="text/css" href="css/book.css"/>
</head>
<body>
  <nav epub:type="toc" role="doc-toc" aria-labelledby="contents">
    <h1 id="contents">Contents</h1>
    <ol>
      <li><a href="text/title-page.xhtml">Title page</a></li>
      <li><a href="text/the-rain.xhtml">The Rain</a>
        <ol>
          <li><a href="text/the-rain.xhtml#lamps">Lamps</a></li>
        </ol>
      </li>
      <li><a href="text/the-tide.xhtml">The Tide</a></li>
    </ol>
  </nav>
  <nav epub:type="landmarks" id="landmarks" aria-label="Landmarks">
    <ol>
      <li><a epub:type="cover" href="text/cover.xhtml">Cover</a></li>
      <li><a epub:type="toc" href="#contents">Contents</a></li>
      <li><a epub:type="bodymatter" href="text/the-rain.xhtml">Start of text</a></li>
    </ol>
  </nav>
</body>
</html>
`;

const NCX = `<?xml version="1.0" encoding="utf-8"?>
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1" xml:lang="en">
  <head>
    <meta name="dtb:uid" content="urn:uuid:6d0d0ad4-2a5c-5a0e-9a7c-0a4f5e8f6c11"/>
    <meta name="dtb:depth" content="2"/>
  </head>
  <docTitle><text>The Lamplighter’s Daughter</text></docTitle>
  <navMap>
    <navPoint id="point-1" playOrder="1">
      <navLabel><text>Title page</text></navLabel>
      <content src="text/title-page.xhtml"/>
    </navPoint>
    <navPoint id="point-2" playOrder="2">
      <navLabel><text>The Rain</text></navLabel>
      <content src="text/the-rain.xhtml"/>
      <navPoint id="point-3" playOrder="3">
        <navLabel><text>Lamps</text></navLabel>
        <content src="text/the-rain.xhtml#lamps"/>
      </navPoint>
    </navPoint>
    <navPoint id="point-4" playOrder="4">
      <navLabel><text>The Tide</text></navLabel>
      <content src="text/the-tide.xhtml"/>
    </navPoint>
  </navMap>
</ncx>
`;

const page = (title: string, body: string): string => `<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en">
<head>
  <title>${title}</title>
  <link rel="stylesheet" type="text/css" href="../css/book.css"/>
</head>
<body>
${body}
</body>
</html>
`;

const COVER_PAGE = page(
  'Cover of The Lamplighter’s Daughter',
  `  <section epub:type="cover" aria-label="Cover">
    <img src="../images/cover.jpg" alt="The Lamplighter’s Daughter, by Nora Vale" role="doc-cover"/>
  </section>`,
);

const TITLE_PAGE = page(
  'The Lamplighter’s Daughter',
  `  <section epub:type="titlepage" aria-labelledby="book-title">
    <hgroup>
      <h1 id="book-title">The Lamplighter’s Daughter</h1>
      <p role="doc-subtitle">A ghost story</p>
    </hgroup>
    <p class="author">Nora Vale</p>
    <dl class="facts">
      <dt>Series</dt>
      <dd>The Lantern Cycle, 2</dd>
      <dt>Published</dt>
      <dd><time datetime="2008-06-29">29 June 2008</time></dd>
    </dl>
    <p class="summary">A girl keeps the lamps of a drowned town alight.</p>
  </section>`,
);

const RAIN = page(
  'The Rain',
  `  <section epub:type="chapter" role="doc-chapter" aria-labelledby="the-rain">
    <h1 id="the-rain">The Rain</h1>
    <blockquote epub:type="epigraph" class="epigraph">
      <p>Who lights the lamp is <em>never</em> in the dark.</p>
    </blockquote>
    <p class="first">It had rained for <strong>nine</strong> days when the bell rang, and nobody was left to ring it.<a id="ref-1" href="#note-1" epub:type="noteref" role="doc-noteref">1</a></p>
    <p>She took the <i lang="fr" xml:lang="fr">lanterne</i> from its hook &amp; went down.</p>
    <h2 id="lamps">Lamps</h2>
    <ul>
      <li>the brass one</li>
      <li>the <b>blue</b> one</li>
    </ul>
    <figure>
      <img src="../images/map.png" alt="A map of the harbour with nine lamps"/>
      <figcaption>The harbour.</figcaption>
    </figure>
    <p>Nine lamps, one keeper.</p>
    <hr class="scene"/>
    <p class="first">In the morning the water stood at the door. See <a href="the-tide.xhtml#letter">her letter</a>.</p>
    <aside id="note-1" epub:type="footnote" role="doc-footnote">
      <p>So the harbour book has it. <a href="#ref-1" role="doc-backlink">Back</a></p>
    </aside>
  </section>`,
);

const TIDE = page(
  'The Tide',
  `  <section epub:type="chapter" role="doc-chapter" aria-labelledby="the-tide">
    <h1 id="the-tide">The Tide</h1>
    <p class="first">The letter lay where the tide had left it.</p>
    <div id="letter" class="letter">
      <p>Dear Ann,<br/>I have counted the lamps twice.</p>
      <ol>
        <li>one is out</li>
        <li>eight are lit</li>
      </ol>
    </div>
    <table>
      <caption>The watch</caption>
      <thead>
        <tr><th scope="col">Hour</th><th scope="col">Lamp</th></tr>
      </thead>
      <tbody>
        <tr><td>nine</td><td>brass</td></tr>
        <tr><td>ten</td><td>blue</td></tr>
      </tbody>
    </table>
    <p><ruby>灯<rt>とう</rt></ruby> was written below, and <span class="small-caps">nobody</span> could read it. It said <q>light</q>.</p>
    <pre><code>-- --- .-.</code></pre>
    <p>More at <a href="https://example.org/lamps">the archive</a>.</p>
  </section>`,
);

const CSS = `@charset "utf-8";
body { margin: 0 5%; }
p { margin: 0; text-indent: 1.2em; }
p.first, blockquote p { text-indent: 0; }
h1, h2 { text-align: center; font-size: 1.4em; }
hr.scene { border: 0; border-top: 1px solid; height: 0; margin: 1.5em 35%; }
.small-caps { font-variant: small-caps; }
#landmarks { display: none; }
figure { margin: 1em 0; text-align: center; }
figure img { max-width: 100%; }
`;

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const decodeBase64 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));

export const GOOD_BOOK: BookFiles = new Map([
  ['mimetype', encode('application/epub+zip')],
  ['META-INF/container.xml', encode(CONTAINER)],
  ['EPUB/package.opf', encode(PACKAGE)],
  ['EPUB/nav.xhtml', encode(NAV)],
  ['EPUB/toc.ncx', encode(NCX)],
  ['EPUB/css/book.css', encode(CSS)],
  ['EPUB/images/cover.jpg', decodeBase64(COVER)],
  ['EPUB/images/map.png', decodeBase64(MAP)],
  ['EPUB/text/cover.xhtml', encode(COVER_PAGE)],
  ['EPUB/text/title-page.xhtml', encode(TITLE_PAGE)],
  ['EPUB/text/the-rain.xhtml', encode(RAIN)],
  ['EPUB/text/the-tide.xhtml', encode(TIDE)],
]);

/** The members of a book's container: `mimetype` stored, the rest deflated. */
export function members(files: BookFiles): readonly Member[] {
  return [...files].map(([path, bytes]) => ({ path, bytes, isStored: path === 'mimetype' }));
}

export function packBook(files: BookFiles): Uint8Array {
  return packZip(members(files));
}
