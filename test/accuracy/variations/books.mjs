// EPUBs as converters, archives, publishers and people make them.
import { english, foreign, labelOf } from './bodies.mjs';
import {
  chapterFiles,
  chapterItems,
  container,
  dublinCore,
  ncx,
  ncxItem,
  packageDocument,
  page,
  points,
} from './epub-pieces.mjs';
import { chapterHtml, escapeXml, headingOf } from './html-pieces.mjs';
import { zip } from './zip.mjs';

const [pier, archive, orchard] = english;

/** Each form with the body that it holds. */
export async function bookVariations() {
  const forms = [
    ['calibre-converted', pier, converted],
    ['calibre-one-file', orchard, convertedWhole],
    ['made-by-hand', archive, madeByHand],
    ['publisher-epub3', pier, published],
    ['publisher-epub3-german', foreign.german, published],
    ['publisher-epub3-russian', foreign.russian, published],
    ['publisher-epub3-japanese', foreign.japanese, published],
    ['fanfic-downloader', archive, downloaded],
    ['two-chapters-a-file', pier, twoAFile],
    ['no-contents', archive, withoutContents],
    ['archive-of-works', archive, archived],
    ['parts-in-the-contents', pier, inParts],
    ['cover-and-endnotes', orchard, withEndnotes],
  ];
  return Promise.all(
    forms.map(async ([form, body, make]) => {
      const { members, label } = make(body);
      return {
        name: `variations/epub/${form}.epub`,
        bytes: await zip({ mimetype: 'application/epub+zip', ...members }, ['mimetype']),
        label: { ...labelOf(body), title: body.title, authors: [body.author], ...label },
      };
    }),
  );
}

/** calibre: a title page of its own, split files, calibre's metadata. */
function converted(body) {
  const items = chapterItems(body, (at) => `index_split_00${at + 1}.html`);
  const metadata = `${dublinCore(body)}<dc:date>2013-07-08T22:00:00+00:00</dc:date><dc:description>&lt;p&gt;${escapeXml(body.summary)}&lt;/p&gt;</dc:description><dc:contributor opf:role="bkp">calibre (3.48.0)</dc:contributor><meta name="calibre:series" content="Coastal Inheritances"/><meta name="calibre:series_index" content="2.0"/>`;
  return {
    members: {
      'META-INF/container.xml': container('content.opf'),
      'content.opf': packageDocument({
        metadata,
        toc: 'ncx',
        items: [{ id: 'title', href: 'titlepage.xhtml', isText: true }, ...items, ncxItem],
      }),
      'titlepage.xhtml': page(
        body.title,
        '<div><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 6 8"><rect width="6" height="8"/></svg></div>',
      ),
      ...chapterFiles(body, items, '', { scene: '<p class="calibre3">* * *</p>' }),
      'toc.ncx': ncx(body.title, points(body, items)),
    },
    label: { published: '2013-07-08', summary: body.summary, series: [{ name: 'Coastal Inheritances', position: 2 }] },
  };
}

/** calibre, from a one-shot in HTML: no heading, a date that says none. */
function convertedWhole(body) {
  const items = chapterItems(body, () => 'index.html');
  const metadata = `${dublinCore(body)}<dc:date>0101-01-01T00:00:00+00:00</dc:date><dc:contributor opf:role="bkp">calibre (5.12.0)</dc:contributor>`;
  return {
    members: {
      'META-INF/container.xml': container('content.opf'),
      'content.opf': packageDocument({ metadata, toc: 'ncx', items: [...items, ncxItem] }),
      ...chapterFiles(body, items, '', { scene: '<p class="calibre1">***</p>' }),
      'toc.ncx': ncx(body.title, [['Start', 'index.html']]),
    },
  };
}

/** By hand: a title page and a contents page in the spine, an author filed and with a role. */
function madeByHand(body) {
  const items = chapterItems(body, (at) => `Text/ch${at + 1}.xhtml`);
  const metadata = `<dc:identifier id="id">made-by-hand</dc:identifier><dc:title>${escapeXml(body.title)}</dc:title><dc:creator opf:role="aut" opf:file-as="Quane, Bartholomew">${body.author}</dc:creator><dc:creator opf:role="ill">Sidonie Marsh</dc:creator><dc:language>en</dc:language><dc:date opf:event="publication">2010-10</dc:date>`;
  const pages = [
    { id: 't', href: 'Text/title.xhtml', isText: true },
    { id: 'contents', href: 'Text/contents.xhtml', isText: true },
  ];
  const list = points(body, items).map(([label, href]) => `<p><a href="${href.replace('Text/', '')}">${label}</a></p>`);
  return {
    members: {
      'META-INF/container.xml': container('OEBPS/content.opf'),
      'OEBPS/content.opf': packageDocument({ metadata, toc: 'ncx', items: [...pages, ...items, ncxItem] }),
      'OEBPS/Text/title.xhtml': page(body.title, `<h1>${body.title}</h1><h2>${body.author}</h2>`),
      'OEBPS/Text/contents.xhtml': page('Contents', `<h2>Contents</h2>${list.join('')}`),
      ...chapterFiles(body, items, 'OEBPS/'),
      'OEBPS/toc.ncx': ncx(body.title, [
        ['Title page', 'Text/title.xhtml'],
        ['Contents', 'Text/contents.xhtml'],
        ...points(body, items),
      ]),
    },
    label: { published: '2010-10' },
  };
}

/** A publisher: cover, title page, imprint, dedication and colophon around the chapters, all of them marked. */
function published(body) {
  const items = chapterItems(body, (at) => `text/chapter-${at + 1}.xhtml`);
  const aside = (id, title, main, type) => ({ id, href: `text/${id}.xhtml`, isText: true, title, main, type });
  const front = [
    aside('titlepage', 'Title page', `<h1>${body.title}</h1><p>${body.author}</p>`, 'frontmatter titlepage'),
    aside('imprint', 'Imprint', '<h2>Imprint</h2><p>Set by nobody in particular.</p>', 'frontmatter imprint'),
    aside('dedication', 'Dedication', '<p>For the tide.</p>', 'frontmatter dedication'),
  ];
  const back = [
    aside('colophon', 'Colophon', '<h2>Colophon</h2><p>Printed on the sea side.</p>', 'backmatter colophon'),
  ];
  const nav = { id: 'nav', href: 'nav.xhtml', properties: 'nav' };
  const asidePage = ({ title, main, type }) =>
    page(
      title,
      `<section epub:type="${type.split(' ')[1]}">${main}</section>`,
      body.language,
      ` epub:type="${type.split(' ')[0]}"`,
    );
  const chapterPage = (at) =>
    page(
      body.title,
      `<section epub:type="chapter">${chapterHtml(body, at)}</section>`,
      body.language,
      ' epub:type="bodymatter"',
    );
  const entries = [
    ...front.map(({ title, href }) => [title, href]),
    ...points(body, items),
    ['Colophon', 'text/colophon.xhtml'],
  ];
  return {
    members: {
      'META-INF/container.xml': container('EPUB/package.opf'),
      'EPUB/package.opf': packageDocument({
        version: '3.0',
        metadata: `${dublinCore(body)}<meta property="dcterms:modified">2022-05-01T00:00:00Z</meta><dc:date>2016-03-11</dc:date><dc:description>${escapeXml(body.summary)}</dc:description>`,
        items: [nav, ...front, ...items, ...back],
      }),
      'EPUB/nav.xhtml': page(
        'Contents',
        `<nav epub:type="toc"><h2>Contents</h2><ol>${entries.map(([label, href]) => `<li><a href="${href}">${escapeXml(label)}</a></li>`).join('')}</ol></nav>`,
        body.language,
      ),
      ...Object.fromEntries([...front, ...back].map((one) => [`EPUB/${one.href}`, asidePage(one)])),
      ...Object.fromEntries(items.map(({ href }, at) => [`EPUB/${href}`, chapterPage(at)])),
    },
    label: { published: '2016-03-11', summary: body.summary },
  };
}

/** An archive's downloader: a page of labels, a contents page, a file a chapter. */
function downloaded(body) {
  const items = chapterItems(body, (at) => `OEBPS/file000${at + 1}.xhtml`);
  const pages = [
    { id: 'title_page', href: 'OEBPS/title_page.xhtml', isText: true },
    { id: 'toc_page', href: 'OEBPS/toc_page.xhtml', isText: true },
  ];
  const labels = [
    ['Category', 'Low Orbit'],
    ['Status', 'Completed'],
    ['Published', '2013-01-20'],
    ['Packaged', '2019-08-08 10:11:12'],
    ['Rating', 'K+'],
    ['Chapters', String(body.chapters.length)],
    ['Publisher', 'www.example.org'],
    ['Summary', body.summary],
  ];
  const title = `<h3><a href="https://www.example.org/s/1">${body.title}</a> by <a class="authorlink" href="https://www.example.org/u/1">${body.author}</a></h3><div>${labels.map(([label, value]) => `<b>${label}:</b> ${value}<br/>`).join('\n')}</div>`;
  return {
    members: {
      'META-INF/container.xml': container('content.opf'),
      'content.opf': packageDocument({
        metadata: `<dc:identifier id="id">fanficfare-uid:www.example.org-u1-s1</dc:identifier><dc:title>${body.title}</dc:title><dc:creator opf:role="aut">${body.author}</dc:creator><dc:contributor opf:role="bkp">FanFicFare</dc:contributor><dc:language>en</dc:language><dc:description>${body.summary}</dc:description><dc:publisher>www.example.org</dc:publisher><dc:source>https://www.example.org/s/1</dc:source>`,
        toc: 'ncx',
        items: [...pages, ...items, ncxItem],
      }),
      'OEBPS/title_page.xhtml': page(`${body.title} by ${body.author}`, title),
      'OEBPS/toc_page.xhtml': page(
        'Contents',
        `<h3>Table of Contents</h3>${points(body, items)
          .map(([label, href]) => `<a href="${href.replace('OEBPS/', '')}">${label}</a><br/>`)
          .join('')}`,
      ),
      ...chapterFiles(body, items, '', { level: 'h3' }),
      'toc.ncx': ncx(body.title, points(body, items)),
    },
    label: { published: '2013-01-20', status: 'complete', rating: 'K+', fandoms: ['Low Orbit'], summary: body.summary },
  };
}

/** Chapters that share files, told apart by headings and fragments only. */
function twoAFile(body) {
  const items = [
    { id: 'a', href: 'a.xhtml', isText: true },
    { id: 'b', href: 'b.xhtml', isText: true },
  ];
  const chapter = (at) => `<div id="c${at + 1}">${chapterHtml(body, at)}</div>`;
  const targets = ['a.xhtml#c1', 'a.xhtml#c2', 'b.xhtml#c3'];
  return {
    members: {
      'META-INF/container.xml': container('content.opf'),
      'content.opf': packageDocument({ metadata: dublinCore(body), toc: 'ncx', items: [...items, ncxItem] }),
      'a.xhtml': page(body.title, `${chapter(0)}${chapter(1)}`),
      'b.xhtml': page(body.title, chapter(2)),
      'toc.ncx': ncx(
        body.title,
        body.chapters.map((one, at) => [headingOf(body, one, at), targets[at]]),
      ),
    },
  };
}

/** Only a spine: no table of contents, no headings marked as such. */
function withoutContents(body) {
  const items = chapterItems(body, (at) => `part${at + 1}.html`);
  const main = (at) =>
    `<p><b>${headingOf(body, body.chapters[at], at)}</b></p>${chapterHtml({ ...body, chapters: [body.chapters[at]] }, 0, { scene: '<p>#</p>' })}`;
  return {
    members: {
      'META-INF/container.xml': container('book.opf'),
      'book.opf': packageDocument({ metadata: dublinCore(body), items }),
      ...Object.fromEntries(items.map(({ href }, at) => [href, page('Untitled', main(at))])),
    },
  };
}

/** A fan archive's own EPUB: a preface of labels, the author's notes around the chapters, an afterword. */
function archived(body) {
  const items = chapterItems(body, (at) => `work_split_00${at + 1}.xhtml`);
  const [preface, afterword] = ['000', '009'].map((at) => ({
    id: `p${at}`,
    href: `work_split_${at}.xhtml`,
    isText: true,
  }));
  const rows = [
    ['Rating', 'Mature'],
    ['Archive Warning', 'No Archive Warnings Apply'],
    ['Fandom', 'Low Orbit'],
    ['Relationship', 'Tamsin/Captain Orr'],
    ['Language', 'English'],
    ['Series', 'Part 3 of <a href="http://archiveofourown.org/series/9">Office Hours</a>'],
    ['Stats', 'Published: 2017-04-01 Completed: 2017-05-06 Words: 210 Chapters: 2/2'],
  ];
  const chapterPage = (at) =>
    `<div id="chapters" class="userstuff"><div class="meta group"><h2 class="heading">${headingOf(body, body.chapters[at], at)}</h2>${at === 1 ? '<p>Chapter Notes</p><blockquote class="userstuff"><p>Sorry for the wait!</p></blockquote>' : ''}</div><div class="userstuff">${chapterHtml({ ...body, chapters: [body.chapters[at]] }, 0)}</div></div>`;
  return {
    members: {
      'META-INF/container.xml': container('content.opf'),
      'content.opf': packageDocument({
        metadata: `${dublinCore(body)}<dc:publisher>Archive of Our Own</dc:publisher><dc:date>2017-04-01</dc:date><dc:subject>Fanworks</dc:subject><dc:subject>Low Orbit</dc:subject><dc:description>${body.summary}</dc:description>`,
        toc: 'ncx',
        items: [preface, ...items, afterword, ncxItem],
      }),
      [preface.href]: page(
        body.title,
        `<div id="preface"><h2 class="toc-heading">Preface</h2><p class="message"><b>${body.title}</b><br/>Posted originally on the <a href="http://archiveofourown.org/">Archive of Our Own</a> at <a href="http://archiveofourown.org/works/90000009">http://archiveofourown.org/works/90000009</a>.</p><div class="meta"><dl class="tags">${rows.map(([label, value]) => `<dt>${label}:</dt><dd>${value}</dd>`).join('')}</dl><h1>${body.title}</h1><div class="byline">by <a rel="author" href="http://archiveofourown.org/users/quane">${body.author}</a></div><p>Summary</p><blockquote class="userstuff"><p>${body.summary}</p></blockquote><p>Notes</p><blockquote class="userstuff"><p>For the filing clerks.</p></blockquote></div></div>`,
      ),
      ...Object.fromEntries(items.map(({ href }, at) => [href, page(body.title, chapterPage(at))])),
      [afterword.href]: page(
        body.title,
        '<div id="afterword"><h2 class="toc-heading">Afterword</h2><div id="endnotes" class="meta"><p>End Notes</p><blockquote class="userstuff"><p>Thank you for reading.</p></blockquote></div><p class="message">Please <a href="http://archiveofourown.org/works/90000009/comments/new">drop by the Archive and comment</a>!</p></div>',
      ),
      'toc.ncx': ncx(body.title, [['Preface', preface.href], ...points(body, items), ['Afterword', afterword.href]]),
    },
    label: {
      ...{ rating: 'Mature', fandoms: ['Low Orbit'], relationships: ['Tamsin/Captain Orr'], summary: body.summary },
      series: [{ name: 'Office Hours', position: 3 }],
      ...{ published: '2017-04-01', completed: '2017-05-06', status: 'complete', notesBefore: 2, notesAfter: 1 },
    },
  };
}

/** Chapters below parts in the table of contents, each part with a page of its own; creators as they are filed. */
function inParts(body) {
  const items = chapterItems(body);
  const parts = [1, 2].map((number) => ({ id: `p${number}`, href: `part${number}.xhtml`, isText: true }));
  const nav = { id: 'nav', href: 'nav.xhtml', properties: 'nav' };
  const entry = ([label, href], inner = '') => `<li><a href="${href}">${label}</a>${inner && `<ol>${inner}</ol>`}</li>`;
  const [first, second, third] = points(body, items).map((point) => entry(point));
  const list = `${entry(['Part One', parts[0].href], first + second)}${entry(['Part Two', parts[1].href], third)}`;
  return {
    members: {
      'META-INF/container.xml': container('book.opf'),
      'book.opf': packageDocument({
        version: '3.0',
        metadata: `<dc:identifier id="id">urn:isbn:9780000000002</dc:identifier><dc:title id="t2">A Novel</dc:title><meta refines="#t2" property="title-type">subtitle</meta><dc:title id="t1">${body.title}</dc:title><meta refines="#t1" property="title-type">main</meta><dc:creator id="a1">Agnes Thirlby</dc:creator><meta refines="#a1" property="role" scheme="marc:relators">aut</meta><dc:creator id="a2">Wolf Ardent</dc:creator><meta refines="#a2" property="role" scheme="marc:relators">trl</meta><dc:language>en-GB</dc:language><meta property="dcterms:modified">2022-05-01T00:00:00Z</meta><meta property="belongs-to-collection" id="s">Piers of the North</meta><meta refines="#s" property="group-position">1</meta>`,
        items: [nav, parts[0], items[0], items[1], parts[1], items[2]],
      }),
      'nav.xhtml': page('Contents', `<nav epub:type="toc"><ol>${list}</ol></nav>`),
      'part1.xhtml': page('Part One', '<section epub:type="part"><h1>Part One</h1></section>'),
      'part2.xhtml': page('Part Two', '<section epub:type="part"><h1>Part Two</h1></section>'),
      ...chapterFiles(body, items, '', { scene: '<p class="asterism">⁂</p>' }),
    },
    label: { series: [{ name: 'Piers of the North', position: 1 }] },
  };
}

/** A cover outside of the reading order, a one-shot under its title, endnotes in a file of their own. */
function withEndnotes(body) {
  const items = [
    { id: 'cover', href: 'cover.xhtml', isText: true, isAside: true },
    { id: 'story', href: 'story.xhtml', isText: true },
    { id: 'notes', href: 'notes.xhtml', isText: true },
  ];
  const nav = { id: 'nav', href: 'nav.xhtml', properties: 'nav' };
  const story = chapterHtml(body, 0).replace('</p>', '<a epub:type="noteref" href="notes.xhtml#n1">1</a></p>');
  return {
    members: {
      'META-INF/container.xml': container('book.opf'),
      'book.opf': packageDocument({ version: '3.0', metadata: dublinCore(body), items: [nav, ...items] }),
      'nav.xhtml': page(
        'Contents',
        `<nav epub:type="toc"><ol><li><a href="story.xhtml">${body.title}</a></li><li><a href="notes.xhtml">Notes</a></li></ol></nav>`,
      ),
      'cover.xhtml': page('Cover', `<p>${body.title}</p>`),
      'story.xhtml': page(body.title, `<h1>${body.title}</h1>${story}`),
      'notes.xhtml': page(
        'Notes',
        '<section epub:type="endnotes"><h2>Notes</h2><aside epub:type="endnote" id="n1"><p>Some say two.</p></aside></section>',
      ),
    },
  };
}
